"""The table that people open in a spreadsheet and scripts read."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyncplanner.exports.csv_table import COLUMNS, cell
from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import Options
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case


def test_a_row_says_what_the_record_is_and_why():
    second = a_reason(rule="edge.access", subject="sip.contoso.com", because="Too.", source="Title")
    record = a_record(reasons=(a_reason(), second))

    [row] = rows(exported([record]))

    assert row == {
        "view": "external",
        "zone": "contoso.com",
        "name": "sip.contoso.com",
        "type": "A",
        "ttl": "3600",
        "data": "131.107.155.10",
        "requirement": "required",
        "rules": "edge.sip-domain; edge.access",
        "subjects": "contoso.com; sip.contoso.com",
        "because": "Users outside sign in by this name.; Too.",
        "sources": "DNS Summary - Single consolidated edge with public IP addresses; Title",
    }


def test_a_case_is_read_back_as_planned(case):
    records = [r for r in planned_case(case).records if r.left_out is None]

    found = [
        (r["view"], r["zone"], r["name"], r["type"], r["data"], int(r["ttl"]))
        for r in rows(exported(planned_case(case).records))
    ]

    assert found == [record[:6] for record in records]


def test_the_byte_order_mark_is_there_for_excel_only():
    assert exported([a_record()]).startswith(b"view,")
    assert exported([a_record()], excel=True).startswith(b"\xef\xbb\xbfview,")


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\x00=1", "＝1"]
)
def test_a_spreadsheet_takes_no_cell_for_a_formula(text):
    [row] = rows(exported([a_record(reasons=(a_reason(subject=text, because=text),))]))

    assert row["subjects"].startswith("'")
    assert row["because"].startswith("'")


@given(st.text())
def test_a_cell_is_one_line_that_begins_no_formula(text):
    found = cell(text)

    assert found.isprintable()
    assert not found.lstrip().startswith(("=", "+", "-", "@"))


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_whatever_reasons_say_the_table_keeps_its_columns(texts):
    reasons = tuple(a_reason(subject=text, because=text, rule=text) for text in texts)

    lines = list(csv.reader(StringIO(exported([a_record(reasons=reasons)]).decode(), newline="")))

    assert [len(line) for line in lines] == [len(COLUMNS)] * 2


def exported(records, **options) -> bytes:
    [file] = deliver("csv", records, stamp=a_stamp(), options=Options(**options)).files
    assert file.path == "records.csv"
    return b"".join(file.parts())


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode(), newline="")))
