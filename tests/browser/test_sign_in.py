"""Signing in and out, as people do."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.conftest import PASSWORD


def test_one_signs_in_and_out_again(page: Page, alice):
    page.goto("/")
    page.get_by_label("Name or e-mail").fill("alice")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")

    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


@pytest.mark.parametrize(
    "address",
    ["login/", "signup/", "inactive/", "password/reset/", "password/reset/done/"]
    + ["password/reset/key/1-used/", "password/reset/key/done/"],
)
def test_every_entrance_is_accessible(page: Page, transactional_db, address):
    page.goto(f"/accounts/{address}")

    assert_accessible(page)


def test_changing_the_password_is_accessible(page: Page, sign_in, alice):
    sign_in(alice)

    page.goto("/accounts/password/change/")

    assert_accessible(page)
