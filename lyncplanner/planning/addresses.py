"""Addresses as this product holds them: IPv4 literals, IPv6 in its RFC 5952 form."""

from collections.abc import Iterable
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import NamedTuple

from lyncplanner.planning.records import RecordType
from lyncplanner.planning.topology import UNKNOWN_ADDRESSES

LONGEST_INPUT = 100

Data = tuple[tuple[RecordType, str], ...]
"""What a name leads to: each value with its record type."""


class BadAddress(ValueError):
    """Text that is no IPv4 or IPv6 literal; the message says so."""


class Addresses(NamedTuple):
    """Addresses as record data, and where the document would have them if there are none."""

    data: Data
    places: tuple[str, ...] = ()


def parse(text: str) -> str:
    """The canonical form of an address as people type it; refuses ports, prefixes and zone ids."""
    literal = text.strip()
    if len(literal) <= LONGEST_INPUT and "%" not in literal:
        try:
            return str(IPv6Address(literal) if ":" in literal else IPv4Address(literal))
        except AddressValueError:
            pass
    raise BadAddress(f"{literal[:LONGEST_INPUT]!r} is no IPv4 or IPv6 address")


def known(addresses: Iterable[str]) -> Data:
    """Addresses as record data, each once, without those that are not known."""
    return tuple(
        (RecordType.AAAA if ":" in address else RecordType.A, address)
        for address in dict.fromkeys(addresses)
        if address not in UNKNOWN_ADDRESSES
    )
