"""Accepting a warning: it counts apart, keeps what it said, and can be withdrawn."""

import pytest

from lyncplanner.deployments.models import Server, Summary
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.reviews.proposing import propose
from tests.builders import a_director, a_pool, a_server, a_topology, an_edge_pool

WARNING = {"code": "address.shared", "subject": "192.168.10.91"}


@pytest.fixture
def warned(alice):
    """A deployment with one warning: two servers with one address."""
    director = a_director(servers=(a_server("dir01.contoso.net", "192.168.10.91"),))
    edge = an_edge_pool(next_hop="dir01.contoso.net")
    return create_deployment("Warned", alice, a_topology(a_pool(), edge, director))


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


def accept(client, **more):
    return client.post("/warned/findings/accept/", {**WARNING, "reason": "Until spring.", **more})


def page(client) -> str:
    return client.get("/warned/findings/").content.decode()


def test_an_accepted_warning_stands_apart_with_its_reason(signed_in, warned):
    accept(signed_in)
    html = page(signed_in)

    assert "Until spring." in html
    assert "by alice" in html
    assert 'aria-label="Accepted"' in html
    assert 'aria-label="Warnings"' not in html


def test_an_accepted_warning_counts_apart(signed_in, warned):
    before = Summary.objects.get(deployment=warned)
    accept(signed_in)
    after = Summary.objects.get(deployment=warned)

    assert after.warnings == before.warnings - 1
    assert (before.accepted, after.accepted) == (0, 1)
    assert "1 accepted" in page(signed_in)


def test_what_is_not_accepted_leaves_nothing_in_history_when_it_is_withdrawn(signed_in, warned):
    before = warned.changes.count()

    answer = accept(signed_in, back="yes", code="Fell from the sky")

    assert answer.url == "/warned/findings/"
    assert warned.changes.count() == before


def test_withdrawing_makes_it_a_warning_again(signed_in, warned):
    accept(signed_in)
    accept(signed_in, back="yes")

    assert Summary.objects.get(deployment=warned).accepted == 0
    assert 'aria-label="Accepted"' not in page(signed_in)


def test_what_the_warning_says_now_is_compared_with_what_was_accepted(signed_in, warned):
    accept(signed_in)
    Server.objects.filter(fqdn="dir01.contoso.net").update(fqdn="dir02.contoso.net")
    html = page(signed_in)

    assert "Changed since." in html
    assert "dir01.contoso.net" in html


def test_an_error_can_not_be_accepted(signed_in, alice):
    create_deployment("Warned", alice, a_topology(a_pool(), an_edge_pool(next_hop="gone.net")))
    signed_in.post(
        "/warned/findings/accept/",
        {"code": "reference.unknown", "subject": "lsedge.contoso.net", "reason": "No."},
    )

    assert 'aria-label="Accepted"' not in page(signed_in)
    assert "Accept with a reason" not in page(signed_in)


def test_without_a_reason_nothing_is_accepted(signed_in, warned):
    accept(signed_in, reason=" ")

    assert "Say why this warning is accepted." in page(signed_in)


def test_it_is_an_entry_of_history(signed_in, warned, alice):
    accept(signed_in)

    entry = warned.changes.order_by("-pk").first()
    assert (entry.person, entry.what) == (alice, "Accepted address.shared")


def test_a_revision_keeps_what_was_accepted(signed_in, warned, alice):
    accept(signed_in)
    revision = propose(warned, alice, title="With a shared address")
    accept(signed_in, back="yes")
    html = signed_in.get(f"/warned/revisions/{revision.number}/findings/").content.decode()

    assert "Until spring." in html
    assert "Withdraw" not in html
    assert revision.counts["accepted"] == 1


def test_the_page_asks_as_often_however_much_is_accepted(
    signed_in, warned, django_assert_max_num_queries
):
    accept(signed_in)
    page(signed_in)
    with django_assert_max_num_queries(24):
        page(signed_in)
