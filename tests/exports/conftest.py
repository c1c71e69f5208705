"""The plans of all cases, made once."""

from functools import cache
from pathlib import Path

import pytest

from lyncplanner.documents.reading import read
from lyncplanner.exports.plan_document import ReadPlan
from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.plan import plan

CASES = Path(__file__).parents[1] / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


@cache
def planned_case(name: str) -> ReadPlan:
    """A case's plan, stamped as the command line does."""
    file = CASES / name / "topology.yaml"
    topology = read(file.read_bytes(), name=file.name).topology
    made = plan(topology)
    stamp = Stamp.of_plan(topology.name, made.records, made.findings, source=file.name)
    return ReadPlan(made.records, made.findings, stamp)


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest) -> str:
    """The name of each case in turn."""
    return request.param
