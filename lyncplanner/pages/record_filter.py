"""Which record sets the plan page shows: text and chips, as they stand in the address."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from lyncplanner.planning.records import RecordSet, RecordType, Requirement, View

ONE_NAME = "*"
"""Stands for all zones that are made for a single name."""
KINDS = {"view": View, "type": RecordType, "need": Requirement}
"""The chips with a closed set of values, by their parameter."""
_ALL = range(4)


class Choices(NamedTuple):
    """How many records there are for each chip, with the chips of the other kinds as chosen."""

    view: Counter[str]
    type: Counter[str]
    need: Counter[str]
    zone: Counter[str]


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Chips of one kind add, kinds narrow; every word of the text has to be found."""

    q: str = ""
    view: frozenset[str] = frozenset()
    type: frozenset[str] = frozenset()
    need: frozenset[str] = frozenset()
    zone: frozenset[str] = frozenset()

    @classmethod
    def read(cls, parameters: Mapping[str, Sequence[str]]) -> "RecordFilter":
        """From an address's parameters; values that no chip has are passed over."""
        chosen = {
            kind: frozenset(str(value) for value in values if value in parameters.get(kind, ()))
            for kind, values in KINDS.items()
        }
        texts = parameters.get("q", ())
        zones = frozenset(parameters.get("zone", ()))
        return cls(q=texts[-1].strip()[:200] if texts else "", zone=zones, **chosen)

    def __bool__(self) -> bool:
        return bool(self.q or self.view or self.type or self.need or self.zone)

    def toggled(self, kind: str, value: str) -> "RecordFilter":
        """With one chip pressed the other way."""
        chosen: frozenset[str] = getattr(self, kind)
        changes: dict[str, Any] = {kind: chosen ^ {value}}
        return replace(self, **changes)

    def parameters(self) -> list[tuple[str, str]]:
        """As parameters of an address."""
        found = [("q", self.q)] if self.q else []
        for kind in ("view", "type", "need", "zone"):
            found += [(kind, value) for value in sorted(getattr(self, kind))]
        return found

    def address(self, **more: object) -> str:
        """The address of the plan page with this filter, from the `?` on."""
        return "?" + urlencode([*self.parameters(), *((k, str(v)) for k, v in more.items())])

    def apply(
        self, sets: Iterable[RecordSet], one_name: Collection[tuple[str, str]]
    ) -> tuple[list[RecordSet], Choices]:
        """The sets that match, and what each chip would show; one pass.

        `one_name`: the zones, by view, that stand under `ONE_NAME`.
        """
        words = self.q.lower().split()
        chosen = (self.view, self.type, self.need, self.zone)
        narrowing = [at for at in _ALL if chosen[at]]
        shown: list[RecordSet] = []
        counts = Choices(Counter(), Counter(), Counter(), Counter())
        for found in sets:
            if words and not _has(found, words):
                continue
            values = _values(found, one_name)
            missed = [at for at in narrowing if values[at] not in chosen[at]]
            if not missed:
                shown.append(found)
            # A chip counts what it would show beside the other kinds: only its own kind may miss.
            for at in () if len(missed) > 1 else missed or _ALL:
                counts[at][values[at]] += len(found.records)
        return shown, counts


def _values(found: RecordSet, one_name: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """What the set is in each kind of chip."""
    zone = ONE_NAME if found[:2] in one_name else found.zone
    records = found.records
    need = records[0].requirement if len(records) == 1 else found.requirement
    return (found.view, found.type, need, zone)


def search_text(found: RecordSet) -> str:
    """What the text filter looks in: name, data, rules and what they are for."""
    parts = [found.name]
    for record in found.records:
        parts.append(record.data)
        parts += [f"{reason.rule} {reason.subject}" for reason in record.reasons]
    return " ".join(parts).lower()


def _has(found: RecordSet, words: Iterable[str]) -> bool:
    text = search_text(found)
    return all(word in text for word in words)
