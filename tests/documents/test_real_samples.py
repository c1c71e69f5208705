"""Topologies of real laboratories, where they are at hand beside the project."""

from pathlib import Path

import pytest

from lyncplanner.documents.reading import Kind, Read, read
from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import (
    Component,
    EdgeService,
    EdgeServices,
    ExternalWeb,
    LoadBalancing,
    Pool,
    Product,
    Role,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
)

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="The real topologies are not here.")


def sample(name: str) -> Read:
    return read((SAMPLES / name).read_bytes(), name=name)


def a_server(fqdn: str, role: Role, *, site: str, web: str | None = None) -> Pool:
    """A pool of one server of its own name, whose addresses are not known."""
    return Pool(
        fqdn,
        role,
        site=site,
        load_balancing=LoadBalancing.SINGLE,
        servers=(Server(fqdn),),
        external_web=None if web is None else ExternalWeb(web),
    )


def test_a_topology_builder_file_with_a_pool_of_four_and_an_edge_pool_of_three():
    found = sample("contoso.tbxml")
    inside = ("10.0.0.1", "10.0.0.3", "10.0.0.5")
    outside = ("10.0.0.2", "10.0.0.4", "10.0.0.6")

    assert found.kind is Kind.BUILDER
    assert found.topology.product is Product.SKYPE_2015
    assert found.topology.sip_domains == (SipDomain("contoso.com", default=True),)
    assert found.topology.sites == (Site("Contoso"),)
    assert found.topology.pools == (
        Pool(
            "frontendpool.contoso.com",
            Role.FRONT_END,
            site="Contoso",
            load_balancing=LoadBalancing.HARDWARE,
            servers=tuple(Server(f"xfrontend{n}.contoso.com") for n in (1, 2, 3, 4)),
            external_web=ExternalWeb("frontendpool.contoso.com"),
        ),
        Pool(
            "edgepool.contoso.com",
            Role.EDGE,
            site="Contoso",
            load_balancing=LoadBalancing.DNS,
            servers=(
                Server("xedge1.contoso.com", ("192.168.10.100",)),
                Server("xedge2.contoso.com", ("192.168.10.101",)),
                Server("xedge3.contoso.com", ("192.168.10.103",)),
            ),
            external=EdgeServices(
                access=EdgeService("externaledge.contoso.com", 5061, inside, outside),
                web_conferencing=EdgeService("externaledge.contoso.com", 444, inside, outside),
                av=EdgeService("externaledge.contoso.com", 443, inside, outside),
            ),
            next_hop="frontendpool.contoso.com",
            federation=True,
            xmpp=True,
        ),
        a_server("xoffice1.contoso.com", Role.OFFICE_WEB_APPS, site="Contoso"),
        a_server("xsql1.contoso.com", Role.BACK_END, site="Contoso"),
    )
    assert found.topology.simple_urls == (
        SimpleUrl(Component.DIALIN, "https://dialin.contoso.com"),
        SimpleUrl(Component.MEET, "https://meet.contoso.com", "contoso.com"),
    )


def test_a_standard_edition_server_with_an_edge_whose_interface_is_not_known():
    found = sample("sfb2015-se-edge-single-fqdn-gateway.xml")
    public = ("1.1.1.1",)

    assert found.kind is Kind.PUBLISHED
    assert found.topology.product is Product.SKYPE_2015
    assert found.topology.pools == (
        a_server(
            "skypefe.contoso.com", Role.STANDARD_EDITION, site="TVP", web="skypefe.contoso.com"
        ),
        Pool(
            "edge.contoso.com",
            Role.EDGE,
            site="TVP",
            load_balancing=LoadBalancing.SINGLE,
            servers=(Server("edge.contoso.com"),),
            external=EdgeServices(
                access=EdgeService("sip.contoso.com", 5061, nat_addresses=public),
                web_conferencing=EdgeService("sip.contoso.com", 444, nat_addresses=public),
                av=EdgeService("sip.contoso.com", 442, nat_addresses=public),
            ),
            next_hop="skypefe.contoso.com",
            federation=True,
        ),
    )


def test_a_file_in_utf_16_with_an_edge_behind_nat_and_a_single_label_name():
    found = sample("sfb2015-se-edge-wac-utf16.xml")
    inside, outside = ("192.168.92.13",), ("1.0.0.1",)

    assert found.topology.pools == (
        a_server(
            "s4blab92-fe1.contoso.com",
            Role.STANDARD_EDITION,
            site="SiteA",
            web="rp1.contoso.com",
        ),
        Pool(
            "s4blab92-es1.contoso.com",
            Role.EDGE,
            site="SiteA",
            load_balancing=LoadBalancing.SINGLE,
            servers=(Server("s4blab92-es1.contoso.com", ("192.168.92.12",)),),
            external=EdgeServices(
                access=EdgeService("sip.contoso.com", 5061, inside, outside),
                web_conferencing=EdgeService("sip.contoso.com", 444, inside, outside),
                av=EdgeService("sip.contoso.com", 443, inside, outside),
            ),
            next_hop="s4blab92-fe1.contoso.com",
            federation=True,
            xmpp=True,
        ),
        a_server("s4blab92-wac1", Role.OFFICE_WEB_APPS, site="SiteA"),
    )


def test_an_enterprise_pool_of_one_server_and_a_file_store_named_like_the_sip_domain():
    found = sample("sfb2015-ee-one-server-sql-wac-dfs.xml")
    domain = found.topology.sip_domains[0].name

    assert found.topology.pools == (
        Pool(
            f"poolfe.{domain}",
            Role.FRONT_END,
            site="Tenant",
            load_balancing=LoadBalancing.SINGLE,
            servers=(Server(f"skype-fe-01.{domain}"),),
            external_web=ExternalWeb(f"poolfe.{domain}"),
        ),
        a_server(f"srv-sql-01.{domain}", Role.BACK_END, site="Tenant"),
        a_server(f"srv-owa-01.{domain}", Role.OFFICE_WEB_APPS, site="Tenant"),
    )
    assert found.imported is not None
    assert domain in {omission.subject for omission in found.imported.left_out}


def test_a_standard_edition_server_alone_of_2019():
    found = sample("sfb2019-se.xml")

    assert found.topology.product is Product.SKYPE_2019
    assert found.topology.pools == (
        a_server(
            "sfb01.contoso.com", Role.STANDARD_EDITION, site="CONTOSO", web="sfb01.contoso.com"
        ),
    )


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*ml")), ids=lambda path: path.name)
def test_every_real_topology_can_be_planned(path):
    assert plan(read(path.read_bytes()).topology).records
