"""Each simple URL by itself, and beside the others."""

from collections.abc import Iterator
from typing import NamedTuple

from lyncplanner.planning.checks._wording import COMPONENTS
from lyncplanner.planning.choices import Choices, external_name
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import Component, SimpleUrl
from lyncplanner.planning.urls import UrlHost, UrlParts, parts_of

Scope = tuple[Component, str | None, str | None]


def scope_of(url: SimpleUrl) -> Scope:
    """Within which there is one URL: its component, site and SIP domain."""
    return url.component, url.site, url.sip_domain


def form(draft: Draft) -> Iterator[Finding]:
    """What a simple URL may consist of. Source: Planning for simple URLs; field practice."""
    for url in draft.choices.urls:
        parts = parts_of(url.url.url)
        yield from _scheme_and_port(draft.choices, url, parts)
        yield from _rest(draft.choices, url, parts)


def _scheme_and_port(choices: Choices, url: UrlHost, parts: UrlParts) -> Iterator[Finding]:
    text = url.url.url
    if parts.scheme != "https":
        yield Finding(
            "simple-url.not-https",
            Severity.ERROR,
            text,
            f"{text} does not begin with https://: Lync takes no other simple URL, and links made"
            " from it don't open.",
            "Begin the URL with https://.",
            choices.source("SURLPLAN"),
            (url.place,),
        )
    if parts.port is not None:
        yield Finding(
            "simple-url.has-port",
            Severity.ERROR,
            text,
            f"{text} names a port, which a simple URL can't have: links made from it don't open.",
            "Remove the colon and the port.",
            choices.source("SURLPLAN"),
            (url.place,),
        )


def _rest(choices: Choices, url: UrlHost, parts: UrlParts) -> Iterator[Finding]:
    text = url.url.url
    extra = [
        what
        for what, there in (
            ("a query", parts.query),
            ("a fragment", parts.fragment),
            ("user information", parts.user_information),
        )
        if there
    ]
    if extra:
        yield Finding(
            "simple-url.query",
            Severity.ERROR,
            text,
            f"{text} has {' and '.join(extra)}, which a simple URL can't have: the meeting's own"
            " part is added at its end, and such a link doesn't open.",
            "Leave only https://, the host and a path.",
            choices.source("practice"),
            (url.place,),
        )
    strange = sorted({c for c in parts.path if not (c.isascii() and c.isalnum()) and c not in "./"})
    if strange:
        yield Finding(
            "simple-url.characters",
            Severity.WARNING,
            text,
            f"The path of {text} contains {' '.join(strange[:8])}: only letters, digits, periods"
            " and slashes are sure to work, so some clients may not open its links.",
            "Use only letters, digits, periods and slashes in the path.",
            choices.source("SURLPLAN"),
            (url.place,),
        )


class _Path(NamedTuple):
    """A URL as prefixes are compared: host and path segments, without case."""

    segments: tuple[str, ...]
    url: UrlHost


def prefix(draft: Draft) -> Iterator[Finding]:
    """`simple-url.prefix`: a request for the longer URL would match the shorter one.

    In order, all that begin with a URL follow it at once: one look at the next one is enough.
    Source: Planning for simple URLs.
    """
    paths = sorted(map(_path, draft.choices.urls), key=lambda path: path.segments)
    for one, other in zip(paths, paths[1:], strict=False):
        if other.segments[: len(one.segments)] != one.segments:
            continue
        equal = one.segments == other.segments
        if equal and scope_of(one.url.url) == scope_of(other.url.url):
            continue  # `simple-url.several` says it.
        first, second = one.url.url.url, other.url.url.url
        relation = f"is the same as that of {_what(other.url)}" if equal else f"begins {second}"
        yield Finding(
            "simple-url.prefix",
            Severity.ERROR,
            first,
            f"{first}, of {_what(one.url)}, {relation}: the servers can't tell them apart, and"
            " links of the one open the other.",
            "Give each URL a host or a path of its own, none the beginning of another.",
            draft.choices.source("SURLPLAN"),
            (one.url.place, other.url.place),
        )


def _what(url: UrlHost) -> str:
    of = url.url.sip_domain or url.url.site
    return f"{COMPONENTS[url.url.component]}{f' of {of}' if of else ''}"


def _path(url: UrlHost) -> _Path:
    segments = parts_of(url.url.url).path.lower().split("/")
    return _Path((url.host, *filter(None, segments)), url)


def web_service_names(choices: Choices) -> frozenset[str]:
    """Web services FQDNs that are given, other than pool FQDNs."""
    found = set()
    for pool in choices.web_pools:
        found.add(pool.internal_web_fqdn)
        if pool.external_web is not None:
            found.add(pool.external_web.fqdn)
    found |= {name for farm in choices.farms if (name := external_name(farm)) is not None}
    return frozenset(found - choices.pool_by_fqdn.keys())


def hosts_taken(choices: Choices) -> frozenset[str]:
    """The names of pools and web services, which no simple URL may have as host."""
    return web_service_names(choices) | choices.pool_by_fqdn.keys()


def host(draft: Draft) -> Iterator[Finding]:
    """`simple-url.pool-name`, `simple-url.web-name`: the host is somebody else's name.

    Source: Planning for simple URLs; field practice.
    """
    choices = draft.choices
    web_names = web_service_names(choices)
    for url in choices.urls:
        text = url.url.url
        if url.host in choices.pool_by_fqdn:
            pool = choices.pool_by_fqdn[url.host]
            yield Finding(
                "simple-url.pool-name",
                Severity.ERROR,
                text,
                f"The host of {text} is the FQDN of a pool: that name leads to the pool's servers,"
                " and links made from the URL don't open.",
                "Choose a host that is the name of nothing else.",
                choices.source("SURLPLAN"),
                (url.place, f"{choices.place(pool)}.fqdn"),
            )
        elif url.host in web_names:
            yield Finding(
                "simple-url.web-name",
                Severity.ERROR,
                text,
                f"The host of {text} is a web services FQDN: the pool answers there with its own"
                " web site, and links made from the URL don't open.",
                "Choose a host that is the name of nothing else.",
                choices.source("practice"),
                (url.place,),
            )


def admin_shares_host(draft: Draft) -> Iterator[Finding]:
    """`simple-url.admin-shares-host`: the Control Panel is within reach from outside.

    Source: DNS requirements for simple URLs.
    """
    choices = draft.choices
    for url in choices.urls:
        published = url.host in choices.to_publish and choices.listener(url.host).published
        if url.url.component is Component.ADMIN and published:
            yield Finding(
                "simple-url.admin-shares-host",
                Severity.WARNING,
                url.url.url,
                f"The Admin URL {url.url.url} is on a host that a reverse proxy publishes: unless"
                " the proxy blocks its path, anybody on the Internet reaches the sign-in page of"
                " the Control Panel.",
                "Block the path on the reverse proxy, or give Admin a host of its own.",
                choices.source("SURLDNS"),
                (url.place,),
            )
