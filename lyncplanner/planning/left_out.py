"""Records that an organisation does not deploy stay in the plan, marked with the reason."""

from collections.abc import Sequence
from itertools import compress

from lyncplanner.planning.records import Record
from lyncplanner.planning.topology import LeftOut

_KEYS = ("view", "name", "type", "rule", "requirement")
_Pattern = tuple[bool, ...]
_Values = tuple[str, ...]


class Marks:
    """The first `left_out` of the document that matches a record, found without trying each."""

    def __init__(self, entries: Sequence[LeftOut]) -> None:
        self._by_pattern: dict[_Pattern, dict[_Values, int]] = {}
        self._reasons = [entry.reason for entry in entries]
        for i, entry in enumerate(entries):
            values = [getattr(entry, key) for key in _KEYS]
            pattern = tuple(value is not None for value in values)
            given = tuple(str(value) for value in values if value is not None)
            self._by_pattern.setdefault(pattern, {}).setdefault(given, i)

    def __bool__(self) -> bool:
        return bool(self._reasons)

    def mark(self, record: Record) -> Record:
        """The record, with the reason of the first entry that matches it."""
        reason = self.reason_for(
            record.view, record.name, record.type, _only_rule(record), record.requirement
        )
        return record if reason is None else record._replace(left_out=reason)

    def reason_for(
        self, view: str, name: str, kind: str, rule: str | None, requirement: str
    ) -> str | None:
        """Why such a record is left out; `rule`: the rule of all its reasons, if they share one."""
        values = (view, name, kind, rule or "", requirement)
        matches = (
            found.get(tuple(compress(values, pattern)))
            for pattern, found in self._by_pattern.items()
        )
        first = min((i for i in matches if i is not None), default=None)
        return None if first is None else self._reasons[first]


def _only_rule(record: Record) -> str | None:
    rules = {reason.rule for reason in record.reasons}
    return rules.pop() if len(rules) == 1 else None
