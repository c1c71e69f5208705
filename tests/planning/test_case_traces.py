"""Where each client of each case ends up: `traces.csv` beside the case, read in the diff."""

import csv

import pytest

from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.matrix import matrix
from lyncplanner.planning.plan import plan
from tests.planning.cases import CASES, the_case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_client_of_every_case_ends_where_it_belongs(case):
    with (case / "traces.csv").open() as lines:
        expected = {
            (r["client"], r["from"], r["sip_domain"]): (r["by"], r["connects_to"], r["port"])
            for r in csv.DictReader(lines)
        }

    cells = matrix(Lookup.of(plan(the_case(int(case.name[:2])))))

    found = {}
    for client, side, sip_domain, way in cells:
        end = (way.by, way.result.connects_to, str(way.result.port)) if way else ("", "", "")
        found[client, side, sip_domain] = end
    assert found == expected
