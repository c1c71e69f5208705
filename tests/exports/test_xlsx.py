"""The workbook as a spreadsheet reads it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import Options
from lyncplanner.planning.findings import Finding, Severity
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE


def test_a_case_is_read_back_as_planned(case):
    plan = planned_case(case)
    records = [r for r in plan.records if r.left_out is None]

    book = read(exported(plan.records, plan.findings))

    rows = list(book["Records"].iter_rows(min_row=2, values_only=True))
    assert [row[:7] for row in rows] == [
        (r.view, r.zone, r.name, r.type, r.ttl, r.data, r.requirement) for r in records
    ]
    findings = list(book["Findings"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in findings] == [finding.code for finding in plan.findings]
    assert book["Origin"]["A2"].value.startswith("Contoso, from contoso.yaml")


def test_the_same_plan_gives_the_same_bytes():
    assert exported([a_record()]) == exported([a_record()])


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_is_a_formula_a_link_or_a_number(hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)
    finding = Finding(hostile, Severity.INFO, hostile, hostile, hostile, hostile, (hostile,))
    stamp = a_stamp(deployment=hostile, source=hostile)

    book = read(exported([a_record(reasons=(reason,))], [finding], stamp))

    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.hyperlink is None
                text = str(cell.value)
                assert text.isprintable()
                assert not text.startswith(("=", "+", "-", "@"))
    assert book["Records"]["E2"].value == 3600


def test_a_text_longer_than_a_cell_is_cut_and_not_lost():
    book = read(exported([a_record(reasons=(a_reason(because="x" * 40_000),))]))

    assert len(book["Records"]["J2"].value) == 32_000


def exported(records, findings=(), stamp=None) -> bytes:
    options = Options(findings=tuple(findings))
    [file] = deliver("xlsx", records, stamp=stamp or a_stamp(), options=options).files
    assert file.path == "records.xlsx"
    return b"".join(file.parts())


def read(content: bytes):
    return load_workbook(BytesIO(content))
