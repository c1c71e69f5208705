"""Removing an object is one entry of history and can be undone at once."""

from dataclasses import replace

import pytest

from lyncplanner.deployments.changes import Overtaken, change, claim
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Pool, Server
from lyncplanner.deployments.parts import NOUNS, part_or_404
from lyncplanner.deployments.removing import NotThere, put_back, remove, removed_row
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.planning.changes import ObjectKind
from lyncplanner.planning.plan import plan
from tests.builders import (
    a_left_out,
    a_pool,
    a_published_host,
    a_reverse_proxy,
    a_sip_domain,
    a_site,
    a_topology,
    an_edge_pool,
)
from tests.deployments.newest import newest_change

EVERYTHING = a_topology(
    sites=(a_site(), a_site("Chicago")),
    sip_domains=(a_sip_domain(), a_sip_domain("fabrikam.com", default=True)),
    reverse_proxies=(a_reverse_proxy(publishes=(a_published_host(), a_published_host("m.de"))),),
    left_out=(a_left_out(),),
)


LISTS = {
    ObjectKind.SIP_DOMAIN: "sip_domains",
    ObjectKind.SITE: "sites",
    ObjectKind.POOL: "pools",
    ObjectKind.REVERSE_PROXY: "reverse_proxies",
    ObjectKind.SIMPLE_URL: "simple_urls",
    ObjectKind.LEFT_OUT: "left_out",
}


def the_last(deployment, kind):
    """The last row of a kind, found as a page finds it."""
    if kind is ObjectKind.SERVER:
        rows = Server.objects.filter(pool__deployment=deployment)
    else:
        rows = getattr(deployment, LISTS[kind])
    [row] = rows.order_by("-position", "-pk")[:1]
    return part_or_404(deployment, kind, row.pk)


@pytest.fixture
def everything(contoso, alice):
    update_rows(contoso, EVERYTHING, by=alice, what="Entered")
    return contoso


@pytest.mark.parametrize("kind", LISTS)
def test_what_is_removed_is_gone_and_can_be_put_back_as_it_was(everything, alice, kind):
    part = the_last(everything, kind)
    after = part.taken_from(EVERYTHING)

    entry = remove(part.row, by=alice)

    assert load_topology(everything) == after != EVERYTHING
    put_back(entry, by=alice)
    assert load_topology(everything) == EVERYTHING


def test_removing_and_putting_back_are_an_entry_each(contoso, alice):
    entry = remove(the_last(contoso, ObjectKind.POOL).row, by=alice)
    put_back(entry, by=alice)

    assert [change.what for change in contoso.changes.all()[:2]] == [
        "Undid: Removed lsedge.contoso.net",
        "Removed lsedge.contoso.net",
    ]


def test_a_row_that_is_put_back_keeps_its_key(contoso, alice):
    pools = set(Pool.objects.values_list("pk", flat=True))
    keys = set(Server.objects.values_list("pk", flat=True))

    put_back(remove(the_last(contoso, ObjectKind.POOL).row, by=alice), by=alice)

    assert set(Pool.objects.values_list("pk", flat=True)) == pools
    assert set(Server.objects.values_list("pk", flat=True)) == keys


def test_what_goes_with_a_pool_is_told_before(contoso):
    found = part_or_404(contoso, ObjectKind.POOL, contoso.pools.get(role="front-end").pk)

    assert list(found.inside()) == [
        ("server", ["fe01.contoso.net", "fe02.contoso.net", "fe03.contoso.net"])
    ]


def test_what_refers_to_it_stays_and_is_a_finding(contoso, alice):
    found = part_or_404(contoso, ObjectKind.POOL, contoso.pools.get(role="front-end").pk)

    remove(found.row, by=alice)

    topology = load_topology(contoso)
    assert topology.pools[0].next_hop == "pool01.contoso.net"
    assert "reference.unknown" in {finding.code for finding in plan(topology).findings}


def test_what_goes_with_a_reverse_proxy_are_its_hosts(everything):
    found = the_last(everything, ObjectKind.REVERSE_PROXY)

    assert list(found.inside()) == [("published host", ["meet.contoso.com", "m.de"])]


def test_who_has_the_pool_open_is_told_that_a_server_is_back(contoso, alice):
    pool = contoso.pools.get(role="front-end")
    server = pool.servers.first()
    with change(contoso, by=alice, what="Removed a server") as entry:
        server.delete()

    put_back(entry, by=alice)

    with change(contoso, by=alice, what="Saved"):
        assert not claim(pool, pool.version)


def test_the_row_that_went_can_be_told(contoso, alice):
    entry = remove(the_last(contoso, ObjectKind.POOL).row, by=alice)

    assert str(removed_row(entry)) == "lsedge.contoso.net"
    assert removed_row(contoso.changes.last()) is None


def test_nothing_is_removed_that_somebody_changed_since(contoso, alice, eve):
    seen = newest_change(contoso).pk
    update_rows(contoso, a_topology(a_pool(site="Chicago"), an_edge_pool()), by=eve, what="Saved")

    with pytest.raises(Overtaken) as overtaken:
        remove(the_last(contoso, ObjectKind.POOL).row, by=alice, seen=seen)

    assert overtaken.value.change.person == eve
    assert contoso.pools.count() == 2


def test_it_is_put_back_once(contoso, alice):
    entry = remove(the_last(contoso, ObjectKind.POOL).row, by=alice)
    put_back(entry, by=alice)

    with pytest.raises(NotThere, match="there again already"):
        put_back(entry, by=alice)


def test_a_site_is_not_put_back_beside_another_of_its_name(contoso, alice):
    entry = remove(the_last(contoso, ObjectKind.SITE).row, by=alice)
    update_rows(contoso, a_topology(), by=alice, what="Added")

    with pytest.raises(NotThere, match="has its name"):
        put_back(entry, by=alice)

    assert contoso.sites.count() == 1


def test_a_server_is_not_put_back_without_its_pool(contoso, alice):
    pool = contoso.pools.get(role="front-end")
    with change(contoso, by=alice, what="Removed a server") as entry:
        pool.servers.first().delete()
    remove(pool, by=alice)

    with pytest.raises(NotThere, match="belonged to is gone"):
        put_back(entry, by=alice)


def test_every_kind_has_a_name_for_people():
    assert {*LISTS, ObjectKind.SERVER} == set(NOUNS)


def test_a_default_domain_that_has_a_successor_is_put_back_without_the_title(everything, alice):
    entry = remove(the_last(everything, ObjectKind.SIP_DOMAIN).row, by=alice)
    successor = replace(load_topology(everything), sip_domains=(a_sip_domain(default=True),))
    update_rows(everything, successor, by=alice, what="Saved")

    put_back(entry, by=alice)

    assert [domain.default for domain in load_topology(everything).sip_domains] == [True, False]


def test_a_change_that_removed_nothing_cannot_be_put_back(contoso, alice):
    with pytest.raises(NotThere, match="Nothing was removed"):
        put_back(newest_change(contoso), by=alice)
