"""Every page and command, by who may see it: one table, and a test that nothing is missing."""

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from lyncplanner.accounts.models import User
from tests.conftest import PASSWORD

EVERYBODY = {"alice": 200, "eve": 200, "bob": 200, "victor": 200, "charlie": 404}
EDITORS = {"alice": 200, "eve": 200, "bob": 403, "victor": 403, "charlie": 404}
ONESELF = {"alice": 200, "eve": 200, "bob": 200, "victor": 200, "charlie": 200}
LEADS_ON = dict.fromkeys(ONESELF, 302)

OBJECTS = {
    "sip-domain": "sip_domains",
    "zone": "zones",
    "left-out": "left_out",
    "site": "sites",
    "pool": "pools",
    "reverse-proxy": "reverse_proxies",
    "simple-url": "simple_urls",
}
"""What a deployment consists of: each kind has a list, a form for new ones and for each."""

PAGES = {
    **{f"deployments:{kind}-list": ("get", EVERYBODY) for kind in OBJECTS},
    **{f"deployments:{kind}-add": ("get", EDITORS) for kind in OBJECTS},
    **{f"deployments:{kind}-add-effect": ("post", EDITORS) for kind in OBJECTS},
    **{f"deployments:{kind}-edit": ("get", EVERYBODY) for kind in OBJECTS},
    **{f"deployments:{kind}-effect": ("post", EDITORS) for kind in OBJECTS},
    "deployments:options-edit": ("get", EVERYBODY),
    "deployments:options-effect": ("post", EDITORS),
    "deployments:left-out-again": ("post", {**EDITORS, "alice": 404, "eve": 404}),
    "deployments:empty": ("get", ONESELF),
    "pages:deployment-list": ("get", ONESELF),
    "pages:deployment-show": ("get", EVERYBODY),
    "pages:plan-show": ("get", EVERYBODY),
    "pages:record-show": ("get", EVERYBODY),
    "pages:finding-list": ("get", EVERYBODY),
    "pages:export-show": ("get", EVERYBODY),
    "pages:export-download": ("get", EVERYBODY),
    "deployments:new": ("get", ONESELF),
    "deployments:import": ("get", ONESELF),
    "deployments:import-review": ("get", dict.fromkeys(ONESELF, 404)),
    "deployments:sample": ("get", ONESELF),
    "account-edit": ("get", ONESELF),
    "account-theme": ("post", LEADS_ON),
}
OF_OTHERS = ("admin:", "account_")
"""Django's and allauth's own pages."""


@pytest.fixture
def people(alice, eve, bob, victor, charlie) -> dict[str, User]:
    return {person.username: person for person in (alice, eve, bob, victor, charlie)}


def first_object(name, contoso):
    """An object of the kind that an address is about; a pool where it is about none."""
    kinds = (kind for kind in OBJECTS if name.startswith(f"deployments:{kind}-"))
    rows = getattr(contoso, OBJECTS[next(kinds, "pool")])
    if not rows.exists():
        rows.create(name="contoso.com", view="internal")
    return rows.order_by("position")[0]


def address(name, contoso):
    arguments = {
        "slug": contoso.slug,
        "pk": first_object(name, contoso).pk,
        "key": "external~sip.contoso.com~A" if name == "pages:record-show" else "no-such-key",
    }
    for wanted in (("slug", "pk"), ("slug", "key"), ("slug",), ("key",), ()):
        try:
            return reverse(name, kwargs={key: arguments[key] for key in wanted})
        except NoReverseMatch:
            continue
    raise AssertionError(name)


@pytest.mark.parametrize("name", PAGES)
def test_each_person_gets_what_their_role_may_see(name, client, people, contoso):
    method, expected = PAGES[name]
    answers = {}
    for person in people.values():
        client.force_login(person)
        answers[person.username] = getattr(client, method)(address(name, contoso)).status_code

    assert answers == expected


@pytest.mark.parametrize("name", PAGES)
def test_who_is_signed_out_is_led_to_sign_in(name, client, contoso):
    method, _ = PAGES[name]

    answer = getattr(client, method)(address(name, contoso))

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=")


def test_every_address_is_in_the_table():
    assert {name for name in _names(get_resolver()) if not name.startswith(OF_OTHERS)} == set(PAGES)


def _names(resolver: URLResolver, prefix: str = ""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield prefix + pattern.name
        else:
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, namespace)


def test_changing_a_pool_is_for_editors(client, people, contoso):
    href = address("deployments:pool-edit", contoso)
    answers = {}
    for person in people.values():
        client.force_login(person)
        answers[person.username] = client.post(href, {"do": "save"}).status_code

    assert answers == EDITORS


def test_pages_that_are_not_there_have_the_frame(client, alice):
    client.force_login(alice)
    answer = client.get("/nowhere/plan/")

    assert answer.status_code == 404
    assert b"There is nothing here" in answer.content
    assert b"Sign out" in answer.content


def test_a_form_of_another_session_is_refused_with_a_way_out(contoso, alice):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.login(username="alice", password=PASSWORD)
    answer = client.post("/account/", {"theme": "dark"})

    assert answer.status_code == 403
    assert b"The page was too old to save" in answer.content


def test_a_broken_page_says_that_nothing_was_saved(client, alice, monkeypatch):
    client.force_login(alice)
    client.raise_request_exception = False
    monkeypatch.setattr("lyncplanner.pages.views.deployments.keep_summaries", None)
    answer = client.get("/")

    assert answer.status_code == 500
    assert b"Something broke on our side" in answer.content
