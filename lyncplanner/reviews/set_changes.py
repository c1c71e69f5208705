"""Which record sets differ between two versions: what a review goes through one by one."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning.plan_hash import plan_hash
from lyncplanner.planning.records import Record, RecordSet, RecordType, View, record_sets


class Sign(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class SetChange(NamedTuple):
    """A record set before and after. One of them may be missing."""

    view: View
    name: str
    type: RecordType
    before: tuple[Record, ...]
    after: tuple[Record, ...]
    zone: str
    """The one that it lies in now, or lay in before it went."""

    @property
    def key(self) -> str:
        """The set's identity, as in `RecordSet.key`."""
        return f"{self.view}~{self.name}~{self.type}"

    @property
    def hash(self) -> str:
        """Of what the set is now: a tick lasts as long as it stays so."""
        return plan_hash(self.after)

    @property
    def sign(self) -> Sign:
        if not self.before:
            return Sign.ADDED
        return Sign.CHANGED if self.after else Sign.REMOVED

    @property
    def added(self) -> int:
        """Records that were not there before."""
        return len(_data(self.after) - _data(self.before))

    @property
    def removed(self) -> int:
        return len(_data(self.before) - _data(self.after))


def set_changes(before: Sequence[Record], after: Sequence[Record]) -> tuple[SetChange, ...]:
    """The sets that differ, in plan order; sentences of reasons don't count."""
    if before is after:
        return ()
    old = {_identity(group): group for group in record_sets(before)}
    new = {_identity(group): group for group in record_sets(after)}
    found = [*_changed(old, new), *_removed(old, new)]
    found.sort(key=lambda change: (change.view, change.zone, change.name, change.type))
    return tuple(found)


def _changed(
    old: dict[tuple[str, str, str], RecordSet], new: dict[tuple[str, str, str], RecordSet]
) -> Iterator[SetChange]:
    for identity, group in new.items():
        earlier = old.get(identity)
        before = earlier.records if earlier is not None else ()
        if _content(before) != _content(group.records):
            yield SetChange(group.view, group.name, group.type, before, group.records, group.zone)


def _removed(
    old: dict[tuple[str, str, str], RecordSet], new: dict[tuple[str, str, str], RecordSet]
) -> Iterator[SetChange]:
    for identity, group in old.items():
        if identity not in new:
            yield SetChange(group.view, group.name, group.type, group.records, (), group.zone)


def _identity(group: RecordSet) -> tuple[str, str, str]:
    return group.view, group.name, group.type


def _content(records: Iterable[Record]) -> list[tuple[str, str, int, str, str | None]]:
    return [(r.zone, r.data, r.ttl, r.requirement, r.left_out) for r in records]


def _data(records: Iterable[Record]) -> set[str]:
    return {record.data for record in records if record.left_out is None}
