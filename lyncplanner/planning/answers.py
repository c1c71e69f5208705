"""What planned records answer to clients: by view, aliases followed to their addresses."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning import names
from lyncplanner.planning.clients import Side
from lyncplanner.planning.records import Record, RecordType, View
from lyncplanner.planning.rules.teams import MICROSOFT_365

MOST_ALIASES = 8


class End(StrEnum):
    """How following a name ends."""

    ADDRESSES = "addresses"
    MICROSOFT_365 = "microsoft-365"
    NO_RECORD = "no-record"
    NOWHERE = "nowhere"
    """An alias leads to a name without a record."""
    TOO_MANY_ALIASES = "too-many-aliases"
    OUT_OF_SERVICE = "out-of-service"
    """There are addresses, and nothing answers at any of them."""


class Found(NamedTuple):
    """Where a name leads."""

    end: End
    view: View
    """Whose DNS answers the name that was asked for."""
    aliases: tuple[str, ...] = ()
    """The targets, in order."""
    addresses: tuple[str, ...] = ()

    @property
    def trail(self) -> tuple[str, ...]:
        """What DNS answers: each target, then the addresses."""
        return self.aliases + self.addresses


class Answers:
    """Deployed records, by view and name; indexed in one pass.

    Inside, a name in an internal zone is answered there or not at all; any other name is answered
    by the external view.
    """

    def __init__(self, records: Iterable[Record], internal_zones: Iterable[str]) -> None:
        """`internal_zones`: those given or derived; zones to be created follow from the records."""
        self._hosts: dict[View, dict[str, list[str]]] = {view: {} for view in View}
        self._aliases: dict[View, dict[str, str]] = {view: {} for view in View}
        self._services: dict[View, dict[str, list[str]]] = {view: {} for view in View}
        self._internal_zones = set(internal_zones)
        take_zone = self._internal_zones.add
        for view, zone, name, kind, data, _, _, _, left_out in records:
            if left_out is not None:
                continue
            if view is View.INTERNAL:
                take_zone(zone)
            if kind is RecordType.CNAME:
                self._aliases[view].setdefault(name, data)
                continue
            values = (self._services if kind is RecordType.SRV else self._hosts)[view]
            known = values.get(name)
            if known is None:
                values[name] = [data]
            else:
                known.append(data)

    def view_of(self, side: Side, name: str) -> View:
        """Whose DNS answers a client on this side for this name."""
        if side is Side.OUTSIDE:
            return View.EXTERNAL
        zone = name
        while zone:
            if zone in self._internal_zones:
                return View.INTERNAL
            zone = zone.partition(".")[2]
        return View.EXTERNAL

    def services(self, side: Side, name: str) -> tuple[View, tuple[str, ...]]:
        """The SRV data at a name, in the order in which clients try them (RFC 2782)."""
        view = self.view_of(side, name)
        return view, tuple(sorted(self._services[view].get(name, ()), key=_by_priority))

    def find(self, side: Side, name: str) -> Found:
        """Follow a name over its aliases, each asked for from the same side."""
        first = view = self.view_of(side, name)
        aliases: list[str] = []
        while not names.is_under(name, MICROSOFT_365):
            if addresses := self._hosts[view].get(name):
                return Found(End.ADDRESSES, first, tuple(aliases), tuple(addresses))
            target = self._aliases[view].get(name)
            if target is None:
                end = End.NOWHERE if aliases else End.NO_RECORD
                return Found(end, first, tuple(aliases))
            if len(aliases) == MOST_ALIASES:
                return Found(End.TOO_MANY_ALIASES, first, tuple(aliases))
            aliases.append(target)
            name = target
            view = self.view_of(side, name)
        return Found(End.MICROSOFT_365, first, tuple(aliases))


def _by_priority(data: str) -> tuple[int, int, str]:
    priority, weight, _, target = data.split(" ")
    return int(priority), -int(weight), target


class Service(NamedTuple):
    """SRV data, read."""

    port: int
    target: str

    @classmethod
    def read(cls, data: str) -> "Service":
        _, _, port, target = data.split(" ")
        return cls(int(port), target)
