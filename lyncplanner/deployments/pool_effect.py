"""What saving the pool form would change in DNS; nothing is saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lyncplanner.deployments.loading import POOL_FIELDS, load_topology, pool_of
from lyncplanner.deployments.pool_form import PoolForm
from lyncplanner.planning import topology as planned
from lyncplanner.planning.diff import Difference, compare
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.plan import Plan, plan
from lyncplanner.planning.records import Record, View

MOST_LINES = 50
"""With more than this, each view shows the first `FIRST_LINES`."""
FIRST_LINES = 20


class Line(NamedTuple):
    """A record that comes or goes."""

    sign: str
    record: Record


class ViewLines(NamedTuple):
    view: View
    lines: list[Line]
    more: int


@dataclass(frozen=True, slots=True)
class Effect:
    difference: Difference
    views: list[ViewLines]
    notes: list[str]
    """What is not obvious."""
    under: dict[str, list[Finding]]
    """Findings by the name of the form's field that they are about."""

    @property
    def added(self) -> int:
        return len(self.difference.added)

    @property
    def removed(self) -> int:
        return len(self.difference.removed)

    @property
    def sum(self) -> str:
        """The effect in one sentence."""
        if not self.difference.records_differ:
            return "No record changes."
        parts = [f"+{self.added}"] if self.added else []
        parts += [f"\u2212{self.removed}"] if self.removed else []
        if not parts:
            return f"{_records(len(self.difference.changed))} stay and change."
        number = self.added + self.removed
        return f"{' '.join(parts)} record{'' if number == 1 else 's'}."


def pool_effect(form: PoolForm, *, everything: bool = False) -> Effect:
    """The effect of a valid form beside what is stored; `everything` lists every record."""
    before = load_topology(form.pool.deployment)
    index = _index(form)
    after = with_pool(before, index, planned_pool(form))
    difference = compare(plan(before), later := plan(after))
    return Effect(
        difference=difference,
        views=list(_views(difference, everything=everything)),
        notes=list(_notes(before, after, index, difference)),
        under=findings_by_field(form, later, index),
    )


def planned_pool(form: PoolForm) -> planned.Pool:
    """The pool that a valid form describes, as the planner's value."""
    # The form's check has put its values on the row, unsaved.
    row = {name: getattr(form.fields.instance, name) for name in POOL_FIELDS}
    servers = [
        planned.Server(values["fqdn"], tuple(values["addresses"]))
        for values in (server.cleaned_data for server in form.kept_servers)
    ]
    services = {
        str(service.prefix): planned.EdgeService(
            *(service.cleaned_data[name] for name in ("fqdn", "port", "addresses", "nat_addresses"))
        )
        for service in form.services
        if not service.absent
    }
    return pool_of(row, servers, services)


def with_pool(topology: planned.Topology, index: int, pool: planned.Pool) -> planned.Topology:
    """The topology with one pool as given; where its FQDN changed, others refer to the new one."""
    old = topology.pools[index].fqdn
    pools = tuple(
        pool if number == index else _referring(other, old, pool.fqdn)
        for number, other in enumerate(topology.pools)
    )
    return replace(topology, pools=pools)


def _referring(other: planned.Pool, old: str, new: str) -> planned.Pool:
    if old == new or old not in (other.next_hop, other.paired_with):
        return other
    return replace(
        other,
        next_hop=new if other.next_hop == old else other.next_hop,
        paired_with=new if other.paired_with == old else other.paired_with,
    )


def _index(form: PoolForm) -> int:
    keys = form.pool.deployment.pools.order_by("position", "pk").values_list("pk", flat=True)
    return list(keys).index(form.pool.pk)


def _views(difference: Difference, *, everything: bool) -> Iterator[ViewLines]:
    lines = [Line("added", record) for record in difference.added]
    lines += [Line("removed", record) for record in difference.removed]
    lines.sort(key=lambda line: (*line.record[:3], line.sign == "added", line.record[3:5]))
    short = len(lines) > MOST_LINES and not everything
    for view in View:
        found = [line for line in lines if line.record.view is view]
        if found:
            shown = found[:FIRST_LINES] if short else found
            yield ViewLines(view, shown, len(found) - len(shown))


def _notes(
    before: planned.Topology, after: planned.Topology, index: int, difference: Difference
) -> Iterator[str]:
    old, new = before.pools[index], after.pools[index]
    known = {address for server in old.servers for address in server.addresses}
    already = {server.fqdn for server in old.servers}
    for server in new.servers:
        shared = known.intersection(server.addresses)
        if server.fqdn not in already and shared:
            yield (
                f"{new.fqdn} gets no further address for {server.fqdn}:"
                f" {', '.join(sorted(shared))} is there already."
            )
    if difference.changed:
        yield _changed(difference)
    left_out = sum(record.left_out is not None for record in difference.added)
    if left_out:
        yield f"{_records(left_out)} of the new ones are left out here."
    followers = [p.fqdn for p, was in zip(after.pools, before.pools, strict=True) if p is not was]
    others = [fqdn for number, fqdn in enumerate(followers) if fqdn != new.fqdn]
    if old.fqdn != new.fqdn and others:
        yield f"{_listed(others)} refer{'s' if len(others) == 1 else ''} to the new name."


def _changed(difference: Difference) -> str:
    what = [
        words
        for words, differ in (
            ("requirement", lambda a, b: a.requirement is not b.requirement),
            ("zone", lambda a, b: a.zone != b.zone),
            ("TTL", lambda a, b: a.ttl != b.ttl),
            ("left-out reason", lambda a, b: a.left_out != b.left_out),
        )
        if any(differ(*change) for change in difference.changed)
    ]
    return f"{_records(len(difference.changed))} stay with another {_listed(what)}."


def _records(number: int) -> str:
    return f"{number} record{'' if number == 1 else 's'}"


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first[:5])} and {last}" if first else last


_FIELDS = {
    "internal_web.fqdn": "internal_web_fqdn",
    "internal_web": "internal_web_fqdn",
    "internal_web.addresses": "internal_web_addresses",
    "external_web.fqdn": "external_web_fqdn",
    "external_web": "external_web_fqdn",
}


def findings_by_field(form: PoolForm, plan: Plan, index: int) -> dict[str, list[Finding]]:
    """The findings that a field of the form is about, by the field's name in the form."""
    found: dict[str, list[Finding]] = {}
    prefix = f"pools[{index}]."
    rows = [str(row.prefix) for row in form.kept_servers]
    for finding in plan.findings:
        for place in finding.places:
            if place.startswith(prefix):
                field = _field(place.removeprefix(prefix), rows)
                if finding not in found.setdefault(field, []):
                    found[field].append(finding)
    return found


def _field(place: str, rows: Sequence[str]) -> str:
    """`servers[0].addresses` is `servers-0-addresses`; `external.access.fqdn` is `access-fqdn`."""
    head, _, rest = place.partition(".")
    if head.startswith("servers["):
        number = int(head[len("servers[") : -1])
        row = rows[number] if number < len(rows) else "servers"
        return f"{row}-{(rest or 'fqdn').partition('[')[0]}"
    if head == "external" and rest:
        kind, _, name = rest.partition(".")
        return f"{kind}-{(name or 'fqdn').partition('[')[0]}"
    return _FIELDS.get(place.partition("[")[0], place.partition("[")[0])
