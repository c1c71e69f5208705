"""Chromium in front of the real application; every page it shows has to be quiet and accessible."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from lyncplanner.accounts.models import User

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
RESULTS = Path(settings.BASE_DIR) / "test-results"
SECONDS = 10
NO_MISTAKE = (
    "Failed to load resource",  # of a page that is meant to be a 403 or 404
    "htmx:sendAbort",  # a request that what was typed since has replaced
    "htmx:afterRequest",  # the same
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread: Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, live_server, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the running application; a script error or a breach of policy fails the test."""
    context = chromium.new_context(base_url=live_server.url, viewport=WIDE, locale="en-GB")  # type: ignore[arg-type]  # a typed dict
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    complaints = _complaints(page)
    yield page
    RESULTS.mkdir(exist_ok=True)
    picture = re.sub(r"[^\w.-]+", "-", request.node.name).strip("-")
    page.screenshot(path=RESULTS / f"{picture}.png", full_page=True)
    context.close()
    assert not complaints


def _complaints(page: Page) -> list[str]:
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NO_MISTAKE):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def sign_in(page: Page, live_server) -> Callable[[User], None]:
    """Sign somebody in without the form, which has tests of its own."""

    def as_person(person: User) -> None:
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session,
                    "url": live_server.url,
                }
            ]
        )

    return as_person
