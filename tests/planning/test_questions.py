"""What breaks, who depends on a name, does a partner reach us; and against an older plan."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.clients import Client, Side
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.matrix import grouped, matrix, way_changes
from lyncplanner.planning.outage import Outage, UnknownName, lookup_in
from lyncplanner.planning.plan import plan
from lyncplanner.planning.questions import (
    Breaks,
    newly,
    partner_reaches,
    what_breaks,
    who_depends,
)
from lyncplanner.planning.topology import ExternalWeb, InternalWeb, LoadBalancing, Topology
from tests import builders as a
from tests.planning.cases import the_case
from tests.planning.topologies import topologies

DIRECTED = a.a_topology(a.a_director(), a.a_pool(), a.an_edge_pool(next_hop="dir01.contoso.net"))


def breaks(about: str, topology: Topology | None = None) -> Breaks:
    return what_breaks(plan(topology or a.a_topology()), about)


def losers(answer: Breaks) -> set[str]:
    return {f"{change.client} {change.side}" for change in answer.lost}


# The matrix


def test_the_matrix_has_a_cell_for_each_client_side_and_sip_domain():
    cells = list(matrix(Lookup.of(plan(the_case(15)))))

    assert len(cells) == 3 * 16
    assert {cell.side for cell in cells if cell.client is Client.FEDERATED_PARTNER} == {"outside"}
    [own] = [c for c in cells if c[:3] == (Client.LYNC_MOBILE, Side.OUTSIDE, "fabrikam.com")]
    assert (own.way.by, own.way.result.connects_to) == (
        "lyncdiscover.fabrikam.com",
        "webext.contoso.com",
    )


def test_who_can_no_longer_sign_in_between_two_versions_comes_first():
    before = a.a_topology(a.a_pool(), a.an_edge_pool(xmpp=True))
    after = a.a_topology(a.a_pool(), sip_domains=(a.a_sip_domain(), a.a_sip_domain("fabrikam.com")))
    changes = way_changes(Lookup.of(plan(before)), Lookup.of(plan(after)))

    assert changes[0].lost
    lost = {(c.client, c.side) for c in changes if c.lost}
    assert (Client.SFB_DESKTOP, Side.OUTSIDE) in lost
    assert (Client.SFB_DESKTOP, Side.INSIDE) not in lost
    assert {c.sip_domain for c in changes if c.gained} == {"fabrikam.com"}


def test_other_addresses_at_the_same_name_are_no_other_way():
    before = a.a_topology()
    moved = a.a_pool(internal_web=InternalWeb("webint.contoso.net", ("192.168.10.99",)))
    after = a.a_topology(moved, a.an_edge_pool())

    assert way_changes(Lookup.of(plan(before)), Lookup.of(plan(after))) == []


def test_sip_domains_with_the_same_fate_are_gathered():
    domains = tuple(a.a_sip_domain(f"customer{i}.com") for i in range(20))
    answer = breaks("lsedge.contoso.net", a.a_topology(sip_domains=domains))

    groups = {(g.client, g.side): g for g in grouped(answer.lost)}
    assert len(groups[Client.SFB_DESKTOP, Side.OUTSIDE].sip_domains) == 20


# What breaks


def test_one_of_several_servers_goes_and_nobody_loses_the_way_in():
    answer = breaks("fe01.contoso.net")

    assert (answer.kind, answer.loses_sign_in) == ("server", False)
    assert answer.lost == answer.elsewhere == ()
    by_name = {(n.view, n.name): (n.left, n.of) for n in answer.names}
    assert by_name["internal", "pool01.contoso.net"] == (2, 3)
    assert by_name["internal", "fe01.contoso.net"] == (0, 1)


def test_the_home_pool_goes_and_everybody_loses_the_way_in():
    answer = breaks("pool01.contoso.net")

    assert answer.loses_sign_in
    assert {"sfb-desktop inside", "sfb-desktop outside", "phone inside"} <= losers(answer)
    assert answer.homed == (("pool01.contoso.net", None),)


def test_behind_a_director_the_home_pool_takes_all_its_users_ways():
    answer = breaks("pool01.contoso.net", DIRECTED)

    assert {"sfb-desktop inside", "sfb-desktop outside", "federated-partner outside"} <= losers(
        answer
    )
    assert "dir01.contoso.net" not in {name.name for name in answer.names}


def test_the_director_takes_sign_in_with_it_since_all_names_lead_there():
    assert "sfb-desktop inside" in losers(breaks("dir01.contoso.net", DIRECTED))


def test_the_edge_pool_takes_clients_outside_and_partners_not_mobile_clients():
    lost = losers(breaks("lsedge.contoso.net"))

    assert lost == {
        "lync-2013-desktop outside",
        "lync-2010-desktop outside",
        "sfb-desktop outside",
        "lync-store-app outside",
        "federated-partner outside",
        "phone outside",
    }


def test_an_edge_server_takes_its_own_public_addresses():
    server = the_case(3).pools[1].servers[0].fqdn
    answer = breaks(server, the_case(3))

    assert not answer.lost
    hit = {n.name: (n.left, n.of) for n in answer.names if n.view == "external"}
    assert hit["sip.contoso.com"] == (1, 2)


def test_without_the_reverse_proxy_desktop_clients_come_in_by_their_srv_record():
    answer = breaks("tmg01")

    assert "sfb-mobile outside" in losers(answer)
    [moved] = [g for g in grouped(answer.elsewhere) if g.client is Client.SFB_DESKTOP]
    assert (moved.before.by, moved.after.by) == (
        "lyncdiscover.contoso.com",
        "_sip._tls.contoso.com",
    )


def test_a_site_takes_all_its_pools():
    topology = the_case(12)
    answer = breaks("London", topology)

    assert (answer.kind, answer.lost) == ("site", ())
    assert answer.homed == (("pool02.contoso.net", "pool01.contoso.net"),)
    assert not answer.loses_sign_in


def test_the_users_of_another_pool_lose_their_home_though_every_name_leads_on():
    second = a.a_pool(
        "pool02.contoso.net",
        servers=(a.a_server("fe11.contoso.net", "192.168.20.91"),),
        load_balancing=LoadBalancing.SINGLE,
        internal_web=None,
        external_web=ExternalWeb("webext2.contoso.com"),
    )
    answer = breaks("pool02.contoso.net", a.a_topology(a.a_pool(), second, a.an_edge_pool()))

    assert (answer.lost, answer.loses_sign_in) == ((), True)


def test_a_single_server_takes_its_pool_with_it():
    server = a.a_standard_edition_server(
        "se01.contoso.net", servers=(a.a_server("host01.contoso.net", "192.168.10.90"),)
    )
    answer = breaks("host01.contoso.net", a.a_topology(server))

    assert answer.kind == "server"
    assert answer.homed == (("se01.contoso.net", None),)


def test_the_ladder_says_that_nothing_answers_any_more():
    planned = plan(a.a_topology())
    choices = Choices(planned.topology)
    lookup = lookup_in(Outage(choices, "tmg01"), choices, planned.records)

    found = lookup.trace(Client.SFB_DESKTOP, Side.OUTSIDE, "contoso.com")
    assert [(step.outcome, step.why) for step in found.steps[1:2]] == [
        ("dead-end", "out-of-service")
    ]
    assert found.steps[1].answers == ("131.107.155.40",)


def test_what_is_not_there_can_t_go():
    with pytest.raises(UnknownName):
        breaks("pool99.contoso.net")


# Who depends on a name


def test_a_name_that_many_ways_pass_through():
    answer = who_depends(plan(a.a_topology()), "sip.contoso.com")

    assert {f"{c.client} {c.side}" for c in answer.lost} == {
        "lync-store-app outside",
        "federated-partner outside",
        "phone outside",
        "phone inside",
    }
    moved = {f"{c.client} {c.side}": c.after.by for c in answer.elsewhere}
    assert moved["lync-2010-desktop inside"] == "sipinternal.contoso.com"
    assert moved["sfb-desktop outside"] == "sipexternal.contoso.com"
    assert {r.name for r in answer.leading} == {
        "_sip._tls.contoso.com",
        "_sipfederationtls._tcp.contoso.com",
        "_sipinternaltls._tcp.contoso.com",
    }
    assert {c.kind for c in answer.certificates} == {"edge-external", "front-end"}


def test_the_name_that_autodiscover_tells_is_depended_on():
    answer = who_depends(plan(a.a_topology()), "webext.contoso.com")

    assert {c.client for c in answer.lost} == {Client.LYNC_MOBILE, Client.SFB_MOBILE}


def test_a_pin_point_name_that_is_gone_is_not_found_outside_instead():
    answer = who_depends(plan(the_case(10)), "lyncdiscoverinternal.contoso.com")

    changed = {(c.client, c.side): c.after for c in (*answer.lost, *answer.elsewhere)}
    assert changed[Client.LYNC_MOBILE, Side.INSIDE].by == "lyncdiscover.contoso.com"


def test_a_name_without_a_record_is_unknown():
    with pytest.raises(UnknownName):
        who_depends(plan(a.a_topology()), "www.contoso.com")


# Does a partner reach us


def test_partners_reach_our_sip_domain_by_federation_and_not_by_xmpp():
    answer = partner_reaches(plan(a.a_topology()), "contoso.com")

    assert answer.unreached == ()
    assert [trace.result for trace in answer.xmpp] == [None]


def test_a_partner_s_own_domain_asks_about_all_of_ours():
    answer = partner_reaches(plan(the_case(15)), "litware.com")

    assert [trace.sip_domain for trace in answer.federated] == [
        "contoso.com",
        "fabrikam.com",
        "litwareinc.com",
    ]


def test_without_federation_no_partner_reaches_us():
    topology = a.a_topology(a.a_pool(), a.an_edge_pool(federation=False))

    assert partner_reaches(plan(topology), "contoso.com").unreached == ("contoso.com",)


@pytest.mark.parametrize("about", ["litware", "not a name"])
def test_what_is_no_domain_is_unknown(about):
    with pytest.raises(UnknownName):
        partner_reaches(plan(a.a_topology()), about)


# Against an older plan


def test_only_who_did_not_lose_the_way_before_loses_it_newly():
    two = the_case(17)
    one = replace(two, pools=(two.pools[0], two.pools[2]))

    now = breaks("lsedge.contoso.net", one)
    then = breaks("lsedge.contoso.net", two)

    assert (Client.SFB_DESKTOP, Side.OUTSIDE) in {c[:2] for c in newly(now.lost, then.lost)}
    assert newly(then.lost, now.lost) == ()


# Size, and whatever comes


def test_4000_sip_domains_are_asked_in_seconds():
    domains = tuple(a.a_sip_domain(f"customer{i}.com") for i in range(4000))
    planned = plan(a.a_topology(sip_domains=domains))

    began = time.process_time()
    assert what_breaks(planned, "lsedge.contoso.net").loses_sign_in
    assert time.process_time() - began < 10


@settings(max_examples=60, deadline=None)
@given(topologies)
def test_any_topology_answers_every_question(topology):
    planned = plan(topology)
    abouts = [
        *(pool.fqdn for pool in topology.pools),
        *(server.fqdn for pool in topology.pools for server in pool.servers),
        *(proxy.name for proxy in topology.reverse_proxies),
        *(site.name for site in topology.sites),
    ]
    for about in abouts:
        try:
            answer = what_breaks(planned, about)
        except UnknownName:
            continue
        assert all(0 <= name.left < name.of for name in answer.names)
    for name in {record.name for record in planned.deployed}:
        assert who_depends(planned, name).records
    for domain in topology.sip_domains:
        try:
            partner_reaches(planned, domain.name)
        except UnknownName:
            continue
