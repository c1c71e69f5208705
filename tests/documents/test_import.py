"""Topology Builder's files and published topologies, made by hand for these tests."""

from pathlib import Path

import pytest

from lyncplanner.documents.imported import Fact, Omission
from lyncplanner.documents.reading import Kind, Read, read
from lyncplanner.documents.topology_writer import write_yaml
from lyncplanner.planning.topology import (
    Component,
    EdgeService,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    LoadBalancing,
    Pool,
    Product,
    Role,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    SiteKind,
)

SAMPLES = Path(__file__).parent / "samples"
ALL = sorted(path.name for path in SAMPLES.iterdir())


def sample(name: str) -> Read:
    return read((SAMPLES / name).read_bytes(), name=name)


def pool(name: str, fqdn: str) -> Pool:
    [found] = [pool for pool in sample(name).topology.pools if pool.fqdn == fqdn]
    return found


def places(name: str) -> set[str]:
    imported = sample(name).imported
    assert imported is not None
    return {gap.place for gap in imported.missing}


@pytest.mark.parametrize("name", ALL)
def test_an_imported_topology_can_be_kept_as_a_document(name):
    topology = sample(name).topology

    assert read(write_yaml(topology).encode()).topology == topology


def test_the_kind_is_told_by_content():
    assert [sample(name).kind for name in ALL] == [
        Kind.PUBLISHED,
        Kind.BUILDER,
        Kind.PUBLISHED,
        Kind.PUBLISHED,
    ]


@pytest.mark.parametrize(
    ("name", "product"),
    [
        ("contoso-2013.tbxml", Product.LYNC_2013),
        ("litware-2015-utf16.xml", Product.SKYPE_2015),
        ("fabrikam-2019.xml", Product.SKYPE_2019),
        ("adatum-se.xml", Product.SKYPE_SE),
    ],
)
def test_the_product_is_that_of_the_highest_service_version(name, product):
    assert sample(name).topology.product is product


def test_a_file_without_service_versions_is_of_lync_server_2013():
    content = (SAMPLES / "adatum-se.xml").read_bytes().replace(b' ServiceVersion="9"', b"")

    assert read(content).topology.product is Product.LYNC_2013


class TestTopologyBuilderFile:
    NAME = "contoso-2013.tbxml"

    def test_domains_sites_and_simple_urls(self):
        topology = sample(self.NAME).topology

        assert topology.name == "contoso.com"
        assert topology.sip_domains == (
            SipDomain("fabrikam.com"),
            SipDomain("contoso.com", default=True),
        )
        assert topology.sites == (
            Site("Redmond"),
            Site("Portland", SiteKind.BRANCH, "Redmond"),
            Site("London"),
        )
        assert topology.simple_urls == (
            SimpleUrl(Component.ADMIN, "https://admin.contoso.com"),
            SimpleUrl(Component.DIALIN, "https://dialin.contoso.com"),
            SimpleUrl(Component.MEET, "https://meet.contoso.com", "contoso.com"),
            SimpleUrl(Component.MEET, "https://meet.fabrikam.com", "fabrikam.com"),
        )

    def test_roles_and_sites_of_pools(self):
        found = [(pool.fqdn, pool.role, pool.site) for pool in sample(self.NAME).topology.pools]

        assert found == [
            ("pool01.contoso.net", Role.FRONT_END, "Redmond"),
            ("dirpool.contoso.net", Role.DIRECTOR, "Redmond"),
            ("lsedge.contoso.net", Role.EDGE, "Redmond"),
            ("chatpool.contoso.net", Role.PERSISTENT_CHAT, "Redmond"),
            ("medpool.contoso.net", Role.MEDIATION, "Redmond"),
            ("owa01.contoso.net", Role.OFFICE_WEB_APPS, "Redmond"),
            ("app01.contoso.net", Role.TRUSTED_APPLICATION, "Redmond"),
            ("sql01.contoso.net", Role.BACK_END, "Redmond"),
            ("sba01.contoso.net", Role.SURVIVABLE_BRANCH, "Portland"),
            ("pool02.contoso.net", Role.FRONT_END, "London"),
            ("sql02.contoso.net", Role.BACK_END, "London"),
        ]

    def test_a_front_end_pool_with_an_internal_web_override_uses_dns_load_balancing(self):
        assert pool(self.NAME, "pool01.contoso.net") == Pool(
            "pool01.contoso.net",
            Role.FRONT_END,
            site="Redmond",
            load_balancing=LoadBalancing.DNS,
            servers=(
                Server("fe01.contoso.net", ("192.168.10.91",)),
                Server("fe02.contoso.net", ("192.168.10.92",)),
            ),
            internal_web=InternalWeb("webint.contoso.net"),
            external_web=ExternalWeb("webext.contoso.com"),
            paired_with="pool02.contoso.net",
        )

    def test_a_front_end_pool_without_an_override_uses_hardware_load_balancing(self):
        paired = pool(self.NAME, "pool02.contoso.net")

        assert paired.load_balancing is LoadBalancing.HARDWARE
        assert paired.internal_web is None
        assert paired.paired_with == "pool01.contoso.net"

    def test_edge_services_on_interfaces_of_their_own(self):
        edge = pool(self.NAME, "lsedge.contoso.net")

        assert edge.load_balancing is LoadBalancing.DNS
        assert (edge.next_hop, edge.federation, edge.xmpp) == ("dirpool.contoso.net", True, True)
        assert edge.servers == (
            Server("edge01.contoso.net", ("172.25.33.11",)),
            Server("edge02.contoso.net", ("172.25.33.12",)),
        )
        assert edge.external == EdgeServices(
            access=EdgeService("sip.contoso.com", 443, ("10.45.16.11", "10.45.16.12")),
            web_conferencing=EdgeService("webcon.contoso.com", 443, ("10.45.16.21", "10.45.16.22")),
            av=EdgeService(
                "av.contoso.com",
                443,
                ("10.45.16.31", "10.45.16.32"),
                ("131.107.155.31", "131.107.155.32"),
            ),
        )

    def test_a_machine_without_a_name_has_its_clusters(self):
        assert pool(self.NAME, "owa01.contoso.net").servers == (Server("owa01.contoso.net"),)

    def test_pools_without_web_services_use_dns_load_balancing(self):
        for fqdn in ("medpool.contoso.net", "chatpool.contoso.net"):
            assert pool(self.NAME, fqdn).load_balancing is LoadBalancing.DNS

    def test_what_is_missing_is_told_by_its_place_in_the_document(self):
        assert places(self.NAME) == {
            "pools[0].internal_web.addresses",
            "pools[1].internal_web.addresses",
            "pools[2].external.access.nat_addresses",
            "pools[2].external.web_conferencing.nat_addresses",
            "pools[5].servers[0].addresses",
            "pools[7].servers[0].addresses",
            "pools[9].vip",
            "pools[10].servers[0].addresses",
            "reverse_proxies",
            "dns.zones",
        }

    def test_what_was_left_out_is_told_with_the_reason(self):
        imported = sample(self.NAME).imported
        assert imported is not None

        assert [omission.subject for omission in imported.left_out] == [
            "pool01.contoso.net",
            "contoso.com",
            "gw01.contoso.net",
            "sba01.contoso.net",
            "sba01.contoso.net",
        ]
        assert imported.left_out[1] == Omission(
            "contoso.com", "It is a file store, whose name is not one that clients look up."
        )

    def test_nothing_is_proposed_where_the_file_has_simple_urls(self):
        imported = sample(self.NAME).imported
        assert imported is not None

        assert imported.proposals == ()

    def test_what_was_understood_is_told(self):
        imported = sample(self.NAME).imported
        assert imported is not None

        assert imported.understood[0] == Fact("Product", "Lync Server 2013. Service versions: 6.")
        assert Fact("Portland", "Branch site of Redmond.") in imported.understood
        edge = (
            "Edge pool, 2 servers, DNS load balancing, next hop dirpool.contoso.net, "
            "federation, XMPP federation."
        )
        assert Fact("lsedge.contoso.net", edge) in imported.understood


class TestPublishedTopology:
    NAME = "fabrikam-2019.xml"

    def test_sites_with_a_branch_of_the_second(self):
        assert sample(self.NAME).topology.sites == (
            Site("Oslo"),
            Site("Bergen"),
            Site("Molde", SiteKind.BRANCH, "Bergen"),
        )

    def test_standard_edition_servers_that_are_paired(self):
        assert pool(self.NAME, "se01.fabrikam.net") == Pool(
            "se01.fabrikam.net",
            Role.STANDARD_EDITION,
            site="Oslo",
            load_balancing=LoadBalancing.SINGLE,
            servers=(Server("se01.fabrikam.net", ("10.1.0.11",)),),
            external_web=ExternalWeb("web01.fabrikam.com"),
            paired_with="se02.fabrikam.net",
        )
        assert pool(self.NAME, "se02.fabrikam.net").paired_with == "se01.fabrikam.net"

    def test_a_director_and_a_survivable_branch(self):
        director = pool(self.NAME, "dir01.fabrikam.net")
        branch = pool(self.NAME, "sba01.fabrikam.net")

        assert (director.role, director.site) == (Role.DIRECTOR, "Oslo")
        assert director.servers == (Server("dir01.fabrikam.net"),)
        assert (branch.role, branch.site) == (Role.SURVIVABLE_BRANCH, "Molde")
        assert branch.paired_with is None

    def test_an_edge_pool_with_one_external_address_for_three_services(self):
        edge = pool(self.NAME, "edge01.fabrikam.net")

        assert edge.external == EdgeServices(
            access=EdgeService("sip.fabrikam.com", 5061, ("131.107.155.11",)),
            web_conferencing=EdgeService("sip.fabrikam.com", 444, ("131.107.155.11",)),
            av=EdgeService("sip.fabrikam.com", 443, ("131.107.155.11",)),
        )
        assert (edge.next_hop, edge.federation, edge.xmpp) == ("dir01.fabrikam.net", True, False)

    def test_simple_urls_are_proposed_and_not_taken(self):
        read_sample = sample(self.NAME)
        assert read_sample.imported is not None

        assert read_sample.topology.simple_urls == ()
        assert [proposal.simple_url for proposal in read_sample.imported.proposals] == [
            SimpleUrl(Component.MEET, "https://meet.fabrikam.com", "fabrikam.com"),
            SimpleUrl(Component.DIALIN, "https://dialin.fabrikam.com"),
        ]

    def test_an_edge_pool_whose_servers_have_no_addresses_of_their_own_is_behind_hardware(self):
        edge = pool("litware-2015-utf16.xml", "edge.litwareinc.com")

        assert edge.load_balancing is LoadBalancing.HARDWARE
        assert edge.external == EdgeServices(
            access=EdgeService("sip.litwareinc.com"),
            web_conferencing=EdgeService("webcon.litwareinc.com"),
            av=EdgeService("av.litwareinc.com"),
        )
        assert not edge.federation
        assert {
            "pools[1].vip",
            "pools[1].external.access.addresses",
            "pools[1].external.web_conferencing.addresses",
            "pools[1].external.av.addresses",
        } <= places("litware-2015-utf16.xml")

    def test_an_enterprise_pool_whose_database_is_elsewhere(self):
        assert pool("litware-2015-utf16.xml", "pool.litwareinc.com").role is Role.FRONT_END
        assert pool("litware-2015-utf16.xml", "sql.litwareinc.com").role is Role.BACK_END
        assert pool("litware-2015-utf16.xml", "vis.litwareinc.com").role is Role.VIDEO_INTEROP


def changed(name: str, old: str, new: str) -> Read:
    text = (SAMPLES / name).read_text("utf-8-sig")
    assert old in text
    return read(text.replace(old, new).encode())


def test_a_public_address_that_is_said_but_not_known_never_gives_way_to_the_private_one():
    configured = 'ConfiguredIPAddress="131.107.155.31"'
    topology = changed("contoso-2013.tbxml", configured, 'ConfiguredIPAddress="0.0.0.0"').topology
    external = topology.pools[2].external

    assert external is not None
    assert external.av is not None
    assert external.av.nat_addresses == ("0.0.0.0", "131.107.155.32")


def test_an_override_that_is_the_pools_own_name_is_none():
    topology = changed(
        "contoso-2013.tbxml", 'Host="webint.contoso.net"', 'Host="POOL01.contoso.net"'
    ).topology

    assert topology.pools[0].internal_web is None
    assert topology.pools[0].load_balancing is LoadBalancing.HARDWARE


def test_a_meet_url_for_all_domains_is_one_for_each():
    old = '<SimpleUrl Component="Meet" Domain="contoso.com" ActiveUrl="https://meet.contoso.com">'
    topology = changed("contoso-2013.tbxml", old, old.replace('"contoso.com"', '"*"')).topology

    assert topology.simple_urls[2:4] == (
        SimpleUrl(Component.MEET, "https://meet.contoso.com", "fabrikam.com"),
        SimpleUrl(Component.MEET, "https://meet.contoso.com", "contoso.com"),
    )


@pytest.mark.parametrize(
    "said",
    [
        '<RemoteSite SiteId="3" CentralSiteId="2">',
        '<RemoteSite SiteId="3"><ParentSite SiteId="2" />',
        '<RemoteSite SiteId="3"><ParentSiteId>2</ParentSiteId>',
    ],
)
def test_a_branch_finds_its_central_site_however_the_file_names_it(said):
    old = '<RemoteSite SiteId="3" ParentSiteId="2">'

    assert changed("fabrikam-2019.xml", old, said).topology.sites[2].parent == "Bergen"


def test_a_branch_whose_central_site_is_not_said_is_missing_it():
    old = '<RemoteSite SiteId="3" ParentSiteId="2">'
    read_changed = changed("fabrikam-2019.xml", old, '<RemoteSite SiteId="3">')
    assert read_changed.imported is not None

    assert read_changed.topology.sites[2] == Site("Molde", SiteKind.BRANCH)
    assert "sites[2].parent" in {gap.place for gap in read_changed.imported.missing}


def test_a_default_domain_that_is_not_listed_comes_first():
    topology = changed(
        "fabrikam-2019.xml", 'DefaultDomain="fabrikam.com"', 'DefaultDomain="contoso.com"'
    ).topology

    assert topology.sip_domains == (
        SipDomain("contoso.com", default=True),
        SipDomain("fabrikam.com"),
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16"], ids=["UTF-8", "UTF-8 with mark", "UTF-16 LE"]
)
def test_every_encoding_that_people_have_is_read(encoding):
    text = (SAMPLES / "fabrikam-2019.xml").read_text().replace("Molde", "Ålesund")

    assert read(text.encode(encoding)).topology.sites[2].name == "Ålesund"
