"""Which zone each record goes into."""

import pytest

from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import WithoutSplitBrain
from tests import builders as a
from tests.planning.planned import findings, subjects

PIN_POINT = {"split_brain": False, "without_split_brain": WithoutSplitBrain.PIN_POINT}


def zones(topology, view):
    return {record.name: record.zone for record in plan(topology).records if record.view == view}


def test_without_given_zones_names_go_into_sip_domains_and_parents_of_servers():
    inside = zones(a.a_topology(), "internal")

    assert inside["meet.contoso.com"] == "contoso.com"
    assert inside["fe01.contoso.net"] == "contoso.net"


def test_a_name_goes_into_the_longest_zone_given():
    topology = a.a_topology(dns=a.dns_options(external_zones=("contoso.com", "meet.contoso.com")))

    assert zones(topology, "external")["meet.contoso.com"] == "meet.contoso.com"
    assert zones(topology, "external")["dialin.contoso.com"] == "contoso.com"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("sip.contoso.com", "sip.contoso.com"),
        ("_sipinternaltls._tcp.contoso.com", "_sipinternaltls._tcp.contoso.com"),
        ("pool01.contoso.net", "contoso.net"),
    ],
)
def test_in_pin_point_mode_a_zone_is_named_as_its_only_record(name, zone):
    assert zones(a.a_topology(dns=a.dns_options(**PIN_POINT)), "internal")[name] == zone


def test_the_perimeter_never_gets_the_whole_zone_of_a_sip_domain():
    perimeter = zones(a.a_topology(), "perimeter")

    assert perimeter["meet.contoso.com"] == "meet.contoso.com"
    assert perimeter["pool01.contoso.net"] == "contoso.net"


def test_a_zone_that_is_not_given_has_to_be_created():
    topology = a.a_topology(dns=a.dns_options(internal_zones=("contoso.net",)))

    [finding] = findings(topology, "zone.not-served")
    assert finding.subject == "contoso.com"
    assert "inside" in finding.message
    assert finding.places == ("dns.zones.internal",)


def test_without_split_brain_the_sip_domains_zone_has_to_be_created_inside():
    topology = a.a_topology(dns=a.dns_options(split_brain=False))

    assert subjects(topology, "zone.not-served") == ["contoso.com"]


def test_pin_point_zones_are_one_finding_that_lists_them():
    [finding] = findings(a.a_topology(dns=a.dns_options(**PIN_POINT)), "zone.not-served")

    assert finding.subject == "Contoso"
    assert "sip.contoso.com" in finding.message


def test_records_left_out_ask_for_no_zone():
    left_out = tuple(
        a.a_left_out("Someone else's zone.", view="internal", name=name)
        for name in zones(a.a_topology(dns=a.dns_options(split_brain=False)), "internal")
        if name.endswith("contoso.com")
    )
    topology = a.a_topology(dns=a.dns_options(split_brain=False), left_out=left_out)

    assert findings(topology, "zone.not-served") == []
