"""Topology → rows → Topology loses nothing; what is stored is one entry of history."""

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings

from lyncplanner.accounts.models import User
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment, Membership, Pool, Server, Site
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import EdgeServices, InternalWeb, SipDomain
from tests.builders import (
    a_left_out,
    a_pool,
    a_published_host,
    a_reverse_proxy,
    a_server,
    a_sip_domain,
    a_site,
    a_topology,
    an_edge_pool,
    dns_options,
)
from tests.deployments.topologies import topologies

LARGE = a_topology(
    *(a_pool(f"pool{number}.contoso.net") for number in range(2000)),
    sip_domains=tuple(a_sip_domain(f"contoso{number}.com") for number in range(4000)),
)


def stored(owner: User, topology):
    """What comes back from the database."""
    created = create_deployment(topology.name, owner, topology)
    return load_topology(Deployment.objects.get(pk=created.pk))


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(topology=topologies)
def test_whatever_a_document_holds_comes_back_as_it_was(alice, topology):
    assert stored(alice, topology) == topology


@pytest.mark.parametrize(
    "topology",
    [
        a_topology(a_pool(internal_web=None)),
        a_topology(a_pool(internal_web=InternalWeb())),
        a_topology(a_pool(load_balancing=None)),
        a_topology(an_edge_pool(external=None)),
        a_topology(an_edge_pool(external=EdgeServices())),
        a_topology(reverse_proxies=(a_reverse_proxy(publishes=None),)),
        a_topology(reverse_proxies=(a_reverse_proxy(publishes=()),)),
        a_topology(
            reverse_proxies=(
                a_reverse_proxy(
                    publishes=(a_published_host("meet.contoso.com", "131.107.155.41"),)
                ),
            )
        ),
        a_topology(sip_domains=(SipDomain("contoso.com", xmpp=False), SipDomain("fabrikam.com"))),
        a_topology(left_out=(a_left_out(view="external", type="SRV"),)),
        a_topology(dns=dns_options(internal_zones=("contoso.net", "contoso.com"))),
    ],
)
def test_absent_and_empty_stay_apart(alice, topology):
    assert stored(alice, topology) == topology


def test_the_order_of_a_list_is_that_of_the_document(alice):
    servers = tuple(a_server(f"fe{number}.contoso.net") for number in (3, 1, 2))

    [pool] = stored(alice, a_topology(a_pool(servers=servers))).pools

    assert pool.servers == servers


def test_two_pools_of_one_name_are_stored_both(alice):
    topology = a_topology(a_pool(), a_pool(servers=()))

    assert stored(alice, topology).pools == topology.pools


def test_a_stored_deployment_has_the_plan_of_its_document(alice):
    assert plan(stored(alice, a_topology())) == plan(a_topology())


def test_nothing_is_stored_when_a_part_cannot_be(alice):
    twins = a_topology(sites=(a_site("Redmond"), a_site("Redmond")))

    with pytest.raises(IntegrityError):
        create_deployment("Contoso", alice, twins)

    assert not Deployment.objects.exists()
    assert not Site.objects.exists()


def test_who_creates_a_deployment_owns_it(alice):
    deployment = create_deployment("Contoso", alice, a_topology())

    [membership] = deployment.memberships.all()
    assert (membership.user, membership.role) == (alice, Membership.Role.OWNER)


def test_creating_is_one_entry_of_history_with_all_its_rows(alice):
    deployment = create_deployment("Contoso", alice, a_topology(), what="Created from contoso.yaml")

    [entry] = deployment.changes.all()
    assert (entry.what, entry.person) == ("Created from contoso.yaml", alice)
    for model in (Deployment, Membership, Pool, Server, Site):
        rows = model.history.all()
        assert rows.count() == model.objects.count()
        assert {(row.history_type, row.change, row.history_user) for row in rows} == {
            ("+", entry, alice)
        }


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Contoso", "contoso"),
        ("Contoso Ltd., Redmond", "contoso-ltd-redmond"),
        ("New", "new-2"),
        ("API", "api-2"),
        ("東京", "deployment"),
        ("---", "deployment"),
    ],
)
def test_the_address_of_a_deployment_follows_its_name(alice, name, slug):
    assert create_deployment(name, alice, a_topology()).slug == slug


def test_two_deployments_of_one_name_have_addresses_of_their_own(alice):
    slugs = [create_deployment("Contoso", alice, a_topology()).slug for _ in range(3)]

    assert slugs == ["contoso", "contoso-2", "contoso-3"]


def test_the_name_given_counts_not_the_documents(alice):
    deployment = create_deployment("Customer 12", alice, a_topology(name="Contoso"))

    assert load_topology(deployment).name == "Customer 12"


def test_loading_takes_as_many_queries_for_a_large_deployment_as_for_a_small_one(
    alice, django_assert_num_queries
):
    small = create_deployment("Small", alice, a_topology())
    large = create_deployment("Large", alice, LARGE)

    with django_assert_num_queries(10):
        load_topology(small)
    with django_assert_num_queries(10):
        assert len(load_topology(large).pools) == 2000


def test_storing_takes_few_queries_however_many_rows(alice, django_assert_max_num_queries):
    with django_assert_max_num_queries(1000):
        create_deployment("Large", alice, LARGE)
