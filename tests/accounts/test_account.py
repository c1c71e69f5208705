"""Each person's own choices."""

from datetime import UTC, datetime

import pytest

from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_topology


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


def test_choices_are_saved(signed_in, alice):
    signed_in.post("/account/", {"theme": "dark", "mail": "daily"})

    alice.refresh_from_db()
    assert (alice.theme, alice.shortcuts, alice.mail) == ("dark", False, "daily")


def test_times_are_those_of_ones_own_clock(signed_in, alice):
    signed_in.post("/account/", {"theme": "dark", "mail": "daily", "time_zone": "Asia/Tokyo"})
    at_night = datetime(2020, 6, 30, 23, 30, tzinfo=UTC)
    create_deployment("Contoso", alice, a_topology())
    Deployment.objects.update(changed_at=at_night)

    assert "1 Jul 2020" in signed_in.get("/").content.decode()


def test_a_time_zone_that_is_none_is_not_kept(signed_in, alice):
    choices = {"theme": "dark", "mail": "daily", "time_zone": "Moon/Base"}
    assert b"Moon/Base is not one of" in signed_in.post("/account/", choices).content
    alice.refresh_from_db()
    assert alice.time_zone == ""


def test_pages_come_in_the_chosen_theme(signed_in, alice):
    alice.theme = "dark"
    alice.save()

    assert b'data-bs-theme="dark"' in signed_in.get("/").content


def test_keys_are_off_by_choice(signed_in, alice):
    assert b"<body" in signed_in.get("/").content
    assert b"data-shortcuts>" in signed_in.get("/").content
    alice.shortcuts = False
    alice.save()

    assert b"data-shortcuts>" not in signed_in.get("/").content


def test_the_theme_button_keeps_the_theme_and_goes_back(signed_in, alice):
    answer = signed_in.post("/account/theme/", {"theme": "dark", "next": "/contoso/plan/?q=sip"})

    alice.refresh_from_db()
    assert alice.theme == "dark"
    assert answer.url == "/contoso/plan/?q=sip"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:x"])
def test_the_theme_button_leads_nowhere_else(signed_in, elsewhere):
    assert signed_in.post("/account/theme/", {"theme": "dark", "next": elsewhere}).url == "/"


def test_a_theme_that_is_none_is_not_kept(signed_in, alice):
    signed_in.post("/account/theme/", {"theme": "pink"})

    alice.refresh_from_db()
    assert alice.theme == "system"
