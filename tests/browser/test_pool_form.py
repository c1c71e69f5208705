"""The pool form under the hands."""

import pytest
from playwright.sync_api import Dialog, Page, Route, expect


@pytest.fixture
def form(page: Page, contoso, alice, sign_in) -> Page:
    sign_in(alice)
    pool = contoso.pools.get(role="front-end")
    page.goto(f"/contoso/pools/{pool.pk}/")
    return page


def answering(page: Page) -> list[str]:
    """Agree to whatever the browser asks, and keep what it was."""
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    return asked


def test_a_new_row_takes_the_focus_and_its_record_is_told(form: Page):
    form.get_by_role("button", name="Add a server").click()
    expect(form.get_by_label("Server 4, FQDN")).to_be_focused()
    form.keyboard.type("fe04.contoso.net")
    form.keyboard.press("Tab")
    form.keyboard.type("192.168.10.94")

    effect = form.get_by_role("complementary", name="What this changes in DNS")
    expect(effect.get_by_text("fe04.contoso.net").first).to_be_visible()
    expect(form.get_by_label("Server 4, addresses")).to_be_focused()


def test_a_removed_row_has_its_undo_in_place(form: Page):
    form.get_by_role("button", name="Remove fe02.contoso.net").click()
    expect(form.get_by_text("is removed when you save")).to_be_visible()
    expect(form.get_by_role("status").filter(has_text="records")).to_be_visible()
    form.get_by_role("button", name="Undo: keep fe02.contoso.net").click()
    expect(form.get_by_label("Server 2, FQDN")).to_have_value("fe02.contoso.net")


def test_saving_waits_for_rows_that_are_on_their_way(form: Page, contoso):
    slow: list[Route] = []

    def keep_removal(route: Route) -> None:
        if "remove-1" in (route.request.post_data or ""):
            slow.append(route)
        else:
            route.continue_()

    form.route("**/pools/**", keep_removal)
    form.get_by_role("button", name="Remove fe02.contoso.net").click()
    form.get_by_role("button", name="Save pool").last.click()
    with form.expect_navigation():
        slow[0].continue_()

    expect(form.get_by_text("Saved.")).to_be_visible()
    names = contoso.pools.get(role="front-end").servers.values_list("fqdn", flat=True)
    assert "fe02.contoso.net" not in names


def test_what_was_typed_while_the_page_loaded_has_its_effect(form: Page):
    slow: list[Route] = []
    form.route("**/*htmx*.js", lambda route: slow.append(route))
    form.reload(wait_until="commit")
    form.get_by_label("External FQDN").fill("webext01.contoso.com")
    for route in slow:
        route.continue_()

    effect = form.get_by_role("complementary", name="What this changes in DNS")
    expect(effect.get_by_role("status")).to_have_text("+3 −3 records")


def test_pasted_lines_become_rows(form: Page):
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.evaluate(
        "navigator.clipboard.writeText('fe04.contoso.net 192.168.10.94\\nfe05.contoso.net')"
    )
    form.get_by_role("button", name="Add a server").click()
    expect(form.get_by_label("Server 4, FQDN")).to_be_focused()
    form.keyboard.press("Control+v")

    expect(form.get_by_label("Server 4, FQDN")).to_have_value("fe04.contoso.net")
    expect(form.get_by_label("Server 4, addresses")).to_have_value("192.168.10.94")
    expect(form.get_by_label("Server 5, FQDN")).to_have_value("fe05.contoso.net")


def test_a_changed_field_says_what_it_was_and_is_put_back(form: Page):
    field = form.get_by_label("External FQDN")
    field.fill("webext01.contoso.com")
    expect(form.get_by_text("Was webext.contoso.com.")).to_be_visible()
    form.get_by_role("button", name="Put back").click()
    expect(field).to_have_value("webext.contoso.com")
    expect(form.get_by_text("unsaved")).to_have_count(0)


def test_leaving_with_unsaved_changes_asks_once(form: Page):
    asked = answering(form)
    form.get_by_label("External FQDN").fill("webext01.contoso.com")
    form.get_by_role("link", name="Findings").first.click()
    expect(form.get_by_role("heading", name="Findings")).to_be_visible()

    assert asked == ["beforeunload"]


def test_discarding_asks_nothing(form: Page):
    asked = answering(form)
    form.get_by_label("External FQDN").fill("webext01.contoso.com")
    form.get_by_role("link", name="Discard").click()
    expect(form.get_by_label("External FQDN")).to_have_value("webext.contoso.com")

    assert asked == []


def test_another_role_changes_the_fields_at_once(form: Page):
    form.get_by_label("Role").select_option("director")
    expect(form.get_by_label("Paired with")).to_have_count(0)
    expect(form.get_by_label("External FQDN")).to_have_value("webext.contoso.com")


def test_problems_take_the_focus_and_lead_to_their_fields(form: Page):
    form.get_by_label("Pool FQDN").fill("")
    form.get_by_role("button", name="Save pool").click()
    expect(form.get_by_role("group", name="Not saved: 1 problem")).to_be_focused()
    form.get_by_role("link", name="Pool FQDN").click()
    expect(form.get_by_label("Pool FQDN")).to_be_focused()
