"""The report as one HTML file without scripts, to read and to print."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

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

TITLE = "Report, HTML"
OPTIONS: frozenset[str] = frozenset()

_STYLE = Path(__file__).with_name("report.css")
_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<p class="status">{title}: {status}</p>
<main>
<h1>DNS records of {title}</h1>
"""

refuse = nothing


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One file: summary, a part for each view, certificates, findings."""
    yield File("records.html", _content(report(records, stamp, options)))


def _content(made: Report) -> Iterator[str]:
    style = _STYLE.read_text(encoding="ascii")
    yield _HEAD.format(title=_text(made.title), status=_text(made.status), style=style)
    yield f'<ul class="origin">{"".join(f"<li>{_text(line)}</li>" for line in made.origin)}</ul>\n'
    yield _contents(made)
    yield from _summary(made)
    why = _Reasons()
    for part in made.views:
        yield from _view(part, why)
    if made.certificates:
        yield '<section id="certificates">\n<h2>Certificates</h2>\n'
        yield from map(_certificate, made.certificates)
        yield "</section>\n"
    yield '<section id="findings">\n<h2>Findings</h2>\n'
    yield from map(_finding, made.findings)
    yield (
        "" if made.findings else f"<p>{NO_FINDINGS}</p>\n"
    ) + "</section>\n</main>\n</body>\n</html>\n"


def _contents(made: Report) -> str:
    parts = [("summary", "Summary")]
    parts += [(part.view.value, f"{part.view.capitalize()} view") for part in made.views]
    parts += [("certificates", "Certificates")] if made.certificates else []
    parts += [("findings", "Findings")]
    links = "".join(f'<li><a href="#{target}">{title}</a></li>' for target, title in parts)
    return f'<nav aria-label="Contents"><ul>{links}</ul></nav>\n'


def _summary(made: Report) -> Iterator[str]:
    yield '<section id="summary">\n<h2>Summary</h2>\n'
    levels = [level.capitalize() for level in Requirement]
    yield '<div class="wide" role="region" aria-label="Records of each zone" tabindex="0">\n'
    yield _table_head("Records of each zone", ("View", "Zone"), (*levels, "All"))
    for row in made.summary:
        counts = "".join(f'<td class="number">{count}</td>' for count in (*row.counts, row.total))
        yield f'<tr><td>{row.view}</td><th scope="row">{_name(row.zone)}</th>{counts}</tr>\n'
    yield "</tbody></table>\n</div>\n<dl>"
    yield "".join(f"<dt>{level.capitalize()}</dt><dd>{LEVELS[level]}</dd>" for level in Requirement)
    yield f"</dl>\n<p>{PART_OF_ZONE}</p>\n</section>\n"


def _view(part: ViewPart, why: "_Reasons") -> Iterator[str]:
    yield f'<section id="{part.view}" class="part">\n<h2>{part.view.capitalize()} view</h2>\n'
    yield f"<p>{part.recipient}.</p>\n"
    for zone, sets in part.zones:
        yield f"<h3>Zone {_text(zone)}</h3>\n"
        caption = f"{part.view.capitalize()}: {_text(zone)}"
        yield _table_head(caption, ("Name", "Type", "Data"), ("TTL",), ("Level", "Why"))
        for start in range(0, len(sets), 500):
            yield "".join([_set(found, why) for found in sets[start : start + 500]])
        yield "</tbody></table>\n"
    yield "</section>\n"


def _table_head(
    caption: str, texts: Iterable[str], numbers: Iterable[str], more: Iterable[str] = ()
) -> str:
    cells = [
        *(f'<th scope="col">{column}</th>' for column in texts),
        *(f'<th scope="col" class="number">{column}</th>' for column in numbers),
        *(f'<th scope="col">{column}</th>' for column in more),
    ]
    return (
        f"<table><caption>{caption}</caption>\n<thead><tr>{''.join(cells)}</tr></thead>\n<tbody>\n"
    )


def _set(found: RecordSet, why: "_Reasons") -> str:
    values = "<br>".join([_name(record.data) for record in found.records])
    reasons = "".join([why[reason] for reason in found.reasons])
    return (
        f'<tr><th scope="row">{_name(found.name)}</th><td>{found.type}</td>'
        f'<td class="mono">{values}</td><td class="number">{found.records[0].ttl}</td>'
        f"<td>{found.requirement}</td><td>{reasons}</td></tr>\n"
    )


class _Reasons(dict[Reason, str]):
    """Reasons, each worded once."""

    def __missing__(self, reason: Reason) -> str:
        origin = f"{reason.rule} for {reason.subject}; {reason.source}"
        text = f"<p>{_text(reason.because)} <small>{_text(origin)}</small></p>"
        self[reason] = text
        return text


def _certificate(found: Certificate) -> str:
    names = "".join(f"<li>{_name(name)}</li>" for name in found.sans)
    kind = found.kind.replace("-", " ").capitalize()
    issuer = ISSUERS[found.issuer]
    return (
        f"<h3>{kind}: {_text(found.owner)}</h3>\n<dl><dt>Subject</dt>"
        f'<dd class="mono">{_name(found.subject)}</dd><dt>Issuer</dt><dd>{issuer}</dd>'
        f'<dt>Names</dt><dd><ul class="mono">{names}</ul></dd>'
        f"<dt>Source</dt><dd>{_text(found.source)}</dd></dl>\n"
    )


def _finding(found: Finding) -> str:
    return (
        f'<div class="finding"><h3><span class="{found.severity}">{found.severity}</span>'
        f" {_text(found.subject)}</h3>\n<p>{_text(found.message)} {_text(found.fix)}"
        f" <small>{_text(f'{found.code}; {found.source}')}</small></p></div>\n"
    )


def _name(text: str) -> str:
    """A DNS name or value, which may be long: lines break behind its dots."""
    return _text(text).replace(".", ".<wbr>")


def _text(text: str) -> str:
    """Text of users and rules, in which nothing is markup."""
    return escape(one_line(text))
