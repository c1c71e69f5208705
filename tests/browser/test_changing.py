"""Renaming, renumbering, removing and importing, as people do, by the menus that lead there."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.documents.topology_writer import write_yaml
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW, WIDE
from tests.builders import a_pool, a_topology, an_edge_pool

BUILDER = Path(__file__).parents[1] / "documents" / "samples" / "contoso-2013.tbxml"


@pytest.fixture
def signed_in(page: Page, sign_in, alice, contoso) -> Page:
    sign_in(alice)
    return page


def more(page: Page, entry: str) -> None:
    """Choose from the menu of what else can be done."""
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name=entry, exact=True).click()


def assert_good(page: Page) -> None:
    """Accessible in every look, and never wider than the screen."""
    assert_accessible(page)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a typed dict
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # a typed dict


def open_pool(page: Page) -> None:
    page.goto("/contoso/pools/")
    page.get_by_role("link", name="pool01.contoso.net").click()


def test_a_pool_is_renamed_after_a_look_at_what_changes(signed_in: Page, contoso):
    page = signed_in
    open_pool(page)
    more(page, "Rename")
    assert_good(page)

    page.get_by_label("New pool FQDN").fill("pool09.contoso.net")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("heading", name="2 changes")).to_be_visible()
    expect(page.get_by_role("table", name="What changes")).to_contain_text("Next hop")
    assert_good(page)
    page.get_by_role("button", name="Rename pool").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("pool09.contoso.net")
    assert load_topology(contoso).pools[1].next_hop == "pool09.contoso.net"


def test_a_pool_is_removed_and_put_back(signed_in: Page, contoso):
    page = signed_in
    open_pool(page)
    more(page, "Remove")
    expect(page.get_by_text("3 servers")).to_be_visible()
    assert_good(page)
    page.get_by_role("button", name="Remove pool").click()

    expect(page.get_by_text("is removed")).to_be_visible()
    assert contoso.pools.count() == 1
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="pool01.contoso.net")).to_be_visible()
    assert load_topology(contoso) == a_topology()


def test_a_network_is_renumbered_after_a_look_at_each_address(signed_in: Page, contoso):
    page = signed_in
    page.goto("/contoso/pools/")
    more(page, "Renumber a network")
    page.get_by_role("link", name="192.168.10.0/24").click()
    page.get_by_label("New network").fill("10.1.2.0/24")
    page.get_by_role("button", name="Show what changes").click()

    expect(page.get_by_role("table", name="What changes")).to_contain_text("10.1.2.91")
    assert_good(page)
    page.get_by_role("button", name="Renumber").click()

    expect(page.get_by_text("Renumbered 192.168.10.0/24 to 10.1.2.0/24.")).to_be_visible()
    assert load_topology(contoso).pools[0].servers[0].addresses == ("10.1.2.91",)


def test_a_file_of_topology_builder_asks_for_what_it_lacks(signed_in: Page, contoso):
    page = signed_in
    page.goto("/contoso/import/")
    page.get_by_label("File").set_input_files(BUILDER)
    page.get_by_role("button", name="Read the file").click()

    expect(page.get_by_role("heading", name="Stays as it was entered")).to_be_visible()
    page.get_by_label("owa01.contoso.net").fill("192.0.2.77")
    page.get_by_role("button", name="Show effect").click()
    expect(page.get_by_role("complementary").get_by_text("192.0.2.77").first).to_be_visible()
    assert_good(page)


def test_a_file_is_imported_after_a_look_at_the_difference(signed_in: Page, contoso, tmp_path):
    file = tmp_path / "contoso.yaml"
    file.write_text(write_yaml(a_topology(a_pool(servers=()), an_edge_pool())))
    page = signed_in
    page.goto("/contoso/pools/")
    more(page, "Import a file")
    assert_good(page)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()

    expect(
        page.get_by_text("fe01.contoso.net was removed from pool01.contoso.net.")
    ).to_be_visible()
    assert_good(page)
    page.get_by_role("button", name="Replace the working copy").click()

    expect(page.get_by_text("Imported contoso.yaml.")).to_be_visible()
    assert load_topology(contoso).pools[0].servers == ()


def test_who_was_overtaken_sees_by_whom(signed_in: Page, contoso, eve):
    page = signed_in
    open_pool(page)
    more(page, "Remove")
    update_rows(contoso, a_topology(a_pool(site="Chicago"), an_edge_pool()), by=eve, what="Moved")
    page.get_by_role("button", name="Remove pool").click()

    notice = page.get_by_text("eve changed the deployment")
    expect(notice).to_be_visible()
    assert_good(page)
    assert contoso.pools.count() == 2


def test_a_deployment_is_copied(signed_in: Page):
    page = signed_in
    page.goto("/contoso/pools/")
    more(page, "Copy the deployment")
    expect(page.get_by_label("Name of the copy")).to_have_value("Copy of Contoso")
    assert_good(page)
    page.get_by_role("button", name="Create deployment").click()

    expect(page.get_by_text("Created Copy of Contoso, a copy of Contoso.")).to_be_visible()


def test_the_topology_is_downloaded(signed_in: Page, contoso):
    page = signed_in
    page.goto("/contoso/pools/")
    page.locator("summary", has_text="More").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Topology as YAML").click()

    assert download.value.suggested_filename == "contoso-topology.yaml"
