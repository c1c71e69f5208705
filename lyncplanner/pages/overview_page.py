"""Everything that the overview shows, computed from a plan."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from lyncplanner.pages.diagram.drawing import draw
from lyncplanner.pages.diagram.marking import mark
from lyncplanner.pages.diagram.outline import Outline, outline
from lyncplanner.pages.diagram.reading import read_scene
from lyncplanner.pages.diagram.scene import Links
from lyncplanner.pages.diagram.shapes import Drawing
from lyncplanner.pages.finding_list import Line, finding_list
from lyncplanner.planning.findings import Severity
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


def overview_page(plan: Plan, links: Links, *, as_list: bool) -> OverviewPage:
    """The page of a plan whose boxes lead where `links` says."""
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
        findings_sum=_sum(plan),
        first_findings=_first_findings(plan, links),
    )


def _sum(plan: Plan) -> str:
    """`1 error, 2 warnings`."""
    counts = Counter(finding.severity for finding in plan.findings)
    return ", ".join(
        f"{counts[severity]:,} {word}{'' if counts[severity] == 1 else 's'}"
        for severity, word in _WORDS.items()
        if counts[severity]
    )


def _first_findings(plan: Plan, links: Links) -> list[Line]:
    forms = {pool.fqdn: href for pool, href in zip(plan.topology.pools, links.pools, strict=True)}
    found = finding_list(plan, {}, form_of=lambda fqdn: forms.get(fqdn, ""))
    lines = (line for group in found.groups for line in group.lines)
    return list(islice(lines, FINDINGS_SHOWN))
