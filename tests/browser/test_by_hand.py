"""A whole deployment typed in by hand, with the keyboard, from nothing."""

import csv
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lyncplanner.accounts.models import User
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import Pool, Role, Topology
from tests.planning.cases import FOLDER, the_case

NUMBER = 3


@pytest.fixture
def case() -> Topology:
    return the_case(NUMBER)


def wanted_records() -> set[tuple[str, ...]]:
    [folder] = FOLDER.glob(f"{NUMBER:02}-*")
    with (folder / "records.csv").open(encoding="utf-8", newline="") as file:
        return {tuple(row.values()) for row in csv.DictReader(file)}


def test_case_3_typed_in_by_hand_gets_exactly_its_records(
    page: Page, alice: User, sign_in: Callable[[User], None], case: Topology
):
    sign_in(alice)
    page.goto("/")
    page.goto("/new/")
    page.get_by_role("link", name="Enter it by hand").click()
    page.get_by_label("Name of the deployment").fill("By hand")
    page.get_by_role("button", name="Create deployment").click()
    expect(page.get_by_text("No SIP domains yet.")).to_be_visible()

    _domains(page, case)
    _sites(page, case)
    for pool in case.pools:
        _pool(page, pool)
    _reverse_proxy(page, case)
    _simple_urls(page, case)

    topology = load_topology(Deployment.objects.get(slug="by-hand"))
    records = {
        (r.view, r.zone, r.name, r.type, r.data, r.requirement) for r in plan(topology).records
    }
    assert {tuple(map(str, record)) for record in records} == wanted_records()
    assert topology.pools == case.pools
    assert topology.reverse_proxies == case.reverse_proxies
    assert set(topology.simple_urls) == set(case.simple_urls)


def _open(page: Page, link: str, add: str) -> None:
    page.get_by_role("navigation", name="By hand", exact=True).get_by_role(
        "link", name=link
    ).click()
    page.get_by_role("link", name=add).click()


def _rows(page: Page, noun: str, rows: list[dict[str, str]]) -> None:
    """Fill in rows, one after the other; each but the first is added."""
    for number, row in enumerate(rows, start=1):
        if number > 1:
            page.get_by_role("button", name=f"Add a {noun}").click()
        for label, value in row.items():
            field = page.get_by_label(f"{noun[:1].upper()}{noun[1:]} {number}, {label}", exact=True)
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)


def _saved(page: Page, button: str) -> None:
    page.get_by_role("button", name=button).last.click()
    expect(page.get_by_text("Saved.").first).to_be_visible()


def _domains(page: Page, case: Topology) -> None:
    page.get_by_role("link", name="Add SIP domains").click()
    _rows(page, "SIP domain", [{"name": domain.name} for domain in case.sip_domains])
    _saved(page, "Add SIP domains")
    page.get_by_role("link", name=case.sip_domains[0].name).click()
    page.get_by_label("Default SIP domain").check()
    _saved(page, "Save SIP domain")


def _sites(page: Page, case: Topology) -> None:
    _open(page, "Sites", "Add sites")
    _rows(page, "site", [{"name": site.name} for site in case.sites])
    _saved(page, "Add sites")


def _pool(page: Page, pool: Pool) -> None:
    _open(page, "Pools", "Add a pool")
    if pool.role is not Role.FRONT_END:
        page.get_by_label("Role").select_option(pool.role.value)
        expect(page.get_by_label("Next hop")).to_be_visible()
    page.get_by_label("Pool FQDN").fill(pool.fqdn)
    page.get_by_label("Site").select_option(pool.site)
    page.locator("[name=load_balancing][value=dns]").check(force=True)
    page.wait_for_load_state("networkidle")
    servers = [{"FQDN": s.fqdn, "addresses": " ".join(s.addresses)} for s in pool.servers]
    _rows(page, "server", servers)
    if pool.internal_web is not None and pool.internal_web.fqdn and pool.external_web is not None:
        page.get_by_label("Internal FQDN").fill(pool.internal_web.fqdn)
        page.get_by_label("Load balancer addresses").fill(" ".join(pool.internal_web.addresses))
        page.get_by_label("External FQDN").fill(pool.external_web.fqdn)
    if pool.external is not None:
        _edge_services(page, pool)
    effect = page.get_by_role("complementary", name="What this changes in DNS")
    expect(effect.get_by_text(pool.fqdn).first).to_be_visible()
    _saved(page, "Add pool")


def _edge_services(page: Page, pool: Pool) -> None:
    page.get_by_label("Next hop").select_option(pool.next_hop)
    for key, service in pool.external.named() if pool.external else ():
        page.locator(f"[name={key}-fqdn]").fill(service.fqdn)
        page.locator(f"[name={key}-port]").fill(str(service.port))
        page.locator(f"[name={key}-addresses]").fill(" ".join(service.addresses))
    page.get_by_label("Federation with partners").set_checked(pool.federation)
    page.get_by_label("XMPP partners").set_checked(pool.xmpp)


def _reverse_proxy(page: Page, case: Topology) -> None:
    [proxy] = case.reverse_proxies
    _open(page, "Reverse proxies", "Add a reverse proxy")
    page.get_by_label("Name", exact=False).first.fill(proxy.name)
    page.get_by_label("Product").select_option(proxy.product.value)
    page.get_by_label("External addresses").fill(" ".join(proxy.external_addresses))
    page.get_by_label("Internal FQDN").fill(proxy.fqdn or "")
    page.get_by_label("Internal addresses").fill(" ".join(proxy.internal_addresses))
    _saved(page, "Add reverse proxy")


def _simple_urls(page: Page, case: Topology) -> None:
    _open(page, "Simple URLs", "Add simple URLs")
    rows = [
        {"URL": url.url, "component": url.component.value, "SIP domain": url.sip_domain or ""}
        for url in case.simple_urls
    ]
    _rows(page, "simple URL", rows)
    _saved(page, "Add simple URLs")


def test_a_second_person_chooses_between_two_versions(
    chromium, page: Page, live_server, contoso, alice, eve, sign_in
):
    pool = contoso.pools.get(role="front-end")
    address = f"/contoso/pools/{pool.pk}/"
    other = chromium.new_context(base_url=live_server.url)
    _sign_in(other, eve, live_server.url)
    theirs = other.new_page()
    sign_in(alice)
    page.goto(address)
    theirs.goto(address)
    theirs.get_by_label("External FQDN").fill("theirs.contoso.com")
    _saved(theirs, "Save pool")
    other.close()

    page.get_by_label("External FQDN").fill("mine.contoso.com")
    page.get_by_label("Load balancer addresses").fill("192.168.10.99")
    page.get_by_role("button", name="Save pool").last.click()
    expect(page.get_by_role("group", name="Not saved: eve saved this pool")).to_be_focused()
    page.get_by_role("radio", name="External FQDN, eve saved theirs.contoso.com").check()
    _saved(page, "Save pool")

    pool.refresh_from_db()
    assert pool.external_web_fqdn == "theirs.contoso.com"
    assert pool.internal_web_addresses == ("192.168.10.99",)


def _sign_in(context, person: User, address: str) -> None:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def test_a_mend_is_taken_with_one_press(page: Page, contoso, alice, sign_in):
    pool = contoso.pools.get(role="front-end")
    sign_in(alice)
    page.goto(f"/contoso/pools/{pool.pk}/")
    page.get_by_role("button", name="Add a server").click()
    page.get_by_label("Server 4, FQDN").fill("fe04.contoso.net")
    page.get_by_label("Server 4, addresses").fill("192.168.10.93")
    page.get_by_role("button", name="192.168.10.94").click()

    expect(page.get_by_label("Server 4, addresses")).to_have_value("192.168.10.94")
    expect(page.get_by_text("Did you mean")).to_have_count(0)


def test_a_removed_row_of_a_list_is_put_back_in_its_place(page: Page, contoso, alice, sign_in):
    sign_in(alice)
    page.goto("/contoso/simple-urls/")
    page.get_by_role("button", name="Remove https://dialin.contoso.com").click()
    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("link", name="https://dialin.contoso.com")).to_be_visible()
