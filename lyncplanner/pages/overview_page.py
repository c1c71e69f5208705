"""Everything that the overview shows, computed from a plan."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from lyncplanner.deployments.summaries import is_lived_with
from lyncplanner.pages.diagram.drawing import draw
from lyncplanner.pages.diagram.marking import mark
from lyncplanner.pages.diagram.outline import Outline, outline
from lyncplanner.pages.diagram.reading import read_scene
from lyncplanner.pages.diagram.scene import Links
from lyncplanner.pages.diagram.shapes import Drawing
from lyncplanner.pages.finding_list import Accepted, Line, finding_list
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.plan import Plan

FINDINGS_SHOWN = 5
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class OverviewPage:
    sip_domains: int
    servers: int
    records: int
    drawing: Drawing | None
    """`None` where the list is wanted, or there is nothing to draw."""
    outline: Outline | None
    elsewhere: int
    """Findings that nothing in the diagram carries."""
    findings_sum: str
    first_findings: list[Line]


def overview_page(
    plan: Plan,
    links: Links,
    *,
    as_list: bool,
    form_of: Callable[[Finding], str],
    accepted: Accepted = MappingProxyType({}),
) -> OverviewPage:
    """The page of a plan whose boxes lead where `links` says, and its findings where `form_of`."""
    topology = plan.topology
    is_empty = not topology.pools and not topology.reverse_proxies
    scene = read_scene(topology, links)
    marks = mark(scene, plan.findings)
    return OverviewPage(
        sip_domains=len(topology.sip_domains),
        servers=sum(len(pool.servers) for pool in topology.pools),
        records=len(plan.records),
        drawing=None if as_list or is_empty else draw(scene, marks),
        outline=None if is_empty else outline(scene, marks),
        elsewhere=0 if is_empty else len(marks.elsewhere),
        findings_sum=_sum(plan, accepted),
        first_findings=_first_findings(plan, form_of, accepted),
    )


def _sum(plan: Plan, accepted: Accepted) -> str:
    """`1 error, 2 warnings`; `1 accepted` where there is nothing else."""
    open_ones = [f for f in plan.findings if not is_lived_with(f, accepted)]
    counts = Counter(finding.severity for finding in open_ones)
    said = [
        f"{counts[severity]:,} {word}{'' if counts[severity] == 1 else 's'}"
        for severity, word in _WORDS.items()
        if counts[severity]
    ]
    apart = len(plan.findings) - len(open_ones)
    return ", ".join([*said, *([f"{apart:,} accepted"] if apart else [])])


def _first_findings(
    plan: Plan, form_of: Callable[[Finding], str], accepted: Accepted
) -> list[Line]:
    found = finding_list(plan, {}, form_of=form_of, accepted=accepted)
    lines = (line for group in found.groups for line in group.lines if line.accepted is None)
    return list(islice(lines, FINDINGS_SHOWN))
