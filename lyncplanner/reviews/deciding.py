"""Approving a proposal, or asking for changes; and the warnings that a deployment lives with."""

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.models import Deployment
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.reviews.approval import Condition, Outcome, State, Verdict, against_approving
from lyncplanner.reviews.inbox import Event, happened
from lyncplanner.reviews.models import AcceptedFinding, Decision, ReviewRules, Revision, Standing
from lyncplanner.reviews.roles import DECIDING, EDITING, OWNING, Refused, turn
from lyncplanner.reviews.seeing import unseen_by
from lyncplanner.reviews.weighing import (
    is_decided_on,
    open_threads,
    proposal_of,
    rules_of,
    rules_row,
    settle,
)

REASONS = {
    Condition.OWN_PROPOSAL: "It is your own proposal. Someone else has to decide.",
    Condition.ERRORS: "It has errors among its findings, which hold approval back here.",
    Condition.UNSEEN: "You have not seen every change yet. Tick each, then approve.",
    Condition.OPEN_THREADS: "Threads are open, which hold approval back here. Resolve them first.",
}


def decide(revision: Revision, by: User, verdict: Verdict, words: str = "") -> Outcome:
    """Say yes or no to a proposal. Raises `Refused` where it can't be said, or not any more."""
    deployment = revision.deployment
    with turn(deployment, by, DECIDING):
        revision.standing = Standing.objects.get(pk=revision.pk)
        was = revision.standing.state
        _check(revision, by, verdict, words)
        Decision.objects.create(revision=revision, person=by, verdict=verdict.value, words=words)
        outcome = settle(revision, by=by)
        happened(Event.DECIDED, deployment, by=by, revision=revision)
        if outcome.state is State.CHANGES_REQUESTED or outcome.state != was:
            tell_of_state(revision, outcome, by)
    return outcome


def tell_of_state(revision: Revision, outcome: Outcome, by: User) -> None:
    """Who has to do something now that a revision stands differently."""
    event = {
        State.APPROVED: Event.APPROVED,
        State.CHANGES_REQUESTED: Event.CHANGES_REQUESTED,
    }.get(outcome.state, Event.REOPENED)
    happened(
        event,
        revision.deployment,
        by=by,
        revision=revision,
        decided={decision.person for decision in outcome.approvals},
    )


def accept_finding(deployment: Deployment, by: User, finding: Finding, reason: str) -> None:
    """Live with a warning, and say why. Raises `Refused` for what is no warning."""
    if finding.severity is not Severity.WARNING:
        raise Refused("Only warnings can be accepted. Mend an error; a note needs nothing.")
    if not reason.strip():
        raise Refused("Say why this warning is accepted.")
    with turn(deployment, by, EDITING), change(deployment, by=by, what=f"Accepted {finding.code}"):
        AcceptedFinding.objects.filter(
            deployment=deployment, code=finding.code, subject=finding.subject
        ).delete()
        AcceptedFinding.objects.create(
            deployment=deployment,
            code=finding.code,
            subject=finding.subject,
            message=finding.message,
            reason=reason.strip(),
            person=by,
        )


def take_acceptance_back(deployment: Deployment, by: User, code: str, subject: str) -> None:
    """Count a warning again. Raises `Refused` where it is not accepted."""
    with turn(deployment, by, EDITING):
        accepted = deployment.accepted_findings.filter(code=code, subject=subject).first()
        if accepted is None:
            raise Refused("This warning is not accepted, or not any more.")
        with change(deployment, by=by, what=f"No longer accepts {accepted.code}"):
            accepted.delete()


def set_rules(
    deployment: Deployment, by: User, rules: ReviewRules, *, seen: int | None = None
) -> None:
    """Change what the deployment asks of an approval; an open proposal is weighed by it at once.

    What is approved already stays so. `seen`: the version of the rules that the person looked at;
    raises `Refused` where somebody has changed them since.
    """
    with turn(deployment, by, OWNING), change(deployment, by=by, what="Changed the review rules"):
        stored = rules_row(deployment)
        if seen is not None and seen != stored.version:
            raise Refused("Somebody changed the review rules since you opened them. Look again.")
        rules.version = stored.version + 1
        rules.save()
        for revision in deployment.revisions.filter(standing__state=State.IN_REVIEW.value):
            settle_again(revision, by)


def settle_again(revision: Revision, by: User) -> None:
    """Weigh an open proposal once more, after something beside the decisions has changed."""
    revision.standing = Standing.objects.get(pk=revision.pk)
    was = revision.standing.state
    if not revision.standing.is_open:
        return
    outcome = settle(revision, by=by)
    if outcome.state != was:
        tell_of_state(revision, outcome, by)


def _check(revision: Revision, by: User, verdict: Verdict, words: str) -> None:
    if not is_decided_on(revision):
        raise Refused(
            f"{revision} is not open for decisions any more:"
            " it was deployed, withdrawn or replaced."
        )
    if by.pk == revision.proposer_id:
        raise Refused(REASONS[Condition.OWN_PROPOSAL])
    if verdict is Verdict.REQUEST_CHANGES:
        if not words.strip():
            raise Refused("Say what should change.")
        return
    row = rules_row(revision.deployment)
    against = against_approving(
        proposal_of(revision, row),
        by.pk,
        rules_of(row),
        open_threads=open_threads(revision),
        unseen=unseen_by(revision, by) if row.unseen_hold else 0,
    )
    if against:
        raise Refused(" ".join(REASONS[condition] for condition in sorted(against)))
