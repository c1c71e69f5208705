"""The overview, people and settings in Chromium: links in the picture, undoing, axe."""

import pytest
from playwright.sync_api import Page, expect

from lyncplanner.deployments.models import Membership
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.planning.topology import Topology
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW
from tests.builders import a_pool, a_server, a_site, a_topology, an_edge_pool

pytestmark = pytest.mark.browser


@pytest.fixture
def broken(alice):
    """A deployment whose third server has no address, and whose next hop is no pool."""
    pool = a_pool(servers=(a_server(), a_server("fe02.contoso.net", "0.0.0.0")))
    edge = an_edge_pool(next_hop="gone.contoso.net")
    return create_deployment("Broken", alice, a_topology(pool, edge))


@pytest.fixture
def places(alice, contoso, broken):
    sites = (a_site(), a_site("London"))
    pools = [a_pool(f"pool{n}.contoso.net", site=sites[n % 2].name) for n in range(20)]
    create_deployment("Estate", alice, a_topology(*pools, an_edge_pool(), sites=sites))
    create_deployment("Empty", alice, Topology("Empty"))


@pytest.mark.parametrize(
    "path",
    [
        "/contoso/",
        "/contoso/?as=list",
        "/broken/",
        "/broken/?as=list",
        "/estate/",
        "/empty/",
        "/contoso/people/",
        "/contoso/settings/",
        "/account/deleted/",
    ],
)
def test_a_page_is_accessible_and_never_scrolls_sideways(page: Page, alice, sign_in, places, path):
    sign_in(alice)
    page.goto(path)
    assert_accessible(page)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a typed dict

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_box_is_opened_with_the_keyboard_alone(page: Page, alice, contoso, sign_in):
    sign_in(alice)
    page.goto("/contoso/")

    page.get_by_role("link", name="pool01.contoso.net, Front End pool").focus()
    page.keyboard.press("Enter")

    pool = contoso.pools.get(role="front-end")
    expect(page).to_have_url(f"{page.url.partition('/contoso')[0]}/contoso/pools/{pool.pk}/")


def test_a_mark_leads_to_its_finding(page: Page, alice, broken, sign_in):
    sign_in(alice)
    page.goto("/broken/")

    page.get_by_role("link", name="Error: fe02.contoso.net gets no record").click()

    finding = page.locator("article.finding:target")
    expect(finding).to_contain_text("fe02.contoso.net gets no record")


def test_a_narrow_screen_gets_the_list(page: Page, alice, contoso, sign_in):
    sign_in(alice)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a typed dict
    page.goto("/contoso/")

    expect(page.locator(".diagram")).to_be_hidden()
    expect(page.locator(".outline")).to_contain_text("HTTPS 443 to tmg01")


def test_texts_stay_in_their_boxes(page: Page, alice, places, sign_in):
    sign_in(alice)
    page.goto("/estate/")

    outside = page.evaluate(
        """() => [...document.querySelectorAll(".diagram .box, .diagram .tab")].flatMap((box) => {
          const frame = box.querySelector("rect").getBBox();
          return [...box.querySelectorAll("text")].filter((text) => {
            const { x, width } = text.getBBox();
            return x < frame.x || x + width > frame.x + frame.width;
          }).map((text) => text.textContent);
        })"""
    )

    assert outside == []


def test_removing_somebody_is_undone_with_one_click(page: Page, alice, bob, contoso, sign_in):
    sign_in(alice)
    page.goto("/contoso/people/")
    page.get_by_role("button", name="Remove bob").click()
    expect(page.get_by_text("Removed bob.")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("bob is Reviewer again.")).to_be_visible()
    assert contoso.memberships.get(user=bob).role == Membership.Role.REVIEWER


def test_a_refused_role_says_why_beside_it_and_takes_the_focus(
    page: Page, alice, bob, contoso, sign_in
):
    sign_in(alice)
    page.goto("/contoso/people/")
    page.get_by_label("Role of alice").select_option("Viewer")
    page.get_by_role("button", name="Change the role of alice").click()

    expect(page.locator("[data-focus]")).to_be_focused()
    expect(page.locator(".field-error")).to_contain_text("Contoso needs an owner.")
    assert_accessible(page)


def test_a_deployment_is_deleted_put_back_and_deleted_for_good(page: Page, alice, contoso, sign_in):
    sign_in(alice)
    page.goto("/contoso/settings/")
    page.get_by_label("Type the name: Contoso").fill("Contoso")
    page.get_by_role("button", name="Delete Contoso").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Contoso is there again.")).to_be_visible()

    page.goto("/contoso/settings/")
    page.get_by_label("Type the name: Contoso").fill("Contoso")
    page.get_by_role("button", name="Delete Contoso").click()
    page.get_by_role("link", name="1 deleted deployment").click()
    page.get_by_text("Delete it for good").click()
    assert_accessible(page)
    page.get_by_label("Type the name: Contoso").fill("Contoso")
    page.get_by_role("button", name="Delete Contoso for good").click()

    expect(page.get_by_text("Deleted Contoso for good.")).to_be_visible()
