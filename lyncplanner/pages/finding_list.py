"""Findings as the page lists them: filtered by chips, each with the form that mends it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from lyncplanner.pages.topics import topic_url
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.plan import Plan

PAGE_LENGTH = 100
TITLES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Notes"}


class Line(NamedTuple):
    """A finding, with where its topic and its form are; empty where there is none."""

    finding: Finding
    topic: str
    form: str


@dataclass(frozen=True, slots=True)
class SeverityChip:
    severity: str
    label: str
    count: int
    address: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class FindingGroup:
    severity: Severity
    title: str
    count: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class FindingList:
    groups: list[FindingGroup]
    chips: list[SeverityChip]
    shown: int
    all: int
    q: str
    severities: frozenset[str]
    page: int
    left: int

    @property
    def next_length(self) -> int:
        return min(self.left, PAGE_LENGTH)

    @property
    def next_address(self) -> str:
        return _address(self.q, self.severities, self.page + 1)


def finding_list(
    plan: Plan,
    parameters: Mapping[str, Sequence[str]],
    *,
    form_of: Callable[[str], str],
    page: int = 1,
) -> FindingList:
    """One page of the findings that the parameters ask for.

    `form_of` gives the address of the form for a pool, by its FQDN; empty where there is none.
    """
    texts = parameters.get("q", ())
    q = texts[-1].strip()[:200] if texts else ""
    asked = parameters.get("severity", ())
    severities = frozenset(str(severity) for severity in Severity if severity in asked)
    found = [finding for finding in plan.findings if _has(finding, q.lower().split())]
    counts = Counter(finding.severity for finding in found)
    shown = [f for f in found if not severities or f.severity in severities]
    start = (page - 1) * PAGE_LENGTH
    on_page = shown[start : start + PAGE_LENGTH]
    return FindingList(
        groups=list(_groups(on_page, counts, lambda finding: _form(finding, plan, form_of))),
        chips=list(_chips(q, severities, counts)),
        shown=len(shown),
        all=len(plan.findings),
        q=q,
        severities=severities,
        page=page,
        left=max(0, len(shown) - start - PAGE_LENGTH),
    )


def _has(finding: Finding, words: Sequence[str]) -> bool:
    text = f"{finding.code} {finding.subject} {finding.message} {finding.fix}".lower()
    return all(word in text for word in words)


def _groups(
    findings: Sequence[Finding], counts: Counter[Severity], form: Callable[[Finding], str]
) -> Iterator[FindingGroup]:
    for severity, title in TITLES.items():
        lines = [
            Line(finding, topic_url(finding.source), form(finding))
            for finding in findings
            if finding.severity is severity
        ]
        if lines:
            yield FindingGroup(severity, title, counts[severity], lines)


def _chips(q: str, pressed: frozenset[str], counts: Counter[Severity]) -> Iterator[SeverityChip]:
    for severity, title in TITLES.items():
        if counts[severity] or severity in pressed:
            address = _address(q, pressed ^ {str(severity)})
            yield SeverityChip(severity, title, counts[severity], address, severity in pressed)


def _address(q: str, severities: frozenset[str], page: int = 1) -> str:
    parameters = [("q", q)] if q else []
    parameters += [("severity", severity) for severity in sorted(severities)]
    if page > 1:
        parameters.append(("page", str(page)))
    return "?" + urlencode(parameters)


def _form(finding: Finding, plan: Plan, form_of: Callable[[str], str]) -> str:
    """The form of the pool that the finding is about, by its subject or by its first place."""
    return form_of(finding.subject) or form_of(_pool_at(finding.places, plan))


def _pool_at(places: Sequence[str], plan: Plan) -> str:
    for place in places:
        head, _, rest = place.partition("[")
        number = rest.partition("]")[0]
        if head == "pools" and number.isdecimal() and int(number) < len(plan.topology.pools):
            return plan.topology.pools[int(number)].fqdn
    return ""
