"""Addresses as this product holds them: IPv4 literals, IPv6 in its RFC 5952 form."""

from ipaddress import AddressValueError, IPv4Address, IPv6Address

LONGEST_INPUT = 100


class BadAddress(ValueError):
    """Text that is no IPv4 or IPv6 literal; the message says so."""


def parse(text: str) -> str:
    """The canonical form of an address as people type it; refuses ports, prefixes and zone ids."""
    literal = text.strip()
    if len(literal) <= LONGEST_INPUT and "%" not in literal:
        try:
            return str(IPv6Address(literal) if ":" in literal else IPv4Address(literal))
        except AddressValueError:
            pass
    raise BadAddress(f"{literal[:LONGEST_INPUT]!r} is no IPv4 or IPv6 address")
