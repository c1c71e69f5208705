"""A SIP domain's way to Teams Only: which records to change in which order.

The order keeps every user able to sign in after each step: what leads to Microsoft 365 is there
before what leads to these servers goes, and no SRV record leads to an alias. Each step is traced.
Source: Disable hybrid to complete migration to the cloud.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning.answers import Answers
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.clients import Client, Side, sides_of
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.plan import Plan, plan
from lyncplanner.planning.records import Record, View
from lyncplanner.planning.set_changes import SetChange, set_changes
from lyncplanner.planning.topology import DomainMode, Topology

LOW_TTL = 300
"""Seconds: what a change may take to reach everybody while it is made."""


class StepKind(StrEnum):
    LOWER_TTL = "lower-ttl"
    SHARE = "share"
    MOVE_USERS = "move-users"
    ADD_INSIDE = "add-inside"
    AUTODISCOVER = "autodiscover"
    SERVICES = "services"
    SIP_OUTSIDE = "sip-outside"
    AUTODISCOVER_INSIDE = "autodiscover-inside"
    SIGN_IN_INSIDE = "sign-in-inside"
    SIP_INSIDE = "sip-inside"
    LEAVE_INSIDE = "leave-inside"
    REMAINS = "remains"
    RAISE_TTL = "raise-ttl"
    END_SHARING = "end-sharing"


TTL_STEPS = frozenset({StepKind.LOWER_TTL, StepKind.RAISE_TTL})
"""Their record sets keep their data."""


class CutOverStep(NamedTuple):
    kind: StepKind
    sets: tuple[SetChange, ...]
    """The record sets to change, those of one name in one go; of a TTL, those it is about."""
    wait: int
    """Seconds until everybody sees it: then the next step may begin."""
    stranded: tuple[tuple[Client, Side], ...]
    """Who got in before the first step and does not after this one."""


class CutOver(NamedTuple):
    sip_domain: str
    mode: DomainMode
    """What it was before."""
    ttl: int
    """Seconds: the TTL of the records before and after."""
    steps: tuple[CutOverStep, ...]
    errors: tuple[Finding, ...]
    """What stands in the way: errors that the plan has only once the SIP domain is Teams Only."""


def cut_overs(before: Plan, after: Topology) -> Iterator[CutOver]:
    """The cut-over of each SIP domain that becomes Teams Only."""
    modes = {domain.name: domain.mode for domain in after.sip_domains}
    for domain in Choices(before.topology).served:
        if modes.get(domain.name) is DomainMode.TEAMS_ONLY:
            yield cut_over(before, domain.name)


def cut_over(before: Plan, sip_domain: str) -> CutOver:
    """The steps by which one SIP domain of a plan becomes Teams Only."""
    topology = before.topology
    modes = {d.name: d.mode for d in topology.sip_domains}
    moved = plan(_teams_only(topology, sip_domain))
    changed = set_changes(before.deployed, moved.deployed)
    following = _Following(before, sip_domain)
    ttl = topology.dns.ttl
    wait = min(ttl, LOW_TTL)
    steps = [CutOverStep(kind, (), 0, ()) for kind in _first(modes[sip_domain])]
    if ttl > LOW_TTL:
        leaving = tuple(change for change in changed if change.before is not None)
        steps.insert(0, CutOverStep(StepKind.LOWER_TTL, leaving, ttl, ()))
    for kind, sets in _ordered(changed, sip_domain):
        steps.append(CutOverStep(kind, sets, wait, following.after(sets)))
    if ttl > LOW_TTL:
        coming = tuple(change for change in changed if change.after is not None)
        steps.append(CutOverStep(StepKind.RAISE_TTL, coming, 0, ()))
    steps.append(CutOverStep(StepKind.END_SHARING, (), 0, ()))
    return CutOver(sip_domain, modes[sip_domain], ttl, tuple(steps), _new_errors(before, moved))


def _new_errors(before: Plan, after: Plan) -> tuple[Finding, ...]:
    known = {(finding.code, finding.subject) for finding in before.findings}
    return tuple(
        finding
        for finding in after.findings
        if finding.severity is Severity.ERROR and (finding.code, finding.subject) not in known
    )


def _teams_only(topology: Topology, sip_domain: str) -> Topology:
    domains = tuple(
        replace(domain, mode=DomainMode.TEAMS_ONLY) if domain.name == sip_domain else domain
        for domain in topology.sip_domains
    )
    return replace(topology, sip_domains=domains)


def _first(mode: DomainMode) -> tuple[StepKind, ...]:
    if mode is DomainMode.HYBRID:
        return (StepKind.MOVE_USERS,)
    return (StepKind.SHARE, StepKind.MOVE_USERS)


# Microsoft 365 is there inside, then outside name by name, before these servers are left inside.
_OUTSIDE_FIRST = (
    (StepKind.AUTODISCOVER, View.EXTERNAL, ("lyncdiscover",)),
    (StepKind.SERVICES, View.EXTERNAL, ("_sip._tls", "_sipfederationtls._tcp")),
    (StepKind.SIP_OUTSIDE, View.EXTERNAL, ("sip",)),
)
_ADDED_INSIDE = (
    (
        StepKind.ADD_INSIDE,
        View.INTERNAL,
        ("lyncdiscover", "_sip._tls", "_sipfederationtls._tcp"),
    ),
)
_INSIDE_LAST = (
    (StepKind.AUTODISCOVER_INSIDE, View.INTERNAL, ("lyncdiscoverinternal",)),
    (StepKind.SIGN_IN_INSIDE, View.INTERNAL, ("_sipinternaltls._tcp",)),
    (StepKind.SIP_INSIDE, View.INTERNAL, ("sip", "sipinternal")),
)


def _ordered(
    changed: Sequence[SetChange], sip_domain: str
) -> Iterator[tuple[StepKind, tuple[SetChange, ...]]]:
    """The record sets of each step; steps without any are left out."""
    held = any(change.after and change.there.view is View.INTERNAL for change in changed)
    rest = list(changed)
    plans = (*_ADDED_INSIDE, *_OUTSIDE_FIRST, *_INSIDE_LAST) if held else _OUTSIDE_FIRST
    for kind, view, labels in plans:
        wanted = {f"{label}.{sip_domain}" for label in labels}
        found = [c for c in rest if c.there.view is view and c.there.name in wanted]
        rest = [change for change in rest if change not in found]
        if found:
            yield kind, tuple(found)
    if not held:
        # A zone inside that is left half would hide the names outside from the clients inside.
        inside = [c for c in rest if c.there.view is View.INTERNAL]
        rest = [change for change in rest if change not in inside]
        if inside:
            yield StepKind.LEAVE_INSIDE, tuple(inside)
    if rest:
        yield StepKind.REMAINS, tuple(rest)


class _Following:
    """The deployed records from step to step, and who still gets in."""

    def __init__(self, before: Plan, sip_domain: str) -> None:
        self._choices = Choices(before.topology)
        self._sip_domain = sip_domain
        self._records = {_key(record): record for record in before.deployed}
        self._got_in = self._getting_in()

    def after(self, sets: Iterable[SetChange]) -> tuple[tuple[Client, Side], ...]:
        """Make a step's changes; who got in at first and does not any more."""
        for change in sets:
            for record in change.before.records if change.before is not None else ():
                self._records.pop(_key(record), None)
            for record in change.after.records if change.after is not None else ():
                self._records[_key(record)] = record
        now = self._getting_in()
        return tuple(who for who in self._got_in if who not in now)

    def _getting_in(self) -> list[tuple[Client, Side]]:
        answers = Answers(self._records.values(), self._choices.zones.internal)
        lookup = Lookup(self._choices, answers)
        return [
            (client, side)
            for client in Client
            for side in sides_of(client)
            if lookup.way(client, side, self._sip_domain) is not None
        ]


def _key(record: Record) -> tuple[View, str, str, str]:
    return record.view, record.name, record.type, record.data
