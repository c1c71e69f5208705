"""axe on every list and form: light, dark and narrow; and none scrolls sideways."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from lyncplanner.deployments.storing import create_deployment
from lyncplanner.planning.topology import SiteKind
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW
from tests.builders import (
    a_director,
    a_left_out,
    a_pool,
    a_published_host,
    a_reverse_proxy,
    a_site,
    a_topology,
    an_edge_pool,
    an_office_web_apps_farm,
    dns_options,
)

KINDS = {
    "dns/": "sip_domains",
    "dns/zones/": "zones",
    "dns/left-out/": "left_out",
    "sites/": "sites",
    "pools/": "pools",
    "reverse-proxies/": "reverse_proxies",
    "simple-urls/": "simple_urls",
}
PAGES = [f"{path}{page}" for path in KINDS for page in ("", "add/", "1/")]


@pytest.fixture
def contoso(alice):
    topology = a_topology(
        a_pool(),
        a_director(),
        an_edge_pool(),
        an_office_web_apps_farm(),
        sites=(a_site("Redmond"), a_site("Berlin", kind=SiteKind.BRANCH, parent="Redmond")),
        reverse_proxies=(
            a_reverse_proxy(publishes=(a_published_host("meet.contoso.com", "131.107.155.41"),)),
        ),
        dns=dns_options(internal_zones=("contoso.com",), split_brain=False),
        left_out=(a_left_out(),),
    )
    return create_deployment("Contoso", alice, topology)


@pytest.fixture
def opened(page: Page, alice, sign_in, contoso):
    sign_in(alice)

    def open_page(path):
        kind = next((kind for kind in KINDS if path == f"{kind}1/"), None)
        if kind is not None:
            row = getattr(contoso, KINDS[kind]).order_by("position").last()
            path = f"{kind}{row.pk}/"
        page.goto(f"/contoso/{path}")
        return page

    return open_page


@pytest.mark.parametrize("path", [*PAGES, "dns/options/"])
def test_a_list_or_form_is_accessible_and_never_scrolls_sideways(opened, path):
    page = opened(path)
    assert_accessible(page)
    page.set_viewport_size(NARROW)

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("role", ["standard-edition", "director", "edge", "office-web-apps"])
def test_a_new_pool_of_each_role_is_accessible(opened, role):
    page = opened("pools/add/")
    page.get_by_label("Role").select_option(role)
    expect(page.locator("[name=shape]")).to_have_value(f"{role} False")
    page.locator("[name=load_balancing][value=hardware]").check(force=True)
    expect(page.get_by_label("Virtual IP addresses")).to_be_visible()

    assert_accessible(page)


def test_a_form_with_problems_and_with_rows_removed_is_accessible(opened):
    page = opened("dns/add/")
    page.get_by_label("SIP domain 1, name").fill("two words")
    page.get_by_role("button", name="Add a SIP domain").click()
    page.get_by_role("button", name="Remove two words").click()
    page.get_by_label("SIP domain 2, name").fill("also wrong")
    page.get_by_role("button", name="Add SIP domains").last.click()
    expect(page.get_by_role("group", name="Not saved: 1 problem")).to_be_focused()

    assert_accessible(page)


def test_two_versions_to_choose_from_are_accessible(opened, contoso):
    page = opened("pools/1/")
    pool = contoso.pools.order_by("position").last()
    pool.external_web_fqdn, pool.version = "theirs.contoso.com", pool.version + 1
    pool.save()
    page.get_by_label("External FQDN").fill("mine.contoso.com")
    page.get_by_role("button", name="Save pool").last.click()
    expect(page.get_by_role("table", name="Two versions")).to_be_visible()

    assert_accessible(page)


def test_a_row_removed_from_a_list_is_accessible(opened):
    page = opened("simple-urls/")
    page.get_by_role("button", name="Remove https://dialin.contoso.com").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()

    assert_accessible(page)


def test_beginning_by_hand_is_accessible(page: Page, alice, sign_in):
    sign_in(alice)
    page.goto("/new/empty/")
    page.get_by_role("button", name="Create deployment").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()

    assert_accessible(page)


def test_leaving_a_new_object_that_was_begun_asks_once(opened):
    page = opened("pools/add/")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.get_by_label("Pool FQDN").fill("pool02.contoso.net")
    page.get_by_role("link", name="Findings").first.click()
    expect(page.get_by_role("heading", name="Findings")).to_be_visible()

    assert asked == ["beforeunload"]
