"""Which change of a topology made which records and findings differ.

A record set belongs to every change without which it would differ: plan again with that change
undone. If none is, to each change that alone makes a difference; else to all together. Over 40
changes are taken by object; over 40 objects by what the records say that they are for.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lyncplanner.planning.change_wording import sentence
from lyncplanner.planning.changes import (
    Change,
    ChangeKind,
    ObjectKind,
    Target,
    changes_between,
    with_change,
)
from lyncplanner.planning.names import suffixes
from lyncplanner.planning.plan import Plan, plan
from lyncplanner.planning.renames import rename, take_renames
from lyncplanner.planning.set_changes import Content, Key, SetChange, contents, set_changes
from lyncplanner.planning.topology import SimpleUrl, Topology

MOST_CHANGES = 40

FindingKey = tuple[str, str]
"""A finding's code and subject."""
_Effect = Key | FindingKey


class Cause(NamedTuple):
    """One change, or all changes of one object, and what differs because of it."""

    changes: tuple[Change, ...]
    sets: tuple[str, ...]
    """Keys of record sets, `<view>~<name>~<type>`; a set can have several causes."""
    new_findings: tuple[FindingKey, ...]
    gone_findings: tuple[FindingKey, ...]

    @property
    def because(self) -> str:
        """What can follow "because": "pool02.contoso.net was added"."""
        return " and ".join(sentence(change) for change in self.changes)


class Causes(NamedTuple):
    set_changes: tuple[SetChange, ...]
    """Every record set that differs, in plan order."""
    causes: tuple[Cause, ...]
    """Every change, also one that makes no difference."""
    together: Cause
    """What no change makes alone, with no change named."""

    def by_set(self) -> dict[str, list[Cause]]:
        """The causes of each record set; a set that is not there has all changes together."""
        found: dict[str, list[Cause]] = {}
        for cause in self.causes:
            for key in cause.sets:
                found.setdefault(key, []).append(cause)
        return found


def causes(before: Plan, after: Plan) -> Causes:
    """Trace every difference between two plans to the changes that made it."""
    renamed = take_renames(before.topology, after.topology)
    changes = [*renamed.changes, *changes_between(renamed.before, after.topology)]
    search = _Search(before, after, renamed.before)
    groups: list[tuple[Change, ...]] = [(change,) for change in changes]
    if len(groups) > MOST_CHANGES:
        groups = _by_object(changes)
    attribute = search.by_planning if len(groups) <= MOST_CHANGES else search.by_subject
    return search.sorted_out(groups, attribute(groups))


def _by_object(changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """All changes of one object together; servers count as their pool's."""
    found: dict[Target, list[Change]] = {}
    for change in changes:
        target = change.target
        if target.kind is ObjectKind.SERVER:
            target = Target(ObjectKind.POOL, target.pool)
        found.setdefault(target, []).append(change)
    return [tuple(group) for group in found.values()]


class _Search:
    """What differs, and the plans that are asked why."""

    def __init__(self, before: Plan, after: Plan, renamed: Topology) -> None:
        self._before, self._after = before, after
        self._renamed = renamed
        self._changes = set_changes(before.records, after.records)
        self._sets = {_key(change): change for change in self._changes}
        old, new = _findings(before), _findings(after)
        self._new_findings = {key: None for key in new if key not in old}
        self._gone_findings = {key: None for key in old if key not in new}
        self._effects: list[_Effect] = [*self._sets, *self._new_findings, *self._gone_findings]
        self._order = {effect: number for number, effect in enumerate(self._effects)}

    def by_planning(self, groups: Sequence[tuple[Change, ...]]) -> list[set[_Effect]]:
        """What each group of changes owns: undone, else what it makes alone."""
        if not self._effects:
            return [set() for _ in groups]
        if len(groups) == 1:
            return [set(self._effects)]
        now = self._state(self._after)
        found = [self._differing(now, self._without(group)) for group in groups]
        orphans = set(self._effects).difference(*found)
        if orphans:
            for owned, group in zip(found, groups, strict=True):
                owned |= orphans & self._alone(group)
        return found

    def _without(self, group: tuple[Change, ...]) -> Topology:
        topology = self._after.topology
        for change in group:
            if change.kind is ChangeKind.RENAMED:
                topology = rename(topology, change, back=True)
            else:
                topology = with_change(topology, change, self._renamed)
        return topology

    def _alone(self, group: tuple[Change, ...]) -> set[_Effect]:
        renames = [change for change in group if change.kind is ChangeKind.RENAMED]
        start = self._before.topology if renames else self._renamed
        topology = start
        for change in group:
            if change.kind is ChangeKind.RENAMED:
                topology = rename(topology, change)
            else:
                topology = with_change(topology, change, self._after.topology)
        return self._differing(self._state(plan(start)), topology)

    def _differing(self, state: "_State", topology: Topology) -> set[_Effect]:
        other = self._state(plan(topology))
        return {effect for effect in self._effects if state[effect] != other[effect]}

    def _state(self, planned: Plan) -> "_State":
        sets = contents(planned.records, self._sets)
        findings = _findings(planned)
        return {
            **{key: sets.get(key, ()) for key in self._sets},
            **{key: key in findings for key in (*self._new_findings, *self._gone_findings)},
        }

    def by_subject(self, groups: Sequence[tuple[Change, ...]]) -> list[set[_Effect]]:
        """What is for the object of each group, as the reasons of records and findings say."""
        owners: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            for name in dict.fromkeys(name for change in group for name in _names_of(change)):
                owners.setdefault(name, []).append(number)
        found: list[set[_Effect]] = [set() for _ in groups]
        for effect in self._effects:
            for number in _owning(owners, self._subjects(effect), effect[1]):
                found[number].add(effect)
        return found

    def _subjects(self, effect: _Effect) -> set[str]:
        change = self._sets.get(effect) if len(effect) == 3 else None
        if change is None:
            return {effect[1]}
        sides = [side for side in change if side is not None]
        return {reason.subject for side in sides for reason in side.reasons}

    def sorted_out(
        self, groups: Sequence[tuple[Change, ...]], found: Sequence[set[_Effect]]
    ) -> Causes:
        """The causes, each with its effects in order."""
        orphans = set(self._effects).difference(*found)
        return Causes(
            self._changes,
            tuple(self._cause(group, owned) for group, owned in zip(groups, found, strict=True)),
            self._cause((), orphans),
        )

    def _cause(self, group: tuple[Change, ...], owned: set[_Effect]) -> Cause:
        ordered = sorted(owned, key=self._order.__getitem__)
        return Cause(
            group,
            tuple(self._sets[key].key for key in ordered if key in self._sets),
            tuple(key for key in ordered if key in self._new_findings),
            tuple(key for key in ordered if key in self._gone_findings),
        )


def _owning(owners: dict[str, list[int]], subjects: Iterable[str], name: str) -> set[int]:
    """Who is named; else whose name the name is in."""
    found = {number for subject in subjects for number in owners.get(subject, ())}
    if found:
        return found
    return next((set(owners[domain]) for domain in suffixes(name) if domain in owners), set())


_State = dict[_Effect, Content | bool]


def _key(change: SetChange) -> Key:
    return change.there.view, change.there.name, change.there.type


def _findings(planned: Plan) -> dict[FindingKey, None]:
    return {(finding.code, finding.subject): None for finding in planned.findings}


def _names_of(change: Change) -> Iterable[str]:
    """By what names the reasons of records know the object of a change."""
    if change.target.kind is ObjectKind.SIMPLE_URL:
        for side in (change.before, change.after):
            if isinstance(side, SimpleUrl):
                yield side.url
            elif change.field == ("url",):
                yield str(side)
    elif change.kind is ChangeKind.RENAMED:
        yield from (str(change.before), str(change.after))
    elif change.target.key is not None:
        yield change.target.key.name[0]
    if change.target.pool is not None:
        yield change.target.pool.name[0]
