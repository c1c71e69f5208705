"""Deleting an object is one entry of history and can be undone at once."""

from dataclasses import replace

import pytest

from lyncplanner.deployments.changes import Overtaken, change, claim, newest_change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Pool, Server
from lyncplanner.deployments.parts import PARTS, found_or_404
from lyncplanner.deployments.removing import (
    CannotPutBack,
    delete_object,
    inside,
    put_back,
    topology_without,
)
from lyncplanner.deployments.replacing import update_rows
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

EVERYTHING = a_topology(
    sites=(a_site(), a_site("Chicago")),
    sip_domains=(a_sip_domain(), a_sip_domain("fabrikam.com", default=True)),
    reverse_proxies=(a_reverse_proxy(publishes=(a_published_host(), a_published_host("m.de"))),),
    left_out=(a_left_out(),),
)


def the_last(deployment, slug):
    """The last row of a kind, found as a page finds it."""
    part = PARTS[slug]
    rows = Server.objects.filter(pool__deployment=deployment) if slug == "servers" else None
    if rows is None:
        rows = part.model._default_manager.filter(deployment=deployment)
    return found_or_404(deployment, part, rows.order_by("-position", "-pk").first().pk)


@pytest.fixture
def everything(contoso, alice):
    update_rows(contoso, EVERYTHING, by=alice, what="Entered")
    return contoso


@pytest.mark.parametrize("slug", PARTS)
def test_what_is_deleted_is_gone_and_can_be_put_back_as_it_was(everything, alice, slug):
    found = the_last(everything, slug)
    after = topology_without(EVERYTHING, found)

    entry = delete_object(found, by=alice)

    assert load_topology(everything) == after != EVERYTHING
    put_back(entry, by=alice)
    assert load_topology(everything) == EVERYTHING


def test_deleting_and_putting_back_are_an_entry_each(contoso, alice):
    entry = delete_object(the_last(contoso, "pools"), by=alice)
    put_back(entry, by=alice)

    assert [change.what for change in contoso.changes.all()[:2]] == [
        "Put back: Deleted lsedge.contoso.net",
        "Deleted lsedge.contoso.net",
    ]


def test_a_row_that_is_put_back_keeps_its_key(contoso, alice):
    pools = set(Pool.objects.values_list("pk", flat=True))
    keys = set(Server.objects.values_list("pk", flat=True))

    put_back(delete_object(the_last(contoso, "pools"), by=alice), by=alice)

    assert set(Pool.objects.values_list("pk", flat=True)) == pools
    assert set(Server.objects.values_list("pk", flat=True)) == keys


def test_what_goes_with_a_pool_is_told_before(contoso):
    found = found_or_404(contoso, PARTS["pools"], contoso.pools.get(role="front-end").pk)

    assert list(inside(found)) == [
        ("server", ["fe01.contoso.net", "fe02.contoso.net", "fe03.contoso.net"])
    ]


def test_what_refers_to_it_stays_and_is_a_finding(contoso, alice):
    found = found_or_404(contoso, PARTS["pools"], contoso.pools.get(role="front-end").pk)

    delete_object(found, by=alice)

    topology = load_topology(contoso)
    assert topology.pools[0].next_hop == "pool01.contoso.net"
    assert "reference.unknown" in {finding.code for finding in plan(topology).findings}


def test_who_has_the_pool_open_is_told_that_a_server_went(contoso, alice):
    pool = contoso.pools.get(role="front-end")
    server = pool.servers.first()

    entry = delete_object(found_or_404(contoso, PARTS["servers"], server.pk), by=alice)

    with change(contoso, by=alice, what="Saved"):
        assert not claim(pool, pool.version)
    put_back(entry, by=alice)
    with change(contoso, by=alice, what="Saved"):
        assert not claim(pool, pool.version + 1)


def test_nothing_is_deleted_that_somebody_changed_since(contoso, alice, eve):
    seen = newest_change(contoso).pk
    update_rows(contoso, a_topology(a_pool(site="Chicago"), an_edge_pool()), by=eve, what="Saved")

    with pytest.raises(Overtaken) as overtaken:
        delete_object(the_last(contoso, "pools"), by=alice, seen=seen)

    assert overtaken.value.change.person == eve
    assert contoso.pools.count() == 2


def test_it_is_put_back_once(contoso, alice):
    entry = delete_object(the_last(contoso, "pools"), by=alice)
    put_back(entry, by=alice)

    with pytest.raises(CannotPutBack, match="put back already"):
        put_back(entry, by=alice)


def test_a_site_is_not_put_back_beside_another_of_its_name(contoso, alice):
    entry = delete_object(the_last(contoso, "sites"), by=alice)
    update_rows(contoso, a_topology(), by=alice, what="Added")

    with pytest.raises(CannotPutBack, match="same name"):
        put_back(entry, by=alice)

    assert contoso.sites.count() == 1


def test_a_server_is_not_put_back_without_its_pool(contoso, alice):
    entry = delete_object(the_last(contoso, "servers"), by=alice)
    for pool in contoso.pools.all():
        delete_object(found_or_404(contoso, PARTS["pools"], pool.pk), by=alice)

    with pytest.raises(CannotPutBack, match="belonged to is gone"):
        put_back(entry, by=alice)


def test_a_default_domain_that_has_a_successor_is_put_back_without_the_title(everything, alice):
    entry = delete_object(the_last(everything, "sip-domains"), by=alice)
    successor = replace(load_topology(everything), sip_domains=(a_sip_domain(default=True),))
    update_rows(everything, successor, by=alice, what="Saved")

    put_back(entry, by=alice)

    assert [domain.default for domain in load_topology(everything).sip_domains] == [True, False]


def test_a_change_that_deleted_nothing_cannot_be_put_back(contoso, alice):
    with pytest.raises(CannotPutBack, match="Nothing was deleted"):
        put_back(newest_change(contoso), by=alice)
