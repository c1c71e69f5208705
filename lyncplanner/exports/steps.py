"""The order in which records are put on a server that holds others' too."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning.records import Record, RecordSet, RecordType, record_sets


class Action(StrEnum):
    MAKE_ROOM = "make-room"
    """Remove what stood here before and can't stand beside what comes."""
    ADD = "add"
    REMOVE = "remove"


class Step(NamedTuple):
    """What to do with one record."""

    action: Action
    record: Record


class SetStep(NamedTuple):
    """What to do at one name, at once."""

    order: int
    """Lower ones first: targets before what leads to them, and after it when they go."""
    planned: RecordSet | None
    dropped: tuple[RecordSet, ...]
    """Deployed, no longer planned; where there is a planned set, they make room for it and for the
    next ones at its name."""


_CNAME = RecordType.CNAME
# Targets come before what leads to them, and go after it.
_ORDER = {RecordType.A: 0, RecordType.AAAA: 0, RecordType.CNAME: 1, RecordType.SRV: 2}
_LAST = 10


def steps(records: Sequence[Record], previous: Sequence[Record]) -> Iterator[Step]:
    """What to remove first, then all planned records, then what else is no longer planned."""
    planned = {_place(record) for record in records}
    dropped = [record for record in previous if _place(record) not in planned]
    kinds = _kinds_by_name(records) if dropped else {}
    making_room = [record for record in dropped if _in_the_way(record, kinds)]
    yield from (Step(Action.MAKE_ROOM, record) for record in making_room)
    yield from (Step(Action.ADD, r) for r in sorted(records, key=lambda r: _ORDER[r.type]))
    going = (record for record in dropped if not _in_the_way(record, kinds))
    yield from (Step(Action.REMOVE, r) for r in sorted(going, key=lambda r: -_ORDER[r.type]))


def set_steps(records: Sequence[Record], previous: Sequence[Record]) -> Iterator[SetStep]:
    """The same by record sets: every planned one, and those that were deployed and are no more."""
    planned = list(record_sets(records))
    if not previous:
        yield from (SetStep(_ORDER[found.type], found, ()) for found in planned)
        return
    keys = {found[:4] for found in planned}
    dropped = {found[:4]: found for found in record_sets(previous) if found[:4] not in keys}
    making_room = set()
    for found in planned:
        # An alias stands alone at its name; everything else makes way for it, and it for that.
        others = [kind for kind in RecordType if (kind is _CNAME) != (found.type is _CNAME)]
        keys_there = [(*found[:3], kind) for kind in others]
        rivals = [key for key in keys_there if key in dropped and key not in making_room]
        making_room.update(rivals)
        yield SetStep(_ORDER[found.type], found, tuple(dropped[key] for key in rivals))
    for key, found in dropped.items():
        if key not in making_room:
            yield SetStep(_LAST - _ORDER[found.type], None, (found,))


def _place(record: Record) -> tuple[str, str, str, str]:
    return record.zone, record.name, record.type, record.data


def _kinds_by_name(records: Sequence[Record]) -> dict[tuple[str, str], set[RecordType]]:
    kinds: dict[tuple[str, str], set[RecordType]] = {}
    for record in records:
        kinds.setdefault((record.zone, record.name), set()).add(record.type)
    return kinds


def _in_the_way(record: Record, kinds: dict[tuple[str, str], set[RecordType]]) -> bool:
    """Whether an alias comes where this stood, or the reverse, or another alias."""
    coming = kinds.get((record.zone, record.name), set())
    return bool(coming) and (record.type is _CNAME or _CNAME in coming)
