"""Signing in: by name or e-mail, five tries, and nobody signs up."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from tests.conftest import PASSWORD

SIGN_IN = "/accounts/login/"


@pytest.fixture(autouse=True)
def _no_earlier_tries(db):
    cache.clear()


def try_to_sign_in(client, login: str, password: str = PASSWORD):
    return client.post(SIGN_IN, {"login": login, "password": password})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["alice", "alice@contoso.com", "ALICE@contoso.com"])
def test_one_signs_in_by_name_or_e_mail(client, alice, login):
    assert try_to_sign_in(client, login).status_code == 302
    assert is_signed_in(client)


def test_signing_in_needs_no_words(client, alice):
    try_to_sign_in(client, "alice")

    assert "signed in" not in client.get("/").content.decode()


def test_a_wrong_password_is_said_so(client, alice):
    answer = try_to_sign_in(client, "alice", "wrong")

    assert answer.status_code == 200
    assert "not correct" in answer.content.decode()
    assert not is_signed_in(client)


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client, alice):
    for _ in range(5):
        try_to_sign_in(client, "alice", "wrong")

    answer = try_to_sign_in(client, "alice")

    assert "Too many failed login attempts" in answer.content.decode()
    assert not is_signed_in(client)


def test_wrong_passwords_for_one_account_do_not_lock_another(client, alice, charlie):
    for _ in range(5):
        try_to_sign_in(client, "alice", "wrong")

    try_to_sign_in(client, "charlie")

    assert is_signed_in(client)


def test_the_admin_counts_wrong_passwords_too(client, alice):
    assert client.get("/admin/login/").headers["Location"].startswith(SIGN_IN)


def test_sign_in_leads_back_to_the_page_that_was_asked_for(client, alice):
    asked = client.get("/account/")
    assert asked.headers["Location"] == f"{SIGN_IN}?next=/account/"

    answer = client.post(
        asked.headers["Location"], {"login": "alice", "password": PASSWORD, "next": "/account/"}
    )

    assert answer.headers["Location"] == "/account/"


def test_sign_in_leads_to_no_other_site(client, alice):
    answer = client.post(
        SIGN_IN, {"login": "alice", "password": PASSWORD, "next": "https://example.com/"}
    )

    assert answer.headers["Location"] == "/"


def test_an_account_that_is_switched_off_is_told(client, a_person):
    a_person("dave", is_active=False)

    try_to_sign_in(client, "dave")

    assert not is_signed_in(client)


def test_nobody_signs_up(client, db, django_user_model):
    answer = client.post(
        "/accounts/signup/",
        {"username": "mallory", "email": "m@contoso.com", "password1": PASSWORD},
    )

    assert "Ask them for one" in answer.content.decode()
    assert not django_user_model.objects.filter(username="mallory").exists()


def test_signing_out_takes_a_button_not_a_link(client, alice):
    client.force_login(alice)

    client.get("/accounts/logout/")
    assert is_signed_in(client)

    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_a_forgotten_password_is_replaced_by_mail(client, alice):
    client.post("/accounts/password/reset/", {"email": "alice@contoso.com"})
    [message] = mail.outbox
    [link] = re.findall(r"http://testserver(/\S+)", str(message.body))

    form = client.get(link, follow=True)
    client.post(
        form.redirect_chain[-1][0],
        {"password1": "a much better one", "password2": "a much better one"},
    )

    try_to_sign_in(client, "alice", "a much better one")
    assert is_signed_in(client)


def test_a_forgotten_password_does_not_tell_who_has_an_account(client, alice):
    known = client.post("/accounts/password/reset/", {"email": "alice@contoso.com"}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "zoe@contoso.com"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain


def test_the_password_is_changed_with_the_old_one(client, alice):
    client.force_login(alice)
    new = {"password1": "a much better one", "password2": "a much better one"}

    client.post("/accounts/password/change/", {"oldpassword": "wrong", **new})
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)

    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, **new})
    alice.refresh_from_db()
    assert alice.check_password("a much better one")
