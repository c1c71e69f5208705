"""Which change made which records and findings differ."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings

from lyncplanner.planning.causes import MOST_CHANGES, Cause, Causes, causes
from lyncplanner.planning.change_wording import sentence
from lyncplanner.planning.changes import changes_between, with_change
from lyncplanner.planning.plan import plan
from lyncplanner.planning.renames import rename, take_renames
from lyncplanner.planning.set_changes import set_changes
from lyncplanner.planning.topology import (
    Component,
    DomainMode,
    ExternalWeb,
    LoadBalancing,
    Pool,
    Product,
    Topology,
)
from tests import builders as a
from tests.planning.topologies import topologies

POOL, EDGE = a.a_pool(), a.an_edge_pool()
BEFORE = a.a_topology(POOL, EDGE)


def found(before: Topology, after: Topology) -> Causes:
    return causes(plan(before), plan(after))


def sentences(before: Topology, after: Topology) -> list[str]:
    return [cause.because for cause in found(before, after).causes]


def the_cause(before: Topology, after: Topology) -> Cause:
    [cause] = found(before, after).causes
    return cause


def with_pools(*pools: Pool) -> Topology:
    return replace(BEFORE, pools=pools)


# What changed, in words


def test_nothing_has_no_cause():
    assert found(BEFORE, BEFORE) == ((), (), ((), (), (), ()))


@pytest.mark.parametrize(
    ("after", "because"),
    [
        (replace(BEFORE, dns=a.dns_options(ttl=300)), "the TTL changed from 3600 to 300"),
        (
            replace(BEFORE, dns=a.dns_options(split_brain=False)),
            "split-brain DNS was turned off",
        ),
        (
            replace(BEFORE, dns=a.dns_options(time_server="time.contoso.net")),
            "the time server was set to time.contoso.net",
        ),
        (
            replace(BEFORE, product=Product.SKYPE_2019),
            "the product changed from lync-server-2013 to skype-for-business-2019",
        ),
        (
            with_pools(POOL, replace(EDGE, next_hop=None)),
            "next hop of lsedge.contoso.net was cleared; it was pool01.contoso.net",
        ),
        (
            with_pools(POOL, replace(EDGE, xmpp=True)),
            "XMPP federation of lsedge.contoso.net was turned on",
        ),
        (
            with_pools(replace(POOL, load_balancing=LoadBalancing.HARDWARE), EDGE),
            "load balancing of pool01.contoso.net changed from dns to hardware",
        ),
        (
            with_pools(
                POOL,
                replace(
                    EDGE,
                    external=a.edge_services(
                        av=a.an_edge_service("av.contoso.com", "131.107.155.31")
                    ),
                ),
            ),
            "A/V Edge addresses of lsedge.contoso.net changed"
            " from 131.107.155.30 to 131.107.155.31",
        ),
        (
            with_pools(replace(POOL, external_web=ExternalWeb("web.contoso.com")), EDGE),
            "external web services FQDN of pool01.contoso.net changed"
            " from webext.contoso.com to web.contoso.com",
        ),
        (
            replace(
                BEFORE,
                simple_urls=(
                    a.a_simple_url("meet", "https://join.contoso.com"),
                    *BEFORE.simple_urls[1:],
                ),
            ),
            "URL of the Meet URL of contoso.com changed"
            " from https://meet.contoso.com to https://join.contoso.com",
        ),
        (
            replace(BEFORE, simple_urls=BEFORE.simple_urls[:2]),
            "the Admin URL was removed",
        ),
        (replace(BEFORE, reverse_proxies=()), "tmg01 was removed"),
        (
            replace(BEFORE, left_out=(a.a_left_out(),)),
            "leaving out ucupdates-r2.contoso.net was added",
        ),
        (
            with_pools(replace(POOL, servers=POOL.servers[:2]), EDGE),
            "fe03.contoso.net was removed from pool01.contoso.net",
        ),
        (with_pools(EDGE, POOL), "the order of pools changed"),
    ],
)
def test_a_change_is_told_in_a_sentence(after, because):
    assert sentences(BEFORE, after) == [because]


def test_a_change_knows_its_place_in_the_document():
    services = a.edge_services(access=a.an_edge_service(port=5061))
    after = with_pools(POOL, replace(EDGE, external=services))

    [change] = changes_between(BEFORE, after)
    assert change.place == "pools[1].external.access.port"
    assert (change.before, change.after) == (443, 5061)


# What belongs to it


def test_a_pool_added_owns_its_records():
    new = a.a_pool(
        "pool02.contoso.net",
        servers=(a.a_server("fe11.contoso.net", "192.168.20.91"),),
        internal_web=None,
        external_web=None,
        load_balancing=None,
    )
    cause = the_cause(BEFORE, with_pools(POOL, EDGE, new))

    assert cause.because == "pool02.contoso.net was added"
    assert cause.sets == ("internal~fe11.contoso.net~A", "internal~pool02.contoso.net~A")
    assert cause.new_findings == (("web.not-published", "pool02.contoso.net"),)


def test_each_of_several_changes_owns_its_own():
    fourth = a.a_server("fe04.contoso.net", "192.168.10.94")
    after = with_pools(
        replace(POOL, servers=(*POOL.servers, fourth)), replace(EDGE, next_hop=None, xmpp=True)
    )
    owned = {cause.because.split(" of ")[0]: cause for cause in found(BEFORE, after).causes}

    server = owned["fe04.contoso.net was added to pool01.contoso.net"]
    assert set(server.sets) == {
        "internal~fe04.contoso.net~A",
        "internal~pool01.contoso.net~A",
        "internal~sip.contoso.com~A",
        "internal~sipinternal.contoso.com~A",
        "perimeter~fe04.contoso.net~A",
        "perimeter~pool01.contoso.net~A",
    }
    assert set(owned["XMPP federation"].sets) == {
        "external~_xmpp-server._tcp.contoso.com~SRV",
        "external~xmpp.contoso.com~A",
    }
    assert owned["next hop"].sets == ()
    assert owned["next hop"].new_findings == (("edge.no-next-hop", "lsedge.contoso.net"),)


def test_a_set_without_either_of_two_changes_belongs_to_both():
    services = a.edge_services(access=a.an_edge_service("sip.contoso.com", "131.107.155.11"))
    after = replace(with_pools(POOL, replace(EDGE, external=services)), dns=a.dns_options(ttl=300))
    result = found(BEFORE, after)

    both = result.by_set()["external~sip.contoso.com~A"]
    assert [cause.because.partition(" ")[0] for cause in both] == ["the", "Access"]


def test_a_set_that_two_changes_each_make_alone_belongs_to_both():
    second = a.a_reverse_proxy("tmg02", "131.107.155.40")
    before = replace(BEFORE, reverse_proxies=())
    after = replace(BEFORE, reverse_proxies=(a.a_reverse_proxy(), second))
    result = found(before, after)

    owners = result.by_set()["external~meet.contoso.com~A"]
    assert [cause.because for cause in owners] == ["tmg01 was added", "tmg02 was added"]


def test_a_set_belongs_to_what_it_needs_and_not_to_what_could_be_spared():
    edges = tuple(a.an_edge_pool(f"edge{i}.contoso.net", federation=False) for i in range(2))
    before = a.a_topology(POOL, *edges, sip_domains=())
    after = a.a_topology(
        POOL,
        *(replace(edge, federation=True) for edge in edges),
        sip_domains=(a.a_sip_domain(),),
    )
    result = found(before, after)

    federation = "external~_sipfederationtls._tcp.contoso.com~SRV"
    assert [cause.because for cause in result.by_set()[federation]] == ["contoso.com was added"]
    assert result.together.sets == ()


def test_both_sides_of_a_set_are_kept():
    after = with_pools(replace(POOL, servers=POOL.servers[1:]), EDGE)
    changed = {c.key: c for c in set_changes(plan(BEFORE).records, plan(after).records)}

    one = changed["internal~pool01.contoso.net~A"]
    assert (one.sign, one.kept, one.added, one.removed) == (
        "changed",
        ("192.168.10.92", "192.168.10.93"),
        (),
        ("192.168.10.91",),
    )
    assert changed["internal~fe01.contoso.net~A"].sign == "removed"


# Renames


def test_a_pool_renamed_with_all_that_refers_to_it_is_one_change():
    after = with_pools(
        replace(POOL, fqdn="pool09.contoso.net"), replace(EDGE, next_hop="pool09.contoso.net")
    )
    cause = the_cause(BEFORE, after)

    assert cause.because == "pool01.contoso.net was renamed to pool09.contoso.net"
    assert "internal~pool01.contoso.net~A" in cause.sets
    assert "internal~pool09.contoso.net~A" in cause.sets


def test_a_standard_edition_server_is_renamed_with_its_server():
    before = a.a_topology(a.a_standard_edition_server())
    after = a.a_topology(a.a_standard_edition_server("se09.contoso.net"))

    assert sentences(before, after) == ["se01.contoso.net was renamed to se09.contoso.net"]


@pytest.mark.parametrize(
    ("before", "after", "because"),
    [
        (
            a.a_topology(),
            a.a_topology(
                a.a_pool(site="Seattle"),
                a.an_edge_pool(site="Seattle"),
                sites=(a.a_site("Seattle"),),
            ),
            "Redmond was renamed to Seattle",
        ),
        (
            a.a_topology(),
            a.a_topology(reverse_proxies=(a.a_reverse_proxy("arr01"),)),
            "tmg01 was renamed to arr01",
        ),
        (
            a.a_topology(simple_urls=()),
            a.a_topology(
                simple_urls=(), sip_domains=(a.a_sip_domain("fabrikam.com", default=True),)
            ),
            "contoso.com was renamed to fabrikam.com",
        ),
        (
            a.a_topology(),
            a.a_topology(
                a.a_pool(
                    servers=(a.a_server("fe09.contoso.net", "192.168.10.91"), *POOL.servers[1:])
                ),
                a.an_edge_pool(),
            ),
            "fe01.contoso.net was renamed to fe09.contoso.net",
        ),
    ],
)
def test_sites_proxies_domains_and_servers_are_renamed_too(before, after, because):
    assert sentences(before, after) == [because]


def test_a_rename_with_another_change_besides_is_both():
    after = replace(
        with_pools(
            replace(POOL, fqdn="pool09.contoso.net"), replace(EDGE, next_hop="pool09.contoso.net")
        ),
        dns=a.dns_options(ttl=300),
    )

    assert sentences(BEFORE, after) == [
        "pool01.contoso.net was renamed to pool09.contoso.net",
        "the TTL changed from 3600 to 300",
    ]


def test_what_differs_in_more_than_the_name_is_removed_and_added():
    other = replace(POOL, fqdn="pool09.contoso.net", load_balancing=LoadBalancing.HARDWARE)

    assert sentences(a.a_topology(POOL), a.a_topology(other)) == [
        "pool01.contoso.net was removed",
        "pool09.contoso.net was added",
    ]


# Many changes


def test_over_40_changes_are_taken_by_object():
    servers = tuple(a.a_server(f"fe{i}.contoso.net", f"192.168.30.{i}") for i in range(1, 50))
    after = with_pools(replace(POOL, servers=servers), EDGE)
    result = found(BEFORE, after)

    assert len(servers) > MOST_CHANGES
    [cause] = result.causes
    assert len(cause.sets) == len(result.set_changes)


def test_over_40_objects_are_told_by_what_their_records_are_for():
    names = [f"customer{i}.com" for i in range(3000)]
    after = replace(BEFORE, sip_domains=(*BEFORE.sip_domains, *map(a.a_sip_domain, names)))
    plans = plan(BEFORE), plan(after)

    began = time.process_time()
    result = causes(*plans)
    assert time.process_time() - began < 6

    by_name = {cause.because: cause for cause in result.causes}
    assert len(by_name) == 3000
    own = by_name["customer7.com was added"]
    assert "external~_sip._tls.customer7.com~SRV" in own.sets
    assert "perimeter~lyncdiscover.customer7.com~A" in own.sets
    assert result.together.sets == ()


# Whatever comes


@settings(max_examples=60, deadline=None)
@given(topologies, topologies)
def test_any_two_topologies_have_causes_for_every_difference(before, after):
    result = found(before, after)

    owned = {key for cause in (*result.causes, result.together) for key in cause.sets}
    assert owned == {change.key for change in result.set_changes}
    assert all(cause.because for cause in result.causes)


@settings(max_examples=150, deadline=None)
@given(topologies, topologies)
def test_all_changes_done_one_after_the_other_lead_to_the_other_topology(before, after):
    renamed = take_renames(before, after)
    topology = before
    for change in renamed.changes:
        topology = rename(topology, change)
    assert topology == renamed.before
    for change in changes_between(renamed.before, after):
        assert sentence(change)
        topology = with_change(topology, change, after)

    assert plan(topology).records == plan(after).records


def test_modes_and_components_are_named_by_their_public_words():
    domain = a.a_sip_domain(mode=DomainMode.TEAMS_ONLY, default=True)
    after = replace(BEFORE, sip_domains=(domain,))
    scheduler = a.a_simple_url(Component.SCHEDULER, "https://scheduler.contoso.com")

    assert sentences(BEFORE, after) == [
        "mode of contoso.com changed from on-premises to teams-only"
    ]
    added = replace(BEFORE, simple_urls=(*BEFORE.simple_urls, scheduler))
    assert sentences(BEFORE, added) == ["the scheduler URL was added"]
