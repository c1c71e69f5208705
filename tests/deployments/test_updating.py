"""Bringing a deployment to another topology: one entry of history, versions that tell of it."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from lyncplanner.deployments.changes import change, claim
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Pool, Server, SipDomain, Site, Summary
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.planning.plan import plan
from lyncplanner.planning.renaming import rename_pool
from lyncplanner.planning.topology import Product, PublishedHost
from tests.builders import (
    a_left_out,
    a_pool,
    a_reverse_proxy,
    a_server,
    a_simple_url,
    a_sip_domain,
    a_site,
    a_topology,
    an_edge_pool,
    dns_options,
)


def updated(deployment, topology, by, **how):
    return update_rows(deployment, topology, by=by, what="Imported contoso.yaml", **how)


def test_it_is_one_entry_of_history_with_its_person(contoso, alice):
    entry = updated(contoso, a_topology(a_pool(site="Chicago")), alice)

    assert (entry.what, entry.person) == ("Imported contoso.yaml", alice)
    assert contoso.changes.count() == 2
    kinds = {
        model: list(model.history.filter(change=entry).values_list("history_type", flat=True))
        for model in (Pool, Server)
    }
    assert (sorted(kinds[Pool]), kinds[Server]) == (["-", "~"], ["-"])


def test_nothing_is_noted_where_nothing_differs(contoso, alice):
    assert updated(contoso, a_topology(name="Another name"), alice) is None

    assert contoso.changes.count() == 1


def test_the_deployment_keeps_its_own_name(contoso, alice):
    updated(contoso, a_topology(name="Fabrikam", product=Product.SKYPE_2019), alice)

    assert load_topology(contoso).name == "Contoso"
    assert contoso.product == Product.SKYPE_2019


def test_options_have_a_next_version(contoso, alice):
    updated(contoso, a_topology(dns=dns_options(ttl=60)), alice)

    assert (contoso.ttl, contoso.version) == (60, 2)


def test_who_opened_a_pool_before_is_told(contoso, alice):
    pool = contoso.pools.get(role="front-end")

    updated(contoso, a_topology(a_pool(vip=("192.168.10.99",)), an_edge_pool()), alice)

    with change(contoso, by=alice, what="Saved"):
        assert not claim(pool, pool.version)


def test_who_opened_a_pool_before_is_told_of_its_servers_too(contoso, alice):
    pool = contoso.pools.get(role="front-end")

    updated(contoso, a_topology(a_pool(servers=(a_server(),)), an_edge_pool()), alice)

    with change(contoso, by=alice, what="Saved"):
        assert not claim(pool, pool.version)


def test_what_is_as_before_can_be_saved_by_who_opened_it(contoso, alice):
    edge = contoso.pools.get(role="edge")

    updated(contoso, a_topology(an_edge_pool(), a_pool(site="Chicago")), alice)

    with change(contoso, by=alice, what="Saved"):
        assert claim(edge, edge.version)


def test_places_follow_the_document(contoso, alice):
    updated(contoso, a_topology(an_edge_pool(), a_pool()), alice)

    assert [pool.role for pool in load_topology(contoso).pools] == ["edge", "front-end"]


def test_a_simple_url_that_only_changes_its_address_stays_the_same_row(contoso, alice):
    before = contoso.simple_urls.get(component="meet").pk
    urls = (a_simple_url("meet", "https://join.contoso.com"), *a_topology().simple_urls[1:])

    updated(contoso, a_topology(simple_urls=urls), alice)

    assert contoso.simple_urls.get(url="https://join.contoso.com").pk == before


def test_a_new_reason_stays_with_the_records_left_out(contoso, alice):
    updated(contoso, a_topology(left_out=(a_left_out("Nobody needs it."),)), alice)
    before = contoso.left_out.get().pk

    updated(contoso, a_topology(left_out=(a_left_out("The firewall drops it."),)), alice)

    row = contoso.left_out.get()
    assert (row.pk, row.reason, row.version) == (before, "The firewall drops it.", 2)


def test_published_hosts_count_as_a_change_of_their_proxy(contoso, alice):
    proxy = a_reverse_proxy(publishes=(PublishedHost("meet.contoso.com"),))
    updated(contoso, a_topology(reverse_proxies=(proxy,)), alice)
    before = contoso.reverse_proxies.get()

    own = replace(proxy, publishes=(PublishedHost("meet.contoso.com", ("131.107.155.41",)),))
    updated(contoso, a_topology(reverse_proxies=(own,)), alice)

    after = contoso.reverse_proxies.get()
    assert (after.pk, after.version) == (before.pk, before.version + 1)


def test_nothing_is_changed_when_a_part_cannot_be(contoso, alice):
    twins = a_topology(a_pool(site="Chicago"), sites=(a_site("Chicago"), a_site("Chicago")))

    with pytest.raises(IntegrityError):
        updated(contoso, twins, alice)

    assert load_topology(contoso) == a_topology()
    assert contoso.changes.count() == 1


def test_the_counts_are_those_of_the_new_topology(contoso, alice):
    updated(contoso, a_topology(a_pool()), alice)

    kept = Summary.objects.get(pk=contoso.pk)
    assert kept.records == len(plan(load_topology(contoso)).records)
    assert kept.pools == 1


def test_a_renamed_object_stays_the_same_row(contoso, alice):
    pool = contoso.pools.get(role="front-end")
    renamed = rename_pool(load_topology(contoso), 0, "pool09.contoso.net")

    entry = updated(contoso, renamed, alice, same_objects=True)

    assert load_topology(contoso) == renamed
    assert contoso.pools.get(fqdn="pool09.contoso.net").pk == pool.pk
    assert set(Pool.history.filter(change=entry).values_list("history_type", flat=True)) == {"~"}


def test_of_two_pools_with_one_name_each_stays_what_it_is(contoso, alice):
    edge = an_edge_pool("pool01.contoso.net")
    updated(contoso, a_topology(a_pool(), edge), alice)
    before = dict(contoso.pools.values_list("role", "pk"))

    updated(contoso, a_topology(edge, a_pool()), alice)

    assert dict(contoso.pools.values_list("role", "pk")) == before


def estate(size, **changes):
    pools = (a_pool(f"pool{number}.contoso.net", **changes) for number in range(size))
    domains = tuple(a_sip_domain(f"contoso{number}.com") for number in range(2 * size))
    return a_topology(*pools, sip_domains=domains)


def test_2000_pools_take_few_queries_to_change_and_to_go(alice, django_assert_max_num_queries):
    large = create_deployment("Large", alice, estate(2000))
    moved = estate(2000, site="Chicago", servers=(a_server("fe01.contoso.net", "10.0.0.1"),))

    with django_assert_max_num_queries(1000):
        updated(large, moved, alice)
    with django_assert_max_num_queries(1000):
        updated(large, a_topology(), alice)

    assert load_topology(large) == replace(a_topology(), name="Large")
    assert not SipDomain.objects.exclude(name="contoso.com").exists()
    assert Site.objects.count() == 1
