"""What holds of the findings of any topology."""

import random

from hypothesis import given
from hypothesis import strategies as st

from lyncplanner.planning.checks import CHECKS, findings_of
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import draft
from lyncplanner.planning.plan import plan
from lyncplanner.planning.rules import RULES
from tests.documents.strategies import topologies as odd
from tests.planning.crowded import topologies as crowded
from tests.planning.test_checks_cases import CODES

any_topology = crowded | odd()
shuffling = st.randoms(use_true_random=False)


@given(any_topology, shuffling)
def test_the_order_of_rules_and_checks_changes_no_finding(topology, order: random.Random):
    rules, checks = list(RULES.values()), list(CHECKS)
    order.shuffle(rules)
    order.shuffle(checks)

    drafted = draft(Choices(topology), rules)

    assert findings_of(drafted, checks) == plan(topology).findings


@given(any_topology)
def test_every_finding_is_one_of_the_specification_and_says_where(topology):
    for finding in plan(topology).findings:
        assert finding.code in CODES
        assert finding.places
        assert len(set(finding.places)) == len(finding.places)
        assert finding.fix[0].isupper()
