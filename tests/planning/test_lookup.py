"""What clients ask for, who answers, and where they end up."""

import time

import pytest
from hypothesis import given, settings

from lyncplanner.planning.answers import Answers
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.clients import Client, Side, sides_of
from lyncplanner.planning.lookup import Lookup, Trace, trace
from lyncplanner.planning.meanings import meaning, outcome
from lyncplanner.planning.plan import plan
from lyncplanner.planning.records import Record, RecordType
from lyncplanner.planning.topology import (
    DomainMode,
    ExternalWeb,
    InternalWeb,
    Product,
    SignIn,
    SignInHost,
    Topology,
    WithoutSplitBrain,
)
from tests import builders as a
from tests.planning.cases import CASES, the_case
from tests.planning.topologies import topologies


def traced(topology: Topology, client: str, side: str, domain: str = "contoso.com") -> Trace:
    return trace(plan(topology), Client(client), Side(side), domain)


def ladder(found: Trace) -> list[str]:
    """A line a step: the question, who answers, the outcome, and where it leads."""
    return [
        f"{step.query} {step.type} {step.view} {step.outcome}"
        + (f" {step.leads_to}:{step.port}" if step.leads_to else "")
        for step in found.steps
    ]


def end(found: Trace) -> str | None:
    result = found.result
    return None if result is None else f"{result.connects_to}:{result.port}"


def with_records(topology: Topology, records: list[Record]) -> Lookup:
    """The look-ups of a topology against other records than it plans."""
    choices = Choices(topology)
    return Lookup(choices, Answers(records, choices.zones.internal))


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
