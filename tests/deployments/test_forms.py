"""The forms for everything but pools: what they save, refuse, and change elsewhere."""

import pytest

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.planning.topology import DomainMode, PublishedHost, Role, SiteKind
from tests.builders import (
    a_pool,
    a_published_host,
    a_reverse_proxy,
    a_simple_url,
    a_sip_domain,
    a_site,
    a_topology,
    an_edge_pool,
    dns_options,
)
from tests.deployments.form_posts import form_at, shown_form

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def signed_in(client, alice, contoso):
    client.force_login(alice)
    return client


@pytest.fixture
def save(signed_in):
    """Fill in the form at an address and save it; the page that follows."""

    def fill_in(address, **typed):
        answer = signed_in.post(address, form_at(signed_in, address, **typed), follow=True)
        return answer.content.decode()

    return fill_in


def topology(slug="contoso"):
    return load_topology(Deployment.objects.get(slug=slug))


def address_of(row, path):
    return f"/contoso/{path}{row.pk}/"


# --- by hand ---


def test_a_deployment_begins_with_a_name_and_a_sip_domain(signed_in):
    data = {"name": "Litware", "product": "skype-for-business-2019", "sip_domain": " Litware.COM."}
    signed_in.post("/new/empty/", data)

    made = topology("litware")
    assert (made.name, made.product) == ("Litware", "skype-for-business-2019")
    assert [(d.name, d.default) for d in made.sip_domains] == [("litware.com", True)]


@pytest.mark.parametrize("name", ["", "x" * 201, "Con\ttoso", "Con\u202etoso"])
def test_a_name_is_a_text_that_documents_can_hold(signed_in, name):
    answer = signed_in.post("/new/empty/", {"name": name, "product": "lync-server-2013"})

    assert answer.status_code == 200
    assert Deployment.objects.count() == 1


# --- SIP domains and zones ---


def test_several_sip_domains_are_added_at_once(save):
    html = save(
        "/contoso/dns/add/",
        domains__TOTAL_FORMS="2",
        domains__0__name="Fabrikam.com.",
        domains__1__name="adatum.com",
        domains__1__mode="hybrid",
    )

    assert "Saved. +" in html
    assert [(d.name, d.mode) for d in topology().sip_domains][1:] == [
        ("fabrikam.com", DomainMode.ON_PREMISES),
        ("adatum.com", DomainMode.HYBRID),
    ]


def test_pasted_lines_become_rows_of_sip_domains(signed_in):
    data = form_at(signed_in, "/contoso/dns/add/", do="paste-0", pasted="a.com\nb.com\n\nc.com")
    html = signed_in.post("/contoso/dns/add/", data, **HTMX).content.decode()

    assert [f'value="{name}.com"' in html for name in "abc"] == [True, True, True]


def test_a_form_without_a_filled_row_says_what_to_do(save):
    assert "Fill in a row to add a SIP domain." in save("/contoso/dns/add/")


def test_another_default_gives_way(save, contoso):
    save("/contoso/dns/add/", domains__0__name="fabrikam.com")
    fabrikam = contoso.sip_domains.get(name="fabrikam.com")
    contoso.sip_domains.exclude(pk=fabrikam.pk).update(default=True)
    save(address_of(fabrikam, "dns/"), default="on")

    assert [d.name for d in topology().sip_domains if d.default] == ["fabrikam.com"]


def test_xmpp_of_a_sip_domain_is_yes_no_or_as_the_edge_pool_has_it(save, contoso):
    address = address_of(contoso.sip_domains.get(), "dns/")
    for chosen, stored in (("yes", True), ("no", False), ("", None)):
        save(address, xmpp=chosen)
        assert topology().sip_domains[0].xmpp is stored


def test_a_renamed_sip_domain_takes_its_simple_urls_along(save, contoso):
    html = save(address_of(contoso.sip_domains.get(), "dns/"), name="fabrikam.com")

    assert "Saved." in html
    assert {url.sip_domain for url in topology().simple_urls} == {"fabrikam.com", None}


def test_zones_are_added_by_view_and_changed(save, contoso):
    save(
        "/contoso/dns/zones/add/",
        zones__TOTAL_FORMS="2",
        zones__0__name="contoso.com",
        zones__1__name="contoso.com",
        zones__1__view="external",
    )
    inside = contoso.zones.get(view="internal")
    save(address_of(inside, "dns/zones/"), name="contoso.net")

    assert topology().dns.internal_zones == ("contoso.net",)
    assert topology().dns.external_zones == ("contoso.com",)


def test_an_effect_of_a_zone_is_told_before_it_is_saved(signed_in):
    address = "/contoso/dns/zones/add/"
    data = form_at(signed_in, address, zones__0__name="contoso.net")
    html = signed_in.post(f"{address}effect/", data).content.decode()

    assert "effect-sum" in html
    assert topology().dns.internal_zones == ()


# --- DNS options ---


def test_the_options_change_every_record(save):
    html = save("/contoso/dns/options/", ttl="600", product="skype-for-business-se")

    assert "Saved." in html
    assert (topology().dns.ttl, topology().product) == (600, "skype-for-business-se")


def test_how_sign_in_works_without_split_brain_is_asked_where_there_is_none(signed_in, save):
    address = "/contoso/dns/options/"
    assert "without_split_brain" not in form_at(signed_in, address)
    html = save(address, split_brain="(off)")
    assert "Saved." not in html
    assert 'name="without_split_brain"' in html

    data = shown_form(html, without_split_brain="pin-point")
    signed_in.post(address, data)
    assert topology().dns.pin_point


def test_a_ttl_that_no_record_can_have_is_refused_beside_its_field(save):
    html = save("/contoso/dns/options/", ttl="2147483648")

    assert "Not saved: 1 problem" in html
    assert '<a href="#id_ttl">' in html


# --- sites ---


def test_a_branch_site_has_a_central_one(save, contoso):
    save(
        "/contoso/sites/add/", sites__0__name="Berlin", sites__0__kind="branch", sites__0__parent=""
    )
    berlin = contoso.sites.get(name="Berlin")
    save(address_of(berlin, "sites/"), parent="Redmond")

    assert topology().sites[-1] == a_site("Berlin", kind=SiteKind.BRANCH, parent="Redmond")


def test_the_central_site_goes_when_a_branch_becomes_central(save, signed_in, contoso):
    contoso.sites.create(name="Berlin", kind="branch", parent="Redmond", position=9)
    address = address_of(contoso.sites.get(name="Berlin"), "sites/")
    html = save(address, kind="central")
    assert 'name="parent"' not in html
    signed_in.post(address, shown_form(html))

    assert topology().sites[-1] == a_site("Berlin")


def test_two_sites_of_one_name_are_refused(save, contoso):
    html = save("/contoso/sites/add/", sites__0__name="Redmond")
    assert "Another site has this name" in html
    html = save(
        "/contoso/sites/add/",
        sites__TOTAL_FORMS="2",
        sites__0__name="Berlin",
        sites__1__name="Berlin",
        sites__1__kind="central",
    )

    assert "Two rows have the same name. Change one." in html
    assert contoso.sites.count() == 1


def test_a_renamed_site_keeps_its_pools(save, contoso):
    save(address_of(contoso.sites.get(), "sites/"), name="Seattle")

    assert {pool.site for pool in topology().pools} == {"Seattle"}


# --- simple URLs ---


def test_a_meet_url_needs_its_sip_domain(save):
    html = save("/contoso/simple-urls/add/", urls__0__url="https://meet.contoso.com/x")

    assert "A Meet URL is for one SIP domain. Choose it." in html


def test_pasted_lines_are_read_as_urls_components_and_domains(signed_in):
    address = "/contoso/simple-urls/add/"
    pasted = "https://meet.contoso.com contoso.com\nhttps://dialin.contoso.com"
    data = form_at(signed_in, address, do="paste-0", pasted=pasted)
    form = shown_form("<form id='object-form'>" + _rows(signed_in.post(address, data, **HTMX)))

    assert form["urls-0-component"] == "meet"
    assert form["urls-0-sip_domain"] == "contoso.com"
    assert form["urls-1-component"] == "dialin"


def _rows(answer):
    return answer.content.decode()


def test_a_url_is_no_longer_than_documents_allow(save, contoso):
    url = contoso.simple_urls.get(component="dialin")
    html = save(address_of(url, "simple-urls/"), url="https://" + "x" * 2000)

    assert "at most 2,000 are kept" in html


# --- reverse proxies ---


@pytest.mark.parametrize(
    ("chosen", "rows", "publishes"),
    [
        ("everything", {}, None),
        ("nothing", {}, ()),
        (
            "these-hosts",
            {"hosts__0__host": "Meet.contoso.com", "hosts__0__addresses": "131.107.155.41"},
            (PublishedHost("meet.contoso.com", ("131.107.155.41",)),),
        ),
    ],
)
def test_a_reverse_proxy_publishes_all_some_or_nothing(
    save, signed_in, contoso, chosen, rows, publishes
):
    address = address_of(contoso.reverse_proxies.get(), "reverse-proxies/")
    html = save(address, publishes=chosen)
    if chosen != "everything":
        signed_in.post(address, shown_form(html, **rows))

    assert topology().reverse_proxies[0].publishes == publishes


def test_hosts_go_when_a_proxy_publishes_everything_again(signed_in, save, contoso, alice):
    proxy = a_reverse_proxy(publishes=(a_published_host(),))
    made = create_deployment("Litware", alice, a_topology(reverse_proxies=(proxy,)))
    address = f"/litware/reverse-proxies/{made.reverse_proxies.get().pk}/"
    html = save(address, publishes="everything")
    signed_in.post(address, shown_form(html))

    assert topology("litware").reverse_proxies[0].publishes is None


def test_a_proxy_without_an_external_address_is_refused(save):
    html = save("/contoso/reverse-proxies/add/", name="tmg02")

    assert '<a href="#id_external_addresses">' in html


# --- records left out ---


def test_what_to_leave_out_comes_from_the_plan(signed_in, save):
    address = "/contoso/dns/left-out/add/?view=external&name=sip.contoso.com&type=A"
    html = save(address, reason="Another team does this.")

    assert "Saved." in html
    [entry] = topology().left_out
    assert (entry.view, entry.name, entry.type) == ("external", "sip.contoso.com", "A")


def test_an_entry_has_to_say_which_records(save):
    html = save("/contoso/dns/left-out/add/", reason="Why not")

    assert "Say which records: fill in at least one of the fields." in html


def test_a_reason_is_no_longer_than_documents_allow(save):
    html = save("/contoso/dns/left-out/add/", reason="x" * 1001, name="sip.contoso.com")

    assert "at most 1,000 are kept" in html


# --- pools ---


COMMON = {"fqdn", "role", "site", "load_balancing"}
WEB = {"internal_web_fqdn", "internal_web_addresses", "external_web_fqdn", "sign_in"}
SERVICE = {"fqdn", "port", "addresses", "nat_addresses"}
EDGE = {"next_hop", "federation", "xmpp", "sign_in"} | {
    f"{kind}-{name}" for kind in ("access", "web_conferencing", "av") for name in SERVICE
}
FIELDS = {
    **dict.fromkeys(Role, COMMON),
    Role.FRONT_END: COMMON | WEB | {"paired_with"},
    Role.STANDARD_EDITION: COMMON | WEB | {"paired_with"},
    Role.DIRECTOR: COMMON | WEB,
    Role.EDGE: COMMON | EDGE,
    Role.OFFICE_WEB_APPS: COMMON | {"external_web_fqdn", "published"},
}
OF_EVERY_FORM = {"version", "shape", "do", "csrfmiddlewaretoken"}


@pytest.mark.parametrize("role", Role)
def test_each_role_has_the_fields_it_uses_and_no_others(signed_in, role):
    from lyncplanner.deployments.editing.pool_form import PoolForm
    from lyncplanner.deployments.models import Pool

    pool = Pool(deployment=Deployment.objects.get(slug="contoso"), role=role)
    names = set(PoolForm(pool).field_names())

    assert {name for name in names if not name.startswith("servers")} == FIELDS[role]


def test_the_virtual_ip_is_asked_with_hardware_load_balancing_only(signed_in, save, contoso):
    address = address_of(contoso.pools.get(role="front-end"), "pools/")
    assert "vip" not in form_at(signed_in, address)
    html = save(address, load_balancing="hardware")
    signed_in.post(address, shown_form(html, vip="192.168.10.90"))
    assert topology().pools[0].vip == ("192.168.10.90",)

    html = save(address, load_balancing="dns")
    signed_in.post(address, shown_form(html))
    assert topology().pools[0].vip == ()


def test_what_the_new_role_does_not_use_is_given_up(signed_in, save, contoso):
    address = address_of(contoso.pools.get(role="edge"), "pools/")
    html = save(address, role="mediation")
    signed_in.post(address, shown_form(html))

    pool = topology().pools[1]
    assert (pool.role, pool.next_hop, pool.federation, pool.external) == (
        Role.MEDIATION,
        None,
        False,
        None,
    )


def test_a_pool_is_added_with_its_servers(signed_in, save):
    html = save("/contoso/pools/add/", role="standard-edition")
    typed = {"servers__0__fqdn": "se01.contoso.net", "servers__0__addresses": "192.168.10.70"}
    answer = signed_in.post(
        "/contoso/pools/add/", shown_form(html, fqdn="se01.contoso.net", site="Redmond", **typed)
    )

    pool = topology().pools[-1]
    assert (pool.fqdn, pool.role, pool.servers[0].addresses) == (
        "se01.contoso.net",
        Role.STANDARD_EDITION,
        ("192.168.10.70",),
    )
    assert "se01.contoso.net" in signed_in.get(answer.url).content.decode()


def test_a_pool_of_a_thousand_servers_is_saved(signed_in, save, contoso):
    pool = contoso.pools.get(role="front-end")
    for number in range(4, 1001):
        pool.servers.create(fqdn=f"fe{number}.contoso.net", position=number)
    html = save(address_of(pool, "pools/"), external_web_fqdn="webext01.contoso.com")

    assert "Saved. +3 −3 records." in html
    assert pool.servers.count() == 1000


def test_opening_and_saving_every_form_changes_nothing(signed_in, alice):
    from lyncplanner.deployments.views.kinds import KINDS

    whole = a_topology(
        a_pool(),
        an_edge_pool(),
        sip_domains=(a_sip_domain(xmpp=False, mode=DomainMode.HYBRID, default=True),),
        sites=(a_site("Redmond"), a_site("Berlin", kind=SiteKind.BRANCH, parent="Redmond")),
        reverse_proxies=(a_reverse_proxy(publishes=(a_published_host(),)), a_reverse_proxy("b")),
        simple_urls=(a_simple_url(site="Gone"),),
        dns=dns_options(internal_zones=("contoso.com",), split_brain=False, ttl=60),
    )
    made = create_deployment("Litware", alice, whole)
    before = topology("litware")
    addresses = [
        f"/litware/{kind.path}{row.pk}/"
        for kind in KINDS
        for row in getattr(made, kind.related).all()
    ]
    for address in [*addresses, "/litware/dns/options/"]:
        answer = signed_in.post(address, form_at(signed_in, address), follow=True)
        assert "Nothing to save: nothing was changed." in answer.content.decode(), address

    assert topology("litware") == before


@pytest.mark.parametrize(
    "sent", [{}, {"shape": "?", "role": "none", "servers-TOTAL_FORMS": "x" * 9}]
)
def test_a_form_that_arrives_in_pieces_is_told_of_and_breaks_nothing(signed_in, contoso, sent):
    from lyncplanner.deployments.views.kinds import KINDS

    addresses = ["/contoso/dns/options/"]
    for kind in KINDS:
        addresses.append(f"/contoso/{kind.path}add/")
        addresses += [
            f"/contoso/{kind.path}{row.pk}/" for row in getattr(contoso, kind.related).all()
        ]
    before = topology()
    for address in addresses:
        for path in (address, f"{address}effect/"):
            for do in ("save", "effect", "add", "paste-x", "shape"):
                assert signed_in.post(path, {**sent, "do": do}).status_code == 200, (path, do)

    assert topology() == before
