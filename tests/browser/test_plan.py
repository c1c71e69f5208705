"""The plan page under the hands: filters in the address, rows by key, copy."""

import re

import pytest
from playwright.sync_api import Page, expect

from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_sip_domain, a_topology


@pytest.fixture
def plan(page: Page, contoso, alice, sign_in) -> Page:
    sign_in(alice)
    page.goto("/contoso/plan/")
    return page


def test_filters_stand_in_the_address_and_back_takes_them_away(plan: Page):
    plan.get_by_role("link", name="External", exact=False).first.click()
    expect(plan).to_have_url(re.compile(r"\?view=external$"))
    expect(plan.get_by_role("region", name="Internal")).to_have_count(0)
    plan.get_by_role("searchbox", name="Name, address, rule or pool").fill("webext")
    expect(plan).to_have_url(re.compile(r"q=webext&view=external$"))
    expect(plan.locator("[data-open]")).to_have_count(1)
    expect(plan.get_by_role("status")).to_have_text("1 record in 1 record set shown")

    plan.go_back()
    expect(plan).to_have_url(re.compile(r"\?view=external$"))
    expect(plan.locator("[data-open]")).not_to_have_count(1)


def test_a_chip_keeps_the_focus(plan: Page):
    plan.locator("#view-external").focus()
    plan.keyboard.press("Enter")
    expect(plan.locator("#view-external[aria-current]")).to_be_focused()


def test_rows_are_walked_opened_and_copied_by_key(plan: Page):
    plan.context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.keyboard.press("j")
    plan.keyboard.press("j")
    second = plan.locator("[data-open]").nth(1)
    expect(second).to_be_focused()
    plan.keyboard.press("k")
    first = plan.locator("[data-open]").first
    expect(first).to_be_focused()
    plan.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-expanded", "true")
    expect(plan.get_by_role("heading", name="Why")).to_be_visible()
    plan.keyboard.press("Enter")
    expect(plan.get_by_role("heading", name="Why")).to_be_hidden()
    plan.keyboard.press("c")
    expect(plan.get_by_role("status")).to_have_text("Copied")
    assert plan.evaluate("navigator.clipboard.readText()") == (
        "_sip._tls.contoso.com. 3600 IN SRV 0 0 443 sip.contoso.com.\n"
    )


def test_slash_goes_to_the_filter_and_keys_are_quiet_while_typing(plan: Page):
    plan.keyboard.press("/")
    field = plan.get_by_role("searchbox", name="Name, address, rule or pool")
    expect(field).to_be_focused()
    plan.keyboard.type("j?k")
    expect(field).to_have_value("j?k")
    expect(plan.get_by_role("dialog")).to_be_hidden()


def test_the_question_mark_lists_the_keys(plan: Page):
    plan.keyboard.press("?")
    expect(plan.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_keys_are_off_by_choice(page: Page, contoso, alice, sign_in):
    alice.shortcuts = False
    alice.save()
    sign_in(alice)
    page.goto("/contoso/plan/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_theme_button_changes_the_theme_and_keeps_it(plan: Page, alice):
    with plan.expect_response("**/account/theme/"):
        plan.get_by_role("button", name="Switch between light and dark").click()
    expect(plan.locator("html")).to_have_attribute("data-bs-theme", "dark")
    plan.reload()
    expect(plan.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_long_plan_unfolds_and_goes_on_where_it_stands(page: Page, alice, sign_in):
    domains = tuple(a_sip_domain(f"customer{number:03}.com") for number in range(130))
    create_deployment("Hoster", alice, a_topology(sip_domains=domains))
    sign_in(alice)
    page.goto("/hoster/plan/")
    expect(page.locator("[data-open]").first).to_be_hidden()
    page.locator("[data-fold]").first.click()
    expect(page.locator("[data-open]").first).to_be_visible()
    page.get_by_role("link", name="Show next 200").click()
    expect(page.locator("[data-open]")).to_have_count(400)
    expect(page).to_have_url(re.compile(r"/hoster/plan/$"))
