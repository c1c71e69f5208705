"""What differs between two plans."""

from typing import NamedTuple

from lyncplanner.planning.findings import Finding
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.records import Record


class Change(NamedTuple):
    """The same view, name, type and data with another zone, TTL, requirement or left-out reason."""

    before: Record
    after: Record


class Difference(NamedTuple):
    """From one plan to another, each part in plan order."""

    added: tuple[Record, ...]
    removed: tuple[Record, ...]
    changed: tuple[Change, ...]
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]

    @property
    def records_differ(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(before: Plan, after: Plan) -> Difference:
    """The difference between two plans; sentences of reasons don't count.

    A change of data is one record removed and one added. Findings are told apart by code and
    subject.
    """
    added, removed, changed = compare_records(before.records, after.records)
    old = {(f.code, f.subject) for f in before.findings}
    new = {(f.code, f.subject) for f in after.findings}
    return Difference(
        added,
        removed,
        changed,
        tuple(f for f in after.findings if (f.code, f.subject) not in old),
        tuple(f for f in before.findings if (f.code, f.subject) not in new),
    )


def compare_records(
    before: tuple[Record, ...], after: tuple[Record, ...]
) -> tuple[tuple[Record, ...], tuple[Record, ...], tuple[Change, ...]]:
    """Records added, removed, and changed otherwise than in their data."""
    old = {_key(record): record for record in before}
    new = {_key(record): record for record in after}
    return (
        tuple(record for key, record in new.items() if key not in old),
        tuple(record for key, record in old.items() if key not in new),
        tuple(
            Change(old[key], record)
            for key, record in new.items()
            if key in old and _rest(old[key]) != _rest(record)
        ),
    )


def _key(record: Record) -> tuple[str, str, str, str]:
    return record.view, record.name, record.type, record.data


def _rest(record: Record) -> tuple[str, int, str, str | None]:
    return record.zone, record.ttl, record.requirement, record.left_out
