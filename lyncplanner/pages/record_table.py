"""The plan's record sets as the page's tables: by view, then by zone, a page at a time."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from lyncplanner.pages.record_filter import ONE_NAME
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import RecordSet, View

PAGE_LENGTH = 200
FOLDED_OVER = 1000
"""With more records shown than this, zones start folded."""
VIEW_TITLES = {View.EXTERNAL: "External", View.INTERNAL: "Internal", View.PERIMETER: "Perimeter"}
VIEW_TEXTS = {
    View.EXTERNAL: "What the Internet sees: served by public DNS.",
    View.INTERNAL: "What users and servers inside see: served by internal DNS.",
    View.PERIMETER: "What Edge Servers and reverse proxies see: perimeter DNS or HOSTS files.",
}
OneName = frozenset[tuple[str, str]]


class Mark(NamedTuple):
    """Findings at a name: the worst severity, and words for it."""

    severity: Severity
    words: str


class Row(NamedTuple):
    """A record set in the table."""

    key: str
    name: str
    type: str
    data: list[str]
    need: str
    rule: str
    more_rules: int
    subject: str
    left_out: str
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ZoneRows:
    """A zone's rows on this page, and how many sets it has in all."""

    zone: str
    title: str
    sets: int
    rows: list[Row]
    continued: bool


@dataclass(frozen=True, slots=True)
class ViewTable:
    """A view's zones on this page, and its counts in all."""

    view: View
    title: str
    text: str
    records: int
    sets: int
    zones: list[ZoneRows]
    continued: bool


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A page of the tables."""

    views: list[ViewTable]
    records: int
    sets: int
    page: int
    folded: bool
    left: int
    """Sets after this page."""

    @property
    def next_length(self) -> int:
        return min(self.left, PAGE_LENGTH)


def zones_of_one_name(sets: Iterable[RecordSet]) -> OneName:
    """Zones, by view, that exist for a single name: pin-point and perimeter zones."""
    zones: set[tuple[str, str]] = set()
    shared: set[tuple[str, str]] = set()
    for found in sets:
        key = (found.view, found.zone)
        zones.add(key)
        if found.name != found.zone:
            shared.add(key)
    return frozenset(zones - shared)


def record_table(
    sets: Sequence[RecordSet],
    *,
    one_name: OneName,
    marks: dict[str, Mark],
    page: int = 1,
) -> RecordTable:
    """One page of the sets that a filter left, in plan order; zones of one name come last."""
    in_order = sorted(sets, key=lambda found: (found.view, found[:2] in one_name))
    start = (page - 1) * PAGE_LENGTH
    on_page = in_order[start : start + PAGE_LENGTH]
    before = in_order[start - 1] if 0 < start <= len(in_order) else None
    records = sum(len(found.records) for found in sets)
    counts = _Counts(in_order, one_name)
    return RecordTable(
        views=list(_views(on_page, before, counts, marks)),
        records=records,
        sets=len(sets),
        page=page,
        folded=records > FOLDED_OVER,
        left=max(0, len(in_order) - start - PAGE_LENGTH),
    )


class _Counts:
    """What views and zones hold in all, whatever part of them is on the page."""

    def __init__(self, sets: Iterable[RecordSet], one_name: OneName) -> None:
        self._one_name = one_name
        self.records: Counter[View] = Counter()
        self.sets: Counter[View] = Counter()
        self.zones: Counter[tuple[View, str]] = Counter()
        for found in sets:
            self.records[found.view] += len(found.records)
            self.sets[found.view] += 1
            self.zones[self.group(found)] += 1

    def group(self, found: RecordSet) -> tuple[View, str]:
        return found.view, ONE_NAME if found[:2] in self._one_name else found.zone


def _views(
    sets: Iterable[RecordSet], before: RecordSet | None, counts: _Counts, marks: dict[str, Mark]
) -> Iterator[ViewTable]:
    for view, found in groupby(sets, key=lambda each: each.view):
        yield ViewTable(
            view=view,
            title=VIEW_TITLES[view],
            text=VIEW_TEXTS[view],
            records=counts.records[view],
            sets=counts.sets[view],
            zones=list(_zones(found, before, counts, marks)),
            continued=before is not None and before.view is view,
        )


def _zones(
    sets: Iterable[RecordSet], before: RecordSet | None, counts: _Counts, marks: dict[str, Mark]
) -> Iterator[ZoneRows]:
    for group, found in groupby(sets, key=counts.group):
        zone = group[1]
        yield ZoneRows(
            zone=zone,
            title="Zones of one name" if zone == ONE_NAME else zone,
            sets=counts.zones[group],
            rows=[_row(each, marks.get(each.name)) for each in found],
            continued=before is not None and counts.group(before) == group,
        )


def _row(found: RecordSet, mark: Mark | None) -> Row:
    reasons = found.reasons
    left_out = [record.left_out for record in found.records if record.left_out is not None]
    return Row(
        key=found.key,
        name=found.name,
        type=found.type.value,
        data=[record.data for record in found.records],
        need=found.requirement.value,
        rule=reasons[0].rule,
        more_rules=len({reason.rule for reason in reasons}) - 1,
        subject=name_of(reasons[0].subject),
        left_out="; ".join(dict.fromkeys(left_out)),
        mark=mark,
    )


def marks_by_name(findings: Iterable[Finding]) -> dict[str, Mark]:
    """What the findings put beside names: each at the name, or the host of the URL, it is about."""
    by_name: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_name[name_of(finding.subject)].append(finding)
    return {name: _mark(found) for name, found in by_name.items()}


def name_of(subject: str) -> str:
    """The name that a finding's subject is or, where it is a URL, has as its host."""
    if "://" not in subject:
        return subject.lower()
    try:
        return urlsplit(subject).hostname or subject
    except ValueError:
        return subject


_WORST_FIRST = list(Severity)


def _mark(findings: Sequence[Finding]) -> Mark:
    counts = Counter(finding.severity for finding in findings)
    worst = min(counts, key=_WORST_FIRST.index)
    words = [
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in _WORST_FIRST
        if counts[severity]
    ]
    return Mark(worst, ", ".join(words).replace("info", "note"))
