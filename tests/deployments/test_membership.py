"""Who sees a deployment, and who changes it: the querysets that every page begins with."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from lyncplanner.deployments.models import RESERVED_SLUGS, Deployment, Membership
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_topology


@pytest.mark.parametrize(
    ("person", "role", "edits"),
    [
        ("alice", "owner", True),
        ("eve", "editor", True),
        ("bob", "reviewer", False),
        ("victor", "viewer", False),
    ],
)
def test_a_member_sees_a_deployment_and_changes_it_by_role(request, contoso, person, role, edits):
    member = request.getfixturevalue(person)

    [seen] = Deployment.objects.visible_to(member)

    assert (seen, seen.role, seen.may_edit) == (contoso, role, edits)
    assert list(Deployment.objects.editable_by(member)) == ([contoso] if edits else [])


def test_a_stranger_sees_nothing(contoso, charlie):
    assert not Deployment.objects.visible_to(charlie)
    assert not Deployment.objects.editable_by(charlie)


def test_who_is_not_signed_in_sees_nothing(contoso):
    assert not Deployment.objects.visible_to(AnonymousUser())


def test_staff_are_strangers_too(contoso, a_person):
    assert not Deployment.objects.visible_to(a_person("root", is_staff=True, is_superuser=True))


def test_a_role_is_for_one_deployment(contoso, bob):
    mine = create_deployment("Fabrikam", bob, a_topology())

    roles = {seen.slug: seen.role for seen in Deployment.objects.visible_to(bob)}

    assert roles == {"contoso": "reviewer", "fabrikam": "owner"}
    assert list(Deployment.objects.editable_by(bob)) == [mine]


def test_a_deployment_is_seen_once_however_many_members_it_has(contoso, alice, bob, eve, victor):
    assert Deployment.objects.visible_to(alice).count() == 1


def test_a_person_has_one_role_in_a_deployment(contoso, bob):
    with pytest.raises(IntegrityError):
        Membership.objects.create(deployment=contoso, user=bob, role=Membership.Role.OWNER)


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_the_address_of_another_page_is_refused(slug):
    with pytest.raises(ValidationError, match="address of another page"):
        Deployment(name="Contoso", slug=slug).clean_fields()


def test_a_deleted_deployment_is_seen_by_nobody_and_kept_for_its_owner(contoso, alice, eve):
    contoso.deleted_at = timezone.now()
    contoso.save()

    assert not Deployment.objects.visible_to(alice)
    assert not Deployment.objects.editable_by(alice)
    assert list(Deployment.objects.deleted_by_owner(alice)) == [contoso]
    assert not Deployment.objects.deleted_by_owner(eve)
