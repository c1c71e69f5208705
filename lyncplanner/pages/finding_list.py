"""Findings as the page lists them: filtered by chips, each with the field that mends it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlencode

from lyncplanner.deployments.editing.mends import Mend, mend_at
from lyncplanner.deployments.summaries import is_lived_with
from lyncplanner.pages.topics import topic_url
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.plan import Plan
from lyncplanner.reviews.accepting import Acceptance

PAGE_LENGTH = 100
ACCEPTED = "accepted"
TITLES = {
    Severity.ERROR.value: "Errors",
    Severity.WARNING.value: "Warnings",
    Severity.INFO.value: "Notes",
    ACCEPTED: "Accepted",
}


class Line(NamedTuple):
    """A finding, with where its topic and its field are; empty where there is none."""

    finding: Finding
    topic: str
    form: str
    mend: Mend | None = None
    """What one click would change."""
    accepted: Acceptance | None = None

    @property
    def may_be_accepted(self) -> bool:
        return self.finding.severity is Severity.WARNING

    @property
    def has_changed(self) -> bool:
        """Whether the finding says something else than what was accepted."""
        return self.accepted is not None and self.accepted.has_changed(self.finding)


@dataclass(frozen=True, slots=True)
class SeverityChip:
    severity: str
    label: str
    count: int
    address: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class FindingGroup:
    severity: str
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


Accepted = Mapping[tuple[str, str], Acceptance]


def finding_list(
    plan: Plan,
    parameters: Mapping[str, Sequence[str]],
    *,
    form_of: Callable[[Finding], str],
    accepted: Accepted = MappingProxyType({}),
    page: int = 1,
) -> FindingList:
    """One page of the findings that the parameters ask for; those that are accepted come last.

    `form_of` gives the address of the field that a finding is about; empty where there is none.
    """
    texts = parameters.get("q", ())
    q = texts[-1].strip()[:200] if texts else ""
    asked = parameters.get("severity", ())
    severities = frozenset(kind for kind in TITLES if kind in asked)
    found = [finding for finding in plan.findings if _has(finding, q.lower().split())]
    kinds = {finding: _kind(finding, accepted) for finding in found}
    counts = Counter(kinds.values())
    shown = [f for f in found if not severities or kinds[f] in severities]
    shown.sort(key=lambda finding: kinds[finding] == ACCEPTED)
    start = (page - 1) * PAGE_LENGTH
    lines = [
        (kinds[finding], _line(finding, plan, form_of, accepted))
        for finding in shown[start : start + PAGE_LENGTH]
    ]
    return FindingList(
        groups=list(_groups(lines, counts)),
        chips=list(_chips(q, severities, counts)),
        shown=len(shown),
        all=len(plan.findings),
        q=q,
        severities=severities,
        page=page,
        left=max(0, len(shown) - start - PAGE_LENGTH),
    )


def _kind(finding: Finding, accepted: Accepted) -> str:
    """Its severity, or that it is accepted."""
    return ACCEPTED if is_lived_with(finding, accepted) else str(finding.severity)


def _line(
    finding: Finding, plan: Plan, form_of: Callable[[Finding], str], accepted: Accepted
) -> Line:
    placed = mend_at(finding, plan.topology)
    return Line(
        finding=finding,
        topic=topic_url(finding.source),
        form=form_of(finding),
        mend=placed.mend if placed is not None else None,
        accepted=accepted.get((finding.code, finding.subject))
        if is_lived_with(finding, accepted)
        else None,
    )


def _has(finding: Finding, words: Sequence[str]) -> bool:
    text = f"{finding.code} {finding.subject} {finding.message} {finding.fix}".lower()
    return all(word in text for word in words)


def _groups(lines: Sequence[tuple[str, Line]], counts: Counter[str]) -> Iterator[FindingGroup]:
    for kind, title in TITLES.items():
        found = [line for of, line in lines if of == kind]
        if found:
            yield FindingGroup(kind, title, counts[kind], found)


def _chips(q: str, pressed: frozenset[str], counts: Counter[str]) -> Iterator[SeverityChip]:
    for kind, title in TITLES.items():
        if counts[kind] or kind in pressed:
            address = _address(q, pressed ^ {kind})
            yield SeverityChip(kind, title, counts[kind], address, kind in pressed)


def _address(q: str, severities: frozenset[str], page: int = 1) -> str:
    parameters = [("q", q)] if q else []
    parameters += [("severity", severity) for severity in sorted(severities)]
    if page > 1:
        parameters.append(("page", str(page)))
    return "?" + urlencode(parameters)
