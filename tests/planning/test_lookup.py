"""What clients ask for, who answers, and where they end up."""

import time

import pytest
from hypothesis import given, settings

from lyncplanner.planning.clients import Client, Side, sides_of
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.meanings import meaning, outcome
from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import (
    ExternalWeb,
    InternalWeb,
    Product,
    SignIn,
)
from tests import builders as a
from tests.planning.cases import CASES, the_case
from tests.planning.topologies import topologies
from tests.planning.traced import end, ladder, traced, with_records

# Desktop clients


def test_a_desktop_client_inside_is_told_its_home_pool():
    found = traced(a.a_topology(), "lync-2013-desktop", "inside")

    assert ladder(found) == [
        "lyncdiscoverinternal.contoso.com A internal answered pool01.contoso.net:443",
        "pool01.contoso.net A internal answered pool01.contoso.net:5061",
    ]
    assert found.result == (
        "pool01.contoso.net",
        ("192.168.10.91", "192.168.10.92", "192.168.10.93"),
        5061,
    )
    assert [step.told for step in found.steps] == [False, True]


def test_a_desktop_client_outside_is_told_the_access_edge():
    found = traced(a.a_topology(), "lync-2013-desktop", "outside")

    assert ladder(found) == [
        "lyncdiscoverinternal.contoso.com A external no-record",
        "lyncdiscover.contoso.com A external answered sip.contoso.com:443",
        "sip.contoso.com A external answered sip.contoso.com:443",
    ]
    assert found.result == ("sip.contoso.com", ("131.107.155.10",), 443)


def test_what_would_be_asked_if_sign_in_failed_comes_apart():
    found = traced(a.a_topology(), "lync-2013-desktop", "outside")

    assert [step.query for step in found.further] == [
        "_sipinternaltls._tcp.contoso.com",
        "_sipinternal._tcp.contoso.com",
        "_sip._tls.contoso.com",
        "sipinternal.contoso.com",
        "sip.contoso.com",
        "sipexternal.contoso.com",
    ]


def test_the_access_edge_is_asked_for_on_its_own_port():
    access = a.an_edge_service("sip.contoso.com", "131.107.155.10", port=5061)
    topology = a.a_topology(a.a_pool(), a.an_edge_pool(external=a.edge_services(access=access)))

    assert end(traced(topology, "lync-2013-desktop", "outside")) == "sip.contoso.com:5061"
    assert end(traced(topology, "lync-2010-desktop", "outside")) == "sip.contoso.com:5061"


def test_the_2010_client_asks_no_autodiscover():
    found = traced(a.a_topology(), "lync-2010-desktop", "outside")

    assert ladder(found) == [
        "_sipinternaltls._tcp.contoso.com SRV external no-record",
        "_sipinternal._tcp.contoso.com SRV external skipped",
        "_sip._tls.contoso.com SRV external answered sip.contoso.com:443",
    ]
    assert found.steps[-1].answers == ("0 0 443 sip.contoso.com",)
    assert found.steps[-1].addresses == ("131.107.155.10",)


def test_skype_for_business_never_thinks_of_unencrypted_sip():
    found = traced(the_case(18), "sfb-desktop", "outside")

    assert "_sipinternal._tcp.contoso.com" not in {step.query for step in found.steps}


def test_without_an_edge_pool_autodiscover_outside_is_a_dead_end_and_the_client_goes_on():
    found = traced(a.a_topology(a.a_pool()), "lync-2013-desktop", "outside")

    assert ladder(found) == [
        "lyncdiscoverinternal.contoso.com A external no-record",
        "lyncdiscover.contoso.com A external dead-end",
        "_sipinternaltls._tcp.contoso.com SRV external no-record",
        "_sipinternal._tcp.contoso.com SRV external skipped",
        "_sip._tls.contoso.com SRV external no-record",
        "sipinternal.contoso.com A external no-record",
        "sip.contoso.com A external no-record",
        "sipexternal.contoso.com A external no-record",
    ]
    assert found.result is None
    assert "no Edge pool has an Access Edge service" in meaning(found.steps[1], found.client)


def test_inside_only_nobody_outside_gets_in():
    assert end(traced(the_case(18), "sfb-desktop", "inside")) == "pool01.contoso.net:5061"
    assert end(traced(the_case(18), "sfb-desktop", "outside")) is None
    assert end(traced(the_case(18), "federated-partner", "outside")) is None


def test_inside_only_a_mobile_client_is_told_a_name_that_leads_nowhere():
    found = traced(the_case(18), "lync-mobile", "inside")

    assert ladder(found) == [
        "lyncdiscoverinternal.contoso.com A internal answered webext.contoso.com:443",
        "webext.contoso.com A internal dead-end",
        "lyncdiscover.contoso.com A internal no-record",
    ]
    assert found.result is None


# Mobile clients and the Store app


@pytest.mark.parametrize("client", ["lync-mobile", "sfb-mobile"])
@pytest.mark.parametrize("side", ["inside", "outside"])
def test_mobile_clients_are_told_the_external_web_services_on_both_sides(client, side):
    found = traced(a.a_topology(), client, side)

    assert found.result == ("webext.contoso.com", ("131.107.155.40",), 443)
    assert found.further == () or side == "inside"


def test_a_mobile_client_of_a_pool_without_external_web_services_is_told_nothing():
    topology = a.a_topology(a.a_pool(external_web=None), a.an_edge_pool())
    found = traced(topology, "sfb-mobile", "outside")

    assert ladder(found)[-1] == "lyncdiscover.contoso.com A external dead-end"
    assert "no external web services FQDN" in meaning(found.steps[-1], found.client)


def test_the_store_app_asks_autodiscover_and_nothing_else():
    found = traced(a.a_topology(a.a_pool()), "lync-store-app", "outside")

    assert [step.query for step in found.steps + found.further] == [
        "lyncdiscoverinternal.contoso.com",
        "lyncdiscover.contoso.com",
    ]
    assert end(traced(a.a_topology(), "lync-store-app", "inside")) == "pool01.contoso.net:5061"


# Group policy and bare names


def test_with_group_policy_the_2010_client_finds_sipinternal_inside():
    topology = a.a_topology(dns=a.dns_options(sign_in=SignIn.GROUP_POLICY))
    found = traced(topology, "lync-2010-desktop", "inside")

    assert ladder(found) == [
        "_sipinternaltls._tcp.contoso.com SRV internal no-record",
        "_sipinternal._tcp.contoso.com SRV internal skipped",
        "_sip._tls.contoso.com SRV internal no-record",
        "sipinternal.contoso.com A internal answered sipinternal.contoso.com:5061",
    ]
    assert end(found) == "sipinternal.contoso.com:5061"


def test_a_bare_name_outside_leads_to_the_port_of_the_edge_pool_it_leads_to():
    first = a.an_edge_pool(
        "edge-us.contoso.net",
        external=a.edge_services(
            access=a.an_edge_service("access-us.contoso.com", "131.107.160.10", port=4443)
        ),
        sign_in=True,
    )
    second = a.an_edge_pool(
        external=a.edge_services(
            access=a.an_edge_service("sip.contoso.com", "131.107.155.10", port=5061)
        )
    )
    topology = a.a_topology(
        a.a_pool(),
        first,
        second,
        dns=a.dns_options(sign_in=SignIn.GROUP_POLICY),
        sip_domains=(a.a_sip_domain(), a.a_sip_domain("fabrikam.com")),
    )

    assert end(traced(topology, "lync-2010-desktop", "outside")) == "sip.contoso.com:5061"
    found = traced(topology, "lync-2010-desktop", "outside", "fabrikam.com")
    assert end(found) == "sip.fabrikam.com:4443"


# Phones


def test_a_phone_asks_for_firmware_and_clock_besides_and_never_ends_there():
    topology = a.a_topology(dns=a.dns_options(time_server="time.windows.com"))
    found = traced(topology, "phone", "inside")

    assert ladder(found) == [
        "_sipinternaltls._tcp.contoso.com SRV internal answered sip.contoso.com:5061",
        "ucupdates-r2.contoso.com A internal answered ucupdates-r2.contoso.com:443",
        "_ntp._udp.contoso.com SRV internal answered time.windows.com:123",
    ]
    assert end(found) == "sip.contoso.com:5061"


def test_firmware_alone_signs_no_phone_in():
    topology = a.a_topology(
        left_out=tuple(
            a.a_left_out("Not here.", name=name)
            for name in ("_sipinternaltls._tcp.contoso.com", "sip.contoso.com")
        )
    )
    found = traced(topology, "phone", "inside")

    assert found.result is None
    assert "ucupdates-r2.contoso.com A internal answered" in " ".join(ladder(found))


# Partners


def test_a_federated_partner_finds_the_edge_pool_with_federation():
    found = traced(the_case(17), "federated-partner", "outside")

    assert ladder(found) == [
        "_sipfederationtls._tcp.contoso.com SRV external answered sip.contoso.com:5061"
    ]
    assert found.result == ("sip.contoso.com", ("131.107.155.10",), 5061)


def test_partners_ask_from_outside_wherever_they_are_said_to_be():
    assert traced(a.a_topology(), "federated-partner", "inside").side == "outside"
    assert end(traced(a.a_topology(), "federated-partner", "inside")) == "sip.contoso.com:5061"
    assert sides_of(Client.XMPP_PARTNER) == (Side.OUTSIDE,)


def test_an_xmpp_partner_finds_xmpp_where_the_product_has_it():
    pools = (a.a_pool(), a.an_edge_pool(xmpp=True))

    assert end(traced(a.a_topology(*pools), "xmpp-partner", "outside")) == "xmpp.contoso.com:5269"
    newer = a.a_topology(*pools, product=Product.SKYPE_2019)
    assert end(traced(newer, "xmpp-partner", "outside")) is None


# SRV targets


def test_a_target_in_another_domain_is_a_dead_end():
    topology = a.a_topology(
        a.a_pool(),
        a.an_edge_pool(),
        sip_domains=(a.a_sip_domain(), a.a_sip_domain("fabrikam.com")),
    )
    planned = plan(topology)
    strayed = [
        record._replace(data="0 0 443 sip.contoso.com")
        if record.name == "_sip._tls.fabrikam.com"
        else record
        for record in planned.records
    ]
    found = with_records(topology, strayed).trace(Client.PHONE, Side.OUTSIDE, "fabrikam.com")

    assert ladder(found)[1] == "_sip._tls.fabrikam.com SRV external dead-end"
    assert "not directly in the SIP domain" in meaning(found.steps[1], found.client)
    assert end(found) == "sip.fabrikam.com:443"


def test_a_target_without_an_address_is_a_dead_end():
    left_out = a.a_left_out("Not here.", name="sip.contoso.com", view="internal")
    found = traced(a.a_topology(left_out=(left_out,)), "lync-2010-desktop", "inside")

    assert ladder(found)[0] == "_sipinternaltls._tcp.contoso.com SRV internal dead-end"
    assert end(found) == "sipinternal.contoso.com:5061"


# Left out, and the findings


def test_records_left_out_answer_nobody():
    left_out = a.a_left_out("Not here.", name="lyncdiscoverinternal.contoso.com")
    found = traced(a.a_topology(left_out=(left_out,)), "sfb-desktop", "inside")

    assert [step.outcome for step in found.steps[:2]] == ["no-record", "no-record"]
    assert end(found) == "sip.contoso.com:5061"


def test_a_standard_edition_server_is_home_and_way_in_at_once():
    web = InternalWeb(addresses=("192.168.10.90",))
    server = a.a_standard_edition_server(
        internal_web=web, external_web=ExternalWeb("w.contoso.com")
    )

    assert end(traced(a.a_topology(server), "sfb-desktop", "inside")) == "se01.contoso.net:5061"
    assert end(traced(a.a_topology(server), "sfb-mobile", "outside")) == "w.contoso.com:443"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_sip_domain_of_every_case_gets_in_from_inside(case):
    topology = the_case(int(case.name[:2]))
    lookup = Lookup.of(plan(topology))

    for domain in topology.sip_domains:
        way = lookup.way(Client.SFB_DESKTOP, Side.INSIDE, domain.name)
        assert way is not None


def test_4000_sip_domains_are_traced_for_all_clients_in_linear_time():
    domains = tuple(a.a_sip_domain(f"customer{i}.com") for i in range(4000))
    lookup = Lookup.of(plan(a.a_topology(sip_domains=domains)))

    began = time.process_time()
    ways = [
        lookup.way(client, side, domain.name)
        for client in Client
        for side in sides_of(client)
        for domain in domains
    ]
    assert len(ways) == 16 * 4000
    assert time.process_time() - began < 5


@settings(max_examples=60, deadline=None)
@given(topologies)
def test_no_topology_makes_a_trace_fail(topology):
    lookup = Lookup.of(plan(topology))
    for client in Client:
        for side in Side:
            for domain in topology.sip_domains:
                found = lookup.trace(client, side, domain.name)
                assert outcome(found)
                assert all(meaning(step, client) for step in found.steps + found.further)
                way = lookup.way(client, side, domain.name)
                assert (way.result if way else None) == found.result
