"""Two versions beside each other: what differs, why, and who gets in."""

from itertools import islice
from typing import NamedTuple

from django.core.cache import cache

from lyncplanner.deployments.summaries import topology_hash
from lyncplanner.planning.causes import Causes, causes
from lyncplanner.planning.cut_over import CutOver, cut_overs
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.plan import PLANNER_VERSION, Plan
from lyncplanner.planning.topology import Topology
from lyncplanner.reviews.sign_in import SignInDifference, sign_in_difference
from lyncplanner.reviews.versions import Version

_FORM = 2
"""Raised when what is kept has another form."""
MOST_CUT_OVERS = 3
"""Each is planned and traced on its own; domains that move together move alike."""
_AN_HOUR = 3600
_A_MONTH = 30 * 24 * _AN_HOUR


class Comparison(NamedTuple):
    causes: Causes
    sign_in: SignInDifference
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]
    cut_overs: tuple[CutOver, ...]
    """Of the first SIP domains that become Teams Only."""


def compared(before: Version | None, after: Version) -> Comparison:
    """Compare two versions; `None` stands for a deployment before anything was entered.

    Asking for causes plans many times over, so that the answer is kept.
    """
    both = _identity(before), _identity(after)
    key = "-".join(["comparison", str(_FORM), PLANNER_VERSION, *both])
    kept: Comparison | None = cache.get(key)
    if kept is None:
        kept = _compare(_plan_of(before, after), after.plan)
        frozen = all(version is None or version.revision for version in (before, after))
        cache.set(key, kept, _A_MONTH if frozen else _AN_HOUR)
    return kept


def _identity(version: Version | None) -> str:
    """What tells whether a comparison is still the same: of the working copy, its content."""
    if version is None:
        return "nothing"
    if version.revision is not None:
        return str(version.revision.pk)
    return topology_hash(version.topology)


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
        tuple(islice(cut_overs(before, after.topology), MOST_CUT_OVERS)),
    )
