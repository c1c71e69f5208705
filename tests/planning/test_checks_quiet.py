"""Where findings keep silent, or speak once: what the table of cases can't show in a pair."""

from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import (
    Component,
    LoadBalancing,
    Product,
    Role,
    SimpleUrl,
)
from tests import builders as a
from tests.planning.planned import codes, findings, subjects


def test_on_one_address_a_public_address_for_one_service_is_no_mixture():
    services = a.edge_services(
        access=a.an_edge_service("sip.contoso.com", "10.45.16.10", port=5061),
        web_conferencing=a.an_edge_service("webcon.contoso.com", "10.45.16.10", port=444),
        av=a.an_edge_service("av.contoso.com", "10.45.16.10", nat_addresses=("131.107.155.10",)),
    )

    assert subjects(a.a_topology(a.a_pool(), an_edge(services)), "edge.mixed-nat") == []


def an_edge(services, **changes):
    return a.an_edge_pool(external=services, **changes)


def test_two_services_behind_one_public_address_clash_too():
    services = a.edge_services(
        access=a.an_edge_service("sip.contoso.com", "10.0.0.1", nat_addresses=("131.107.155.10",)),
        av=a.an_edge_service("av.contoso.com", "10.0.0.2", nat_addresses=("131.107.155.10",)),
    )

    [finding] = findings(a.a_topology(a.a_pool(), an_edge(services)), "edge.port-clash")

    assert finding.places == ("pools[1].external.access.port", "pools[1].external.av.port")


def test_addresses_that_are_not_known_are_not_counted():
    services = a.edge_services(av=a.an_edge_service("av.contoso.com", "0.0.0.0"))
    servers = (a.a_server("e1.contoso.net", "172.25.33.10"), a.a_server("e2.contoso.net", "::"))
    topology = a.a_topology(a.a_pool(), an_edge(services, servers=servers))

    assert "A/V Edge" not in findings(topology, "edge.address-count")[0].message
    assert subjects(topology, "ipv6.partial") == []


def test_inside_alone_may_have_names_that_public_dns_can_not_have():
    domain = a.a_sip_domain("contoso.local")
    topology = a.a_topology(a.a_pool(), sip_domains=(domain,), reverse_proxies=())

    assert subjects(topology, "name.reserved-tld") == []


def test_names_in_a_sip_domain_that_public_dns_can_not_have_are_told_with_it():
    domain = a.a_sip_domain("contoso.local")
    edge = an_edge(a.edge_services(access=a.an_edge_service("sip.contoso.local")))

    [finding] = findings(a.a_topology(edge, sip_domains=(domain,)), "name.reserved-tld")

    assert finding.subject == "contoso.local"
    assert "sip.contoso.local" in finding.message
    assert finding.places == ("sip_domains[0].name", "pools[0].external.access.fqdn")


def test_an_address_that_two_pools_share_is_no_conflict_of_their_name():
    pair = (
        a.a_pool("pool01.contoso.net", paired_with="pool02.contoso.net"),
        a.a_standard_edition_server("pool02.contoso.net"),
    )
    topology = a.a_topology(*pair, dns=a.dns_options(geo_dns="geo.contoso.com"))

    assert subjects(topology, "name.conflict") == []
    assert subjects(topology, "rp.ambiguous-publisher") == []


def test_records_left_out_conflict_with_nothing():
    services = a.edge_services(av=a.an_edge_service("webext.contoso.com", "131.107.155.30"))
    left_out = (a.a_left_out(rule="edge.av"),)
    topology = a.a_topology(a.a_pool(), an_edge(services), left_out=left_out)

    assert subjects(topology, "name.conflict") == []
    assert subjects(topology, "web.is-edge-name") == ["webext.contoso.com"]


def test_what_a_missing_virtual_ip_brings_with_it_is_not_said_again():
    pool = a.a_pool(load_balancing=LoadBalancing.HARDWARE, internal_web=None)

    errors = {f.code for f in plan(a.a_topology(pool, a.an_edge_pool())).findings}

    assert errors - {"trace.no-way-in"} == {"lb.hardware-needs-vip"}


def test_a_virtual_ip_that_is_not_known_yet_is_an_address_missing():
    pool = a.a_pool(load_balancing=LoadBalancing.HARDWARE, vip=("0.0.0.0",))
    topology = a.a_topology(pool, a.an_edge_pool())

    assert subjects(topology, "lb.hardware-needs-vip") == []
    assert "pool01.contoso.net" in subjects(topology, "address.missing")


def test_a_pool_that_the_product_does_not_have_is_one_finding():
    chat = a.a_pool("chat.contoso.net", role=Role.PERSISTENT_CHAT, load_balancing=None)
    topology = a.a_topology(a.a_pool(), chat, product=Product.SKYPE_SE)

    assert codes(plan(topology)) == {"persistent-chat.not-in-product"}


def test_a_meet_url_of_a_misspelt_domain_does_not_hide_another_that_is_missing():
    domains = (a.a_sip_domain(), a.a_sip_domain("fabrikam.com"))
    urls = (a.a_simple_url(sip_domain="contoso.con"), a.a_simple_url("dialin", "https://d.a.com"))

    topology = a.a_topology(sip_domains=domains, simple_urls=urls)

    assert subjects(topology, "simple-url.no-meet") == ["contoso.com", "fabrikam.com"]


def test_a_prefix_is_named_with_the_url_that_it_begins():
    urls = tuple(
        SimpleUrl(Component.MEET, f"https://lync.contoso.com{path}", f"{i}.contoso.com")
        for i, path in enumerate(("/a/b", "", "/a", "/ab"))
    )
    told = findings(a.a_topology(simple_urls=urls), "simple-url.prefix")

    assert [(f.subject, f.places) for f in told] == [
        ("https://lync.contoso.com", ("simple_urls[1].url", "simple_urls[2].url")),
        ("https://lync.contoso.com/a", ("simple_urls[2].url", "simple_urls[0].url")),
    ]


def test_findings_of_one_code_and_subject_are_one_with_the_places_of_all():
    service = a.an_edge_service("sip.contoso.com", "10.45.16.10", "10.45.16.11")
    topology = a.a_topology(a.a_pool(), an_edge(a.edge_services(access=service)))

    [finding] = findings(topology, "address.private-outside")

    assert "10.45.16.10" in finding.message
    assert "10.45.16.11" in finding.message
    assert finding.places == ("pools[1].external.access.addresses",)


def test_very_many_messages_of_one_finding_are_cut_short():
    addresses = tuple(f"10.45.16.{i}" for i in range(1, 9))
    topology = a.a_topology(reverse_proxies=(a.a_reverse_proxy("tmg01", *addresses),))

    [finding] = findings(topology, "address.private-outside")

    assert finding.message.endswith("And 4 more like these.")
