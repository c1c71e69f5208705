"""Moving a network to another prefix: every address in it changes, its host bits stay."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, TypeAlias, TypeVar

from lyncplanner.planning.topology import UNKNOWN_ADDRESSES, Topology

Network: TypeAlias = IPv4Network | IPv6Network
Value = TypeVar("Value")

_ADDRESSES = frozenset(
    ["addresses", "nat_addresses", "vip", "external_addresses", "internal_addresses"]
)
"""The fields, of whatever object, that hold addresses."""
_USUAL_LENGTH = {4: 24, 6: 64}
MOST_NAMED = 3


class CannotRenumber(ValueError):
    """Networks that can't take each other's place; the message says why and what to do."""


def network(text: str) -> Network:
    """A network as people type it, `192.168.10.0/24`. Raises `CannotRenumber`."""
    literal = text.strip()[:100]
    if "/" not in literal:
        raise CannotRenumber("Type a network with its length, like 192.168.10.0/24.")
    try:
        found = ip_network(literal, strict=False)
    except ValueError:
        raise CannotRenumber(
            f"{literal} is no network. Type one like 192.168.10.0/24 or 2001:db8:10::/64."
        ) from None
    if ip_address(literal.partition("/")[0]) != found.network_address:
        raise CannotRenumber(f"{literal} is a host in {found}. Type {found} for all of it.")
    return found


def renumber(topology: Topology, old: Network, new: Network) -> Topology:
    """The topology with every address in `old` at the same place in `new`.

    Raises `CannotRenumber` where the networks don't fit each other, no address is in `old`, or
    one would become what another host has already.
    """
    _check_fit(old, new)
    moves = _moves(topology, old, new)
    if not moves:
        raise CannotRenumber(f"No address is in {old}.")
    in_use = set(addresses_of(topology))
    taken = [address for address in moves.values() if address in in_use]
    if taken:
        raise CannotRenumber(
            f"{_listed(taken)} in {new} {'is' if len(taken) == 1 else 'are'} in use already, and an"
            f" address from {old} would become the same. Change {_them(taken)} first."
        )
    return _mapped(topology, lambda address: moves.get(address, address))


def networks_in_use(topology: Topology) -> list[tuple[Network, int]]:
    """The /24 and /64 networks that the addresses lie in, with how many, the fullest first."""
    counts: Counter[Network] = Counter()
    for address in dict.fromkeys(addresses_of(topology)):
        if address not in UNKNOWN_ADDRESSES:
            length = _USUAL_LENGTH[6 if ":" in address else 4]
            counts[ip_network(f"{address}/{length}", strict=False)] += 1
    return counts.most_common()


def addresses_of(value: object) -> Iterator[str]:
    """Every address in a topology or a part of it, as often as it stands there."""
    if isinstance(value, tuple):
        for inner in value:
            yield from addresses_of(inner)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            yield from inner if field.name in _ADDRESSES else addresses_of(inner)


def _check_fit(old: Network, new: Network) -> None:
    if old.version != new.version:
        raise CannotRenumber(
            f"{old} is IPv{old.version} and {new} IPv{new.version}. An address can't change from"
            " one to the other by its host bits: type the new ones in the forms."
        )
    if old.prefixlen != new.prefixlen:
        raise CannotRenumber(
            f"{old} and {new} are not of one size. Type a network of length /{old.prefixlen}."
        )
    if old == new:
        raise CannotRenumber(f"{new} is the same network. Type another.")


def _moves(topology: Topology, old: Network, new: Network) -> dict[str, str]:
    """Each address in the old network, with its place in the new one."""
    moves = {}
    for text in dict.fromkeys(addresses_of(topology)):
        address = ip_address(text)
        if text in UNKNOWN_ADDRESSES or address.version != old.version or address not in old:
            continue
        moves[text] = str(_at(new, int(address) - int(old.network_address)))
    return moves


def _at(network: Network, host: int) -> IPv4Address | IPv6Address:
    return network.network_address + host


def _mapped(value: Value, move: Callable[[str], str]) -> Value:
    """The value with each address moved; what has none stays the same object."""
    if isinstance(value, tuple):
        inner = tuple(_mapped(one, move) for one in value)
        changed: Any = inner
        return value if all(a is b for a, b in zip(inner, value, strict=True)) else changed
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {}
    for field in fields(value):
        before = getattr(value, field.name)
        after = tuple(map(move, before)) if field.name in _ADDRESSES else _mapped(before, move)
        if after != before:
            changes[field.name] = after
    return replace(value, **changes) if changes else value


def _listed(addresses: Iterable[str]) -> str:
    found = list(addresses)
    more = len(found) - MOST_NAMED
    named = ", ".join(found[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named


def _them(addresses: list[str]) -> str:
    return "it" if len(addresses) == 1 else "them"
