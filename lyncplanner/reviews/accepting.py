"""The warnings that a version lives with, each with its reason."""

from datetime import datetime
from typing import NamedTuple

from lyncplanner.planning.findings import Finding
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.versions import Version


class Acceptance(NamedTuple):
    """That a warning is accepted."""

    message: str
    """Of the finding, as it was then."""
    reason: str
    by: str
    at: datetime

    def has_changed(self, finding: Finding) -> bool:
        """Whether the finding says something else than what was accepted."""
        return self.message != finding.message


def accepted_in(version: Version) -> dict[tuple[str, str], Acceptance]:
    """What is accepted, by code and subject: now, or when the revision was proposed."""
    if version.revision is not None:
        return _frozen(version.revision)
    rows = version.deployment.accepted_findings.select_related("person")
    return {
        (row.code, row.subject): Acceptance(
            row.message, row.reason, row.person.get_username(), row.at
        )
        for row in rows
    }


def _frozen(revision: Revision) -> dict[tuple[str, str], Acceptance]:
    return {
        (row["code"], row["subject"]): Acceptance(
            row["message"], row["reason"], row["by"], datetime.fromisoformat(row["at"])
        )
        for row in revision.accepted
    }
