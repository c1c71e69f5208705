"""What users and servers inside see."""

from lyncplanner.planning.topology import (
    DomainMode,
    InternalWeb,
    LoadBalancing,
    Product,
    Role,
    SignInHost,
    WithoutSplitBrain,
)
from tests import builders as a
from tests.planning.planned import data, levels, names, subjects, the_record

PIN_POINT = a.dns_options(split_brain=False, without_split_brain=WithoutSplitBrain.PIN_POINT)


def test_dns_load_balancing_gives_the_pool_one_address_a_server():
    assert data(a.a_topology(), "internal", "pool01.contoso.net") == [
        "A 192.168.10.91",
        "A 192.168.10.92",
        "A 192.168.10.93",
    ]


def test_hardware_load_balancing_gives_the_pool_the_virtual_address():
    pool = a.a_pool(load_balancing=LoadBalancing.HARDWARE, vip=("192.168.10.50",))

    assert data(a.a_topology(pool), "internal", "pool01.contoso.net") == ["A 192.168.10.50"]


def test_a_pool_that_should_have_one_server_and_has_several_uses_the_first():
    pool = a.a_pool(load_balancing=LoadBalancing.SINGLE)

    assert data(a.a_topology(pool), "internal", "pool01.contoso.net") == ["A 192.168.10.91"]


def test_https_goes_to_the_internal_web_services_not_to_the_servers():
    topology = a.a_topology()

    for name in ("webint.contoso.net", "meet.contoso.com", "lyncdiscoverinternal.contoso.com"):
        assert data(topology, "internal", name) == ["A 192.168.10.90"]


def test_web_addresses_are_the_virtual_ones_where_the_web_services_have_none():
    pool = a.a_pool(
        load_balancing=LoadBalancing.HARDWARE, vip=("192.168.10.50",), internal_web=None
    )

    assert data(a.a_topology(pool), "internal", "meet.contoso.com") == ["A 192.168.10.50"]


def test_a_director_answers_simple_urls_autodiscover_and_sign_in():
    topology = a.a_topology(a.a_pool(), a.a_director())

    for name in ("meet.contoso.com", "lyncdiscoverinternal.contoso.com", "sip.contoso.com"):
        assert data(topology, "internal", name) == ["A 192.168.10.80"]
    assert data(topology, "internal", "ucupdates-r2.contoso.com") == ["A 192.168.10.90"]


def test_a_simple_url_with_a_site_leads_to_that_sites_pool():
    tokyo = a.a_standard_edition_server("se01.contoso.net", site="Tokyo", external_web=None)
    urls = (
        *a.simple_urls(),
        a.a_simple_url("dialin", "https://dialin-tokyo.contoso.com", site="Tokyo"),
    )
    topology = a.a_topology(
        a.a_pool(internal_web=InternalWeb("webint.contoso.net", ("192.168.20.1",))),
        tokyo,
        sites=(a.a_site(), a.a_site("Tokyo")),
        simple_urls=urls,
    )

    assert data(topology, "internal", "dialin-tokyo.contoso.com") == ["A 192.168.10.90"]
    assert data(topology, "internal", "dialin.contoso.com") == ["A 192.168.20.1"]
    assert data(topology, "perimeter", "dialin-tokyo.contoso.com") == ["A 192.168.10.90"]


def test_the_pool_that_says_so_answers_sign_in():
    other = a.a_pool(
        "pool02.contoso.net",
        servers=(a.a_server("fe11.contoso.net", "192.168.20.91"),),
        load_balancing=None,
        internal_web=None,
        external_web=None,
        sign_in=True,
    )
    topology = a.a_topology(a.a_pool(), other)

    assert data(topology, "internal", "sip.contoso.com") == ["A 192.168.20.91"]


def test_only_a_pool_that_can_answer_sign_in_is_chosen_for_it():
    mediation = a.a_pool(
        "med01.contoso.net",
        role=Role.MEDIATION,
        servers=(a.a_server("med01.contoso.net", "192.168.10.70"),),
        sign_in=True,
    )
    topology = a.a_topology(mediation, a.a_standard_edition_server())

    assert data(topology, "internal", "sip.contoso.com") == ["A 192.168.10.90"]


def test_the_sign_in_record_names_the_pool_where_that_is_in_the_sip_domain():
    pool = a.a_standard_edition_server("se01.contoso.com")
    topology = a.a_topology(pool)

    assert data(topology, "internal", "_sipinternaltls._tcp.contoso.com") == [
        "SRV 0 0 5061 se01.contoso.com"
    ]


def test_the_sign_in_record_can_name_the_pool_in_each_sip_domain():
    topology = a.a_topology(dns=a.dns_options(sign_in_host=SignInHost.POOL))

    assert data(topology, "internal", "_sipinternaltls._tcp.contoso.com") == [
        "SRV 0 0 5061 pool01.contoso.com"
    ]
    assert len(data(topology, "internal", "pool01.contoso.com")) == 3


def test_skype_for_business_needs_the_sign_in_record_only_for_old_clients():
    for product, level in ((Product.LYNC_2013, "required"), (Product.SKYPE_2015, "conditional")):
        topology = a.a_topology(product=product)
        assert levels(topology, "internal", "_sipinternaltls._tcp.contoso.com") == {level}
        assert levels(topology, "internal", "sip.contoso.com") == {level}


def test_sources_are_those_of_the_product():
    record = the_record(
        a.a_topology(product=Product.SKYPE_2015), "internal", "_sipinternaltls._tcp.contoso.com"
    )

    assert record.reasons[0].source == "DNS requirements for Skype for Business Server"


def test_external_web_services_inside_go_through_the_reverse_proxy():
    assert data(a.a_topology(), "internal", "webext.contoso.com") == ["A 131.107.155.40"]


def test_external_web_services_that_public_dns_answers_need_no_record_inside():
    assert "webext.contoso.com" not in names(a.a_topology(dns=PIN_POINT), "internal")


def test_the_time_server_of_phones_is_an_optional_service():
    topology = a.a_topology(dns=a.dns_options(time_server="time.contoso.net"))

    assert data(topology, "internal", "_ntp._udp.contoso.com") == ["SRV 0 0 123 time.contoso.net"]
    assert levels(topology, "internal", "_ntp._udp.contoso.com") == {"optional"}


def test_device_update_can_be_switched_off():
    topology = a.a_topology(dns=a.dns_options(device_update=False))

    assert "ucupdates-r2.contoso.com" not in names(topology, "internal")


def test_lyncdiscover_is_never_planned_inside():
    assert "lyncdiscover.contoso.com" not in names(a.a_topology(), "internal")


def test_a_product_without_persistent_chat_plans_no_such_pool():
    chat = a.a_pool(
        "pchat.contoso.net",
        role=Role.PERSISTENT_CHAT,
        servers=(a.a_server("chat01.contoso.net", "192.168.10.60"),),
        load_balancing=None,
    )
    lync = a.a_topology(a.a_pool(), chat)
    skype = a.a_topology(a.a_pool(), chat, product=Product.SKYPE_SE)

    assert {"pchat.contoso.net", "chat01.contoso.net"} <= names(lync, "internal")
    assert not {"pchat.contoso.net", "chat01.contoso.net"} & names(skype, "internal")


def test_meetings_that_microsoft_365_hosts_are_reached_from_the_office():
    topology = a.a_topology(sip_domains=(a.a_sip_domain(mode=DomainMode.HYBRID),))

    assert data(topology, "internal", "webcon.contoso.com") == ["A 131.107.155.20"]
    assert "webcon.contoso.com" not in names(a.a_topology(), "internal")


def test_without_a_pool_for_users_nobody_signs_in_and_it_is_said_once():
    topology = a.a_topology(a.an_edge_pool(next_hop=None))

    assert subjects(topology, "sign-in.no-pool") == ["Contoso"]
    assert subjects(topology, "address.missing") == []


def test_a_server_without_address_is_missing_and_the_pool_keeps_the_others():
    servers = (
        a.a_server("fe01.contoso.net", "192.168.10.91"),
        a.a_server("fe02.contoso.net", "::"),
    )
    topology = a.a_topology(a.a_pool(servers=servers))

    assert data(topology, "internal", "pool01.contoso.net") == ["A 192.168.10.91"]
    assert subjects(topology, "address.missing") == ["fe02.contoso.net"]


def test_edge_servers_find_their_next_hop_and_its_servers():
    topology = a.a_topology()

    assert len(data(topology, "perimeter", "pool01.contoso.net")) == 3
    assert levels(topology, "perimeter", "fe01.contoso.net") == {"required"}


def test_a_next_hop_that_does_not_exist_leads_nowhere():
    topology = a.a_topology(a.a_pool(), a.an_edge_pool(next_hop="gone.contoso.net"))

    assert "pool01.contoso.net" not in names(topology, "perimeter")
    assert subjects(topology, "reference.unknown") == ["lsedge.contoso.net"]


def test_an_edge_pool_without_next_hop_uses_the_sign_in_pool():
    topology = a.a_topology(a.a_pool(), a.an_edge_pool(next_hop=None))

    assert "pool01.contoso.net" in names(topology, "perimeter")


def test_a_proxy_that_would_reach_itself_gets_no_record_in_the_perimeter():
    pool = a.a_pool(internal_web=InternalWeb("webint.contoso.net", ("131.107.155.40",)))
    topology = a.a_topology(pool, a.an_edge_pool())

    assert "webext.contoso.com" not in names(topology, "perimeter")
    assert "webext.contoso.com" in subjects(topology, "rp.loop")
