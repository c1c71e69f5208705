"""Findings on SIP domains whose clients end nowhere."""

import time

import pytest

from lyncplanner.planning.checks.trace import trace
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import draft
from lyncplanner.planning.plan import plan
from lyncplanner.planning.rules import RULES
from lyncplanner.planning.topology import DomainMode
from tests import builders as a
from tests.planning.cases import CASES, the_case
from tests.planning.planned import codes, findings, subjects

NO_WAY_IN = "trace.no-way-in"
NO_MOBILE = "trace.no-mobile"
OUTSIDE_DESKTOP = tuple(
    a.a_left_out("Not here.", name=name, view="external")
    for name in ("_sip._tls.contoso.com", "sip.contoso.com", "sipexternal.contoso.com")
)


def test_desktop_clients_that_reach_nothing_outside_are_an_error():
    topology = a.a_topology(left_out=OUTSIDE_DESKTOP)

    [finding] = findings(topology, "trace.no-way-in")
    assert (finding.severity, finding.subject) == ("error", "contoso.com")
    assert "from outside" in finding.message
    assert finding.places == ("sip_domains[0].name",)
    assert finding.source == "Determine DNS requirements"
    assert subjects(topology, "trace.no-mobile") == []


def test_one_name_that_leads_somewhere_is_enough():
    topology = a.a_topology(left_out=OUTSIDE_DESKTOP[:2])

    assert subjects(topology, NO_WAY_IN) == []


def test_without_an_edge_pool_nobody_is_expected_to_get_in_from_outside():
    assert codes(plan(a.a_topology(a.a_pool()))).isdisjoint({NO_WAY_IN, NO_MOBILE})


def test_desktop_clients_that_reach_nothing_inside_are_an_error():
    topology = a.a_topology(left_out=(a.a_left_out("Not here.", view="internal"),))

    [finding] = findings(topology, NO_WAY_IN)
    assert "from inside" in finding.message
    assert "outside" not in finding.message


def test_each_sip_domain_without_a_way_in_is_named():
    left_out = a.a_left_out("Not here.", view="external", rule="edge.sip-domain")
    domains = (a.a_sip_domain(), a.a_sip_domain("fabrikam.com"))
    names = ("lyncdiscover.fabrikam.com", "sipexternal.fabrikam.com")
    entries = (left_out, *(a.a_left_out("Not here.", view="external", name=n) for n in names))

    topology = a.a_topology(sip_domains=domains, left_out=entries)

    [finding] = findings(topology, NO_WAY_IN)
    assert (finding.subject, finding.places) == ("fabrikam.com", ("sip_domains[1].name",))


def test_mobile_clients_that_reach_nothing_outside_are_a_warning():
    left_out = a.a_left_out("Not here.", name="lyncdiscover.contoso.com")
    topology = a.a_topology(left_out=(left_out,))

    [finding] = findings(topology, "trace.no-mobile")
    assert (finding.severity, finding.subject) == ("warning", "contoso.com")
    assert subjects(topology, NO_WAY_IN) == []


def test_without_a_reverse_proxy_nobody_expects_mobile_clients():
    assert subjects(a.a_topology(reverse_proxies=()), NO_MOBILE) == []


def test_a_teams_only_domain_gets_in_without_any_server():
    domain = a.a_sip_domain(mode=DomainMode.TEAMS_ONLY)

    assert subjects(a.a_topology(a.an_edge_pool(), sip_domains=(domain,)), NO_WAY_IN) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_gets_in(case):
    assert codes(plan(the_case(int(case.name[:2])))).isdisjoint({NO_WAY_IN, NO_MOBILE})


def test_the_sip_domains_of_a_hoster_take_less_time_to_trace_than_to_plan():
    domains = tuple(a.a_sip_domain(f"customer{i}.com") for i in range(4000))
    choices = Choices(a.a_topology(sip_domains=domains))

    began = time.process_time()
    drafted = draft(choices, RULES.values())
    planned = time.process_time()
    assert list(trace(drafted)) == []

    assert time.process_time() - planned < 1.5 * (planned - began)
