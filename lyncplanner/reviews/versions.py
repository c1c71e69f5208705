"""A deployment's versions: the working copy, and each revision as it was frozen."""

import json
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse

from lyncplanner.accounts.models import User
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.plans import plan_of
from lyncplanner.documents.reading import read
from lyncplanner.documents.topology_writer import plain
from lyncplanner.exports.stamp import Approval, Stamp
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.plan import PLANNER_VERSION, Plan
from lyncplanner.planning.records import Record
from lyncplanner.planning.set_changes import SetChange, set_changes
from lyncplanner.planning.topology import Topology
from lyncplanner.reviews.freezing import thaw_findings, thaw_records
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.weighing import approvals_of

WORKING = "working"


@dataclass
class Version:
    """One version of a deployment; its parts are read as they are asked for."""

    deployment: Deployment
    revision: Revision | None = None
    """`None`: the working copy."""

    @property
    def key(self) -> str:
        """As addresses name it: a number, or `working`."""
        return str(self.revision.number) if self.revision else WORKING

    @property
    def label(self) -> str:
        return str(self.revision) if self.revision else "Working copy"

    @property
    def plan_address(self) -> str:
        """The page of its records; each record set is a page below."""
        return self._address("plan-show")

    @property
    def findings_address(self) -> str:
        return self._address("finding-list")

    @property
    def trace_address(self) -> str:
        return self._address("trace-show")

    @property
    def certificates_address(self) -> str:
        return self._address("certificate-list")

    @property
    def cut_over_address(self) -> str:
        return self._address("cut-over-show")

    def _address(self, page: str) -> str:
        slug = self.deployment.slug
        if self.revision is None:
            return reverse(f"pages:{page}", args=[slug])
        return reverse(f"pages:frozen-{page}", args=[slug, self.revision.number])

    @cached_property
    def topology(self) -> Topology:
        if self.revision is None:
            return load_topology(self.deployment)
        return read(bytes(self.revision.document)).topology

    @cached_property
    def records(self) -> tuple[Record, ...]:
        if self.revision is None:
            return self.plan.records
        return thaw_records(self.revision.records)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        if self.revision is None:
            return self.plan.findings
        return thaw_findings(self.revision.findings)

    @cached_property
    def plan(self) -> Plan:
        """What was planned when it was proposed; of the working copy, what is planned now."""
        if self.revision is None:
            return plan_of(self.topology)
        return Plan(self.topology, self.records, self.findings)

    @cached_property
    def stamp(self) -> Stamp:
        """What exports of this version say of their origin."""
        drafted = Stamp.of_plan(self.deployment.name, self.records, self.findings)
        return _stamped(drafted, self.revision) if self.revision else drafted

    @cached_property
    def planned_differently(self) -> tuple[SetChange, ...]:
        """The sets that today's planner plans otherwise; the frozen ones go out all the same."""
        if self.revision is None or self.revision.planner_version == PLANNER_VERSION:
            return ()
        return set_changes(self.records, plan_of(self.topology).records)


def version_of(deployment: Deployment, key: str) -> Version | None:
    """The version that an address names; `None` where there is no such revision."""
    if key == WORKING:
        return Version(deployment)
    if not (key.isascii() and key.isdecimal() and len(key) < 10):
        return None
    revision = (
        Revision.objects.select_related("standing", "proposer")
        .filter(deployment=deployment, number=int(key))
        .first()
    )
    if revision is None:
        return None
    revision.deployment = deployment
    return Version(deployment, revision)


def document_of(topology: Topology) -> bytes:
    """A topology as the bytes that a revision keeps."""
    return json.dumps(plain(topology), ensure_ascii=False).encode("utf-8")


def _stamped(drafted: Stamp, revision: Revision) -> Stamp:
    standing = revision.standing
    stamp = replace(drafted, revision=revision.number, proposed_at=revision.proposed_at)
    if not standing.is_approved:
        # However many people approved it: what is held back or replaced has no approval.
        return replace(stamp, approvals_needed=max(1, standing.approvals_needed))
    approvals = approvals_of(revision)
    people = User.objects.in_bulk([approval.person for approval in approvals])
    return replace(
        stamp,
        approvals=tuple(Approval(people[a.person].get_username(), a.at) for a in approvals),
        approvals_needed=standing.approvals_needed,
    )
