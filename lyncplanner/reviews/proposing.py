"""Freezing the working copy as a revision, and taking it back."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.forms.models import model_to_dict
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.summaries import counted, topology_hash
from lyncplanner.documents.errors import BadDocument
from lyncplanner.documents.reading import read
from lyncplanner.planning.plan import PLANNER_VERSION, Plan, plan
from lyncplanner.planning.plan_hash import plan_hash
from lyncplanner.planning.records import View
from lyncplanner.planning.topology import Topology
from lyncplanner.reviews.approval import State
from lyncplanner.reviews.freezing import freeze_findings, freeze_records
from lyncplanner.reviews.inbox import Event, happened
from lyncplanner.reviews.models import AcceptedFinding, Revision, Standing
from lyncplanner.reviews.models.revisions import OPEN_STATES
from lyncplanner.reviews.roles import EDITING, Refused, turn
from lyncplanner.reviews.versions import document_of
from lyncplanner.reviews.weighing import settle


@dataclass(frozen=True, slots=True)
class Frozen:
    """The working copy at one moment, as the bytes that are kept and what they plan."""

    document: bytes
    plan: Plan


def propose(
    deployment: Deployment, by: User, *, title: str, description: str = "", seen: str = ""
) -> Revision:
    """Freeze the working copy as the next revision. It takes the place of an open proposal.

    `seen`: the hash of the topology that the person looked at; raises `Refused` where somebody has
    changed it since, and where the working copy can't be written as a document.
    """
    with turn(deployment, by, EDITING):
        topology = load_topology(deployment)
        if seen and seen != topology_hash(topology):
            raise Refused(
                "The working copy was changed while you wrote. Look at the changes, then propose."
            )
        frozen = _frozen(topology)
        _replace_open(deployment, by)
        revision = _revision(deployment, by, frozen, title=title, description=description)
        outcome = settle(revision, by=by)
        happened(
            Event.PROPOSED,
            deployment,
            by=by,
            revision=revision,
            decided={decision.person for decision in outcome.approvals},
            stale={decision.person for decision in outcome.stale},
        )
        if outcome.state is State.APPROVED:
            happened(Event.APPROVED, deployment, by=by, revision=revision)
        elif outcome.state is State.CHANGES_REQUESTED:
            happened(Event.CHANGES_REQUESTED, deployment, by=by, revision=revision)
    return revision


def withdraw(revision: Revision, by: User) -> None:
    """Take an open proposal back. Raises `Refused` where it is not open any more."""
    with turn(revision.deployment, by, EDITING):
        standing = Standing.objects.get(pk=revision.pk)
        if not standing.is_open:
            raise Refused(f"{revision} is not open any more: {standing.get_state_display()}.")
        _end(standing, State.WITHDRAWN, by)
        revision.standing = standing
        happened(Event.WITHDRAWN, revision.deployment, by=by, revision=revision)


def _frozen(topology: Topology) -> Frozen:
    document = document_of(topology)
    try:
        # What is kept has to be read again, and what is planned has to follow from what is kept.
        return Frozen(document, plan(read(document).topology))
    except BadDocument as bad:
        raise Refused(f"The working copy can't be frozen yet: {bad.shown()[0]}") from None


def _revision(
    deployment: Deployment, by: User, frozen: Frozen, *, title: str, description: str
) -> Revision:
    records, findings = frozen.plan.records, frozen.plan.findings
    newest = deployment.revisions.aggregate(newest=Max("number"))["newest"]
    accepted = _accepted(deployment, frozen.plan)
    revision = Revision.objects.create(
        deployment=deployment,
        number=(newest or 0) + 1,
        title=title,
        description=description,
        document=frozen.document,
        records=freeze_records(records),
        findings=freeze_findings(findings),
        accepted=accepted,
        counts=_counts(frozen.plan, accepted),
        hash=plan_hash(records),
        planner_version=PLANNER_VERSION,
        base_number=base_number(deployment),
        proposer=by,
    )
    Standing.objects.create(revision=revision, deployment=deployment, changed_by=by)
    return revision


def base_number(deployment: Deployment) -> int | None:
    """What a proposal is compared with: the newest revision that is deployed, else approved."""
    approved = deployment.revisions.filter(standing__state=State.APPROVED.value)
    deployed = approved.filter(deployed__isnull=False)
    for candidates in (deployed, approved):
        number = candidates.aggregate(newest=Max("number"))["newest"]
        if number is not None:
            return int(number)
    return None


def _replace_open(deployment: Deployment, by: User) -> None:
    for standing in Standing.objects.filter(deployment=deployment, state__in=OPEN_STATES):
        _end(standing, State.REPLACED, by)


def _end(standing: Standing, state: State, by: User) -> None:
    standing.state = state.value
    standing.changed_at = timezone.now()
    standing.changed_by = by
    standing.save()


def _counts(planned: Plan, accepted: list[dict[str, str]]) -> dict[str, Any]:
    """A summary's fields, and how many records go to each side."""
    lived_with = {(each["code"], each["subject"]) for each in accepted}
    counts = model_to_dict(counted(planned, lived_with), exclude=["deployment"])
    views = Counter(record.view for record in planned.records if record.left_out is None)
    external = views[View.EXTERNAL]
    counts["topology_hash"] = topology_hash(planned.topology)
    return {**counts, "external": external, "internal": views.total() - external}


def _accepted(deployment: Deployment, planned: Plan) -> list[dict[str, str]]:
    there = {(finding.code, finding.subject) for finding in planned.findings}
    return [
        {
            "code": accepted.code,
            "subject": accepted.subject,
            "message": accepted.message,
            "reason": accepted.reason,
            "by": accepted.person.get_username(),
            "at": accepted.at.isoformat(),
        }
        for accepted in AcceptedFinding.objects.filter(deployment=deployment).select_related(
            "person"
        )
        if (accepted.code, accepted.subject) in there
    ]
