"""What every export says of its origin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.plan_hash import plan_hash
from lyncplanner.planning.records import Record

DRAFT = "DRAFT, NOT APPROVED"
"""What is said of the working copy, and of a revision that too few have approved."""


@dataclass(frozen=True, slots=True)
class Approval:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where records come from: a revision, the working copy (draft), or a file."""

    deployment: str
    hash: str
    """Of the whole plan, whatever part of it is exported."""
    revision: int | None = None
    proposed_at: datetime | None = None
    """When the revision was proposed."""
    approvals: tuple[Approval, ...] = ()
    approvals_needed: int = 1
    source: str | None = None
    """The file's name where the plan was made from one, on the command line."""
    records: int = 0
    """Of the whole plan, without those left out."""
    left_out: int = 0
    errors: int = 0
    warnings: int = 0

    @classmethod
    def of_plan(
        cls,
        deployment: str,
        records: Sequence[Record],
        findings: Sequence[Finding],
        *,
        source: str | None = None,
    ) -> "Stamp":
        """The stamp of a plan that is no revision: of the working copy, or of a file `source`."""
        left_out = sum(record.left_out is not None for record in records)
        return cls(
            deployment,
            plan_hash(records),
            source=source,
            records=len(records) - left_out,
            left_out=left_out,
            errors=sum(finding.severity is Severity.ERROR for finding in findings),
            warnings=sum(finding.severity is Severity.WARNING for finding in findings),
        )

    @property
    def approved(self) -> bool:
        """Whether it is a revision that as many people approved as the deployment asks for."""
        return self.revision is not None and len(self.approvals) >= self.approvals_needed

    @property
    def status(self) -> str:
        """The state of approval in a word or two, for the head of a page."""
        if self.revision is None:
            return "DRAFT" if self.source is None else "No revision"
        return f"Revision {self.revision}{'' if self.approved else ', NOT APPROVED'}"

    def lines(self) -> Iterator[str]:
        """The stamp as sentences for comments; the text of users in them is not escaped."""
        yield f"{self.deployment}, {self._version()}"
        yield from self._approval()
        yield f"Plan {self.hash}"
        yield (
            f"The plan has {_count(self.records, 'record')}"
            f" and {self.left_out} left out; findings: {_count(self.errors, 'error')},"
            f" {_count(self.warnings, 'warning')}"
        )

    def _version(self) -> str:
        if self.revision is None:
            return DRAFT if self.source is None else f"from {self.source}, no revision"
        if self.proposed_at is None:
            return f"revision {self.revision}"
        return f"revision {self.revision}, proposed {moment(self.proposed_at)}"

    def _approval(self) -> Iterator[str]:
        if self.revision is None:
            return
        for approval in self.approvals:
            yield f"Approved by {approval.by}, {moment(approval.at)}"
        if not self.approvals_needed:
            yield "No approval is needed in this deployment"
        elif not self.approved:
            needed = _count(self.approvals_needed, "approval")
            yield f"{DRAFT}: {len(self.approvals)} of {needed}"


def moment(at: datetime) -> str:
    """A time as stamps write it, in UTC to the minute."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
