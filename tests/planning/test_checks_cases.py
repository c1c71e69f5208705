"""Each finding where it has to appear, and silence in its nearest sound twin."""

import pytest

from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import Topology
from tests.planning.cases import CASES, the_case
from tests.planning.finding_table import FOLDER, FindingCase, finding_cases

TABLE = finding_cases()

CODES = frozenset((FOLDER / "codes.txt").read_text().split())
"""Every finding code of the specification."""

EXPECTED_IN_CASES = {
    2: {("zone.shadows-public", "contoso.com")},
    8: {("simple-url.admin-shares-host", "https://lync.contoso.com/Admin")},
    9: {("simple-url.admin-shares-host", "https://lync.contoso.com/Admin")},
    10: {("zone.not-served", "Pin-point zones for two SIP domains")},
    11: {("autodiscover.alias-other-domain", "lyncdiscover.fabrikam.com")},
    16: {
        ("zone.not-served", "GeoDNS for a pair, a third site outside of it, pin-point zones"),
        ("simple-url.admin-shares-host", "https://lync.contoso.com/Admin"),
    },
    17: {("federation.other-pool", "fabrikam.com")},
}
"""What the specification demands of its own cases; the others are sound."""


def told(topology: Topology) -> set[tuple[str, str]]:
    """Codes and subjects. Clients that end nowhere are what many mistakes come to."""
    findings = plan(topology).findings
    return {(f.code, f.subject) for f in findings if not f.code.startswith("trace.")}


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
def test_the_mistake_gives_its_finding(case: FindingCase):
    findings = [f for f in plan(case.wrong).findings if f.code == case.code]

    assert (case.severity, case.subject) in {(f.severity, f.subject) for f in findings}
    for finding in findings:
        assert finding.fix[0].isupper()
        assert finding.fix.endswith(".")
        assert finding.message.endswith(".")
        assert finding.source


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
def test_one_mistake_gives_one_finding(case: FindingCase):
    others = told(case.wrong) - {(case.code, case.subject)}

    assert others == case.also | case.both


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
def test_the_sound_twin_has_nothing_of_the_group(case: FindingCase):
    findings = plan(case.sound).findings

    assert [f.code for f in findings if f.code.startswith(case.group)] == []
    assert told(case.sound) == case.both


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.name)
def test_places_lead_into_the_document(case: FindingCase):
    keys = ("dns", "pools", "simple_urls", "sip_domains", "sites", "reverse_proxies")

    for finding in plan(case.wrong).findings:
        assert finding.places
        assert all(place.startswith(keys) for place in finding.places)


def test_every_code_has_a_topology_where_it_appears_and_a_sound_twin():
    assert {case.code for case in TABLE} == CODES


@pytest.mark.parametrize("number", range(1, len(CASES) + 1))
def test_the_specifications_cases_have_only_what_it_demands(number):
    findings = plan(the_case(number)).findings
    weighty = {(f.code, f.subject) for f in findings if f.severity != "info"}

    assert weighty == EXPECTED_IN_CASES.get(number, set())
