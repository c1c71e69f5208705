"""Who may do what in a review, and taking turns at it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import transaction

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment, Membership

OWNING = frozenset({Membership.Role.OWNER})
EDITING = Membership.EDITING
DECIDING = frozenset({Membership.Role.OWNER, Membership.Role.REVIEWER})
EVERYBODY = frozenset(Membership.Role)


class Refused(Exception):
    """It can't be done as things stand; the message says why, and what to do."""


@contextmanager
def turn(deployment: Deployment, by: User, roles: Collection[str]) -> Iterator[None]:
    """One person at a time works on a deployment's reviews: all of it happens, or nothing.

    Raises `PermissionDenied` for who is no member in one of the roles.
    """
    with transaction.atomic():
        Deployment.objects.select_for_update().only("pk").get(pk=deployment.pk)
        if not deployment.memberships.filter(user=by, role__in=roles).exists():
            raise PermissionDenied
        yield


def people_in(deployment: Deployment, roles: Collection[str]) -> set[int]:
    """The members in these roles who can sign in, by primary key."""
    members = deployment.memberships.filter(role__in=roles, user__is_active=True)
    return set(members.values_list("user_id", flat=True))
