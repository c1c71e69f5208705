"""Checking a plan as people do: trace a client, ask, live with a warning, mend an error."""

import pytest
from playwright.sync_api import Page, expect

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.storing import create_deployment
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW
from tests.builders import a_director, a_pool, a_server, a_topology, an_edge_pool


@pytest.fixture
def warned(alice):
    """One warning, two servers with one address; and one error, a name with an underscore."""
    director = a_director(servers=(a_server("dir01.contoso.net", "192.168.10.91"),))
    pool = a_pool(servers=(a_server("fe01.contoso.net"), a_server("fe_02.contoso.net", "10.0.0.9")))
    edge = an_edge_pool(next_hop="dir01.contoso.net")
    return create_deployment("Warned", alice, a_topology(pool, edge, director))


@pytest.fixture
def signed_in(page: Page, sign_in, alice, warned) -> Page:
    sign_in(alice)
    return page


def test_a_cell_opens_its_ladder_in_place(signed_in: Page):
    page = signed_in
    page.goto("/warned/trace/")
    row = page.get_by_role("row", name="Lync 2010 desktop")
    row.get_by_role("link", name="_sip._tls").click()

    heading = page.get_by_role("heading", name="Lync 2010 desktop, contoso.com, outside")
    expect(heading).to_be_focused()
    expect(row.locator("[aria-current]")).to_contain_text("_sip._tls")
    assert "client=lync-2010-desktop" in page.url
    assert_accessible(page)

    page.get_by_role("link", name="_sip._tls.contoso.com").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("_sip._tls.contoso.com")


def test_a_question_is_answered_in_place(signed_in: Page):
    page = signed_in
    page.goto("/warned/trace/")
    page.get_by_label("What breaks if … goes?", exact=True).fill("pool01.contoso.net")
    page.keyboard.press("Enter")

    expect(page.locator("#answer")).to_contain_text("can’t sign in")
    assert "ask=what-breaks" in page.url
    assert_accessible(page)


def test_a_question_works_without_a_script(chromium, live_server, sign_in, page: Page, signed_in):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto("/warned/trace/")
    plain.get_by_label("Who depends on …?", exact=True).fill("sip.contoso.com")
    plain.get_by_role("button", name="Ask Who depends on …?").click()

    expect(plain.locator("#answer")).to_contain_text("Records that lead to it")
    context.close()


def test_a_warning_is_accepted_and_counts_apart(signed_in: Page):
    page = signed_in
    page.goto("/warned/findings/")
    warning = page.locator("article", has_text="address.shared")
    warning.get_by_text("Accept with a reason").click()
    assert_accessible(page)
    warning.get_by_label("Why this is all right here").fill("They never run at once.")
    warning.get_by_role("button", name="Accept").click()

    expect(page.get_by_role("region", name="Accepted")).to_contain_text("They never run at once.")
    expect(page.locator(".tally")).to_contain_text("1 accepted")
    assert_accessible(page)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("region", name="Warnings")).to_contain_text("address.shared")


def test_a_mend_is_looked_at_before_it_is_saved(signed_in: Page, warned):
    page = signed_in
    page.goto("/warned/findings/")
    page.get_by_role("link", name="Mend: fe-02.contoso.net").click()
    expect(page.locator("#effect")).to_contain_text("1 finding gone")
    assert_accessible(page)
    page.get_by_role("button", name="Save pool").click()

    expect(page.get_by_text("Saved.")).to_be_visible()
    assert load_topology(warned).pools[0].servers[1].fqdn == "fe-02.contoso.net"


@pytest.mark.parametrize(
    "path",
    [
        "/warned/trace/",
        "/warned/trace/?ask=who-depends&about=sip.contoso.com",
        "/warned/certificates/?wildcard=*.contoso.com",
        "/warned/cut-over/",
    ],
)
def test_a_page_of_checks_is_accessible_and_never_scrolls_sideways(signed_in: Page, path):
    signed_in.goto(path)
    assert_accessible(signed_in)
    signed_in.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a typed dict

    assert signed_in.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
