"""Two people in Chromium, from a proposal to what is deployed."""

import re

import pytest
from playwright.sync_api import Page, expect

from lyncplanner.reviews.conversations import comment
from lyncplanner.reviews.delivering import mark_deployed
from lyncplanner.reviews.models import Deployed, Thread
from lyncplanner.reviews.seeing import changes_of
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import NARROW
from tests.reviews.proposals import a_proposal, add_a_server, an_approved_revision, rules

pytestmark = pytest.mark.browser
BOTH = (Deployed.Side.INTERNAL, Deployed.Side.EXTERNAL)


@pytest.fixture
def deployed(contoso, alice, bob):
    """Revision 1 stands in DNS; the working copy has a server more."""
    rules(contoso)
    revision = an_approved_revision(contoso, alice, bob)
    mark_deployed(revision, alice, BOTH)
    add_a_server(contoso, alice)
    return contoso


@pytest.fixture
def proposed(deployed, alice):
    return a_proposal(deployed, alice, "Fourth Front End Server")


def test_two_people_from_proposal_to_deployed(page: Page, deployed, alice, bob, sign_in):
    sign_in(alice)
    page.goto("/contoso/revisions/")
    page.get_by_role("link", name="Propose for review").click()
    expect(page.get_by_role("heading", name="pool01.contoso.net Servers")).to_be_visible()
    page.get_by_label("Title").fill("Fourth Front End Server")
    page.get_by_label("Description").fill("fe04 takes the load of the new branch.")
    page.get_by_role("button", name="Propose for review").click()
    expect(page.get_by_role("heading", name="Fourth Front End Server")).to_be_visible()
    expect(page.get_by_text("Someone else has to decide.")).to_be_visible()

    sign_in(bob)
    page.goto("/")
    page.get_by_role("link", name="Inbox, 1 waiting").click()
    page.get_by_role("link", name=re.compile("Your approval does not count for revision 2")).click()
    expect(page.get_by_text("Your approval of revision 1 does not count here")).to_be_visible()
    first = page.get_by_role("checkbox", name="Seen: internal fe04.contoso.net A")
    first.check()
    expect(page.locator("#seen-count")).to_have_text(re.compile("^1 of "))
    page.get_by_role("link", name="Comment on internal fe04.contoso.net A").click()
    page.get_by_role("textbox", name="Comment on internal fe04.contoso.net A").fill(
        "Is .94 free, @alice?"
    )
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("Is .94 free, @alice?")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Seen: internal fe04.contoso.net A")).to_be_checked()
    page.get_by_role("radio", name="Request changes holds it back").check()
    page.get_by_role("textbox", name="Reason").fill("Say first whether .94 is free.")
    page.get_by_role("button", name="Submit decision").click()
    expect(page.get_by_text("Changes requested. The proposer sees it")).to_be_visible()

    sign_in(alice)
    page.goto("/inbox/")
    page.get_by_role("link", name="bob mentioned you about internal fe04.contoso.net A").click()
    thread = page.locator(".thread", has_text="Is .94 free")
    thread.get_by_role("textbox").fill("It is: checked today.")
    thread.get_by_role("button", name="Resolve").click()
    expect(page.get_by_text("Resolved by alice.")).to_be_visible()

    sign_in(bob)
    page.goto("/contoso/revisions/2/")
    page.get_by_role("radio", name="Approve may be deployed").check()
    page.get_by_role("button", name="Submit decision").click()
    expect(page.get_by_label("Versions of Contoso")).to_contain_text("Revision 2 approved")

    sign_in(alice)
    page.goto("/inbox/")
    page.get_by_role("link", name=re.compile("is approved and not deployed yet")).click()
    page.get_by_role("checkbox", name="Internal", exact=True).check()
    page.get_by_role("checkbox", name="External", exact=True).check()
    page.get_by_role("button", name="Mark as deployed").click()
    expect(page.get_by_label("Versions of Contoso")).to_contain_text("approved, deployed")
    page.goto("/inbox/")
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()


def test_a_review_is_gone_through_by_key(page: Page, proposed, bob, sign_in):
    sign_in(bob)
    page.goto("/contoso/revisions/2/")
    boxes = page.locator("[data-seen]")
    page.keyboard.press("s")
    expect(boxes.nth(0)).to_be_focused()
    page.keyboard.press("s")
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).to_be_focused()
    expect(page.locator("#seen-count")).to_have_text(re.compile("^1 of "))
    page.keyboard.press("c")
    expect(page.locator("textarea[autofocus]")).to_be_focused()


def test_ticks_last_over_a_reload(page: Page, proposed, bob, sign_in):
    sign_in(bob)
    page.goto("/contoso/revisions/2/")
    page.locator("[data-seen]").first.check()
    expect(page.locator("#seen-count")).to_have_text(re.compile("^1 of "))
    page.reload()
    expect(page.locator("[data-seen]").first).to_be_checked()


def test_the_narrow_review_has_a_bar_that_leads_to_the_decision(page: Page, proposed, bob, sign_in):
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a typed dict
    sign_in(bob)
    page.goto("/contoso/revisions/2/")
    expect(page.locator("#seen-count-bar")).to_be_visible()
    page.get_by_role("link", name="Decide", exact=True).click()
    expect(page.get_by_role("button", name="Submit decision")).to_be_in_viewport()


def test_a_review_works_without_a_script(chromium, live_server, proposed, bob, sign_in, page):
    sign_in(bob)
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto("/contoso/revisions/2/")
    plain.locator("[data-seen]").first.check()
    plain.get_by_role("button", name="Save ticks").click()
    expect(plain.locator("#seen-count")).to_have_text(re.compile("^1 of "))
    plain.locator("a[data-comment]").nth(1).click()
    plain.locator("main textarea").fill("Without a script.")
    plain.get_by_role("button", name="Comment", exact=True).click()
    expect(plain.get_by_text("Without a script.")).to_be_visible()
    context.close()


PATHS = [
    "/inbox/",
    "/account/tokens/",
    "/contoso/revisions/",
    "/contoso/revisions/propose/",
    "/contoso/revisions/1/",
    "/contoso/revisions/2/",
    "/contoso/revisions/2/?by=view",
    "/contoso/revisions/2/plan/",
    "/contoso/revisions/2/findings/",
    "/contoso/revisions/1/restore/",
    "/contoso/compare/1..2/",
    "/contoso/history/",
    "/contoso/history/{change}/",
    "/contoso/people/invitations/",
    "/contoso/settings/reviews/",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_never_scrolls_sideways(
    page: Page, proposed, deployed, alice, bob, sign_in, path
):
    key = changes_of(proposed)[0].key
    comment(proposed, bob, "Why?", about=Thread.About.RECORD, key=key, title="sip A")
    comment(proposed, bob, "And @alice: when?", about=Thread.About.WHOLE)
    sign_in(alice)
    page.goto(path.format(change=deployed.changes.first().pk))

    assert_accessible(page)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a typed dict
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
