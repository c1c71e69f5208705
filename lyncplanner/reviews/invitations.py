"""Inviting people by a link that expires, and taking up an invitation."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.models import Deployment, Membership
from lyncplanner.reviews.models import Invitation
from lyncplanner.reviews.roles import OWNING, Refused, turn

VALID_FOR = timedelta(days=7)


def invite(deployment: Deployment, by: User, role: str, note: str = "") -> tuple[Invitation, str]:
    """Make an invitation; the secret part of its link is told this once and kept nowhere."""
    token = secrets.token_urlsafe(24)
    with turn(deployment, by, OWNING):
        invitation = Invitation.objects.create(
            deployment=deployment,
            role=role,
            note=note,
            token_hash=_hash(token),
            made_by=by,
            expires_at=timezone.now() + VALID_FOR,
        )
    return invitation, token


def withdraw_invitation(invitation: Invitation, by: User) -> None:
    with turn(invitation.deployment, by, OWNING):
        Invitation.objects.filter(pk=invitation.pk, used_at=None).delete()


def open_invitations(deployment: Deployment) -> QuerySet[Invitation]:
    """Those that somebody can still take up, the newest first."""
    return _good(deployment.invitations.select_related("made_by"))


def is_open(invitation: int) -> bool:
    """Whether somebody can still take up the invitation with this key."""
    return _good(Invitation.objects.filter(pk=invitation)).exists()


def valid_invitation(token: str) -> Invitation | None:
    """The invitation of a link, as long as it is good."""
    invitations = Invitation.objects.select_related("deployment", "made_by")
    return _good(invitations).filter(token_hash=_hash(token)).first()


def take_up(invitation: Invitation, by: User) -> Membership:
    """Become a member. Raises `Refused` where the link is not good any more.

    Who is a member already keeps the role, and the link stays good for somebody else.
    """
    deployment = invitation.deployment
    member = deployment.memberships.filter(user=by).first()
    if member is not None:
        return member
    what = f"{by.get_username()} took up an invitation"
    with change(deployment, by=by, what=what):
        # Conditional, so that of two people with one link one gets in.
        free = Invitation.objects.filter(pk__in=_good(Invitation.objects.all()).values("pk"))
        if not free.filter(pk=invitation.pk, used_at=None).update(
            used_at=timezone.now(), used_by=by
        ):
            raise Refused("This invitation was used or has expired. Ask for another.")
        return Membership.objects.create(deployment=deployment, user=by, role=invitation.role)


def _good(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Not used, not expired, of a deployment that is there, by somebody who owns it still.

    Else who is removed could come back by a link of their own.
    """
    owner = Membership.objects.filter(
        deployment=OuterRef("deployment"), user=OuterRef("made_by"), role__in=OWNING
    )
    return invitations.filter(
        Exists(owner),
        made_by__is_active=True,
        used_at=None,
        expires_at__gt=timezone.now(),
        deployment__deleted_at=None,
    )


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
