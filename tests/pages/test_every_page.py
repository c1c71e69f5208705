"""Every page and command, by who may see it: one table, and a test that nothing is missing."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment, Server
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_left_out, a_topology, dns_options
from tests.conftest import PASSWORD

EVERYBODY = {"alice": 200, "eve": 200, "bob": 200, "victor": 200, "charlie": 404}
EDITORS = {"alice": 200, "eve": 200, "bob": 403, "victor": 403, "charlie": 404}
OWNERS = {"eve": 403, "bob": 403, "victor": 403, "charlie": 404}
"""What owners may is done by none of them here: the page would be gone for the next."""
ONESELF = {"alice": 200, "eve": 200, "bob": 200, "victor": 200, "charlie": 200}
NOTHING = dict.fromkeys(ONESELF, 404)
LEADS_ON = dict.fromkeys(ONESELF, 302)

KINDS = {
    "sip-domain": "sip_domains",
    "zone": "zones",
    "left-out": "left_out",
    "site": "sites",
    "pool": "pools",
    "reverse-proxy": "reverse_proxies",
    "simple-url": "simple_urls",
}
"""What a topology holds lists of, and the rows that are one."""
RENAMED = ("sip-domain", "site", "pool", "reverse-proxy", "server")
REMOVED = ("sip-domain", "site", "pool", "reverse-proxy", "simple-url")

PAGES: dict[str, tuple[str, dict[str, int]]] = {
    "pages:deployment-list": ("get", ONESELF),
    "pages:deployment-show": ("get", EVERYBODY),
    "pages:plan-show": ("get", EVERYBODY),
    "pages:record-show": ("get", EVERYBODY),
    "pages:finding-list": ("get", EVERYBODY),
    "pages:trace-show": ("get", EVERYBODY),
    "pages:certificate-list": ("get", EVERYBODY),
    "pages:certificate-download": ("get", EVERYBODY),
    "pages:cut-over-show": ("get", EVERYBODY),
    "pages:export-show": ("get", EVERYBODY),
    "pages:export-download": ("get", EVERYBODY),
    "deployments:new": ("get", ONESELF),
    "deployments:empty": ("get", ONESELF),
    "deployments:import": ("get", ONESELF),
    "deployments:import-review": ("get", NOTHING),
    "deployments:sample": ("get", ONESELF),
    "deployments:copy": ("get", ONESELF),
    "deployments:place-show": ("get", NOTHING),
    "deployments:mend-show": ("get", {**EDITORS, "alice": 302, "eve": 302}),
    "deployments:import-into": ("get", EDITORS),
    "deployments:import-into-review": ("get", {**EDITORS, "alice": 404, "eve": 404}),
    "deployments:renumber": ("get", EDITORS),
    "deployments:topology-yaml": ("get", EVERYBODY),
    "deployments:topology-json": ("get", EVERYBODY),
    "deployments:options-edit": ("get", EVERYBODY),
    "deployments:options-effect": ("post", EDITORS),
    "deployments:left-out-again": ("post", {"bob": 403, "victor": 403, "charlie": 404}),
    **{f"deployments:{kind}-list": ("get", EVERYBODY) for kind in KINDS},
    **{f"deployments:{kind}-add": ("get", EDITORS) for kind in KINDS},
    **{f"deployments:{kind}-add-effect": ("post", EDITORS) for kind in KINDS},
    **{f"deployments:{kind}-edit": ("get", EVERYBODY) for kind in KINDS},
    **{f"deployments:{kind}-effect": ("post", EDITORS) for kind in KINDS},
    **{f"deployments:{kind}-rename": ("get", EDITORS) for kind in RENAMED},
    **{f"deployments:{kind}-remove": ("get", EDITORS) for kind in REMOVED},
    "people:member-list": ("get", EVERYBODY),
    "people:member-edit": ("post", OWNERS),
    "people:member-remove": ("post", OWNERS),
    "people:member-put-back": ("post", OWNERS),
    "settings:settings-edit": ("get", EVERYBODY),
    "settings:deployment-delete": ("post", OWNERS),
    "settings:deployment-put-back": ("post", {"charlie": 404}),
    "settings:deployment-purge": ("post", {"charlie": 404}),
    "settings:deleted-list": ("get", ONESELF),
    "account-edit": ("get", ONESELF),
    "account-theme": ("post", LEADS_ON),
    "tokens:token-list": ("get", ONESELF),
    "tokens:token-remove": ("post", NOTHING),
}
ELSEWHERE = ("admin:", "account_", "reviews:", "pages:frozen", "api:")
"""Django's and allauth's own pages; reviews, revisions and the API, which have their own tests."""


@pytest.fixture
def contoso(alice) -> Deployment:
    """One of everything that a topology can hold."""
    topology = a_topology(
        dns=dns_options(internal_zones=("contoso.net", "contoso.com")),
        left_out=(a_left_out(type="SRV"),),
    )
    return create_deployment("Contoso", alice, topology)


@pytest.fixture
def people(alice, eve, bob, victor, charlie) -> dict[str, User]:
    return {person.username: person for person in (alice, eve, bob, victor, charlie)}


def address(name: str, contoso: Deployment) -> str:
    route = dict(_names(get_resolver()))[name]
    wanted = set(re.findall(r"<(?:\w+:)?(\w+)>", route))
    values = {
        "slug": contoso.slug,
        "key": "external~sip.contoso.com~A" if name == "pages:record-show" else "no-such-key",
        "upload_key": "no-such-key",
        "form": "csv",
        "number": 1,
        "pk": _row(name.partition(":")[2], contoso),
    }
    return reverse(name, kwargs={key: values[key] for key in wanted})


def _row(page: str, contoso: Deployment) -> int:
    if page.startswith("server"):
        return Server.objects.filter(pool__deployment=contoso)[0].pk
    kinds = {**KINDS, "member": "memberships"}
    rows = next((rows for kind, rows in kinds.items() if page.startswith(kind)), None)
    return getattr(contoso, rows).all()[0].pk if rows is not None else 0


@pytest.mark.parametrize("name", PAGES)
def test_each_person_gets_what_their_role_may_see(name, client, people, contoso):
    method, expected = PAGES[name]
    href = address(name, contoso)
    answers = {}
    for person in expected:
        client.force_login(people[person])
        answers[person] = getattr(client, method)(href).status_code

    assert answers == expected


@pytest.mark.parametrize("name", PAGES)
def test_who_is_signed_out_is_led_to_sign_in(name, client, contoso):
    method, _ = PAGES[name]

    answer = getattr(client, method)(address(name, contoso))

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=")


def test_every_address_is_in_the_table():
    names = {name for name, _ in _names(get_resolver())}

    assert {name for name in names if not name.startswith(ELSEWHERE)} == set(PAGES)


def _names(resolver: URLResolver, prefix: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    """The name and route of every address."""
    for pattern in resolver.url_patterns:
        route = path + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield prefix + pattern.name, route
        else:
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, namespace, route)


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
