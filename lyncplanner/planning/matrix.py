"""Every client, side and SIP domain: how each gets in, and what differs between two plans."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lyncplanner.planning.clients import PARTNERS, Client, Side, sides_of
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.steps import Way


class Cell(NamedTuple):
    client: Client
    side: Side
    sip_domain: str
    way: Way | None
    """`None`: the client ends nowhere."""


class WayChange(NamedTuple):
    """Somebody who gets in otherwise than before, or not."""

    client: Client
    side: Side
    sip_domain: str
    before: Way | None
    after: Way | None

    @property
    def lost(self) -> bool:
        return self.after is None

    @property
    def gained(self) -> bool:
        return self.before is None

    @property
    def signs_in(self) -> bool:
        """A user; partners reach users, they don't sign in."""
        return self.client not in PARTNERS


class WayGroup(NamedTuple):
    """The SIP domains of a client and side that share what becomes of them."""

    client: Client
    side: Side
    sip_domains: tuple[str, ...]
    before: Way | None
    """Of the first of them."""
    after: Way | None


def matrix(lookup: Lookup, sip_domains: Iterable[str] | None = None) -> Iterator[Cell]:
    """The cells of some SIP domains, or of all."""
    if sip_domains is None:
        sip_domains = [domain.name for domain in lookup.choices.sip_domains]
    for sip_domain in sip_domains:
        for client in Client:
            for side in sides_of(client):
                yield Cell(client, side, sip_domain, lookup.way(client, side, sip_domain))


def way_changes(before: Lookup, after: Lookup) -> list[WayChange]:
    """Who gets in otherwise; who can no longer sign in comes first.

    That a name has other addresses is no other way: the same name leads to the same servers.
    """
    old = {cell[:3]: cell.way for cell in matrix(before)}
    new = {cell[:3]: cell.way for cell in matrix(after)}
    found = [
        WayChange(*key, old.get(key), new.get(key))
        for key in old | new
        if _route(old.get(key)) != _route(new.get(key))
    ]
    return sorted(found, key=lambda change: (not change.lost, change.gained))


def grouped(changes: Iterable[WayChange]) -> list[WayGroup]:
    """Changes with their SIP domains gathered by client, side, and lost, gained or neither."""
    found: dict[tuple[Client, Side, bool, bool], list[WayChange]] = {}
    for change in changes:
        key = (change.client, change.side, change.lost, change.gained)
        found.setdefault(key, []).append(change)
    return [
        WayGroup(client, side, tuple(c.sip_domain for c in group), group[0].before, group[0].after)
        for (client, side, *_), group in found.items()
    ]


def _route(way: Way | None) -> tuple[str, str, int] | None:
    return (way.by, way.result.connects_to, way.result.port) if way is not None else None
