"""Rows → what the API answers."""

from typing import Any

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment, Summary
from lyncplanner.reviews.models import Decision, Revision
from lyncplanner.reviews.weighing import approvals_of

Answer = dict[str, Any]
_COUNTS = ("records", "left_out", "record_sets", "errors", "warnings", "infos")


def deployment_out(deployment: Deployment, summary: Summary) -> Answer:
    return {
        "slug": deployment.slug,
        "name": deployment.name,
        "product": deployment.product,
        "role": deployment.role,
        "changed_at": deployment.changed_at,
        "counts": counts_out(summary),
        "topology_hash": summary.topology_hash,
    }


def counts_out(counts: Any) -> dict[str, int]:
    return {name: getattr(counts, name) for name in _COUNTS}


def revision_out(revision: Revision) -> Answer:
    standing = revision.standing
    return {
        "number": revision.number,
        "title": revision.title,
        "description": revision.description,
        "state": standing.state,
        "hash": revision.hash,
        "planner_version": revision.planner_version,
        "proposed_by": revision.proposer.get_username(),
        "proposed_at": revision.proposed_at,
        "approvals": _approvals(revision),
        "approvals_needed": standing.approvals_needed,
        "deploy_from": standing.deploy_from,
        "deployed": [
            {"side": mark.side, "by": mark.person.get_username(), "at": mark.at}
            for mark in revision.deployed.select_related("person")
        ],
        "counts": counts_out(revision.summary),
    }


def decision_out(decision: Decision) -> Answer:
    return {
        "by": decision.person.get_username(),
        "at": decision.at,
        "verdict": decision.verdict,
        "words": decision.words,
    }


def _approvals(revision: Revision) -> list[Answer]:
    found = approvals_of(revision)
    people = User.objects.in_bulk([approval.person for approval in found])
    return [{"by": people[a.person].get_username(), "at": a.at} for a in found]
