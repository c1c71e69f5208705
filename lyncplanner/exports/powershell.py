"""A script for Windows DNS: fixed code (`windows_dns.ps1`), and the records as a table below it.

Checked against PowerShell's grammar and the documented parameters of the DnsServer module; not
tried on a Windows DNS server.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.owners import relative
from lyncplanner.exports.refusals import Refusal, alias_conflicts
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.steps import Action, Step, steps
from lyncplanner.exports.wording import Explanations, ascii_line, stamp_lines
from lyncplanner.planning.records import Record, View

TITLE = "Windows DNS, PowerShell (DnsServer module)"
OPTIONS: frozenset[str] = frozenset()

_CODE = Path(__file__).with_name("windows_dns.ps1")
_BEGIN = "$table = @'\naction,zone,name,type,ttl,data,why\n"
_END = """\
'@

$done = Update-Zones -Rows @($table | ConvertFrom-Csv)
$done
if ($done.failed -gt 0) { exit 1 }
"""
_LINES_AT_ONCE = 2000


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Aliases that no server takes."""
    return alias_conflicts(records)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One script for each view."""
    for view in View:
        now = [record for record in records if record.view is view]
        before = [record for record in previous if record.view is view]
        if now or before:
            yield File(f"{view}.ps1", _windows(_content(view, now, before, stamp)))


def _windows(parts: Iterator[str]) -> Iterator[str]:
    return (part.replace("\n", "\r\n") for part in parts)


def _content(view: View, now: list[Record], before: list[Record], stamp: Stamp) -> Iterator[str]:
    # Windows PowerShell reads a file without a mark in the code page of the machine: ASCII only.
    yield "".join(f"# {ascii_line(line)}\n" for line in stamp_lines(stamp))
    yield f"# {len(now)} of them in this file: view {view}\n"
    yield _CODE.read_text(encoding="ascii")
    yield _BEGIN
    yield from _rows(steps(now, before))
    yield _END


def _rows(found: Iterator[Step]) -> Iterator[str]:
    # In a here-string only a line that begins with '@ ends the text, and every line here begins
    # with an action.
    why = Explanations()
    part: list[str] = []
    for action, record in found:
        words = f"{record.requirement}: {why[record.reasons]}" if action is Action.ADD else ""
        words = ascii_line(words).replace('"', "'")
        part.append(
            f"{action},{record.zone},{relative(record)},{record.type},{record.ttl},{record.data},"
            f'"{words}"\n'
        )
        if len(part) >= _LINES_AT_ONCE:
            yield "".join(part)
            part.clear()
    yield "".join(part)
