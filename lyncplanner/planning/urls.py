"""Simple URLs taken apart."""

from typing import NamedTuple

from lyncplanner.planning.topology import SimpleUrl


class UrlHost(NamedTuple):
    """A simple URL, its host, and its place in the document."""

    url: SimpleUrl
    host: str
    place: str


class UrlParts(NamedTuple):
    """What a simple URL is made of, as written except that scheme and host are lower case."""

    scheme: str
    """Empty where there is none."""
    user_information: bool
    host: str
    port: str | None
    """`None` without a colon; may be empty."""
    path: str
    query: bool
    fragment: bool


def parts_of(url: str) -> UrlParts:
    """Take a URL apart, whatever is wrong with it; never fails."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        scheme, rest = "", url
    rest, fragment, _ = rest.partition("#")
    rest, query, _ = rest.partition("?")
    authority, slash, path = rest.partition("/")
    _, at, host = authority.rpartition("@")
    port = None
    head, colon, tail = host.rpartition(":")
    if colon and (tail.isdigit() or not tail):
        host, port = head, tail
    return UrlParts(
        scheme=scheme.lower(),
        user_information=bool(at),
        host=host.lower().removesuffix("."),
        port=port,
        path=slash + path,
        query=bool(query),
        fragment=bool(fragment),
    )


def host_of(url: str) -> str:
    """The host of a simple URL: without user information, port, path, query and fragment."""
    return parts_of(url).host


def with_host(url: str, host: str) -> str:
    """The same URL with another host; whatever else it is made of stays as written."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        scheme, rest = "", url
    end = min((place for mark in "/?#" if (place := rest.find(mark)) >= 0), default=len(rest))
    authority, tail = rest[:end], rest[end:]
    user, at, written = authority.rpartition("@")
    _, colon, port = written.rpartition(":")
    if not colon or (port and not port.isdigit()):
        colon, port = "", ""
    return f"{scheme}{separator}{user}{at}{host}{colon}{port}{tail}"
