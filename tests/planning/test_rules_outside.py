"""What the Internet sees: reverse proxies and Edge pools."""

from lyncplanner.planning.topology import (
    AutodiscoverForm,
    DomainMode,
    LoadBalancing,
    Product,
    SignIn,
)
from tests import builders as a
from tests.planning.planned import data, findings, levels, names, subjects, the_record

TWO_DOMAINS = (a.a_sip_domain("contoso.com"), a.a_sip_domain("fabrikam.com"))


def test_external_web_services_lead_to_the_listener():
    topology = a.a_topology()

    assert data(topology, "external", "webext.contoso.com") == ["A 131.107.155.40"]


def test_a_pool_without_external_web_services_needs_no_record():
    topology = a.a_topology(a.a_pool(external_web=None), a.an_edge_pool())

    assert "webext.contoso.com" not in names(topology, "external")


def test_a_director_is_published_beside_the_pools():
    topology = a.a_topology(a.a_director(), a.a_pool())

    assert {"webext.contoso.com", "webdirext.contoso.com"} <= names(topology, "external")
    record = the_record(topology, "external", "webdirext.contoso.com")
    assert record.reasons[0].rule == "rp.director-web-services"


def test_the_admin_url_is_never_outside():
    assert "admin.contoso.com" not in names(a.a_topology(), "external")


def test_a_scheduler_url_is_optional():
    urls = (*a.simple_urls(), a.a_simple_url("scheduler", "https://scheduler.contoso.com"))
    topology = a.a_topology(simple_urls=urls)

    assert levels(topology, "external", "scheduler.contoso.com") == {"optional"}
    assert levels(topology, "internal", "scheduler.contoso.com") == {"optional"}


def test_a_host_with_a_listener_of_its_own_leads_there():
    proxy = a.a_reverse_proxy(
        publishes=(
            a.a_published_host("meet.contoso.com", "131.107.155.41"),
            a.a_published_host("dialin.contoso.com"),
        )
    )
    topology = a.a_topology(reverse_proxies=(proxy,))

    assert data(topology, "external", "meet.contoso.com") == ["A 131.107.155.41"]
    assert data(topology, "external", "dialin.contoso.com") == ["A 131.107.155.40"]


def test_a_proxy_that_names_no_host_publishes_what_no_other_names():
    named = a.a_reverse_proxy("rp1", "131.107.155.41", publishes=(a.a_published_host(),))
    rest = a.a_reverse_proxy("rp2", "131.107.155.42")
    topology = a.a_topology(reverse_proxies=(named, rest))

    assert data(topology, "external", "meet.contoso.com") == ["A 131.107.155.41"]
    assert data(topology, "external", "dialin.contoso.com") == ["A 131.107.155.42"]


def test_a_host_that_no_proxy_publishes_has_no_record_and_is_said_once():
    proxy = a.a_reverse_proxy(publishes=(a.a_published_host("webext.contoso.com"),))
    topology = a.a_topology(reverse_proxies=(proxy,))

    assert "meet.contoso.com" not in names(topology, "external")
    assert "meet.contoso.com" in subjects(topology, "rp.no-listener")
    assert subjects(topology, "address.missing") == []


def test_a_proxy_with_an_empty_list_publishes_nothing():
    topology = a.a_topology(reverse_proxies=(a.a_reverse_proxy(publishes=()),))

    assert set(subjects(topology, "rp.no-listener")) == {
        "webext.contoso.com",
        "meet.contoso.com",
        "dialin.contoso.com",
        "lyncdiscover.contoso.com",
    }


def test_a_listener_with_an_unknown_address_is_a_missing_address():
    topology = a.a_topology(reverse_proxies=(a.a_reverse_proxy("tmg01", "0.0.0.0"),))

    assert "meet.contoso.com" in subjects(topology, "address.missing")
    [finding] = [
        f for f in findings(topology, "address.missing") if f.subject == "meet.contoso.com"
    ]
    assert finding.places == ("reverse_proxies[0].external_addresses",)
    assert subjects(topology, "rp.no-listener") == []


def test_autodiscover_can_be_an_alias_of_the_web_entry_pool():
    topology = a.a_topology(dns=a.dns_options(autodiscover=AutodiscoverForm.ALIAS))

    assert data(topology, "external", "lyncdiscover.contoso.com") == ["CNAME webext.contoso.com"]
    assert data(topology, "internal", "lyncdiscoverinternal.contoso.com") == [
        "CNAME webint.contoso.net"
    ]


def test_an_autodiscover_alias_needs_a_pool_with_external_web_services():
    topology = a.a_topology(
        a.a_pool(external_web=None),
        a.an_edge_pool(),
        dns=a.dns_options(autodiscover=AutodiscoverForm.ALIAS),
    )

    assert "lyncdiscover.contoso.com" not in names(topology, "external")
    assert subjects(topology, "address.missing") == ["lyncdiscover.contoso.com"]


def test_an_alias_to_a_name_without_record_is_left_out():
    proxy = a.a_reverse_proxy(publishes=(a.a_published_host("lyncdiscover.contoso.com"),))
    topology = a.a_topology(
        dns=a.dns_options(autodiscover=AutodiscoverForm.ALIAS), reverse_proxies=(proxy,)
    )

    assert "lyncdiscover.contoso.com" not in names(topology, "external")
    assert "webext.contoso.com" in subjects(topology, "rp.no-listener")
    assert subjects(topology, "address.missing") == []


def test_edge_services_behind_nat_have_their_public_addresses_in_dns():
    edge = a.an_edge_pool(
        external=a.edge_services(
            access=a.an_edge_service(
                "sip.contoso.com", "10.45.16.10", nat_addresses=("131.107.155.10",)
            )
        )
    )

    topology = a.a_topology(a.a_pool(), edge)

    assert data(topology, "external", "sip.contoso.com") == ["A 131.107.155.10"]
    assert the_record(topology, "external", "sip.contoso.com").reasons[0].source == (
        "DNS summary - Single consolidated edge with private IP addresses using NAT"
    )


def test_an_unknown_public_address_is_never_replaced_by_the_one_behind_nat():
    edge = a.an_edge_pool(
        external=a.edge_services(
            access=a.an_edge_service("sip.contoso.com", "10.45.16.10", nat_addresses=("0.0.0.0",))
        )
    )
    topology = a.a_topology(a.a_pool(), edge)

    assert data(topology, "external", "sip.contoso.com") == []
    assert subjects(topology, "address.missing") == ["sip.contoso.com"]


def test_an_srv_record_leads_to_a_host_in_the_sip_domain_itself():
    topology = a.a_topology(sip_domains=TWO_DOMAINS)

    assert data(topology, "external", "_sip._tls.contoso.com") == ["SRV 0 0 443 sip.contoso.com"]
    assert data(topology, "external", "_sip._tls.fabrikam.com") == ["SRV 0 0 443 sip.fabrikam.com"]


def test_the_port_of_sign_in_is_that_of_the_access_edge_it_leads_to():
    first = a.an_edge_pool(
        external=a.edge_services(
            access=a.an_edge_service("access.contoso.com", "131.107.155.10", port=5061)
        )
    )
    second = a.an_edge_pool(
        "edge2.contoso.net",
        federation=False,
        external=a.edge_services(
            access=a.an_edge_service("sip.fabrikam.com", "131.107.156.10", port=4443)
        ),
    )
    topology = a.a_topology(a.a_pool(), first, second, sip_domains=TWO_DOMAINS)

    assert data(topology, "external", "_sip._tls.contoso.com") == [
        "SRV 0 0 5061 access.contoso.com"
    ]
    assert data(topology, "external", "_sip._tls.fabrikam.com") == ["SRV 0 0 4443 sip.fabrikam.com"]


def test_an_edge_pool_without_access_edge_gets_no_srv_record_and_is_named():
    edge = a.an_edge_pool(external=a.edge_services(access=None))
    topology = a.a_topology(a.a_pool(), edge)

    assert not any(name.startswith("_sip") for name in names(topology, "external"))
    assert subjects(topology, "address.missing") == ["lsedge.contoso.net"]


def test_group_policy_needs_no_sign_in_record():
    topology = a.a_topology(dns=a.dns_options(sign_in=SignIn.GROUP_POLICY))

    assert "_sip._tls.contoso.com" not in names(topology, "external")
    assert "_sipinternaltls._tcp.contoso.com" not in names(topology, "internal")
    assert levels(topology, "internal", "sip.contoso.com") == {"conditional"}


def test_federation_is_conditional_and_required_for_a_hybrid_domain():
    domains = (
        a.a_sip_domain("contoso.com"),
        a.a_sip_domain("fabrikam.com", mode=DomainMode.HYBRID),
    )
    topology = a.a_topology(sip_domains=domains)

    assert levels(topology, "external", "_sipfederationtls._tcp.contoso.com") == {"conditional"}
    assert levels(topology, "external", "_sipfederationtls._tcp.fabrikam.com") == {"required"}


def test_without_federation_there_is_no_federation_record():
    topology = a.a_topology(a.a_pool(), a.an_edge_pool(federation=False))

    assert "_sipfederationtls._tcp.contoso.com" not in names(topology, "external")


def test_xmpp_leads_to_the_first_edge_pool_with_xmpp():
    domains = (a.a_sip_domain("contoso.com"), a.a_sip_domain("fabrikam.com", xmpp=False))
    topology = a.a_topology(a.a_pool(), a.an_edge_pool(xmpp=True), sip_domains=domains)

    assert data(topology, "external", "_xmpp-server._tcp.contoso.com") == [
        "SRV 0 0 5269 xmpp.contoso.com"
    ]
    assert data(topology, "external", "xmpp.contoso.com") == ["A 131.107.155.10"]
    assert "xmpp.fabrikam.com" not in names(topology, "external")


def test_a_product_without_xmpp_gets_no_xmpp_record():
    topology = a.a_topology(a.a_pool(), a.an_edge_pool(xmpp=True), product=Product.SKYPE_2019)

    assert not any("xmpp" in name for name in names(topology, "external"))


def test_a_published_office_web_apps_farm_has_its_own_name_outside():
    topology = a.a_topology(a.a_pool(), a.an_edge_pool(), a.an_office_web_apps_farm())

    assert data(topology, "external", "owa01.contoso.net") == ["A 131.107.155.40"]
    assert data(topology, "perimeter", "owa01.contoso.net") == ["A 192.168.10.120"]


def test_without_edge_pool_and_reverse_proxy_nothing_is_planned_outside():
    topology = a.a_topology(a.a_pool(), reverse_proxies=())

    assert names(topology, "external") == set()
    assert names(topology, "perimeter") == set()
    assert subjects(topology, "external.none") == ["Contoso"]
    assert subjects(topology, "rp.no-listener") == []


def test_an_edge_pool_is_an_outside_even_without_a_reverse_proxy():
    topology = a.a_topology(reverse_proxies=())

    assert "sip.contoso.com" in names(topology, "external")
    assert "meet.contoso.com" in subjects(topology, "rp.no-listener")


def test_the_topic_shown_fits_how_the_edge_pool_is_balanced():
    servers = (a.a_server("e1.contoso.net", "172.25.33.1"), a.a_server("e2.contoso.net"))
    titles = set()
    for balancing in (LoadBalancing.DNS, LoadBalancing.HARDWARE):
        edge = a.an_edge_pool(servers=servers, load_balancing=balancing)
        record = the_record(a.a_topology(a.a_pool(), edge), "external", "av.contoso.com")
        titles.add(record.reasons[0].source)

    assert titles == {
        "DNS summary - Scaled consolidated edge, DNS load balancing with public IP addresses",
        "DNS summary - Scaled consolidated edge with hardware load balancers",
    }
