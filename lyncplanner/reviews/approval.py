"""What decisions make of a proposal: approved, held back, or to be changed. Values only."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import NamedTuple

from lyncplanner.planning.records import Record

SECOND_APPROVAL = 2


class Verdict(StrEnum):
    APPROVE = "approve"
    REQUEST_CHANGES = "request-changes"


class State(StrEnum):
    IN_REVIEW = "in-review"
    CHANGES_REQUESTED = "changes-requested"
    APPROVED = "approved"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class Decision(NamedTuple):
    """What one person said of one revision."""

    person: int
    verdict: Verdict
    revision: int
    hash: str
    """Of that revision's records."""
    at: datetime


class Proposal(NamedTuple):
    number: int
    hash: str
    proposer: int
    errors: int
    """Among its findings."""
    sensitive: tuple[str, ...] = ()
    """Names it changes that always need a second approval."""


class Rules(NamedTuple):
    """What a deployment asks of an approval."""

    approvals_needed: int = 1
    errors_hold: bool = True
    unseen_hold: bool = False
    threads_hold: bool = False


class Condition(StrEnum):
    """What can stand between a proposal and its approval."""

    OWN_PROPOSAL = "own-proposal"
    ERRORS = "errors"
    UNSEEN = "unseen"
    OPEN_THREADS = "open-threads"


class Outcome(NamedTuple):
    """Where a proposal stands, and because of whom."""

    state: State
    needed: int
    approvals: tuple[Decision, ...]
    """Those that count, the earliest first."""
    requests: tuple[Decision, ...]
    """Requests for changes that stand."""
    stale: tuple[Decision, ...]
    """Approvals of other records, by people who have not decided on these."""
    holds: frozenset[Condition]
    """What holds approval back although enough people approved."""


def outcome(
    proposal: Proposal,
    decisions: Iterable[Decision],
    rules: Rules,
    *,
    open_threads: int,
    deciders: Collection[int],
) -> Outcome:
    """Weigh everything that was ever decided in a deployment, up to this proposal.

    Each person's latest decision counts, where it is about these records: about this revision, or
    one of the same hash. `deciders` are the people whose role lets them decide.
    """
    latest = _latest(proposal, decisions, deciders)
    counting = [decision for decision in latest if decision.hash == proposal.hash]
    approvals = tuple(d for d in counting if d.verdict is Verdict.APPROVE)
    requests = tuple(d for d in counting if d.verdict is Verdict.REQUEST_CHANGES)
    others = (d for d in latest if d.hash != proposal.hash)
    stale = tuple(d for d in others if d.verdict is Verdict.APPROVE)
    needed = approvals_needed(rules, proposal.sensitive)
    holds = frozenset(_holds(proposal, rules, open_threads))
    state = State.IN_REVIEW
    if requests:
        state = State.CHANGES_REQUESTED
    elif len(approvals) >= needed and not holds:
        state = State.APPROVED
    return Outcome(state, needed, approvals, requests, stale, holds)


def approvals_needed(rules: Rules, sensitive: Sequence[str]) -> int:
    """How many people have to approve: one more pair of eyes where names are sensitive."""
    if sensitive:
        return max(rules.approvals_needed, SECOND_APPROVAL)
    return rules.approvals_needed


def against_approving(
    proposal: Proposal, person: int, rules: Rules, *, open_threads: int, unseen: int
) -> frozenset[Condition]:
    """What keeps this person from approving; empty where nothing does."""
    found = set(_holds(proposal, rules, open_threads))
    if person == proposal.proposer:
        found.add(Condition.OWN_PROPOSAL)
    if rules.unseen_hold and unseen:
        found.add(Condition.UNSEEN)
    return frozenset(found)


def deployable(state: State, deploy_from: datetime | None, now: datetime) -> bool:
    """Whether a revision may go out: approved, and not before the time it was given."""
    return state is State.APPROVED and (deploy_from is None or now >= deploy_from)


def sensitive_names(changed: Iterable[Record], patterns: Collection[str]) -> tuple[str, ...]:
    """Names among changed records that a second person has to approve.

    A pattern is a name, a name with `*`, or the id of a rule: `edge.federation-srv`.
    """
    if not patterns:
        return ()
    found = (record.name for record in changed if _matches(record, patterns))
    return tuple(dict.fromkeys(found))


def _matches(record: Record, patterns: Collection[str]) -> bool:
    return any(
        fnmatchcase(record.name, pattern) or any(why.rule == pattern for why in record.reasons)
        for pattern in patterns
    )


def _latest(
    proposal: Proposal, decisions: Iterable[Decision], deciders: Collection[int]
) -> list[Decision]:
    latest: dict[int, Decision] = {}
    for decision in sorted(decisions, key=lambda decision: decision.at):
        if decision.revision > proposal.number or decision.person == proposal.proposer:
            continue
        if decision.person in deciders:
            latest[decision.person] = decision
    return sorted(latest.values(), key=lambda decision: decision.at)


def _holds(proposal: Proposal, rules: Rules, open_threads: int) -> Iterator[Condition]:
    if rules.errors_hold and proposal.errors:
        yield Condition.ERRORS
    if rules.threads_hold and open_threads:
        yield Condition.OPEN_THREADS
