"""The report in Markdown, with the tables of GitHub's dialect."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lyncplanner.exports.files import File, Options
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
from lyncplanner.planning.records import Reason, Record, RecordSet, Requirement

TITLE = "Report, Markdown"
OPTIONS: frozenset[str] = frozenset()

# What Markdown could take for more than text: spans, links, HTML, cells.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|&~$:@{}!#^=]")
_LINK = re.compile(r"(www)\.", re.IGNORECASE)
"""What makes a link of bare text."""

refuse = nothing


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One text: summary, a part for each view, certificates, findings."""
    yield File("records.md", _content(report(records, stamp, options)))


def _content(made: Report) -> Iterator[str]:
    yield f"# DNS records of {_text(made.title)}\n\n"
    yield f"**{_text(made.status)}**\n\n"
    yield "".join(f"- {_text(line)}\n" for line in made.origin)
    yield "\n## Summary\n\n"
    yield _table(
        ("View", "Zone", *(level.capitalize() for level in Requirement), "All"),
        (
            (row.view, _code(row.zone), *map(str, row.counts), str(row.total))
            for row in made.summary
        ),
    )
    yield "".join(f"\n*{level.capitalize()}*: {LEVELS[level]}" for level in Requirement)
    yield f"\n\n{PART_OF_ZONE}\n"
    why = _Reasons()
    for part in made.views:
        yield from _view(part, why)
    if made.certificates:
        yield "\n## Certificates\n"
        yield from map(_certificate, made.certificates)
    yield "\n## Findings\n\n"
    yield from map(_finding, made.findings)
    if not made.findings:
        yield f"{NO_FINDINGS}\n"


def _view(part: ViewPart, why: "_Reasons") -> Iterator[str]:
    yield f"\n## {part.view.capitalize()} view\n\n{part.recipient}.\n"
    for zone, sets in part.zones:
        yield f"\n### Zone {_code(zone)}, {part.view}\n\n"
        columns = ("Name", "Type", "Data", "TTL", "Level", "Why")
        yield _table(columns, (_set(found, why) for found in sets))


def _set(found: RecordSet, why: "_Reasons") -> tuple[str, ...]:
    values = "<br>".join([_code(record.data) for record in found.records])
    ttl = str(found.records[0].ttl)
    reasons = "<br>".join([why[reason] for reason in found.reasons])
    return _code(found.name), found.type, values, ttl, found.requirement, reasons


class _Reasons(dict[Reason, str]):
    """Reasons, each worded once."""

    def __missing__(self, reason: Reason) -> str:
        words = _text(reason.because)
        origin = f"{reason.rule} for {reason.subject}; {reason.source}"
        self[reason] = text = f"{words} *{_text(origin)}*"
        return text


def _certificate(found: Certificate) -> str:
    names = "\n".join(f"  - {_code(name)}" for name in found.sans)
    return (
        f"\n### {_text(found.kind.replace('-', ' ').capitalize())}: {_text(found.owner)}\n\n"
        f"- Subject: {_code(found.subject)}\n- Issuer: {ISSUERS[found.issuer]}\n"
        f"- Names:\n{names}\n- Source: {_text(found.source)}\n"
    )


def _finding(found: Finding) -> str:
    return (
        f"- **{found.severity}**, {_text(found.subject)}: {_text(found.message)}"
        f" {_text(found.fix)} *{_text(f'{found.code}; {found.source}')}*\n"
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(columns)} |\n", f"|{' --- |' * len(columns)}\n"]
    lines.extend(f"| {' | '.join(row)} |\n" for row in rows)
    return "".join(lines)


def _code(name: str) -> str:
    """A DNS name or value, which holds nothing special, as code."""
    plain = "`" not in name and "|" not in name and "\\" not in name and name.isprintable()
    return f"`{name}`" if plain else _text(name)


def _text(text: str) -> str:
    """Text of users and rules, in which nothing is markup."""
    escaped = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _LINK.sub(r"\1\\.", escaped) if "www" in escaped.lower() else escaped
