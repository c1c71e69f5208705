"""What stands beside a review: how far one is, what one may decide, and under which conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment
from lyncplanner.reviews.approval import Outcome, Rules, approvals_needed
from lyncplanner.reviews.models import Decision, Deployed, Revision
from lyncplanner.reviews.roles import DECIDING, EDITING
from lyncplanner.reviews.weighing import (
    is_decided_on,
    proposal_of,
    rules_of,
    rules_row,
    weigh,
)


class Check(NamedTuple):
    """A condition: met, or not and holding approval back, or not and only worth knowing."""

    text: str
    met: bool
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    seen: int
    changes: int
    others: Mapping[str, int]
    """How many changes other people have seen, by name."""
    own: bool
    may_decide: bool
    asks: bool
    """Decisions are still asked for."""
    may_edit: bool
    checks: list[Check]
    rules: str
    decisions: list[Decision]
    outcome: Outcome
    marks: list[Deployed]
    sides: list[Deployed.Side]
    """Where it can be marked as deployed."""


def panel(
    revision: Revision,
    person: User,
    *,
    seen: int,
    changes: int,
    others: Mapping[str, int],
    open_threads: int,
) -> Panel:
    """The panel of a revision for one of its readers."""
    deployment = revision.deployment
    row = rules_row(deployment)
    rules = rules_of(row)
    marks = list(revision.deployed.select_related("person"))
    marked = {mark.side for mark in marks}
    outcome = weigh(revision)
    return Panel(
        seen=seen,
        changes=changes,
        others=others,
        own=person.pk == revision.proposer_id,
        may_decide=deployment.role in DECIDING,
        asks=is_decided_on(revision),
        may_edit=deployment.role in EDITING,
        checks=list(_checks(revision, person, rules, changes - seen, open_threads)),
        rules=_said(deployment, rules, proposal_of(revision, row).sensitive),
        decisions=list(revision.decisions.select_related("person")),
        outcome=outcome,
        marks=marks,
        sides=[side for side in Deployed.Side if side not in marked],
    )


def _checks(
    revision: Revision, person: User, rules: Rules, unseen: int, open_threads: int
) -> Iterator[Check]:
    own = person.pk == revision.proposer_id
    yield Check("Proposed by you" if own else "Proposed by someone else", not own, own)
    errors = revision.counts["errors"]
    if errors:
        yield Check(f"{_counted(errors, 'error')} among the findings", False, rules.errors_hold)
    else:
        yield Check("No errors among the findings", True)
    if unseen:
        yield Check(f"{_counted(unseen, 'change')} not seen", False, rules.unseen_hold and not own)
    else:
        yield Check("Every change seen", True)
    if open_threads:
        yield Check(f"{_counted(open_threads, 'thread')} open", False, rules.threads_hold)
    else:
        yield Check("No thread open", True)


def _said(deployment: Deployment, rules: Rules, sensitive: tuple[str, ...]) -> str:
    """What the deployment asks, in words."""
    needed = approvals_needed(rules, sensitive)
    asked = _counted(needed, "approval") if needed else "no approval"
    parts = [f"{deployment.name} needs {asked}."]
    if sensitive and needed > rules.approvals_needed:
        more = f" and {len(sensitive) - 1} more" if len(sensitive) > 1 else ""
        parts = [f"{deployment.name} needs {asked} here, because of {sensitive[0]}{more}."]
    holding = [
        words
        for words, holds in (
            ("errors", rules.errors_hold),
            ("changes not seen", rules.unseen_hold),
            ("open threads", rules.threads_hold),
        )
        if holds
    ]
    if holding:
        said = ", ".join(holding)
        parts.append(f"{said[:1].upper()}{said[1:]} hold it back.")
    return " ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
