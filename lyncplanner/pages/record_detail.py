"""What a record set's row opens to: why it is there, and what belongs to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lyncplanner.deployments.certificate_output import KINDS
from lyncplanner.pages.certificate_page import key_of
from lyncplanner.pages.record_table import VIEW_TITLES, name_of
from lyncplanner.pages.topics import topic_url
from lyncplanner.pages.trace_page import Chosen
from lyncplanner.pages.zone_lines import target, zone_lines
from lyncplanner.planning.certificates import certificates
from lyncplanner.planning.clients import CLIENT_NAMES, QUESTIONS, Client, Side, sides_of
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.names import suffixes
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.records import (
    Reason,
    Record,
    RecordSet,
    RecordType,
    View,
    record_sets,
)

_ADDRESSES = frozenset({"A", "AAAA"})


class Why(NamedTuple):
    """A reason, with the records that it explains where others of the set have other reasons."""

    reason: Reason
    url: str
    data: list[str]


class Elsewhere(NamedTuple):
    """The same name in another view or of another type."""

    key: str
    view: str
    type: str
    data: list[str]
    because: str


class Asker(NamedTuple):
    """A client that asks for the name, and its ladder."""

    client: str
    address: str


class Holder(NamedTuple):
    """A certificate that holds the name."""

    key: str
    kind: str
    owner: str


@dataclass(frozen=True, slots=True)
class RecordDetail:
    found: RecordSet
    view: str
    whys: list[Why]
    findings: list[Finding]
    elsewhere: list[Elsewhere]
    target: str
    """Where an alias or a service leads; empty for addresses."""
    target_addresses: list[str]
    left_out: list[str]
    lines: str
    askers: list[Asker]
    """Clients that ask for this name of their own accord."""
    certificates: list[Holder]
    """Certificates on which the name stands."""


def record_detail(plan: Plan, key: str) -> RecordDetail | None:
    """Everything about one set, found by its key; `None` where the plan has no such set."""
    view, _, rest = key.partition("~")
    name, _, type_ = rest.rpartition("~")
    related = [record for record in plan.records if record.name == name]
    found = next((s for s in record_sets(related) if (s.view, s.type) == (view, type_)), None)
    if found is None:
        return None
    return RecordDetail(
        found=found,
        view=VIEW_TITLES[found.view],
        whys=[_why(found, reason) for reason in found.reasons],
        findings=[finding for finding in plan.findings if name_of(finding.subject) == name],
        elsewhere=[_elsewhere(other) for other in record_sets(related) if other.key != key],
        target=target(found),
        target_addresses=_addresses(plan.records, found),
        left_out=list(dict.fromkeys(r.left_out for r in found.records if r.left_out is not None)),
        lines=zone_lines(found),
        askers=list(_askers(plan, found)),
        certificates=[
            Holder(key_of(each), KINDS[each.kind], each.owner)
            for each in certificates(plan.topology)
            if any(held.name == name for held in each.names)
        ],
    )


def _askers(plan: Plan, found: RecordSet) -> Iterator[Asker]:
    """Who asks for the set, where its name is one of a SIP domain of ours."""
    side = Side.INSIDE if found.view is View.INTERNAL else Side.OUTSIDE
    domains = {domain.name for domain in plan.topology.sip_domains}
    is_service = found.type is RecordType.SRV
    for domain in suffixes(found.name) if found.view is not View.PERIMETER else ():
        for client in Client if domain in domains else ():
            asked = (
                (f"{question.label}.{domain}", question.type is RecordType.SRV)
                for question in QUESTIONS[client]
            )
            if side in sides_of(client) and (found.name, is_service) in asked:
                yield Asker(CLIENT_NAMES[client], Chosen(client, side, domain).address)


def _why(found: RecordSet, reason: Reason) -> Why:
    explained = [record.data for record in found.records if reason in record.reasons]
    some = len(explained) < len(found.records)
    return Why(reason, topic_url(reason.source), explained if some else [])


def _elsewhere(other: RecordSet) -> Elsewhere:
    return Elsewhere(
        key=other.key,
        view=VIEW_TITLES[other.view],
        type=other.type,
        data=[record.data for record in other.records],
        because=other.reasons[0].because,
    )


def _addresses(records: Sequence[Record], found: RecordSet) -> list[str]:
    name = target(found)
    if not name:
        return []
    return [
        record.data
        for record in records
        if record.name == name and record.view is found.view and record.type in _ADDRESSES
    ]
