"""From what the rules want to records: merged, in their zones, in order.

A `Draft` also keeps what came up on the way, for the checks to tell: names without a known
address, aliases that their zone can't hold, names too long to exist.
"""

from collections.abc import Iterable
from typing import NamedTuple

from lyncplanner.planning import left_out, names
from lyncplanner.planning.addresses import Data
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.records import Reason, Record, RecordType, Requirement, View
from lyncplanner.planning.rules import Rule
from lyncplanner.planning.rules._shapes import Wanted
from lyncplanner.planning.rules.teams import MICROSOFT_365

_STRENGTH = {Requirement.REQUIRED: 0, Requirement.CONDITIONAL: 1, Requirement.OPTIONAL: 2}
_Key = tuple[View, str, RecordType, str]


class Draft(NamedTuple):
    """A topology's records, and what checks need to know of how they came about."""

    choices: Choices
    records: tuple[Record, ...]
    missing: tuple[Wanted, ...]
    """Wanted, and no address is known; aliases whose target has no record."""
    at_apex: tuple[Wanted, ...]
    """Aliases at their zone's own name that can't be replaced by addresses."""
    too_long: tuple[Wanted, ...]
    """Names that rules made and that are too long for DNS."""


def draft(choices: Choices, rules: Iterable[Rule]) -> Draft:
    """Run the rules, in any order, and merge what they want."""
    merging = _Merging(choices)
    for rule in rules:
        for wanted in rule(choices):
            merging.take(wanted)
    merging.settle_aliases()
    return merging.finish()


class _Merged:
    """What several rules want of one record. Most records have one rule, and one tuple for it."""

    __slots__ = ("_more", "_reasons", "requirement")

    def __init__(self, requirement: Requirement, reasons: tuple[Reason, ...]) -> None:
        self.requirement = requirement
        self._reasons = reasons
        self._more: list[Reason] | None = None

    def join(self, requirement: Requirement, reasons: tuple[Reason, ...]) -> None:
        """A further rule wants the record: the strongest requirement wins."""
        if _STRENGTH[requirement] < _STRENGTH[self.requirement]:
            self.requirement = requirement
        if self._more is None:
            self._more = []
        self._more.extend(reasons)

    def in_order(self) -> tuple[Reason, ...]:
        """Each reason once, by rule and subject: the order in which rules ran doesn't show."""
        if self._more is None and len(self._reasons) == 1:
            return self._reasons
        return tuple(sorted({*self._reasons, *(self._more or ())}))


class _Merging:
    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.merged: dict[_Key, _Merged] = {}
        self.addresses: dict[tuple[View, str], list[tuple[RecordType, str]]] = {}
        self.aliases: dict[tuple[View, str], list[Wanted]] = {}
        self.if_aliased: dict[tuple[View, str], list[Wanted]] = {}
        self.missing: list[Wanted] = []
        self.at_apex: list[Wanted] = []
        self.too_long: list[Wanted] = []

    def take(self, wanted: Wanted) -> None:
        """Sort one wish into its place: records, aliases to settle, or what is missing."""
        data = wanted.data
        kind = data[0][0] if data else None
        if kind is RecordType.SRV:
            target = data[0][1].rpartition(" ")[2]
            if not names.is_service_name(wanted.name):
                self._refuse(wanted)
            elif names.is_hostname(target):
                self._add(wanted, data)
        elif not names.is_hostname(wanted.name):
            self._refuse(wanted)
        elif kind is None:
            self.missing.append(wanted)
        elif kind is RecordType.CNAME:
            self.aliases.setdefault((wanted.view, wanted.name), []).append(wanted)
        else:
            key = (wanted.view, wanted.name)
            self.addresses.setdefault(key, []).extend(data)
            if wanted.if_aliased:
                self.if_aliased.setdefault(key, []).append(wanted)
            else:
                self._add(wanted, data)

    def _refuse(self, wanted: Wanted) -> None:
        """A bad name that was given is a finding of its own; one that rules made is too long."""
        if _is_too_long(wanted.name):
            self.too_long.append(wanted)

    def _add(self, wanted: Wanted, data: Data) -> None:
        view, name, _, requirement, reasons, *_ = wanted
        for kind, value in data:
            key = (view, name, kind, value)
            before = self.merged.get(key)
            if before is None:
                self.merged[key] = _Merged(requirement, reasons)
            else:
                before.join(requirement, reasons)

    def settle_aliases(self) -> None:
        """Plan each alias whose target is in the plan; addresses where its zone can't hold it."""
        leads_to = _Resolver(self.addresses, self.aliases)
        for (view, name), wishes in self.aliases.items():
            at_apex = self.choices.zones.zone_of(view, name) == name
            for wanted in wishes:
                found = leads_to(view, wanted.data[0][1], name)
                if found is None:
                    self.missing.append(wanted)
                elif not at_apex:
                    self._add(wanted, wanted.data)
                    for target in self.if_aliased.pop((view, wanted.data[0][1]), ()):
                        self._add(target, target.data)
                elif found:
                    self._add(wanted, found)
                else:
                    self.at_apex.append(wanted)

    def finish(self) -> Draft:
        zone_of = self.choices.zones.zone_of
        ttl = self.choices.dns.ttl
        marks = left_out.Marks(self.choices.topology.left_out)
        records = []
        last: tuple[View, str] | None = None
        zone = ""
        for (view, name, kind, value), merged in self.merged.items():
            if (view, name) != last:
                last = (view, name)
                zone = zone_of(view, name)
            record = Record(
                view, zone, name, kind, value, ttl, merged.requirement, merged.in_order()
            )
            records.append(marks.mark(record) if marks else record)
        records.sort()
        return Draft(
            self.choices,
            tuple(records),
            tuple(self.missing),
            tuple(self.at_apex),
            tuple(self.too_long),
        )


class _Resolver:
    """What a name leads to in the plan: addresses; nothing known (Microsoft 365); or no record."""

    def __init__(
        self,
        addresses: dict[tuple[View, str], list[tuple[RecordType, str]]],
        aliases: dict[tuple[View, str], list[Wanted]],
    ) -> None:
        self._addresses = addresses
        self._aliases = aliases

    def __call__(self, view: View, target: str, alias: str) -> Data | None:
        """Follow a target from its alias; `None` where it leads to no record."""
        seen = {alias}
        while target not in seen:
            if names.is_under(target, MICROSOFT_365):
                return ()
            found = self._addresses.get((view, target))
            if found:
                return tuple(dict.fromkeys(found))
            seen.add(target)
            further = self._aliases.get((view, target))
            if not further:
                return None
            target = further[0].data[0][1]
        return None


def _is_too_long(name: str) -> bool:
    return len(name) > names.LONGEST_NAME or any(
        len(label) > names.LONGEST_LABEL for label in name.split(".")
    )
