"""The bytes of each case in each format: `pytest tests/exports --regenerate` writes them anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import Options
from lyncplanner.exports.terraform_providers import PROVIDERS
from tests.exports.conftest import planned_case

GOLDEN = Path(__file__).parent / "golden"
BINARY = {"xlsx", "pdf"}
FORMS = {to: (to, Options()) for to in EXPORTERS.keys() - BINARY - {"terraform"}}
FORMS |= {f"terraform-{p}": ("terraform", Options(provider=p)) for p in PROVIDERS}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_case_gives_the_same_bytes_as_ever(case, form, pytestconfig):
    text = exported(case, *FORMS[form])

    golden = GOLDEN / f"{case}.{form}"
    if pytestconfig.getoption("regenerate"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(text)
    assert golden.read_bytes() == text


def exported(case: str, to: str, options: Options) -> bytes:
    """All files of an export in one text, each under its path."""
    plan = planned_case(case)
    options = replace(options, findings=plan.findings)
    delivery = deliver(to, plan.records, stamp=plan.stamp, options=options)
    return b"".join(
        b"".join((f"==> {file.path} <==\n".encode(), *file.parts())) for file in delivery.files
    )
