"""From what the rules want to records: merged, in their zones, in order.

A `Draft` also keeps what came up on the way, for the checks to tell: names without a known
address, aliases that their zone can't hold, names too long to exist.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from lyncplanner.planning import left_out, names
from lyncplanner.planning.addresses import Data
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.given_names import given_names
from lyncplanner.planning.planned_names import PlannedNames
from lyncplanner.planning.records import Reason, Record, RecordType, Requirement, View
from lyncplanner.planning.rules import Rule
from lyncplanner.planning.rules._shapes import Wanted
from lyncplanner.planning.rules.teams import MICROSOFT_365

_STRENGTH = {Requirement.REQUIRED: 0, Requirement.CONDITIONAL: 1, Requirement.OPTIONAL: 2}
_Set = tuple[View, str]


@dataclass(frozen=True)
class Draft:
    """A topology's records, and what checks need to know of how they came about."""

    choices: Choices
    records: tuple[Record, ...]
    missing: tuple[Wanted, ...]
    """Wanted, and no address is known; aliases whose target has no record."""
    at_apex: tuple[Wanted, ...]
    """Aliases at their zone's own name that can't be replaced by addresses."""
    too_long: tuple[Wanted, ...]
    """Names that rules made and that are too long for DNS."""

    @cached_property
    def given(self) -> dict[str, list[str]]:
        """Every name that the topology gives, with its places."""
        return given_names(self.choices)

    @cached_property
    def objects(self) -> dict[str, list[str]]:
        """Everything that a reason can have as subject, with its places."""
        found = {name: list(places) for name, places in self.given.items()}
        for url in self.choices.urls:
            found.setdefault(url.url.url, []).append(url.place)
        for i, proxy in enumerate(self.choices.topology.reverse_proxies):
            found.setdefault(proxy.name, []).append(f"reverse_proxies[{i}].name")
        if self.choices.dns.geo_dns is not None:
            found.setdefault(self.choices.dns.geo_dns, []).append("dns.geo_dns")
        return found

    def places_of(self, name: str, subjects: Iterable[str]) -> tuple[str, ...]:
        """Where a name is given; if rules made it, the places of what they made it for."""
        found = (
            self.given.get(name)
            or [place for subject in subjects for place in self.objects.get(subject, ())]
            or next((self.objects[s] for s in names.suffixes(name) if s in self.objects), [])
        )
        return tuple(dict.fromkeys(found))

    @cached_property
    def planned(self) -> PlannedNames:
        """What the names of the records hold."""
        return PlannedNames(self.records)


def draft(choices: Choices, rules: Iterable[Rule]) -> Draft:
    """Run the rules, in any order, and merge what they want."""
    merging = _Merging(choices)
    for rule in rules:
        for wanted in rule(choices):
            merging.take(wanted)
    merging.settle_aliases()
    return merging.finish()


class _Merging:
    """Wishes by view and name. Most names are wanted by one rule: then no list is made for it."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.sets: dict[_Set, Wanted | list[Wanted]] = {}
        self.if_aliased: dict[_Set, list[Wanted]] = {}
        self.aliases: dict[_Set, list[Wanted]] = {}
        self.missing: list[Wanted] = []
        self.at_apex: list[Wanted] = []
        self.too_long: list[Wanted] = []

    def take(self, wanted: Wanted) -> None:
        """Sort one wish into its place: records, aliases to settle, or what is missing."""
        view, name, data, _, _, _, if_aliased = wanted
        kind = data[0][0] if data else None
        if kind is RecordType.SRV:
            target = data[0][1].rpartition(" ")[2]
            if not names.is_service_name(name):
                self._refuse(wanted)
            elif names.is_hostname(target):
                self._add(view, name, wanted)
        elif not names.is_hostname(name):
            self._refuse(wanted)
        elif kind is None:
            self.missing.append(wanted)
        elif kind is RecordType.CNAME:
            self.aliases.setdefault((view, name), []).append(wanted)
        elif if_aliased:
            self.if_aliased.setdefault((view, name), []).append(wanted)
        else:
            self._add(view, name, wanted)

    def _refuse(self, wanted: Wanted) -> None:
        """A bad name that was given is a finding of its own; one that rules made is too long."""
        if _is_too_long(wanted.name):
            self.too_long.append(wanted)

    def _add(self, view: View, name: str, wanted: Wanted) -> None:
        key = (view, name)
        before = self.sets.get(key)
        if before is None:
            self.sets[key] = wanted
        elif isinstance(before, Wanted):
            self.sets[key] = [before, wanted]
        else:
            before.append(wanted)

    def settle_aliases(self) -> None:
        """Plan each alias whose target is in the plan; addresses where its zone can't hold it."""
        leads_to = _Resolver(self.addresses, self.aliases)
        settled = [
            (wanted, leads_to(view, wanted.data[0][1], name))
            for (view, name), wishes in self.aliases.items()
            for wanted in wishes
        ]
        for wanted, found in settled:
            self._settle(wanted, found)

    def _settle(self, wanted: Wanted, found: Data | None) -> None:
        view, name = wanted.view, wanted.name
        if found is None:
            self.missing.append(wanted)
        elif self.choices.zones.zone_of(view, name) != name:
            self._add(view, name, wanted)
            for target in self.if_aliased.pop((view, wanted.data[0][1]), ()):
                self._add(view, target.name, target)
        elif found:
            self._add(view, name, wanted._replace(data=found))
        else:
            self.at_apex.append(wanted)

    def addresses(self, view: View, name: str) -> Data:
        """The addresses wanted for a name, each once."""
        key = (view, name)
        found = self.sets.get(key, [])
        wishes = [found] if isinstance(found, Wanted) else found
        wishes = [*wishes, *self.if_aliased.get(key, ())]
        return tuple(dict.fromkeys(datum for wanted in wishes for datum in wanted.data))

    def finish(self) -> Draft:
        zone_of = self.choices.zones.zone_of
        ttl = self.choices.dns.ttl
        make = tuple.__new__  # half the time of the class's own __new__, 100,000 times
        records: list[Record] = []
        for (view, name), wished in self.sets.items():
            zone = zone_of(view, name)
            if isinstance(wished, Wanted) and len(wished.reasons) == 1:
                _, _, data, requirement, reasons, _, _ = wished
                records += [
                    make(Record, (view, zone, name, kind, value, ttl, requirement, reasons, None))
                    for kind, value in data
                ]
                continue
            merged = _merge([wished] if isinstance(wished, Wanted) else wished)
            records += [
                Record(view, zone, name, kind, value, ttl, requirement, reasons)
                for (kind, value), (requirement, reasons) in merged.items()
            ]
        marks = left_out.Marks(self.choices.topology.left_out)
        if marks:
            records = [marks.mark(record) for record in records]
        records.sort()
        return Draft(
            self.choices,
            tuple(records),
            tuple(self.missing),
            tuple(self.at_apex),
            tuple(self.too_long),
        )


def _merge(
    wishes: list[Wanted],
) -> dict[tuple[RecordType, str], tuple[Requirement, tuple[Reason, ...]]]:
    """Each datum once: the strongest requirement, and every reason by rule and subject."""
    found: dict[tuple[RecordType, str], list[Wanted]] = {}
    for wanted in wishes:
        for datum in wanted.data:
            found.setdefault(datum, []).append(wanted)
    merged = {}
    for datum, asking in found.items():
        reasons = {reason for wanted in asking for reason in wanted.reasons}
        requirement = min((w.requirement for w in asking), key=_STRENGTH.__getitem__)
        merged[datum] = (requirement, tuple(sorted(reasons)))
    return merged


class _Resolver:
    """What a name leads to in the plan: addresses; nothing known (Microsoft 365); or no record."""

    def __init__(
        self, addresses: Callable[[View, str], Data], aliases: dict[_Set, list[Wanted]]
    ) -> None:
        self._addresses = addresses
        self._aliases = aliases

    def __call__(self, view: View, target: str, alias: str) -> Data | None:
        """Follow a target from its alias; `None` where it leads to no record."""
        seen = {alias}
        while target not in seen:
            if names.is_under(target, MICROSOFT_365):
                return ()
            if found := self._addresses(view, target):
                return found
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
