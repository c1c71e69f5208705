"""What differs between two plans by record set: what DNS hands out together for a name."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning.records import Record, RecordSet, RecordType, View, record_sets


class Sign(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class SetChange(NamedTuple):
    """A record set that is not what it was; one of its two sides can be missing."""

    before: RecordSet | None
    after: RecordSet | None

    @property
    def there(self) -> RecordSet:
        """The set as it is, or as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of a record set has a side")
        return found

    @property
    def key(self) -> str:
        return self.there.key

    @property
    def sign(self) -> Sign:
        if self.before is None:
            return Sign.ADDED
        return Sign.REMOVED if self.after is None else Sign.CHANGED

    @property
    def kept(self) -> tuple[str, ...]:
        """Data that both have."""
        before = _data(self.before)
        return tuple(data for data in _data(self.after) if data in before)

    @property
    def altered(self) -> tuple[tuple[Record, Record], ...]:
        """Records that keep their data, with another zone, TTL, requirement or left-out reason."""
        before = {r.data: r for r in self.before.records} if self.before is not None else {}
        after = self.after.records if self.after is not None else ()
        return tuple(
            (before[record.data], record)
            for record in after
            if record.data in before and _of_record(before[record.data]) != _of_record(record)
        )

    @property
    def added(self) -> tuple[str, ...]:
        before = _data(self.before)
        return tuple(data for data in _data(self.after) if data not in before)

    @property
    def removed(self) -> tuple[str, ...]:
        after = _data(self.after)
        return tuple(data for data in _data(self.before) if data not in after)


Key = tuple[View, str, RecordType]
Content = tuple[tuple[str, str, int, str, str | None], ...]
"""What counts of a set: zone, data, TTL, requirement and left-out reason of each record."""


def set_changes(before: Iterable[Record], after: Iterable[Record]) -> tuple[SetChange, ...]:
    """The sets that differ, in plan order; sentences of reasons don't count."""
    old = {(s.view, s.name, s.type): s for s in record_sets(before)}
    new = {(s.view, s.name, s.type): s for s in record_sets(after)}
    keys = sorted(old.keys() | new.keys(), key=lambda key: _place(new.get(key) or old[key]))
    return tuple(
        SetChange(old.get(key), new.get(key))
        for key in keys
        if _content(old.get(key)) != _content(new.get(key))
    )


def contents(records: Iterable[Record], wanted: Iterable[Key]) -> dict[Key, Content]:
    """The content of the wanted sets, where they are there."""
    found: dict[Key, list[tuple[str, str, int, str, str | None]]] = {key: [] for key in wanted}
    for record in records:
        content = found.get((record.view, record.name, record.type))
        if content is not None:
            content.append(_of_record(record))
    return {key: tuple(content) for key, content in found.items() if content}


def _place(record_set: RecordSet) -> tuple[str, str, str, str]:
    return record_set.view, record_set.zone, record_set.name, record_set.type


def _content(record_set: RecordSet | None) -> Content:
    return tuple(map(_of_record, record_set.records)) if record_set is not None else ()


def _of_record(record: Record) -> tuple[str, str, int, str, str | None]:
    return record.zone, record.data, record.ttl, record.requirement, record.left_out


def _data(record_set: RecordSet | None) -> tuple[str, ...]:
    return tuple(r.data for r in record_set.records) if record_set is not None else ()
