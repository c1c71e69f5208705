"""Reading a file into a deployment: what its form can't hold stays as it was entered."""

from dataclasses import replace
from pathlib import Path

import pytest

from lyncplanner.documents.merging import merged
from lyncplanner.documents.reading import Kind, read
from lyncplanner.planning.topology import (
    DomainMode,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    LoadBalancing,
    Product,
    SipDomain,
)
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
    an_edge_service,
    an_office_web_apps_farm,
    dns_options,
)

BUILDER = Path(__file__).parent / "samples" / "contoso-2013.tbxml"
XML = [Kind.BUILDER, Kind.PUBLISHED]


def pool_after(entered, imported):
    """The one pool, after a file of Topology Builder."""
    [pool] = merged(a_topology(entered), a_topology(imported), Kind.BUILDER).pools
    return pool


@pytest.mark.parametrize("kind", [Kind.YAML, Kind.JSON])
def test_a_topology_document_replaces_everything_but_the_name(kind):
    imported = a_topology(a_pool(), name="Fabrikam", left_out=(a_left_out(),))

    assert merged(a_topology(), imported, kind) == replace(imported, name="Contoso")


@pytest.mark.parametrize("kind", XML)
def test_what_no_xml_form_holds_stays(kind):
    entered = a_topology(
        dns=dns_options(ttl=60, external_zones=("contoso.com",)),
        reverse_proxies=(a_reverse_proxy("tmg01"),),
        left_out=(a_left_out(),),
    )
    bare = a_topology(reverse_proxies=(), sites=(a_site("Chicago"),), product=Product.SKYPE_2015)

    result = merged(entered, bare, kind)

    assert (result.dns, result.reverse_proxies, result.left_out) == (
        entered.dns,
        entered.reverse_proxies,
        entered.left_out,
    )
    assert (result.name, result.product, result.sites) == ("Contoso", bare.product, bare.sites)


def test_virtual_ip_addresses_and_sign_in_stay_with_their_pool():
    entered = a_pool(vip=("192.168.10.99",), sign_in=True)

    pool = pool_after(entered, a_pool(internal_web=InternalWeb("webint.contoso.net")))

    assert (pool.vip, pool.sign_in) == (("192.168.10.99",), True)
    assert pool.internal_web == entered.internal_web


def test_the_internal_web_name_is_the_files():
    pool = pool_after(a_pool(), a_pool(internal_web=None))

    assert pool.internal_web == InternalWeb(None, ("192.168.10.90",))


@pytest.mark.parametrize("unknown", [(), ("0.0.0.0",)])
def test_addresses_that_the_file_does_not_know_stay(unknown):
    imported = a_pool(servers=(replace(a_server("fe01.contoso.net"), addresses=unknown),))

    pool = pool_after(a_pool(), imported)

    assert pool.servers == (a_server("fe01.contoso.net", "192.168.10.91"),)


def test_addresses_that_the_file_knows_are_the_files():
    imported = a_pool(servers=(a_server("fe01.contoso.net", "10.0.0.1"),))

    assert pool_after(a_pool(), imported).servers == imported.servers


def test_how_a_pool_is_balanced_stays_as_entered():
    imported = a_pool(load_balancing=LoadBalancing.HARDWARE)

    assert pool_after(a_pool(), imported).load_balancing is LoadBalancing.DNS


def test_a_pool_that_becomes_one_of_several_servers_is_balanced_as_the_file_says():
    entered = a_pool(load_balancing=LoadBalancing.SINGLE, servers=(a_server(),))
    imported = a_pool(load_balancing=LoadBalancing.HARDWARE)

    assert pool_after(entered, imported).load_balancing is LoadBalancing.HARDWARE


def test_public_addresses_stay_beside_the_same_addresses():
    access = an_edge_service("sip.contoso.com", "10.45.16.10", nat_addresses=("131.107.155.10",))
    same = replace(access, nat_addresses=())
    moved = replace(same, addresses=("131.107.155.99",))

    for service, public in ((same, access.nat_addresses), (moved, ())):
        pool = pool_after(
            an_edge_pool(external=EdgeServices(access=access)),
            an_edge_pool(external=EdgeServices(access=service)),
        )
        assert pool.external.access == replace(service, nat_addresses=public)


def test_an_edge_service_that_the_file_has_no_more_goes():
    imported = an_edge_pool(external=EdgeServices(access=an_edge_service()))

    assert pool_after(an_edge_pool(), imported).external == imported.external


def test_a_farm_stays_published_by_its_name():
    entered = an_office_web_apps_farm(external_web=ExternalWeb("owa.contoso.com"))

    pool = pool_after(entered, an_office_web_apps_farm(published=False))

    assert (pool.published, pool.external_web) == (True, ExternalWeb("owa.contoso.com"))


def test_pools_and_domains_that_the_file_lacks_go():
    entered = a_topology(sip_domains=(a_sip_domain(), a_sip_domain("fabrikam.com")))

    result = merged(entered, a_topology(a_pool()), Kind.BUILDER)

    assert [pool.fqdn for pool in result.pools] == ["pool01.contoso.net"]
    assert [domain.name for domain in result.sip_domains] == ["contoso.com"]


def test_how_a_sip_domain_is_shared_stays():
    entered = SipDomain("contoso.com", xmpp=False, mode=DomainMode.HYBRID)

    result = merged(a_topology(sip_domains=(entered,)), a_topology(), Kind.BUILDER)

    assert result.sip_domains == (replace(entered, default=True),)


def test_simple_urls_are_topology_builders_but_for_those_it_does_not_know():
    beyond = (
        a_simple_url("scheduler", "https://scheduler.contoso.com"),
        a_simple_url("meet", "https://meet.contoso.com/chicago", site="Chicago"),
    )
    entered = a_topology(simple_urls=(a_simple_url("meet", "https://old.contoso.com"), *beyond))

    result = merged(entered, a_topology(), Kind.BUILDER)

    assert result.simple_urls == (*a_topology().simple_urls, *beyond)


def test_simple_urls_stay_where_a_published_topology_has_none():
    result = merged(a_topology(), a_topology(simple_urls=()), Kind.PUBLISHED)

    assert result.simple_urls == a_topology().simple_urls


def test_the_same_file_twice_changes_nothing():
    found = read(BUILDER.read_bytes())

    assert merged(found.topology, found.topology, found.kind) == found.topology
