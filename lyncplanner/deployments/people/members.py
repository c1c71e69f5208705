"""Adding members, changing their roles, removing them and taking that back.

Each is one change of the deployment. Changes of one deployment wait for each other, so two people
can't both remove "the other" owner.
"""

from typing import Any

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.models import Deployment, Membership

OWNER = Membership.Role.OWNER


class LastOwner(Exception):
    """The deployment would have no owner."""

    def __init__(self, deployment: Deployment) -> None:
        super().__init__(
            f"{deployment.name} needs an owner. Make somebody else owner first, then do this again."
        )


def add_member(deployment: Deployment, person: User, role: str, *, by: User) -> bool:
    """Make a person a member; whether they were none before."""
    label = Membership.Role(role).label
    if deployment.memberships.filter(user=person).exists():
        return False
    with change(deployment, by=by, what=f"Added {person.get_username()} as {label}"):
        _, added = Membership.objects.get_or_create(
            deployment=deployment, user=person, defaults={"role": role}
        )
    return added


def change_role(member: Membership, role: str, *, by: User) -> None:
    """Give a member another role. Raises `LastOwner`."""
    label = Membership.Role(role).label
    deployment = member.deployment
    with change(deployment, by=by, what=f"Made {member.user.get_username()} {label}"):
        if role != OWNER:
            _keep_an_owner(member)
        member.role = role
        member.save()


def remove_member(member: Membership, *, by: User) -> int:
    """Remove a member; the number to `put_back` them by. Raises `LastOwner`."""
    deployment, pk = member.deployment, member.pk
    with change(deployment, by=by, what=f"Removed {member.user.get_username()}") as entry:
        _keep_an_owner(member)
        member.delete()
        removed = Membership.history.get(id=pk, history_type="-", change=entry)
    return int(removed.history_id)


def removed_member(deployment: Deployment, number: int) -> Any:
    """A removal, as history keeps it; `None` where it is not one of this deployment."""
    removals = Membership.history.filter(deployment_id=deployment.pk, history_type="-")
    return removals.filter(history_id=number).first()


def put_back(deployment: Deployment, removed: Any, *, by: User) -> User | None:
    """Make a removed person a member again; `None` where the account is gone since."""
    person = User.objects.filter(pk=removed.user_id).first()
    if person is not None:
        add_member(deployment, person, removed.role, by=by)
    return person


def _keep_an_owner(member: Membership) -> None:
    """To be called inside `change`, where nobody else's change comes between."""
    others = member.deployment.memberships.filter(role=OWNER).exclude(pk=member.pk)
    if not others.exists():
        raise LastOwner(member.deployment)
