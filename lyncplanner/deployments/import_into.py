"""A file on its way into a deployment that exists: what it would change, and what it leaves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from django import forms

from lyncplanner.deployments.import_form import ImportForm
from lyncplanner.deployments.import_gaps import PROXIES
from lyncplanner.deployments.imports import facts
from lyncplanner.documents.imported import Gap, Imported, Proposal
from lyncplanner.documents.merging import merged
from lyncplanner.documents.reading import Kind, read
from lyncplanner.planning.change_wording import sentence
from lyncplanner.planning.changes import changes_between
from lyncplanner.planning.renames import take_renames
from lyncplanner.planning.topology import SimpleUrl, Topology

MOST_CHANGES = 100
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_ZONES = "dns.zones"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a file makes of a deployment, and what is told of it."""

    imported: Imported
    """The topology that the deployment gets, with what it still lacks."""
    keeps: tuple[str, ...]
    """What the file's form can't hold and stays as it was entered, in words."""


def arrival(content: bytes, existing: Topology, *, name: str) -> Arrival:
    """What a file would make of the existing topology. Raises `BadDocument`."""
    found = read(content, name=name)
    topology = merged(existing, found.topology, found.kind)
    if found.imported is None:
        return Arrival(Imported(topology, tuple(facts(topology)), (), (), ()), ())
    imported = found.imported._replace(
        topology=topology,
        missing=tuple(gap for gap in found.imported.missing if not _is_filled(topology, gap)),
        proposals=tuple(_still_proposed(found.imported, topology)),
    )
    return Arrival(imported, tuple(_kept(existing, found.kind)))


def _still_proposed(imported: Imported, topology: Topology) -> Iterator[Proposal]:
    """Simple URLs of which the deployment has none yet."""
    known = {_scope(url) for url in topology.simple_urls}
    for proposal in imported.proposals:
        if _scope(proposal.simple_url) not in known:
            yield proposal


def _scope(url: SimpleUrl) -> tuple[str | None, ...]:
    return url.component, url.sip_domain, url.site


def _kept(existing: Topology, kind: Kind) -> Iterator[str]:
    dns = existing.dns
    if any(pool.vip for pool in existing.pools):
        yield "virtual IP addresses"
    if any(pool.internal_web and pool.internal_web.addresses for pool in existing.pools):
        yield "load balancer addresses of the web services"
    if existing.reverse_proxies:
        yield "reverse proxies"
    if dns.internal_zones or dns.external_zones:
        yield "zones"
    if kind is Kind.PUBLISHED and existing.simple_urls:
        yield "simple URLs"
    if existing.left_out:
        yield "records left out"
    yield "DNS options"


def _is_filled(topology: Topology, gap: Gap) -> bool:
    """Whether the deployment has what the file lacks."""
    if gap.place == _ZONES:
        return bool(topology.dns.internal_zones or topology.dns.external_zones)
    if gap.place == PROXIES:
        return bool(topology.reverse_proxies)
    return bool(reduce(_inner, gap.place.split("."), topology))


def _inner(value: Any, step: str) -> Any:
    found = _STEP.fullmatch(step)
    if value is None or found is None:
        return None
    inner = getattr(value, found[1], None)
    return inner if found[2] is None or inner is None else inner[int(found[2])]


class IntoForm(ImportForm):
    """The same as for a new deployment, which has a name already."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    """The newest change that the person looked at."""

    def __init__(self, imported: Imported, *arguments: Any, **more: Any) -> None:
        super().__init__(imported, *arguments, **more)
        del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["name"] = self.imported.topology.name
        return values

    def as_it_stands(self) -> Topology:
        """What the file and the ticked proposals make, before anything is filled in."""
        offered = tuple(proposal.simple_url for proposal in self.imported.proposals)
        topology = self.imported.topology
        return replace(topology, simple_urls=(*topology.simple_urls, *offered))


@dataclass(frozen=True, slots=True)
class TopologyChanges:
    shown: list[str]
    more: int

    @property
    def all(self) -> int:
        return len(self.shown) + self.more


def topology_changes(before: Topology, after: Topology) -> TopologyChanges:
    """What changes in the topology, a sentence each, renames first."""
    renames = take_renames(before, after)
    found = [*renames.changes, *changes_between(renames.before, after)]
    shown = [_upper(sentence(change)) for change in found[:MOST_CHANGES]]
    return TopologyChanges(shown, len(found) - len(shown))


def _upper(text: str) -> str:
    """Begins with a capital, unless it begins with a name."""
    first = text.split(" ", 1)[0]
    return f"{text}." if "." in first or "/" in first else f"{text[:1].upper()}{text[1:]}."
