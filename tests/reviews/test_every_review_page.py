"""Every page and command of reviews, by who may use it; a test says that none is missing."""

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from lyncplanner.reviews.conversations import comment
from lyncplanner.reviews.inbox import waiting_for
from lyncplanner.reviews.invitations import invite
from lyncplanner.reviews.models import Thread
from tests.reviews.proposals import a_proposal, rules

ALL = {"alice": 200, "eve": 200, "bob": 200, "victor": 200, "charlie": 404}
EDITORS = {"alice": 200, "eve": 200, "bob": 403, "victor": 403, "charlie": 404}
OWNERS = {"alice": 200, "eve": 403, "bob": 403, "victor": 403, "charlie": 404}
ONESELF = dict.fromkeys(ALL, 200)


def led_on(expected):
    """A command answers with where to go next."""
    return {person: 302 if code == 200 else code for person, code in expected.items()}


SAY = {"text": "Why?", "about": "whole"}
PAGES = {
    "reviews:inbox": ("get", ONESELF, {}),
    "reviews:entry-done": ("post", {**dict.fromkeys(ALL, 404), "bob": 302}, {}),
    "reviews:invitation-take-up": ("get", ONESELF, {}),
    "reviews:revision-list": ("get", ALL, {}),
    "reviews:revision-propose": ("get", EDITORS, {}),
    "reviews:revision-show": ("get", ALL, {}),
    "reviews:revision-document": ("get", ALL, {}),
    "reviews:revision-comment": ("post", led_on(ALL), SAY),
    "reviews:revision-seen": ("post", led_on(ALL), {}),
    "reviews:revision-decide": (
        "post",
        {"alice": 302, "eve": 403, "bob": 302, "victor": 403, "charlie": 404},
        {"verdict": "approve"},
    ),
    "reviews:revision-withdraw": ("post", led_on(EDITORS), {}),
    "reviews:revision-deploy": ("post", led_on(EDITORS), {"side": "internal"}),
    "reviews:revision-deploy-from": ("post", led_on(EDITORS), {}),
    "reviews:revision-restore": ("get", EDITORS, {}),
    "reviews:thread-change": ("post", led_on(ALL), {"act": "reopen"}),
    "reviews:compare-choose": ("get", led_on(ALL), {}),
    "reviews:compare": ("get", ALL, {}),
    "reviews:history-list": ("get", ALL, {}),
    "reviews:change-show": ("get", ALL, {}),
    "reviews:finding-accept": ("post", led_on(EDITORS), {"code": "x", "subject": "y"}),
    "reviews:invitation-list": ("get", OWNERS, {}),
    "reviews:invitation-withdraw": ("post", led_on(OWNERS), {}),
    "reviews:rules-edit": ("get", ALL, {}),
    "pages:frozen-plan-show": ("get", ALL, {}),
    "pages:frozen-record-show": ("get", ALL, {}),
    "pages:frozen-finding-list": ("get", ALL, {}),
    "pages:frozen-certificate-list": ("get", ALL, {}),
    "pages:frozen-certificate-download": ("get", ALL, {}),
    "pages:frozen-trace-show": ("get", ALL, {}),
    "pages:frozen-cut-over-show": ("get", ALL, {}),
}
OPEN_TO_ALL = {"reviews:invitation-take-up"}


@pytest.fixture
def scene(contoso, alice, eve, bob, victor, charlie):
    """A proposal of eve's with a thread, an invitation, and what addresses need of them."""
    rules(contoso)
    revision = a_proposal(contoso, eve)
    thread = comment(revision, victor, "Which zone?", about=Thread.About.WHOLE).thread
    invitation, token = invite(contoso, alice, "reviewer")
    people = {p.get_username(): p for p in (alice, eve, bob, victor, charlie)}
    keys = {
        "reviews:entry-done": waiting_for(bob).get().pk,
        "reviews:thread-change": thread.pk,
        "reviews:change-show": contoso.changes.first().pk,
        "reviews:invitation-withdraw": invitation.pk,
    }
    return people, keys, token


def address(name, scene):
    _, keys, token = scene
    arguments = {
        "slug": "contoso",
        "number": 1,
        "pk": keys.get(name, 0),
        "token": token,
        "form": "csv",
        "versions": "1..working",
        "key": "external~sip.contoso.com~A",
    }
    for wanted in (
        ("slug", "number", "key"),
        ("slug", "number", "form"),
        ("slug", "number"),
        ("slug", "pk"),
        ("slug", "versions"),
        ("slug",),
        ("pk",),
        ("token",),
        (),
    ):
        try:
            return reverse(name, kwargs={key: arguments[key] for key in wanted})
        except NoReverseMatch:
            continue
    raise AssertionError(name)


@pytest.mark.parametrize("name", PAGES)
def test_each_person_gets_what_their_role_may(name, client, scene, db):
    method, expected, sent = PAGES[name]
    answers = {}
    for username, person in scene[0].items():
        client.force_login(person)
        answers[username] = getattr(client, method)(address(name, scene), sent).status_code

    assert answers == expected


@pytest.mark.parametrize("name", sorted(PAGES.keys() - OPEN_TO_ALL))
def test_who_is_signed_out_is_led_to_sign_in(name, client, scene):
    method, _, sent = PAGES[name]

    answer = getattr(client, method)(address(name, scene), sent)

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=")


@pytest.mark.parametrize("name", [name for name, (method, *_) in PAGES.items() if method == "post"])
def test_commands_are_not_done_by_looking(name, client, scene):
    client.force_login(scene[0]["alice"])
    before = scene[0]["alice"].deployments.get().changes.count()

    answer = client.get(address(name, scene))

    assert answer.status_code in (200, 302, 405)
    assert scene[0]["alice"].deployments.get().changes.count() == before


def test_every_address_of_reviews_is_in_the_table():
    names = set(_names(get_resolver()))
    mine = {name for name in names if name.startswith(("reviews:", "pages:frozen"))}

    assert mine == set(PAGES)


def _names(resolver: URLResolver, prefix: str = ""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.name)
        else:
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern, namespace)
