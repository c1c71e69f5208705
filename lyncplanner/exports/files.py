"""What goes into an exporter beside the records, and what comes out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import NamedTuple

from lyncplanner.planning.certificates import Certificate
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.names import is_hostname, parse


class BadOption(ValueError):
    """An option that this export can't be made with; the message says why and what to give."""


class File(NamedTuple):
    """One file of an export."""

    path: str
    """Below the folder chosen, with slashes; made of safe names (`paths.file_stem`)."""
    content: str | Iterable[str] | Iterable[bytes]
    """All of it, or parts in order; text becomes UTF-8."""

    def parts(self) -> Iterator[bytes]:
        """The bytes, a part at a time. Can be read once where the content is an iterator."""
        if isinstance(self.content, str):
            yield self.content.encode("utf-8", "replace")
            return
        for part in self.content:
            yield part if isinstance(part, bytes) else part.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class NameServer:
    """A name server of the zones, with its address where the zone itself holds its name."""

    name: str
    address: str | None = None

    @classmethod
    def from_text(cls, text: str) -> "NameServer":
        """Read `NAME` or `NAME=ADDRESS`. Raises `BadOption`."""
        name, equals, address = text.partition("=")
        try:
            server = cls(parse(name), str(ip_address(address.strip())) if equals else None)
        except ValueError as error:
            raise BadOption(f"--name-server {text}: {error}; give NAME or NAME=ADDRESS") from None
        if not is_hostname(server.name) and server.name != LOCALHOST.name:
            raise BadOption(f"--name-server {text}: give the server's full name, ns1.contoso.com")
        return server


@dataclass(frozen=True, slots=True)
class ZoneText:
    """A zone that others keep records in, as a zone file or as a transfer printed it."""

    source: str
    """The file's name."""
    text: str


LOCALHOST = NameServer("localhost")


def server_address(text: str) -> str:
    """Read `ADDRESS`, `ADDRESS:PORT` or `[ADDRESS]:PORT` of a server. Raises `BadOption`."""
    found = re.fullmatch(r"\[(?P<v6>[^]]+)\](?::(?P<a>\d+))?|(?P<v4>[^:]+)(?::(?P<b>\d+))?", text)
    address, port = text, None
    if found is not None:
        address, port = found["v6"] or found["v4"], found["a"] or found["b"]
    try:
        address = str(ip_address(address))
    except ValueError:
        raise BadOption(
            f"--server {text}: give its address, 192.0.2.53 or [2001:db8::53]:53"
        ) from None
    if port is None:
        return address
    if not port.isascii() or not 1 <= int(port[:6]) <= 65535:
        raise BadOption(f"--server {text}: give a port from 1 to 65535")
    return f"{address} {int(port)}"


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen for an export. Each exporter's `OPTIONS` names the ones that it reads."""

    fragment: bool = False
    """bind: the records alone, for a zone that holds other people's records too."""
    name_servers: tuple[NameServer, ...] = (LOCALHOST,)
    serial: int | None = None
    """bind; `None`: from the stamp."""
    merge: tuple[ZoneText, ...] = ()
    """bind: zones of others, into which the records are put."""
    excel: bool = False
    """csv: begins with a byte order mark, without which Excel misreads UTF-8."""
    prerequisites: bool = False
    """nsupdate: each set has to be live as it was deployed before, else its message is refused."""
    server: str | None = None
    """nsupdate: the server to update, `ADDRESS` or `ADDRESS PORT`."""
    create_zones: str | None = None
    """dnscmd: `directory` (kept in Active Directory) or `file`; `None`: the zones are there."""
    provider: str | None = None
    """terraform: a key of `terraform_providers.PROVIDERS`; has to be given."""
    findings: tuple[Finding, ...] = ()
    """What plan documents and reports say besides the records."""
    certificates: tuple[Certificate, ...] = ()
    """What reports say besides."""
