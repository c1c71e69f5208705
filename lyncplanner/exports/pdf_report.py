"""The report as PDF, set by typst. What users wrote goes to the layout as data, never as markup."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from lyncplanner.exports.files import BadOption, File, Options
from lyncplanner.exports.refusals import nothing
from lyncplanner.exports.report import (
    ISSUERS,
    LEVELS,
    NO_FINDINGS,
    PART_OF_ZONE,
    Report,
    ViewPart,
    report,
)
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.certificates import Certificate
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.records import Record, RecordSet, Requirement

TITLE = "Report, PDF"
OPTIONS: frozenset[str] = frozenset()

MOST_RECORDS = 20_000
_LAYOUT = Path(__file__).with_name("report.typ")

refuse = nothing


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One document: summary, a part for each view, certificates, findings.

    Raises `BadOption` for more records than anybody reads on paper: they would take minutes.
    """
    if len(records) > MOST_RECORDS:
        raise BadOption(
            f"a PDF holds at most {MOST_RECORDS:,} records, and these are {len(records):,}:"
            " choose a view or zones, or the HTML report"
        )
    return iter([File("records.pdf", _content(report(records, stamp, options)))])


def _content(made: Report) -> Iterator[bytes]:
    # Slow to import, and not needed by any other format.
    import typst

    # The same time in every document: the same plan gives the same bytes.
    found = typst.compile(
        _LAYOUT.read_bytes(), sys_inputs={"report": json.dumps(_keys(made))}, timestamp=0
    )
    if not isinstance(found, bytes):
        raise TypeError("typst set several files where it was asked for one")
    yield found


def _keys(made: Report) -> dict[str, object]:
    return {
        "title": made.title,
        "status": made.status,
        "origin": made.origin,
        "levels": [{"name": one.capitalize(), "meaning": LEVELS[one]} for one in Requirement],
        "note": PART_OF_ZONE,
        "summary": [
            {"view": row.view, "zone": row.zone, "counts": row.counts, "total": row.total}
            for row in made.summary
        ],
        "views": list(map(_view, made.views)),
        "certificates": list(map(_certificate, made.certificates)),
        "findings": list(map(_finding, made.findings)),
        "no-findings": NO_FINDINGS,
    }


def _view(part: ViewPart) -> dict[str, object]:
    return {
        "title": f"{part.view.capitalize()} view",
        "recipient": part.recipient,
        "zones": [{"zone": zone, "sets": list(map(_set, sets))} for zone, sets in part.zones],
    }


def _set(found: RecordSet) -> dict[str, object]:
    return {
        "name": found.name,
        "type": found.type,
        "data": [record.data for record in found.records],
        "ttl": found.records[0].ttl,
        "level": found.requirement,
        "why": [
            (one_line(r.because), one_line(f"{r.rule} for {r.subject}; {r.source}"))
            for r in found.reasons
        ],
    }


def _certificate(found: Certificate) -> dict[str, object]:
    return {
        "title": one_line(f"{found.kind.replace('-', ' ').capitalize()}: {found.owner}"),
        "subject": found.subject,
        "issuer": ISSUERS[found.issuer],
        "names": found.sans,
        "source": one_line(found.source),
    }


def _finding(found: Finding) -> dict[str, object]:
    return {
        "severity": found.severity,
        "subject": one_line(found.subject),
        "text": one_line(f"{found.message} {found.fix}"),
        "origin": one_line(f"{found.code}; {found.source}"),
    }
