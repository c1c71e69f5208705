"""Two versions beside each other: what differs, why, and who gets in."""

from typing import NamedTuple

from django.core.cache import cache

from lyncplanner.planning.causes import Causes, causes
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.plan import PLANNER_VERSION, Plan
from lyncplanner.planning.topology import Topology
from lyncplanner.reviews.sign_in import SignInDifference, sign_in_difference
from lyncplanner.reviews.versions import Version

_FORM = 1
"""Raised when what is kept has another form."""
_A_MONTH = 30 * 24 * 3600


class Comparison(NamedTuple):
    causes: Causes
    sign_in: SignInDifference
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]


def compared(before: Version | None, after: Version) -> Comparison:
    """Compare two versions; `None` stands for a deployment before anything was entered.

    Asking for causes plans many times over, so that what can't change any more is kept.
    """
    if after.revision is None or (before is not None and before.revision is None):
        return _compare(_plan_of(before, after), after.plan)
    base = before.revision.pk if before is not None and before.revision is not None else 0
    key = f"comparison-{_FORM}-{PLANNER_VERSION}-{base}-{after.revision.pk}"
    kept: Comparison | None = cache.get(key)
    if kept is None:
        kept = _compare(_plan_of(before, after), after.plan)
        cache.set(key, kept, _A_MONTH)
    return kept


def _plan_of(before: Version | None, after: Version) -> Plan:
    if before is not None:
        return before.plan
    return Plan(Topology(after.topology.name), (), ())


def _compare(before: Plan, after: Plan) -> Comparison:
    old = {(finding.code, finding.subject) for finding in before.findings}
    new = {(finding.code, finding.subject) for finding in after.findings}
    return Comparison(
        causes(before, after),
        sign_in_difference(before, after),
        tuple(f for f in after.findings if (f.code, f.subject) not in old),
        tuple(f for f in before.findings if (f.code, f.subject) not in new),
    )
