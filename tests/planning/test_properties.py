"""What holds of the plan of any topology."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from lyncplanner.documents.reading import read
from lyncplanner.documents.topology_writer import write_json
from lyncplanner.planning import names
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import draft
from lyncplanner.planning.plan import plan
from lyncplanner.planning.plan_hash import plan_hash
from lyncplanner.planning.rules import RULES
from lyncplanner.planning.topology import UNKNOWN_ADDRESSES
from tests.documents.strategies import topologies as odd
from tests.planning.crowded import topologies as crowded

any_topology = crowded | odd()
NAME_KEYS = {"fqdn", "host", "next_hop", "paired_with", "time_server", "geo_dns"}


@given(any_topology, st.randoms(use_true_random=False))
def test_the_order_in_which_rules_run_changes_nothing(topology, shuffling: random.Random):
    rules = list(RULES.values())
    shuffling.shuffle(rules)

    assert draft(Choices(topology), rules).records == plan(topology).records


@given(any_topology)
def test_planning_twice_is_the_same(topology):
    once, again = plan(topology), plan(topology)

    assert (once.records, once.findings) == (again.records, again.findings)
    assert plan_hash(once.records) == plan_hash(again.records)


@given(any_topology)
def test_a_record_and_a_finding_appear_once(topology):
    planned = plan(topology)
    keys = [(r.view, r.name, r.type, r.data) for r in planned.records]
    told = [(f.code, f.subject) for f in planned.findings]

    assert len(keys) == len(set(keys))
    assert len(told) == len(set(told))


@given(any_topology)
def test_every_record_is_one_that_dns_can_hold(topology):
    for record in plan(topology).records:
        is_name = names.is_service_name if record.type == "SRV" else names.is_hostname
        assert is_name(record.name)
        assert names.is_under(record.name, record.zone)
        assert record.data not in UNKNOWN_ADDRESSES
        if record.type == "CNAME":
            assert record.name not in (record.zone, record.data)
        if record.type in ("CNAME", "SRV"):
            assert names.is_hostname(record.data.split()[-1])


@given(any_topology)
def test_every_record_and_finding_explains_itself(topology):
    planned = plan(topology)

    for record in planned.records:
        assert list(record.reasons) == sorted(set(record.reasons))
        for reason in record.reasons:
            assert reason.rule in RULES
            assert reason.subject
            assert reason.source
            assert reason.because.endswith(".")
    for finding in planned.findings:
        assert all((finding.subject, finding.message, finding.fix, finding.source))


@given(any_topology)
def test_an_alias_leads_to_a_record_of_its_view_or_to_microsoft_365(topology):
    records = plan(topology).records
    there = {(r.view, r.name) for r in records}

    for record in records:
        if record.type == "CNAME" and not record.data.endswith(".online.lync.com"):
            assert (record.view, record.data) in there


def in_capitals(value, key=""):
    """A document's plain value with every name in it in capitals and with a final dot."""
    if isinstance(value, dict):
        return {k: in_capitals(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [in_capitals(v, key) for v in value]
    return f" {value.upper()}. " if key in NAME_KEYS and value.isascii() else value


@given(crowded)
def test_letter_case_and_a_final_dot_change_nothing(topology):
    text = write_json(topology)
    shouted = json.dumps(in_capitals(json.loads(text)))

    plain, loud = (plan(read(t.encode(), name="x.json").topology) for t in (text, shouted))

    assert plain.records == loud.records
