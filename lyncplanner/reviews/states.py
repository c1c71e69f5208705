"""Where a deployment stands: the versions that every page names, and their states in words."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from lyncplanner.deployments.models import Change, Deployment, Summary
from lyncplanner.reviews.approval import State
from lyncplanner.reviews.models import Deployed, Revision, Standing
from lyncplanner.reviews.versions import Version

OVER = (State.REPLACED.value, State.WITHDRAWN.value)


class VersionState(NamedTuple):
    """A version in the state line."""

    version: Version
    label: str
    words: str
    icon: str
    """Of lucide."""


def version_states(deployment: Deployment, summary: Summary | None) -> Iterator[VersionState]:
    """At most three: working copy, newest proposal, newest deployed or else approved."""
    newest, standing = _newest(deployment), _deployed(deployment)
    words = _changes(deployment, newest, summary) if newest else ""
    yield VersionState(Version(deployment), "Working copy", words, "pencil")
    for revision in dict.fromkeys(found for found in (newest, standing) if found is not None):
        yield of_revision(deployment, revision)


def newest_states(deployments: Iterable[Deployment]) -> dict[int, VersionState]:
    """The newest proposal of each of many deployments, for a list: as many queries as for one."""
    found = {deployment.pk: deployment for deployment in deployments}
    others = Standing.objects.filter(deployment=OuterRef("deployment")).exclude(state__in=OVER)
    newest = others.order_by("-revision__number").values("pk")[:1]
    revisions = Revision.objects.without_content().filter(deployment__in=found, pk=Subquery(newest))
    states = {}
    for revision in revisions.select_related("standing").prefetch_related("deployed"):
        deployment = found[revision.deployment_id]
        states[deployment.pk] = of_revision(deployment, revision)
    return states


def of_revision(deployment: Deployment, revision: Revision) -> VersionState:
    """A revision as the state line names it; it has to come with its standing and its marks."""
    icon = "badge-check" if revision.standing.is_approved else "circle-dashed"
    return VersionState(Version(deployment, revision), str(revision), state_words(revision), icon)


def state_words(revision: Revision) -> str:
    """`in review, 0 of 1`; `approved, deployed inside`."""
    standing = revision.standing
    words = standing.get_state_display().lower()
    if standing.state == State.IN_REVIEW:
        return f"{words}, {standing.approvals} of {standing.approvals_needed}"
    marks = {mark.side for mark in revision.deployed.all()}
    sides = {side for side in ("internal", "external") if revision.counts[side]}
    if not marks:
        return words
    if marks >= sides:
        return f"{words}, deployed"
    return f"{words}, deployed {'inside' if 'internal' in marks else 'outside'}"


def _newest(deployment: Deployment) -> Revision | None:
    return _with_state(deployment).exclude(standing__state__in=OVER).first()


def _deployed(deployment: Deployment) -> Revision | None:
    approved = _with_state(deployment).filter(standing__state=State.APPROVED.value)
    marked = Exists(Deployed.objects.filter(revision=OuterRef("pk")))
    return approved.annotate(marked=marked).order_by("-marked", "-number").first()


def _with_state(deployment: Deployment) -> QuerySet[Revision]:
    revisions = Revision.objects.without_content().filter(deployment=deployment)
    return revisions.select_related("standing").prefetch_related("deployed")


def _changes(deployment: Deployment, newest: Revision, summary: Summary | None) -> str:
    """How many entries of history make the working copy differ from the newest proposal."""
    if summary is not None and summary.topology_hash == newest.counts["topology_hash"]:
        return "no changes"
    since = Change.objects.filter(deployment=deployment, at__gt=newest.proposed_at).count()
    return f"{since} change{'' if since == 1 else 's'}" if since else "changed"
