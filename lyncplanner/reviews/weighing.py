"""Rows → the values that `approval` weighs, and its outcome → a revision's standing."""

from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment
from lyncplanner.planning.records import Record
from lyncplanner.planning.set_changes import set_changes
from lyncplanner.reviews import approval
from lyncplanner.reviews.approval import Outcome, Proposal, Rules, State, Verdict
from lyncplanner.reviews.freezing import thaw_records
from lyncplanner.reviews.models import Decision, ReviewRules, Revision, Standing, Thread
from lyncplanner.reviews.roles import DECIDING, people_in


def rules_row(deployment: Deployment) -> ReviewRules:
    """What the deployment asks of an approval; the usual where nobody has said."""
    found = ReviewRules.objects.filter(pk=deployment.pk).first()
    return found or ReviewRules(deployment=deployment)


def rules_of(row: ReviewRules) -> Rules:
    return Rules(row.approvals_needed, row.errors_hold, row.unseen_hold, row.threads_hold)


def proposal_of(revision: Revision, row: ReviewRules) -> Proposal:
    return Proposal(
        revision.number,
        revision.hash,
        revision.proposer_id,
        revision.counts["errors"],
        _sensitive(revision, row),
    )


def decisions_until(revision: Revision) -> list[approval.Decision]:
    """Everything that was decided in the deployment, up to this revision."""
    rows = Decision.objects.filter(
        revision__deployment=revision.deployment_id, revision__number__lte=revision.number
    )
    fields = ("person_id", "verdict", "revision__number", "revision__hash", "at")
    return [
        approval.Decision(person, Verdict(verdict), number, hash, at)
        for person, verdict, number, hash, at in rows.values_list(*fields)
    ]


def open_threads(revision: Revision) -> int:
    """Threads that nobody has resolved, begun here or before."""
    return Thread.objects.filter(
        deployment=revision.deployment_id,
        revision__number__lte=revision.number,
        resolved_at=None,
    ).count()


def weigh(revision: Revision) -> Outcome:
    """Where a revision stands by everything that was said of it until now."""
    row = rules_row(revision.deployment)
    return approval.outcome(
        proposal_of(revision, row),
        decisions_until(revision),
        rules_of(row),
        open_threads=open_threads(revision),
        deciders=people_in(revision.deployment, DECIDING),
    )


def approvals_of(revision: Revision) -> tuple[approval.Decision, ...]:
    """The approvals that made a revision approved. Whoever gave one could do so then, whatever
    their role has become.
    """
    decisions = decisions_until(revision)
    found = approval.outcome(
        Proposal(revision.number, revision.hash, revision.proposer_id, errors=0),
        decisions,
        Rules(),
        open_threads=0,
        deciders={decision.person for decision in decisions},
    )
    return found.approvals


def settle(revision: Revision, *, by: User | None) -> Outcome:
    """Keep what the decisions come to. To be called in a `turn`, after whatever may change it."""
    found = weigh(revision)
    standing = Standing.objects.get(pk=revision.pk)
    if standing.state != found.state:
        standing.state = found.state.value
        standing.changed_at = timezone.now()
        standing.changed_by = by
    standing.approvals_needed = found.needed
    standing.approvals = len(found.approvals)
    standing.save()
    revision.standing = standing
    return found


def is_decided_on(revision: Revision) -> bool:
    """Whether decisions are still asked for: the newest proposal, until it stands in DNS."""
    if revision.standing.state in (State.REPLACED, State.WITHDRAWN):
        return False
    newer = Revision.objects.filter(
        deployment=revision.deployment_id, number__gt=revision.number
    ).exclude(standing__state=State.WITHDRAWN.value)
    return not newer.exists() and not revision.deployed.exists()


def base_of(revision: Revision) -> Revision | None:
    """The revision that it is compared with."""
    if revision.base_number is None:
        return None
    return Revision.objects.select_related("standing").get(
        deployment=revision.deployment_id, number=revision.base_number
    )


def _sensitive(revision: Revision, row: ReviewRules) -> tuple[str, ...]:
    if not row.patterns:
        return ()
    base = base_of(revision)
    before: tuple[Record, ...] = thaw_records(base.records) if base else ()
    changes = set_changes(before, thaw_records(revision.records))
    sides = [side for change in changes for side in change if side is not None]
    records = [record for side in sides for record in side.records]
    return approval.sensitive_names(records, row.patterns)
