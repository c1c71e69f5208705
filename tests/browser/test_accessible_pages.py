"""axe on every page: light, dark and narrow; and no page scrolls sideways."""

import pytest
from playwright.sync_api import Page

from lyncplanner.deployments.models import Upload
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.documents.topology_writer import write_yaml
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW
from tests.builders import a_left_out, a_pool, a_server, a_topology, an_edge_pool

PATHS = [
    "/",
    "/?q=nowhere",
    "/new/",
    "/new/import/",
    "/new/import/{upload}/",
    "/new/sample/",
    "/account/",
    "/contoso/plan/",
    "/contoso/plan/?q=nowhere",
    "/contoso/plan/external~sip.contoso.com~A/",
    "/contoso/findings/",
    "/contoso/pools/",
    "/contoso/pools/{pool}/",
    "/contoso/pools/{edge}/",
    "/contoso/exports/?to=bind&view=external",
    "/contoso/exports/?to=bind&name_server=nonsense",
    "/sound/findings/",
    "/nowhere/",
]


@pytest.fixture
def places(alice):
    """A deployment with findings, another without, and an upload."""
    pool = a_pool(servers=(a_server("fe01.contoso.net", "0.0.0.0"),), external_web=None)
    wrong = a_topology(
        pool, an_edge_pool(next_hop="gone.net"), left_out=(a_left_out("No phones.", type="SRV"),)
    )
    contoso = create_deployment("Contoso", alice, wrong)
    sound = create_deployment("Sound", alice, a_topology())
    upload = Upload.objects.keep(alice, name="contoso.yaml", content=write_yaml(wrong).encode())
    return {
        "upload": upload.key,
        "pool": contoso.pools.get(role="front-end").pk,
        "edge": contoso.pools.get(role="edge").pk,
        "sound": sound.pools.get(role="front-end").pk,
    }


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_never_scrolls_sideways(page: Page, alice, sign_in, places, path):
    sign_in(alice)
    page.goto(path.format(**places))
    assert_accessible(page)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a typed dict

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_an_open_row_is_accessible(page: Page, alice, sign_in, places):
    sign_in(alice)
    page.goto("/contoso/plan/")
    page.locator("[data-open]").first.click()
    page.wait_for_selector(".why")

    assert_accessible(page)


def test_open_menus_are_accessible(page: Page, alice, sign_in, places):
    sign_in(alice)
    page.goto("/contoso/plan/")
    for menu in ("Account: alice", "Deployment: Contoso. Switch"):
        page.get_by_label(menu).click()
        assert_accessible(page)


def test_a_form_with_problems_and_one_with_its_effect_are_accessible(
    page: Page, alice, sign_in, places
):
    sign_in(alice)
    page.goto(f"/sound/pools/{places['sound']}/")
    page.get_by_label("Pool FQDN").fill("pool 01")
    page.get_by_role("button", name="Add a server").click()
    page.wait_for_selector("[name=servers-3-fqdn]")
    page.get_by_role("button", name="Save pool").click()
    page.wait_for_selector("[data-focus]")
    assert_accessible(page)

    page.get_by_label("Pool FQDN").fill("pool02.contoso.net")
    page.wait_for_selector(".delta")
    assert_accessible(page)


def test_the_problems_of_a_file_are_accessible(page: Page, alice, sign_in, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text(write_yaml(a_topology()).replace("role: edge", "role: edgy"))
    sign_in(alice)
    page.goto("/new/import/")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_selector(".problems")

    assert_accessible(page)
