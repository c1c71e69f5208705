"""The records as a table in comma-separated values, for people and scripts."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.refusals import nothing
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.records import Reason, Record

TITLE = "CSV table"
OPTIONS = frozenset({"excel"})

COLUMNS = (
    "view",
    "zone",
    "name",
    "type",
    "ttl",
    "data",
    "requirement",
    "rules",
    "subjects",
    "because",
    "sources",
)
_LINES_AT_ONCE = 2000
# What spreadsheets take for the beginning of a formula (ASVS 5.0, 1.2.10), full-width forms too.
_FORMULA = tuple("=+-@\t\r\0＝＋－＠")

refuse = nothing


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One file with all records. A table has no place for the stamp."""
    yield File("records.csv", _content(records, options))


def _content(records: Sequence[Record], options: Options) -> Iterator[str]:
    yield from header(excel=options.excel)
    yield from table(records)


def header(*, excel: bool = False) -> Iterator[str]:
    """The first row."""
    # Excel takes UTF-8 for another encoding without this mark; scripts take it for a part of the
    # first column's name. So it is there only when asked for.
    mark = "\ufeff" if excel else ""
    yield mark + ",".join(COLUMNS) + "\n"


def table(records: Sequence[Record]) -> Iterator[str]:
    """The rows below the header, several at a time."""
    cells = _Cells()
    for start in range(0, len(records), _LINES_AT_ONCE):
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            (view, zone, name, type_, ttl, data, requirement, *cells[reasons])
            for view, zone, name, type_, data, ttl, requirement, reasons, _ in records[
                start : start + _LINES_AT_ONCE
            ]
        )
        yield text.getvalue()


def cell(text: str) -> str:
    """Text as one cell: one line, and no spreadsheet takes it for a formula."""
    # Looked at before and after: a tab at the beginning is a sign of a formula, and a blank then.
    hostile = text.lstrip(" ").startswith(_FORMULA)
    text = one_line(text)
    return f"'{text}" if hostile or text.lstrip(" ").startswith(_FORMULA) else text


class _Cells(dict[tuple[Reason, ...], tuple[str, str, str, str]]):
    """The cells of reasons, each worded once."""

    def __missing__(self, reasons: tuple[Reason, ...]) -> tuple[str, str, str, str]:
        self[reasons] = cells = (
            _joined(reason.rule for reason in reasons),
            _joined(reason.subject for reason in reasons),
            _joined(reason.because for reason in reasons),
            _joined(reason.source for reason in reasons),
        )
        return cells


def _joined(texts: Iterable[str]) -> str:
    return cell("; ".join(texts))
