"""What goes into an exporter beside the records, and what comes out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address

from lyncplanner.planning.findings import Finding
from lyncplanner.planning.names import is_hostname, parse


class BadOption(ValueError):
    """An option that this export can't be made with; the message says why and what to give."""


@dataclass(frozen=True, slots=True)
class File:
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


LOCALHOST = NameServer("localhost")


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen for an export. Each exporter's `OPTIONS` names the ones that it reads."""

    fragment: bool = False
    """bind: the records alone, for a zone that holds other people's records too."""
    name_servers: tuple[NameServer, ...] = (LOCALHOST,)
    serial: int | None = None
    """bind; `None`: from the stamp."""
    excel: bool = False
    """csv: begins with a byte order mark, without which Excel misreads UTF-8."""
    findings: tuple[Finding, ...] = ()
    """What plan documents and reports say besides the records."""
