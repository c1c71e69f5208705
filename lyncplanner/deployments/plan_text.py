"""A plan as text for a terminal: records by view and zone, then the findings."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from lyncplanner.exports.plan_document import ReadPlan
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import Record

Paint = Callable[[str, str], str]
"""Colours a text by its role: heading, error, warning, info, left out."""

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_WIDEST_NAME = 60


def plan_text(plan: ReadPlan, paint: Paint) -> Iterator[str]:
    """The lines of a plan."""
    stamp = plan.stamp
    origin = "" if stamp.source is None else f" ({one_line(stamp.source)})"
    yield paint(f"{one_line(stamp.deployment)}{origin}", "heading")
    yield (
        f"{stamp.records} records, {stamp.left_out} left out; "
        f"findings: {stamp.errors} errors, {stamp.warnings} warnings"
    )
    widths = _widths(plan.records)
    for (view, zone), records in groupby(plan.records, attrgetter("view", "zone")):
        yield ""
        yield paint(f"{view}: {zone}", "heading")
        for record in records:
            yield _record(record, widths, paint)
    for severity in _SEVERITIES:
        for finding in plan.findings:
            if finding.severity is severity:
                yield ""
                yield from _finding(finding, paint)


def _widths(records: Sequence[Record]) -> tuple[int, int]:
    names = max((len(record.name) for record in records), default=0)
    values = max((len(record.data) for record in records), default=0)
    return min(names, _WIDEST_NAME), min(values, _WIDEST_NAME)


def _record(record: Record, widths: tuple[int, int], paint: Paint) -> str:
    rules = ", ".join(dict.fromkeys(reason.rule for reason in record.reasons))
    line = (
        f"  {record.name:{widths[0]}}  {record.type:5}  {record.data:{widths[1]}}"
        f"  {record.ttl:>6}  {record.requirement:11}  {one_line(rules)}"
    )
    if record.left_out is None:
        return line
    return paint(f"{line}  (left out: {one_line(record.left_out)})", "left out")


def _finding(finding: Finding, paint: Paint) -> Iterator[str]:
    severity = paint(finding.severity, finding.severity)
    yield f"{severity}  {finding.code}  {one_line(finding.subject)}"
    yield f"  {one_line(finding.message)}"
    yield f"  {one_line(finding.fix)} [{one_line(finding.source)}]"
    if finding.places:
        yield f"  at {one_line(', '.join(finding.places))}"
