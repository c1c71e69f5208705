"""The bytes of each case in each format: `pytest tests/exports --regenerate` writes them anew."""

from pathlib import Path

import pytest

from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import Options
from tests.exports.conftest import planned_case

GOLDEN = Path(__file__).parent / "golden"
BINARY = {"xlsx", "pdf"}


@pytest.mark.parametrize("to", sorted(EXPORTERS.keys() - BINARY))
def test_a_case_gives_the_same_bytes_as_ever(case, to, pytestconfig):
    text = exported(case, to)

    golden = GOLDEN / f"{case}.{to}"
    if pytestconfig.getoption("regenerate"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(text)
    assert golden.read_bytes() == text


def exported(case: str, to: str) -> bytes:
    """All files of an export in one text, each under its path."""
    plan = planned_case(case)
    delivery = deliver(to, plan.records, stamp=plan.stamp, options=Options(findings=plan.findings))
    return b"".join(
        b"".join((f"==> {file.path} <==\n".encode(), *file.parts())) for file in delivery.files
    )
