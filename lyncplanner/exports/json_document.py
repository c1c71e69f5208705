"""The plan document in JSON: for scripts, and what `export` reads again.

Its schema: docs/plan.schema.json.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.refusals import nothing
from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.records import Reason, Record

TITLE = "Plan document, JSON"
OPTIONS: frozenset[str] = frozenset()
FORMAT = "lyncplanner-plan/1"

_RECORDS_AT_ONCE = 2000
# ASCII only, so that no program on the way stumbles over an encoding or over U+2028.
_text = json.encoder.encode_basestring_ascii

refuse = nothing


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One file, with a line for each record and finding."""
    yield File("records.json", document(records, options.findings, stamp, between="\n"))


def document(
    records: Sequence[Record], findings: Sequence[Finding], stamp: Stamp, *, between: str = ""
) -> Iterator[str]:
    """The document in parts; `between` stands between its items: a line break, or nothing."""
    yield f'{{"format": {_text(FORMAT)}, "topology": {_text(stamp.deployment)},{between or " "}'
    yield f'"stamp": {json.dumps(stamp_keys(stamp))},{between or " "}"records": ['
    yield from _list(_records(records), between)
    yield f'],{between or " "}"findings": ['
    yield from _list((json.dumps(finding_keys(finding)) for finding in findings), between)
    yield "]}\n"


def _list(items: Iterator[str], between: str) -> Iterator[str]:
    separator = f",{between or ' '}"
    first = next(items, None)
    if first is None:
        return
    yield between + first
    part: list[str] = []
    for item in items:
        part.append(separator)
        part.append(item)
        if len(part) >= _RECORDS_AT_ONCE:
            yield "".join(part)
            part.clear()
    part.append(between)
    yield "".join(part)


def _records(records: Iterable[Record]) -> Iterator[str]:
    known: dict[tuple[Reason, ...], str] = {}
    for view, zone, name, type_, data, ttl, requirement, reasons, left_out in records:
        why = known.get(reasons)
        if why is None:
            why = known[reasons] = json.dumps([reason_keys(reason) for reason in reasons])
        end = "" if left_out is None else f', "left_out": {_text(left_out)}'
        yield (
            f'{{"view": "{view}", "zone": {_text(zone)}, "name": {_text(name)}, "type": "{type_}",'
            f' "ttl": {ttl}, "data": {_text(data)}, "requirement": "{requirement}",'
            f' "reasons": {why}{end}}}'
        )


def reason_keys(reason: Reason) -> dict[str, str]:
    """A reason's keys in a plan document."""
    return {
        "rule": reason.rule,
        "because": reason.because,
        "subject": reason.subject,
        "source": reason.source,
    }


def finding_keys(finding: Finding) -> dict[str, object]:
    """A finding's keys in a plan document."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "subject": finding.subject,
        "message": finding.message,
        "fix": finding.fix,
        "source": finding.source,
        "places": list(finding.places),
    }


def stamp_keys(stamp: Stamp) -> dict[str, object]:
    """The stamp's keys in a plan document, besides the deployment, which is its `topology`."""
    proposed = stamp.proposed_at
    return {
        "hash": stamp.hash,
        "revision": stamp.revision,
        "proposed_at": None if proposed is None else proposed.isoformat(),
        "approvals": [{"by": a.by, "at": a.at.isoformat()} for a in stamp.approvals],
        "approvals_needed": stamp.approvals_needed,
        "source": stamp.source,
        "records": stamp.records,
        "left_out": stamp.left_out,
        "errors": stamp.errors,
        "warnings": stamp.warnings,
    }
