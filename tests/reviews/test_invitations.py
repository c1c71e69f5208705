"""Invitations by a link that expires; what waits follows who comes and goes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.people.members import change_role, remove_member
from lyncplanner.reviews.inbox import waiting_for
from lyncplanner.reviews.invitations import (
    invite,
    take_up,
    valid_invitation,
    withdraw_invitation,
)
from lyncplanner.reviews.models import Invitation
from lyncplanner.reviews.roles import Refused
from tests.reviews.proposals import a_proposal


@pytest.fixture
def link(contoso, alice) -> str:
    _, token = invite(contoso, alice, "reviewer", "Grace")
    return f"/invite/{token}/"


def test_the_link_is_shown_once_and_kept_nowhere(client, contoso, alice):
    client.force_login(alice)
    made = client.post("/contoso/people/invitations/", {"role": "viewer"}).content.decode()
    token = made.split("/invite/")[1].split("/")[0]

    assert token not in client.get("/contoso/people/invitations/").content.decode()
    assert token not in Invitation.objects.get().token_hash
    assert valid_invitation(token)


@pytest.mark.parametrize("person", ["eve", "bob", "victor", "charlie"])
def test_only_owners_invite(request, contoso, person):
    with pytest.raises(PermissionDenied):
        invite(contoso, request.getfixturevalue(person), "reviewer")


def test_whoever_opens_the_link_joins_in_the_role(client, contoso, charlie, link):
    client.force_login(charlie)
    assert client.get("/contoso/plan/").status_code == 404
    assert "alice invites you as reviewer" in client.get(link).content.decode()

    assert client.post(link).url == "/contoso/"

    assert contoso.memberships.get(user=charlie).role == "reviewer"
    assert contoso.changes.first().what == "charlie took up an invitation"


def test_a_link_is_good_once(client, contoso, charlie, link, a_person):
    client.force_login(charlie)
    client.post(link)
    client.force_login(a_person("dave"))

    assert client.post(link).status_code == 404
    assert contoso.memberships.count() == 2


def test_of_two_people_with_one_link_one_joins(contoso, alice, charlie, a_person):
    invitation, _ = invite(contoso, alice, "reviewer")
    take_up(invitation, charlie)

    with pytest.raises(Refused, match="used or has expired"):
        take_up(invitation, a_person("dave"))


def test_a_link_expires(client, charlie, link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    client.force_login(charlie)

    answer = client.post(link)

    assert answer.status_code == 404
    assert "no good any more" in answer.content.decode()


def test_a_withdrawn_link_is_no_good(client, contoso, alice, charlie, link):
    client.force_login(alice)
    client.post(f"/contoso/people/invitations/{Invitation.objects.get().pk}/withdraw/")
    client.force_login(charlie)

    assert client.get(link).status_code == 404


def test_a_link_to_a_deleted_deployment_is_no_good(client, contoso, charlie, link):
    contoso.deleted_at = timezone.now()
    contoso.save()
    client.force_login(charlie)

    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    "leaves",
    [
        lambda member, by: remove_member(member, by=by),
        lambda member, by: change_role(member, "editor", by=by),
    ],
)
def test_a_link_is_no_good_once_its_maker_is_no_owner(client, contoso, alice, eve, charlie, leaves):
    owner = contoso.memberships.get(user=eve)
    change_role(owner, "owner", by=alice)
    invitation, token = invite(contoso, eve, "owner")

    leaves(owner, alice)

    client.force_login(charlie)
    assert client.post(f"/invite/{token}/").status_code == 404
    with pytest.raises(Refused):
        take_up(invitation, charlie)
    assert not contoso.memberships.filter(user=charlie).exists()


def test_a_member_keeps_the_role_and_the_link(contoso, alice, eve):
    invitation, token = invite(contoso, alice, "viewer")

    take_up(invitation, eve)

    assert contoso.memberships.get(user=eve).role == "editor"
    assert valid_invitation(token)


def test_who_has_no_account_makes_one_on_the_way(client, contoso, link):
    assert b'name="password1"' not in client.get("/accounts/signup/").content
    assert "Make an account" in client.get(link).content.decode()

    password = "a long and winding road"
    made = client.post(
        f"/accounts/signup/?next={link}",
        {
            "username": "grace",
            "email": "grace@contoso.com",
            "password1": password,
            "password2": password,
        },
    )
    assert made.url == link
    client.post(link)

    assert contoso.memberships.get(user=User.objects.get(username="grace")).role == "reviewer"


def test_who_opened_a_link_that_is_no_good_any_more_makes_no_account(client, contoso, alice, link):
    assert client.get(link).status_code == 200
    assert b'name="password1"' in client.get("/accounts/signup/").content

    withdraw_invitation(Invitation.objects.get(), alice)

    assert b'name="password1"' not in client.get("/accounts/signup/").content


def test_an_open_proposal_waits_for_who_joins(contoso, alice, eve, charlie):
    invitation, _ = invite(contoso, alice, "reviewer")
    a_proposal(contoso, eve)

    take_up(invitation, charlie)

    assert [entry.kind for entry in waiting_for(charlie)] == ["proposal"]


def test_what_waits_goes_with_the_role(contoso, alice, eve, bob):
    a_proposal(contoso, eve)
    member = contoso.memberships.get(user=bob)

    change_role(member, "viewer", by=alice)
    assert not waiting_for(bob)

    change_role(member, "reviewer", by=alice)
    assert [entry.kind for entry in waiting_for(bob)] == ["proposal"]

    remove_member(member, by=alice)
    assert not waiting_for(bob)
