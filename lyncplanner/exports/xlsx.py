"""An Excel workbook: records, findings, and where they come from. All cells are text or numbers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from lyncplanner.exports.csv_table import COLUMNS, cell
from lyncplanner.exports.files import File, Options
from lyncplanner.exports.refusals import nothing
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.records import Record

if TYPE_CHECKING:
    from xlsxwriter import Workbook

TITLE = "Excel workbook"
OPTIONS: frozenset[str] = frozenset()

_FINDING_COLUMNS = ("severity", "code", "subject", "message", "fix", "source", "places")
_WIDTHS = (10, 24, 36, 8, 8, 40, 12, 30, 30, 60, 40)
_MOST_ROWS = 1_000_000
"""A sheet has 1,048,576."""
_LONGEST_CELL = 32_000
"""Excel's cells have 32,767 characters; longer ones would be lost."""
# Workbooks hold the time at which they were made. The same plan has to give the same bytes.
_NO_TIME = datetime(2013, 1, 1)

refuse = nothing

_Row = Sequence[str | int]


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One workbook, with the records on as many sheets as they need."""
    yield File("records.xlsx", _content(records, stamp, options))


def _content(records: Sequence[Record], stamp: Stamp, options: Options) -> Iterator[bytes]:
    # Slow to import, and not needed by any other format.
    from xlsxwriter import Workbook

    content = BytesIO()
    settings = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(content, settings) as book:
        book.set_properties({"title": one_line(stamp.deployment), "created": _NO_TIME})
        for start in range(0, max(1, len(records)), _MOST_ROWS):
            name = "Records" if not start else f"Records {start // _MOST_ROWS + 1}"
            rows = map(_record, records[start : start + _MOST_ROWS])
            _sheet(book, name, COLUMNS, rows, widths=_WIDTHS)
        findings = (
            (f.severity, f.code, f.subject, f.message, f.fix, f.source, ", ".join(f.places))
            for f in options.findings
        )
        _sheet(book, "Findings", _FINDING_COLUMNS, findings, widths=(10, 30, 36, 60, 60, 40, 40))
        _sheet(book, "Origin", ("origin",), ((line,) for line in stamp.lines()), widths=(100,))
    yield content.getvalue()


def _record(record: Record) -> _Row:
    view, zone, name, type_, data, ttl, requirement, reasons, _ = record
    return (
        *(view, zone, name, type_, ttl, data, requirement),
        "; ".join(reason.rule for reason in reasons),
        "; ".join(reason.subject for reason in reasons),
        "; ".join(reason.because for reason in reasons),
        "; ".join(reason.source for reason in reasons),
    )


def _sheet(
    book: "Workbook",
    name: str,
    columns: Sequence[str],
    rows: Iterable[_Row],
    *,
    widths: Sequence[int],
) -> None:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    heading = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    for column, title in enumerate(columns):
        sheet.write_string(0, column, title, heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, column, value)
            else:
                sheet.write_string(last, column, cell(value)[:_LONGEST_CELL], text)
    sheet.autofilter(0, 0, last, len(columns) - 1)
