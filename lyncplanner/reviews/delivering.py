"""From approved to deployed: a time to go out, and marks that it has."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.reviews.approval import State, deployable
from lyncplanner.reviews.inbox import Event, happened
from lyncplanner.reviews.models import Deployed, Revision, Standing
from lyncplanner.reviews.roles import EDITING, Refused, turn


def set_deploy_from(revision: Revision, by: User, moment: datetime | None) -> None:
    """Give an approved revision a time from which it may be deployed, or none."""
    with turn(revision.deployment, by, EDITING):
        standing = _approved(revision)
        standing.deploy_from = moment
        standing.save()
        revision.standing = standing


def mark_deployed(revision: Revision, by: User, sides: Collection[Deployed.Side]) -> None:
    """Say that a revision's records stand in DNS on these sides."""
    with turn(revision.deployment, by, EDITING):
        standing = _approved(revision)
        if not deployable(State(standing.state), standing.deploy_from, timezone.now()):
            when = timezone.localtime(standing.deploy_from)
            raise Refused(f"{revision} may be deployed from {when:%d %b %Y %H:%M} on.")
        for side in sides:
            Deployed.objects.get_or_create(revision=revision, side=side, defaults={"person": by})
        if not sides_left(revision):
            happened(Event.DEPLOYED, revision.deployment, by=by, revision=revision)


def mark_not_deployed(revision: Revision, by: User, side: Deployed.Side) -> None:
    """Take a mark back that was set by mistake."""
    with turn(revision.deployment, by, EDITING):
        Deployed.objects.filter(revision=revision, side=side).delete()
        if _is_newest_approved(revision):
            happened(Event.NOT_DEPLOYED, revision.deployment, by=by, revision=revision)


def sides_left(revision: Revision) -> list[Deployed.Side]:
    """Where a revision has records that nobody has marked as deployed yet."""
    marked = set(Deployed.objects.filter(revision=revision).values_list("side", flat=True))
    sides = [side for side in Deployed.Side if revision.counts[side.value]]
    # A plan without records is deployed when somebody says so.
    return [side for side in sides or Deployed.Side if side not in marked]


def _approved(revision: Revision) -> Standing:
    standing = Standing.objects.get(pk=revision.pk)
    if not standing.is_approved:
        raise Refused(f"{revision} is not approved: {standing.get_state_display().lower()}.")
    return standing


def _is_newest_approved(revision: Revision) -> bool:
    newer = Revision.objects.filter(
        deployment=revision.deployment_id,
        number__gt=revision.number,
        standing__state=State.APPROVED.value,
    )
    return revision.standing.is_approved and not newer.exists()
