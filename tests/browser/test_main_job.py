"""The main job, walked through: sign in, import, change a pool, see the records, download."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lyncplanner.documents.topology_writer import write_yaml
from tests.builders import a_topology
from tests.conftest import PASSWORD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "contoso.yaml"
    path.write_text(write_yaml(a_topology()))
    return path


def test_from_a_file_to_a_zone(page: Page, alice, file):
    page.goto("/")
    page.get_by_label("Name or e-mail").fill("alice")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Deployments")).to_be_visible()

    page.get_by_role("link", name="New deployment").first.click()
    page.get_by_role("link", name="Import a file").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("Front End pool (Enterprise Edition), 3 servers")).to_be_visible()
    page.get_by_role("button", name="Create deployment").click()
    expect(page.get_by_text("Created Contoso.")).to_be_visible()

    page.get_by_role("link", name="webext.contoso.com").first.click()
    expect(page.get_by_text("Users outside reach this pool's web services")).to_be_visible()
    assert page.url.endswith("/contoso/plan/")

    page.get_by_role("link", name="Pools").click()
    page.get_by_role("link", name="pool01.contoso.net").click()
    page.get_by_label("External FQDN").fill("webext01.contoso.com")
    effect = page.get_by_role("complementary", name="What this changes in DNS")
    expect(effect.get_by_role("status")).to_have_text("+3 −3 records")
    expect(effect.get_by_text("webext01.contoso.com").first).to_be_visible()
    expect(page.get_by_text("1 unsaved change")).to_be_visible()
    page.get_by_role("button", name="Save pool").click()
    expect(page.get_by_text("Saved. +3 −3 records.")).to_be_visible()

    page.get_by_role("link", name="Plan", exact=False).first.click()
    page.goto("/contoso/plan/?q=webext")
    expect(page.get_by_role("link", name="webext01.contoso.com").first).to_be_visible()

    page.get_by_role("link", name="Exports").click()
    page.get_by_text("External", exact=False).first.click()
    expect(page).to_have_url("/contoso/exports/?to=bind&view=external&name_server=&serial=")
    with page.expect_download() as started:
        page.get_by_role("link", name="Download").click()
    assert started.value.suggested_filename == "contoso-DRAFT-bind.zone"
    zone = Path(started.value.path()).read_text()
    assert "webext01" in zone

    page.get_by_label("Account: alice").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
