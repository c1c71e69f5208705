"""From approved to deployed: a time to go out, and marks that it has."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment
from lyncplanner.planning.records import Record, View
from lyncplanner.reviews.approval import State, deployable
from lyncplanner.reviews.freezing import thaw_records
from lyncplanner.reviews.inbox import Event, happened
from lyncplanner.reviews.models import Deployed, Revision, Standing
from lyncplanner.reviews.models.revisions import OPEN_STATES
from lyncplanner.reviews.roles import EDITING, Refused, turn
from lyncplanner.reviews.versions import WORKING


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


def usual_version(deployment: Deployment) -> str:
    """What is exported where nobody says otherwise: the newest approved, else the working copy."""
    newest = _all_approved(deployment).first()
    return str(newest.number) if newest is not None else WORKING


def versions_to_export(deployment: Deployment) -> list[Revision]:
    """The revisions to choose from, those approved first, the newest first."""
    others = Q(standing__state__in=OPEN_STATES)
    approved = Q(standing__state=State.APPROVED.value)
    revisions = Revision.objects.without_content().filter(deployment=deployment)
    found = revisions.filter(others | approved).select_related("standing")
    return sorted(found, key=lambda revision: not revision.standing.is_approved)


def deployed_records(deployment: Deployment) -> tuple[Record, ...]:
    """What stands in DNS, as far as anybody has said: by side, of the revision marked last."""
    found: list[Record] = []
    thawed: dict[int, tuple[Record, ...]] = {}
    for side in Deployed.Side:
        marks = Deployed.objects.filter(revision__deployment=deployment, side=side)
        mark = marks.order_by("-at", "-pk").select_related("revision").first()
        if mark is None:
            continue
        if mark.revision_id not in thawed:
            thawed[mark.revision_id] = thaw_records(mark.revision.records)
        found += [r for r in thawed[mark.revision_id] if side_of(r) is side]
    return tuple(sorted(found, key=lambda record: record[:5]))


def side_of(record: Record) -> Deployed.Side:
    """Where a record is deployed: the perimeter's are the organisation's own, like those inside."""
    outside = record.view is View.EXTERNAL
    return Deployed.Side.EXTERNAL if outside else Deployed.Side.INTERNAL


def _all_approved(deployment: Deployment) -> QuerySet[Revision]:
    revisions = Revision.objects.without_content().filter(deployment=deployment)
    return revisions.filter(standing__state=State.APPROVED.value)


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
