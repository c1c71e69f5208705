"""Our records put into a zone of others, given as a zone file or as what a transfer printed."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lyncplanner.exports.files import BadOption, ZoneText
from lyncplanner.planning.records import Record, RecordType

if TYPE_CHECKING:
    from dns.rdataset import Rdataset
    from dns.zone import Zone

_ORIGIN = re.compile(r"^\$ORIGIN\s+(\S+?)\.?\s*(?:;|$)", re.MULTILINE | re.IGNORECASE)
_SOA = re.compile(r"^([^\s;$]+)\s+(?:\S+\s+){0,2}SOA\s", re.MULTILINE | re.IGNORECASE)
_HIGHEST_SERIAL = 2**32 - 1
_SIGNED = {"RRSIG", "NSEC", "NSEC3", "NSEC3PARAM"}

Key = tuple[str, str]
"""Name and type."""


class TheirZone:
    """A zone as its owner has it."""

    def __init__(self, given: ZoneText) -> None:
        """Raises `BadOption` for what is no zone file, or one that can't be changed."""
        self._source = given.source
        self._zone = _parsed(given)
        assert self._zone.origin is not None  # noqa: S101 - for the type checker
        self.name = self._zone.origin.to_text(omit_final_dot=True).lower()
        self._sets = {
            (name.to_text(omit_final_dot=True).lower(), _type(found)): found
            for name, node in self._zone.nodes.items()
            for found in node.rdatasets
        }
        if (self.name, "SOA") not in self._sets:
            raise self._bad("it has no SOA record; give the whole zone")
        if any(kind in _SIGNED for _, kind in self._sets):
            raise self._bad("it is signed; give the zone from before signing, and sign the result")

    def next_serial(self, wanted: int) -> int:
        """The serial wanted where it is higher than theirs, else the one after theirs."""
        [soa] = self._sets[self.name, "SOA"]
        serial = int(soa.to_text().split()[2])
        return max(wanted, serial + 1) if serial < _HIGHEST_SERIAL else 1

    def lines(
        self, planned: Sequence[Record], dropped: Sequence[Record], serial: int
    ) -> Iterator[str]:
        """Their SOA with a new serial, and what stays of theirs beside the planned records."""
        ours = {(record.name, record.type.value) for record in planned}
        gone = {(record.name, record.type.value, record.data) for record in dropped}
        staying = {key: list(self._staying(key, gone)) for key in self._sets if key not in ours}
        self._refuse_aliases(ours, {key for key, values in staying.items() if values})
        yield self._soa(serial)
        for (name, kind), values in sorted(staying.items()):
            ttl = self._sets[name, kind].ttl
            yield from (f"{name}.\t{ttl}\tIN\t{kind}\t{value}\n" for value in values)

    def _staying(self, key: Key, gone: set[tuple[str, str, str]]) -> Iterator[str]:
        if key == (self.name, "SOA"):
            return
        for value in self._sets[key]:
            text = value.to_text()
            if (*key, text.lower().removesuffix(".")) not in gone:
                yield text

    def _soa(self, serial: int) -> str:
        [soa] = self._sets[self.name, "SOA"]
        fields = soa.to_text().split()
        fields[2] = str(serial)
        return f"{self.name}.\t{self._sets[self.name, 'SOA'].ttl}\tIN\tSOA\t{' '.join(fields)}\n"

    def _refuse_aliases(self, ours: set[Key], staying: set[Key]) -> None:
        alias = RecordType.CNAME.value
        for name, kind in sorted(ours):
            others = {other for at, other in staying if at == name}
            if kind != alias and alias in others:
                raise self._bad(f"it has an alias at {name}, where the plan has {kind}; delete it")
            if kind == alias and others:
                what = ", ".join(sorted(others))
                raise self._bad(f"it has {what} at {name}, where the plan has an alias; delete it")

    def _bad(self, said: str) -> BadOption:
        return BadOption(f"--merge {self._source}: {said}")


def _parsed(given: ZoneText) -> "Zone":
    # Slow to import, and not needed where nothing is merged.
    import dns.exception
    import dns.zone

    origin = _origin(given.text)
    if origin is None:
        raise BadOption(f"--merge {given.source}: begin it with $ORIGIN and the zone's name")
    try:
        return dns.zone.from_text(
            given.text,
            origin=origin,
            relativize=False,
            check_origin=False,
            allow_include=False,
        )
    except (dns.exception.DNSException, ValueError) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise BadOption(
            f"--merge {given.source}: give a zone file, or what a transfer printed: {said}"
        ) from None


def _origin(text: str) -> str | None:
    """The name of the zone: whose SOA record it is, or else the first $ORIGIN."""
    soa = _SOA.search(text)
    # BIND writes zones with "$ORIGIN ." first, and below the SOA record that of the zone.
    above = [found[1] for found in _ORIGIN.finditer(text, 0, soa.start() if soa else len(text))]
    owner = soa[1] if soa else "@"
    if owner.endswith("."):
        return owner
    if not above:
        return None
    base = (above[-1] if soa else above[0]).removesuffix(".")
    return f"{base}." if owner == "@" else f"{owner}.{base}".removesuffix(".") + "."


def _type(found: "Rdataset") -> str:
    import dns.rdatatype

    return dns.rdatatype.to_text(found.rdtype)
