"""The difference between two plans as text for a terminal, and as a document for scripts."""

from collections.abc import Iterator, Sequence

from lyncplanner.deployments.plan_text import Paint
from lyncplanner.exports.json_document import reason_keys
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.causes import Cause, Causes, FindingKey
from lyncplanner.planning.change_wording import field_label, sentence, title_of, value_text
from lyncplanner.planning.changes import Change
from lyncplanner.planning.cut_over import TTL_STEPS, CutOver, CutOverStep, StepKind
from lyncplanner.planning.cut_over_wording import title, why
from lyncplanner.planning.diff import Difference
from lyncplanner.planning.records import Record
from lyncplanner.planning.set_changes import SetChange

FORMAT = "lyncplanner-diff/1"


def diff_text(
    difference: Difference, found: Causes, cut_overs: Sequence[CutOver], paint: Paint
) -> Iterator[str]:
    """The lines of a difference, by cause."""
    yield (
        f"{len(difference.added)} records added, {len(difference.removed)} removed,"
        f" {len(difference.changed)} changed"
    )
    sets = {change.key: change for change in found.set_changes}
    by_set = found.by_set()
    for cause in found.causes:
        yield ""
        yield paint(f"Because {one_line(cause.because)}", "heading")
        yield from _cause_text(cause, sets, by_set, paint)
    if found.together.sets or found.together.new_findings or found.together.gone_findings:
        yield ""
        yield paint("Because of these changes together", "heading")
        yield from _cause_text(found.together, sets, {}, paint)
    for cut_over in cut_overs:
        yield ""
        yield from _cut_over_text(cut_over, paint)


def _cause_text(
    cause: Cause, sets: dict[str, SetChange], by_set: dict[str, list[Cause]], paint: Paint
) -> Iterator[str]:
    own = [key for key in cause.sets if by_set.get(key, [cause])[0] is cause]
    for key in own:
        others = [one_line(other.because) for other in by_set.get(key, [cause])[1:]]
        yield from _set_text(sets[key], others, paint)
    shared = len(cause.sets) - len(own)
    if shared:
        yield f"  {shared} record sets above differ because of this too"
    for sign, role, findings in (
        ("new finding", "warning", cause.new_findings),
        ("gone finding", "info", cause.gone_findings),
    ):
        for code, subject in findings:
            yield f"  {paint(sign, role)}  {code}  {one_line(subject)}"
    if not (cause.sets or cause.new_findings or cause.gone_findings):
        yield "  No record changes."


def _set_text(change: SetChange, others: Sequence[str], paint: Paint) -> Iterator[str]:
    there = change.there
    what = f"{there.view:9} {there.name}  {there.type}"
    for data in change.removed:
        yield paint(f"  - {what}  {data}", "error")
    for data in change.added:
        yield paint(f"  + {what}  {data}", "info")
    for before, after in change.altered:
        yield paint(f"  ~ {what}  {after.data}  {_altered(before, after)}", "warning")
    if others:
        yield f"    also because {'; '.join(others)}"


def _altered(before: Record, after: Record) -> str:
    parts = []
    for label, old, new in (
        ("zone", before.zone, after.zone),
        ("TTL", before.ttl, after.ttl),
        ("requirement", before.requirement, after.requirement),
        ("left out", before.left_out or "no", after.left_out or "no"),
    ):
        if old != new:
            parts.append(f"{label} {one_line(str(old))} → {one_line(str(new))}")
    return ", ".join(parts)


def _cut_over_text(found: CutOver, paint: Paint) -> Iterator[str]:
    yield paint(f"The way of {found.sip_domain} to Teams Only", "heading")
    for finding in found.errors:
        yield f"  {paint('first mend', 'error')}  {one_line(finding.message)} {finding.fix}"
    for number, step in enumerate(found.steps, 1):
        yield f"{number:3}  {title(step, found)}"
        yield f"     {why(step, found)}"
        for change in step.sets:
            yield from _step_set_text(change, step.kind)
        if step.wait:
            yield f"     Wait {step.wait} seconds."
        for client, side in step.stranded:
            yield paint(f"     From here on {client} from {side} ends nowhere.", "error")


def _step_set_text(change: SetChange, kind: StepKind) -> Iterator[str]:
    there = change.there
    if kind in TTL_STEPS:
        yield f"       {there.view:9} {there.name}  {there.type}"
        return
    yield from (f"   {line}" for line in _set_text(change, (), _plain))


def _plain(text: str, role: str) -> str:
    return text


def diff_document(
    difference: Difference, found: Causes, cut_overs: Sequence[CutOver]
) -> dict[str, object]:
    """The difference as `lyncplanner-diff/1`."""
    return {
        "format": FORMAT,
        "added": [record_keys(record) for record in difference.added],
        "removed": [record_keys(record) for record in difference.removed],
        "changed": [
            {"before": record_keys(change.before), "after": record_keys(change.after)}
            for change in difference.changed
        ],
        "causes": [{**_change_keys(cause), **_effect_keys(cause)} for cause in found.causes],
        "together": _effect_keys(found.together),
        "cut_overs": [_cut_over_keys(cut_over) for cut_over in cut_overs],
    }


def record_keys(record: Record) -> dict[str, object]:
    """A record's keys, as in a plan document."""
    keys: dict[str, object] = {
        "view": record.view,
        "zone": record.zone,
        "name": record.name,
        "type": record.type,
        "ttl": record.ttl,
        "data": record.data,
        "requirement": record.requirement,
        "reasons": [reason_keys(reason) for reason in record.reasons],
    }
    if record.left_out is not None:
        keys["left_out"] = record.left_out
    return keys


def _change_keys(cause: Cause) -> dict[str, object]:
    return {"because": cause.because, "changes": [_change(change) for change in cause.changes]}


def _change(change: Change) -> dict[str, object]:
    keys: dict[str, object] = {
        "because": sentence(change),
        "kind": change.kind,
        "object": title_of(change.target),
        "place": change.place,
    }
    if change.field:
        keys |= {
            "field": field_label(change),
            "before": value_text(change.before),
            "after": value_text(change.after),
        }
    return keys


def _effect_keys(cause: Cause) -> dict[str, object]:
    return {
        "record_sets": list(cause.sets),
        "new_findings": [_finding(finding) for finding in cause.new_findings],
        "gone_findings": [_finding(finding) for finding in cause.gone_findings],
    }


def _finding(finding: FindingKey) -> dict[str, str]:
    code, subject = finding
    return {"code": code, "subject": subject}


def _cut_over_keys(found: CutOver) -> dict[str, object]:
    return {
        "sip_domain": found.sip_domain,
        "mode": found.mode,
        "ttl": found.ttl,
        "errors": [{"code": e.code, "subject": e.subject} for e in found.errors],
        "steps": [
            {
                "step": step.kind,
                "title": title(step, found),
                "why": why(step, found),
                "wait": step.wait,
                "record_sets": [change.key for change in step.sets],
                "removed": _data(step, "removed"),
                "added": _data(step, "added"),
                "stranded": [{"client": c, "from": side} for c, side in step.stranded],
            }
            for step in found.steps
        ],
    }


def _data(step: CutOverStep, side: str) -> list[str]:
    """The data of a step that changes records; a TTL changes none."""
    if step.kind in TTL_STEPS:
        return []
    return [
        f"{change.there.view} {change.there.name} {change.there.type} {data}"
        for change in step.sets
        for data in getattr(change, side)
    ]
