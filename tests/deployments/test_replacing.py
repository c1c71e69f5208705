"""Replacing the rows of a deployment: matched by name, in place, as one entry of history."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from lyncplanner.deployments.changes import change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Pool, Server
from lyncplanner.deployments.replacing import replace_rows
from tests.builders import (
    a_pool,
    a_server,
    a_sip_domain,
    a_topology,
    an_edge_pool,
)
from tests.deployments.topologies import topologies


def replaced(deployment, topology, by):
    with change(deployment, by=by, what="Replaced") as entry:
        replace_rows(deployment, topology, by=by)
    deployment.refresh_from_db()
    return entry


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=topologies, second=topologies)
def test_afterwards_the_rows_say_what_the_topology_says(contoso, alice, first, second):
    for topology in (first, second, first):
        replaced(contoso, topology, alice)

        assert replace(load_topology(contoso), name=topology.name) == topology


def test_rows_that_stay_keep_their_keys(contoso, alice):
    before = dict(contoso.pools.values_list("fqdn", "pk"))
    pool = a_pool(servers=(a_server("fe01.contoso.net", "192.168.10.99"),))

    replaced(contoso, a_topology(an_edge_pool(), pool), alice)

    assert dict(contoso.pools.values_list("fqdn", "pk")) == before


def test_only_what_differs_gets_history(contoso, alice):
    pool = a_pool(servers=(a_server("fe01.contoso.net", "192.168.10.99"),))

    entry = replaced(contoso, a_topology(pool, an_edge_pool()), alice)

    # The pool's form holds its servers: the pool has a next version, and nothing else new.
    [touched] = Pool.history.filter(change=entry)
    assert (touched.fqdn, touched.version) == ("pool01.contoso.net", 2)
    kinds = Server.history.filter(change=entry).values_list("fqdn", "history_type")
    assert sorted(kinds) == [
        ("fe01.contoso.net", "~"),
        ("fe02.contoso.net", "-"),
        ("fe03.contoso.net", "-"),
    ]


def test_replacing_by_the_same_changes_nothing(contoso, alice):
    entry = replaced(contoso, load_topology(contoso), alice)

    assert not Server.history.filter(change=entry).exists()
    assert contoso.version == 1


def test_another_sip_domain_can_become_the_default(contoso, alice):
    domains = (a_sip_domain(), a_sip_domain("fabrikam.com", default=True))

    replaced(contoso, a_topology(sip_domains=domains), alice)
    replaced(contoso, a_topology(sip_domains=(a_sip_domain(default=True), domains[0])), alice)

    assert [row.default for row in contoso.sip_domains.all()] == [True, False]
