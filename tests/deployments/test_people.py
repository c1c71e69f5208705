"""The people page: who is a member, in which role, and who may change that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Change, Membership
from lyncplanner.deployments.people.members import LastOwner, change_role, remove_member

PAGE = "/contoso/people/"


def member(deployment, person) -> Membership:
    return deployment.memberships.get(user=person)


def add(client, person, role="reviewer"):
    return client.post(PAGE, {"person": person, "role": role})


@pytest.fixture
def owner(client, alice, contoso):
    client.force_login(alice)
    return client


def test_members_are_listed_with_their_roles(client, contoso, bob, victor):
    client.force_login(victor)

    page = client.get(PAGE).content.decode()

    assert "bob@contoso.com" in page
    assert "Reviewer" in page


@pytest.mark.parametrize("person", ["eve", "bob", "victor"])
def test_who_does_not_own_the_deployment_has_nothing_to_press(client, request, contoso, person):
    client.force_login(request.getfixturevalue(person))

    page = client.get(PAGE).content.decode()

    assert "/remove/" not in page
    assert "Add somebody" not in page


@pytest.mark.parametrize(
    "typed", ["charlie", "Charlie", "charlie@contoso.com", " CHARLIE@contoso.com "]
)
def test_an_owner_adds_an_account_by_name_or_address(owner, contoso, charlie, typed):
    answer = add(owner, typed, "editor")

    assert answer.headers["Location"] == PAGE
    assert member(contoso, charlie).role == "editor"
    assert Change.objects.latest("pk").what == "Added charlie as Editor"


def test_a_name_that_nobody_has_is_refused_beside_the_field(owner, contoso):
    page = add(owner, "nobody@contoso.com").content.decode()

    assert "Nobody here has this name or address." in page
    assert 'aria-invalid="true"' in page
    assert 'value="nobody@contoso.com"' in page
    assert contoso.memberships.count() == 1


def test_a_member_is_not_added_twice(owner, contoso, bob):
    assert "bob is a member already" in add(owner, "bob").content.decode()
    assert contoso.memberships.count() == 2


def test_an_account_that_was_switched_off_is_not_added(owner, contoso, charlie):
    User.objects.filter(pk=charlie.pk).update(is_active=False)

    assert "Nobody here has this name" in add(owner, "charlie").content.decode()


def test_an_address_of_two_accounts_does_not_choose_one_of_them(owner, contoso, a_person):
    for name in ("dora", "dirk"):
        User.objects.filter(pk=a_person(name).pk).update(email="d@contoso.com")

    assert "Several accounts fit" in add(owner, "d@contoso.com").content.decode()


def test_a_role_that_does_not_exist_is_refused(owner, contoso, charlie):
    add(owner, "charlie", "emperor")

    assert contoso.memberships.count() == 1


def test_an_owner_changes_a_role(owner, contoso, bob):
    pk = member(contoso, bob).pk

    owner.post(f"{PAGE}{pk}/", {f"{pk}-role": "editor"})

    assert member(contoso, bob).role == "editor"
    assert Change.objects.latest("pk").what == "Made bob Editor"


def test_the_same_role_again_is_no_change(owner, contoso, bob):
    pk, before = member(contoso, bob).pk, Change.objects.count()

    owner.post(f"{PAGE}{pk}/", {f"{pk}-role": "reviewer"})

    assert Change.objects.count() == before


def test_the_last_owner_stays_owner(owner, contoso, alice, bob):
    pk = member(contoso, alice).pk

    page = owner.post(f"{PAGE}{pk}/", {f"{pk}-role": "viewer"}).content.decode()

    assert "Contoso needs an owner." in page
    assert member(contoso, alice).role == "owner"


def test_the_last_owner_can_not_leave(owner, contoso, alice, bob):
    page = owner.post(f"{PAGE}{member(contoso, alice).pk}/remove/").content.decode()

    assert "Contoso needs an owner." in page
    assert contoso.memberships.count() == 2


def test_two_owners_who_remove_each_other_leave_one(contoso, alice, bob):
    change_role(member(contoso, bob), "owner", by=alice)
    seen_by_both = member(contoso, alice), member(contoso, bob)

    remove_member(seen_by_both[0], by=bob)
    with pytest.raises(LastOwner):
        remove_member(seen_by_both[1], by=alice)

    assert [each.user for each in contoso.memberships.all()] == [bob]


def test_an_owner_who_leaves_another_behind_goes_to_the_deployments(owner, contoso, alice, bob):
    change_role(member(contoso, bob), "owner", by=alice)

    answer = owner.post(f"{PAGE}{member(contoso, alice).pk}/remove/")

    assert answer.headers["Location"] == "/"
    assert owner.get(PAGE).status_code == 404


def test_a_removed_member_sees_the_deployment_no_more(owner, client, contoso, bob):
    owner.post(f"{PAGE}{member(contoso, bob).pk}/remove/")
    client.force_login(bob)

    assert client.get("/contoso/").status_code == 404


def test_a_removal_can_be_taken_back_at_once(owner, contoso, bob):
    page = owner.post(f"{PAGE}{member(contoso, bob).pk}/remove/", follow=True).content.decode()

    removed = Membership.history.get(history_type="-")
    undo = f"{PAGE}{removed.history_id}/put-back/"
    assert f'action="{undo}"' in page
    owner.post(undo)
    assert member(contoso, bob).role == "reviewer"


def test_taking_a_removal_back_twice_changes_nothing(owner, contoso, bob):
    owner.post(f"{PAGE}{member(contoso, bob).pk}/remove/")
    undo = f"{PAGE}{Membership.history.get(history_type='-').history_id}/put-back/"

    owner.post(undo)
    owner.post(undo)

    assert contoso.memberships.count() == 2


def test_the_removal_of_another_deployment_is_not_there(owner, contoso, bob, victor):
    owner.post(f"{PAGE}{member(contoso, bob).pk}/remove/")
    number = Membership.history.get(history_type="-").history_id

    assert owner.post(f"{PAGE}{number + 1000}/put-back/").status_code == 404


@pytest.mark.parametrize(
    ("person", "status"), [("eve", 403), ("bob", 403), ("victor", 403), ("charlie", 404)]
)
@pytest.mark.parametrize("address", ["", "{pk}/", "{pk}/remove/", "1/put-back/"])
def test_only_owners_change_people(client, request, contoso, alice, person, status, address):
    client.force_login(request.getfixturevalue(person))
    before = list(contoso.memberships.values_list("user", "role"))

    answer = client.post(PAGE + address.format(pk=member(contoso, alice).pk), {"person": "alice"})

    assert answer.status_code == status
    assert list(contoso.memberships.values_list("user", "role")) == before


def test_a_stranger_does_not_see_the_page(client, contoso, charlie):
    client.force_login(charlie)

    assert client.get(PAGE).status_code == 404


def test_the_number_of_queries_does_not_grow(owner, contoso, a_person):
    owner.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        owner.get(PAGE)
    for number in range(20):
        Membership.objects.create(deployment=contoso, user=a_person(f"person{number}"))

    with CaptureQueriesContext(connection) as many:
        owner.get(PAGE)

    assert len(many) == len(few)
