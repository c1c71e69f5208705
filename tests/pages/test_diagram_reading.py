"""What the diagram says of a topology: boxes, lines, wires, and the marks on them."""

from lyncplanner.pages.diagram.marking import Anchor, mark
from lyncplanner.pages.diagram.outline import outline
from lyncplanner.pages.diagram.reading import read_scene
from lyncplanner.pages.diagram.scene import Scene, Who, WireKind
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import LoadBalancing, Role, Topology
from tests.builders import (
    a_director,
    a_pool,
    a_published_host,
    a_reverse_proxy,
    a_server,
    a_simple_url,
    a_sip_domain,
    a_site,
    a_topology,
    an_edge_pool,
    an_edge_service,
    an_office_web_apps_farm,
    edge_services,
)
from tests.pages.diagrams import box_titled, links_of, texts


def scene_of(topology: Topology) -> Scene:
    return read_scene(topology, links_of(topology))


def a_finding(subject: str, *places: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("x.y", severity, subject, f"{subject} is wrong.", "Mend it.", "", places)


def wires(scene: Scene, kind: WireKind) -> list[tuple[str, str]]:
    return [(wire.source, wire.target) for wire in scene.wires if wire.kind is kind]


def test_a_front_end_pool_shows_its_web_services_servers_and_what_it_answers():
    box = box_titled(scene_of(a_topology()), "pool01.contoso.net")

    assert [(line.text, line.note) for line in box.lines] == [
        ("webint.contoso.net", "192.168.10.90"),
        ("fe01.contoso.net", "192.168.10.91"),
        ("fe02.contoso.net", "192.168.10.92"),
        ("fe03.contoso.net", "192.168.10.93"),
        ("sip.contoso.com", ""),
        ("lyncdiscoverinternal.contoso.com", ""),
        ("DNS load balancing, sign-in inside", ""),
    ]


def test_a_box_leads_to_its_form():
    scene = scene_of(a_topology())

    assert box_titled(scene, "lsedge.contoso.net").href == "/pool/1/"
    assert box_titled(scene, "tmg01").href == "/proxy/0/"


def test_only_the_pool_that_answers_sign_in_says_so():
    scene = scene_of(a_topology(a_pool(), a_director()))

    assert "sign-in inside" in texts(box_titled(scene, "dir01.contoso.net"))
    assert "sip.contoso.com" not in texts(box_titled(scene, "pool01.contoso.net"))


def test_a_hardware_load_balancer_shows_its_virtual_ip():
    pool = a_pool(load_balancing=LoadBalancing.HARDWARE, vip=("192.168.10.80",))

    line = next(iter(box_titled(scene_of(a_topology(pool)), pool.fqdn).lines))

    assert (line.text, line.note) == ("virtual IP", "192.168.10.80")


def test_a_pool_of_many_servers_shows_the_first_and_counts_the_rest():
    servers = tuple(a_server(f"fe{number:02}.contoso.net") for number in range(12))

    box = box_titled(scene_of(a_topology(a_pool(servers=servers))), "pool01.contoso.net")

    assert "and 7 more servers" in texts(box)


def test_edge_services_show_their_public_addresses_behind_nat():
    nat = an_edge_service(
        "sip.contoso.com", "10.45.16.10", port=5061, nat_addresses=("131.107.155.10",)
    )
    scene = scene_of(a_topology(an_edge_pool(external=edge_services(access=nat))))

    line = next(iter(box_titled(scene, "lsedge.contoso.net").lines))

    assert (line.note, line.tab) == ("Access Edge 5061, NAT", ("131.107.155.10",))


def test_an_edge_address_that_is_not_known_says_so():
    unknown = an_edge_service("sip.contoso.com", "0.0.0.0")
    scene = scene_of(a_topology(an_edge_pool(external=edge_services(access=unknown))))

    assert next(iter(box_titled(scene, "lsedge.contoso.net").lines)).tab == ("not known",)


def test_a_reverse_proxy_shows_what_it_publishes_once_for_all_sip_domains():
    domains = (a_sip_domain(default=True), a_sip_domain("fabrikam.com"))
    urls = (a_simple_url(), a_simple_url("meet", "https://meet.fabrikam.com"))
    scene = scene_of(a_topology(sip_domains=domains, simple_urls=urls))

    assert [(line.text, line.note) for line in box_titled(scene, "tmg01").lines] == [
        ("webext.contoso.com", ""),
        ("meet.contoso.com", "+1 domain"),
        ("lyncdiscover.contoso.com", "+1 domain"),
    ]


def test_a_host_with_a_listener_of_its_own_has_a_tab_of_its_own():
    proxy = a_reverse_proxy(
        publishes=(
            a_published_host("webext.contoso.com"),
            a_published_host("meet.contoso.com", "131.107.155.41"),
        )
    )
    box = box_titled(scene_of(a_topology(reverse_proxies=(proxy,))), "tmg01")

    assert [(line.text, line.tab) for line in box.lines] == [
        ("webext.contoso.com", ("131.107.155.40",)),
        ("meet.contoso.com", ("131.107.155.41",)),
    ]


def test_a_reverse_proxy_that_publishes_nothing_says_so():
    scene = scene_of(a_topology(reverse_proxies=(a_reverse_proxy(publishes=()),)))

    assert texts(box_titled(scene, "tmg01")) == ["publishes nothing"]
    assert not wires(scene, WireKind.WEB)


def test_many_published_hosts_share_the_last_line():
    hosts = tuple(a_published_host(f"web{number}.contoso.net") for number in range(20))
    scene = scene_of(a_topology(reverse_proxies=(a_reverse_proxy(publishes=hosts),)))

    assert texts(box_titled(scene, "tmg01"))[-1] == "and 13 more hosts"


def test_wires_say_who_talks_to_whom():
    farm = an_office_web_apps_farm()
    scene = scene_of(a_topology(a_pool(), an_edge_pool(xmpp=True), farm))

    assert wires(scene, WireKind.HTTPS) == [(Who.OUTSIDE, "reverse_proxies[0]")]
    assert wires(scene, WireKind.EDGE) == [(Who.OUTSIDE, "pools[1]")] * 3
    assert wires(scene, WireKind.FEDERATION) == [(Who.FEDERATED, "pools[1]")]
    assert wires(scene, WireKind.XMPP) == [(Who.XMPP, "pools[1]")]
    assert wires(scene, WireKind.WEB) == [("reverse_proxies[0]", "pools[0]")]
    assert wires(scene, WireKind.FARM) == [("reverse_proxies[0]", "pools[2]")]
    assert wires(scene, WireKind.NEXT_HOP) == [("pools[1]", "pools[0]")]
    assert wires(scene, WireKind.SIGN_IN) == [(Who.INSIDE, "pools[0]")]


def test_partners_come_to_the_access_edge():
    scene = scene_of(a_topology())

    [wire] = [wire for wire in scene.wires if wire.kind is WireKind.FEDERATION]

    assert (wire.dock, wire.label) == ("access", ("SIP 5061",))


def test_ports_other_than_443_stand_on_the_wire():
    access = an_edge_service("sip.contoso.com", port=5061)
    scene = scene_of(a_topology(an_edge_pool(external=edge_services(access=access))))

    [wire, *_] = [wire for wire in scene.wires if wire.kind is WireKind.EDGE]

    assert wire.label == ("SIP 5061,", "conferencing 443,", "media 443")


def test_a_next_hop_that_is_no_pool_has_no_wire():
    scene = scene_of(a_topology(a_pool(), an_edge_pool(next_hop="pool09.contoso.net")))

    assert not wires(scene, WireKind.NEXT_HOP)


def test_one_site_has_no_heading_and_several_are_stacked_in_their_order():
    london = a_pool("pool02.contoso.net", site="London")
    two = a_topology(a_pool(), london, sites=(a_site("London"), a_site("Redmond")))

    assert [stripe.title for stripe in scene_of(a_topology()).stripes] == [""]
    assert [stripe.title for stripe in scene_of(two).stripes] == ["London", "Redmond"]


def test_a_pool_of_an_unknown_site_stands_under_that_name():
    lost = a_pool("pool02.contoso.net", site="Atlantis")

    scene = scene_of(a_topology(a_pool(), lost))

    assert [stripe.title for stripe in scene.stripes] == ["Redmond", "Atlantis"]


def test_a_reverse_proxy_stands_in_the_site_of_the_pools_that_it_publishes():
    london = a_pool("pool02.contoso.net", site="London", external_web=None)
    proxy = a_reverse_proxy("rp02", publishes=(a_published_host("webext.contoso.com"),))
    sites = (a_site("London"), a_site("Redmond"))

    scene = scene_of(a_topology(a_pool(), london, sites=sites, reverse_proxies=(proxy,)))

    assert box_titled(scene, "rp02").site == "Redmond"


def test_more_than_twelve_reverse_proxies_share_a_box():
    proxies = tuple(a_reverse_proxy(f"rp{n}", f"131.107.155.{n}") for n in range(13))

    box = box_titled(scene_of(a_topology(reverse_proxies=proxies)), "13 reverse proxies")

    assert (box.href, next(iter(box.lines)).tab) == ("/proxies/", ("13 addresses",))


def test_a_folded_box_leads_to_the_list_and_a_lone_pool_to_its_form():
    pools = [a_pool(f"pool{number:02}.contoso.net") for number in range(13)]
    scene = scene_of(a_topology(*pools, a_director()))

    assert box_titled(scene, "13 Front End pools").href == "/pools/"
    assert box_titled(scene, "dir01.contoso.net").href == "/pool/13/"


def test_a_finding_marks_the_line_of_its_place():
    scene = scene_of(a_topology())

    marks = mark(scene, [a_finding("fe02.contoso.net", "pools[0].servers[1].addresses")])

    assert list(marks.at) == [Anchor("line", "pools[0]", 2)]


def test_a_finding_of_a_field_that_is_not_drawn_marks_the_box():
    marks = mark(scene_of(a_topology()), [a_finding("pool01.contoso.net", "pools[0].external_web")])

    assert list(marks.at) == [Anchor("box", "pools[0]")]


def test_a_finding_of_the_next_hop_marks_the_wire():
    marks = mark(scene_of(a_topology()), [a_finding("lsedge.contoso.net", "pools[1].next_hop")])

    assert list(marks.at) == [Anchor("wire", "pools[1]>pools[0]")]


def test_a_finding_of_a_simple_url_marks_its_host_on_the_proxy():
    marks = mark(
        scene_of(a_topology()), [a_finding("https://dialin.contoso.com:443", "simple_urls[1].url")]
    )

    assert list(marks.at) == [Anchor("line", "reverse_proxies[0]", 2)]


def test_a_finding_of_a_name_marks_the_line_that_shows_it():
    marks = mark(
        scene_of(a_topology()), [a_finding("lyncdiscover.contoso.com", "sip_domains[0].name")]
    )

    assert list(marks.at) == [Anchor("line", "reverse_proxies[0]", 3)]


def test_a_finding_of_a_site_marks_its_heading():
    sites = (a_site(), a_site("London", parent="Atlantis"))

    marks = mark(scene_of(a_topology(sites=sites)), [a_finding("London", "sites[1].parent")])

    assert list(marks.at) == [Anchor("site", "London")]


def test_a_finding_of_nothing_that_is_drawn_is_counted():
    finding = a_finding("contoso.net", "dns.zones.internal")

    assert mark(scene_of(a_topology()), [finding]).elsewhere == (finding,)


def test_the_worst_finding_gives_a_mark_its_shape_and_words():
    place = "pools[0].servers[0]"
    warned = a_finding("fe01.contoso.net", place, severity=Severity.WARNING)
    failed = a_finding("fe01.contoso.net", place, severity=Severity.ERROR)

    [found] = mark(scene_of(a_topology()), [warned, failed]).at.values()

    assert found.severity is Severity.ERROR
    assert found.label == "Error: fe01.contoso.net is wrong. And 1 more."


def test_a_folded_box_carries_the_findings_of_its_pools():
    pools = [a_pool(f"pool{number:02}.contoso.net") for number in range(13)]
    scene = scene_of(a_topology(*pools))

    marks = mark(scene, [a_finding("fe01.contoso.net", "pools[7].servers[0].addresses")])

    assert list(marks.at) == [Anchor("box", "front-end@Redmond")]


def test_the_list_says_what_the_diagram_shows():
    scene = scene_of(a_topology())

    listed = outline(scene, mark(scene, []))

    outside, federated = listed.internet
    assert [(wire.label, wire.ends) for wire in outside.wires] == [
        ("HTTPS 443", "tmg01"),
        ("SIP, conferencing, media 443", "lsedge.contoso.net"),
    ]
    assert [(wire.label, wire.ends) for wire in federated.wires] == [
        ("SIP 5061", "lsedge.contoso.net")
    ]
    [perimeter], [inside] = listed.perimeter, listed.inside
    assert [each.box.title for each in perimeter.boxes] == ["tmg01", "lsedge.contoso.net"]
    assert [each.box.title for each in inside.boxes] == ["pool01.contoso.net"]


def test_pools_of_every_role_have_a_place():
    pools = [a_pool(f"{role}.contoso.net", role=role) for role in Role]

    scene = scene_of(a_topology(*pools))

    assert len(list(scene.boxes)) == len(Role) + 1
