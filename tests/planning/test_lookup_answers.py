"""Whose DNS answers a client, aliases, and the way to Microsoft 365."""

import pytest

from lyncplanner.planning.clients import Client, Side
from lyncplanner.planning.plan import plan
from lyncplanner.planning.records import RecordType
from lyncplanner.planning.topology import DomainMode, SignInHost, WithoutSplitBrain
from tests import builders as a
from tests.planning.cases import the_case
from tests.planning.traced import end, ladder, traced, with_records

# Microsoft 365


def test_the_users_of_a_teams_only_domain_end_up_in_microsoft_365():
    inside = traced(the_case(15), "lync-2013-desktop", "inside", "litwareinc.com")

    assert ladder(inside) == [
        "lyncdiscoverinternal.litwareinc.com A internal no-record",
        "lyncdiscover.litwareinc.com A internal answered webdir.online.lync.com:443",
    ]
    assert inside.result == ("webdir.online.lync.com", (), 443)
    assert inside.steps[-1].answers == ("webdir.online.lync.com",)


@pytest.mark.parametrize(
    ("client", "ends"),
    [
        ("lync-2010-desktop", "sipdir.online.lync.com:443"),
        ("phone", "sipdir.online.lync.com:443"),
        ("federated-partner", "sipfed.online.lync.com:5061"),
        ("lync-mobile", "webdir.online.lync.com:443"),
        ("xmpp-partner", None),
    ],
)
def test_each_client_of_a_teams_only_domain_by_its_own_record(client, ends):
    assert end(traced(the_case(15), client, "outside", "litwareinc.com")) == ends


def test_a_name_of_a_teams_only_domain_that_no_zone_inside_holds_is_answered_by_public_dns():
    topology = a.a_topology(
        sip_domains=(
            a.a_sip_domain(),
            a.a_sip_domain("litwareinc.com", mode=DomainMode.TEAMS_ONLY),
        ),
        dns=a.dns_options(internal_zones=("contoso.net", "contoso.com")),
    )
    found = traced(topology, "sfb-desktop", "inside", "litwareinc.com")

    assert {step.view for step in found.steps} == {"external"}
    assert end(found) == "webdir.online.lync.com:443"


def test_hybrid_users_are_found_on_these_servers():
    assert end(traced(the_case(15), "sfb-desktop", "outside", "fabrikam.com")) == (
        "sip.contoso.com:443"
    )
    assert end(traced(the_case(15), "federated-partner", "outside", "fabrikam.com")) == (
        "sip.fabrikam.com:5061"
    )


# Zones


def test_with_split_brain_the_dns_inside_answers_for_the_sip_domain_or_nobody_does():
    found = traced(the_case(18), "lync-2010-desktop", "inside")

    assert {step.view for step in found.steps} == {"internal"}


def test_with_pin_point_zones_only_the_pinned_names_are_answered_inside():
    found = traced(the_case(10), "lync-mobile", "inside", "fabrikam.com")

    assert ladder(found) == [
        "lyncdiscoverinternal.fabrikam.com A internal answered webext.contoso.com:443",
        "webext.contoso.com A external answered webext.contoso.com:443",
    ]
    phone = traced(the_case(10), "phone", "inside", "fabrikam.com")
    assert ladder(phone) == [
        "_sipinternaltls._tcp.fabrikam.com SRV internal answered pool01.fabrikam.com:5061",
        "ucupdates-r2.fabrikam.com A external no-record",
        "_ntp._udp.fabrikam.com SRV external no-record",
    ]


def test_a_zone_that_has_to_be_created_inside_hides_the_public_names_in_it():
    topology = a.a_topology(
        dns=a.dns_options(
            split_brain=False,
            without_split_brain=WithoutSplitBrain.MATCHING_ZONE,
            sign_in_host=SignInHost.SIP,
        )
    )
    found = traced(topology, "lync-2013-desktop", "inside")
    left = a.a_left_out("Not here.", view="internal", name="lyncdiscoverinternal.contoso.com")
    without = traced(
        a.a_topology(dns=topology.dns, left_out=(left,)), "lync-2013-desktop", "inside"
    )

    assert ladder(found)[0].startswith("lyncdiscoverinternal.contoso.com A internal answered")
    assert ladder(without)[1] == "lyncdiscover.contoso.com A internal no-record"


# Aliases


def test_an_alias_is_followed_to_its_addresses():
    found = traced(the_case(11), "lync-mobile", "outside")

    assert found.steps[1].answers == ("webext.contoso.com", "131.107.155.40")
    assert end(found) == "webext.contoso.com:443"


def test_geo_balanced_names_are_followed_over_their_alias():
    found = traced(the_case(12), "sfb-desktop", "inside")

    assert found.steps[0].answers[0] == "lyncdiscoverint-int.geolb.contoso.com"
    assert found.steps[0].answers[1:] == ("192.168.10.90", "192.168.20.90")


@pytest.mark.parametrize(("aliases", "followed"), [(8, True), (9, False)])
def test_over_eight_aliases_are_not_followed(aliases, followed):
    planned = plan(a.a_topology())
    [old] = [
        r for r in planned.records if (r.view, r.name) == ("external", "lyncdiscover.contoso.com")
    ]
    chain = [
        old._replace(
            name="lyncdiscover.contoso.com" if i == 0 else f"hop{i}.contoso.com",
            type=RecordType.CNAME,
            data=f"hop{i + 1}.contoso.com",
        )
        for i in range(aliases)
    ]
    last = old._replace(name=f"hop{aliases}.contoso.com")
    rest = [record for record in planned.records if record != old]
    lookup = with_records(planned.topology, [*rest, *chain, last])

    found = lookup.trace(Client.LYNC_MOBILE, Side.OUTSIDE, "contoso.com")
    assert (found.result is not None) == followed
    if not followed:
        assert ladder(found)[-1] == "lyncdiscover.contoso.com A external dead-end"
