"""One record set through the revisions: when it came, changed or went."""

from collections.abc import Iterator
from typing import NamedTuple

from lyncplanner.deployments.models import Deployment
from lyncplanner.planning.records import Record
from lyncplanner.planning.set_changes import set_changes
from lyncplanner.reviews.freezing import thaw_records
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.versions import Version

MOST_REVISIONS = 20


class Moment(NamedTuple):
    """A version in which a record set is another than in the one before."""

    version: Version
    data: tuple[str, ...]
    """Nothing where the set is not planned."""


def record_history(deployment: Deployment, key: str, shown: Version) -> list[Moment]:
    """The versions in which a set changed, the newest first; `shown` is the page's own.

    Empty where no version plans it.
    """
    revisions = (
        Revision.objects.defer("document", "findings")
        .filter(deployment=deployment)
        .select_related("standing")
        .order_by("-number")[: MOST_REVISIONS + 1]
    )
    moments = [Moment(Version(deployment, r), _data(_records(r), key)) for r in revisions]
    if shown.revision is None:
        moments.insert(0, Moment(shown, _data(shown.records, key)))
    return list(_changes(moments))


class Since(NamedTuple):
    """How the working copy's records differ from the newest revision's."""

    revision: Revision
    added: int
    removed: int


def since_newest(version: Version) -> Since | None:
    """What has changed since the newest revision; `None` where there is none."""
    revisions = Revision.objects.defer("document", "findings")
    newest = revisions.filter(deployment=version.deployment).first()
    if newest is None:
        return None
    changes = set_changes(_records(newest), version.records)
    added = sum(len(change.added) for change in changes)
    return Since(newest, added, sum(len(change.removed) for change in changes))


def _changes(moments: list[Moment]) -> Iterator[Moment]:
    for moment, earlier in zip(moments, [*moments[1:], None], strict=True):
        if moment.data != (earlier.data if earlier is not None else ()):
            yield moment


def _records(revision: Revision) -> tuple[Record, ...]:
    return thaw_records(revision.records)


def _data(records: tuple[Record, ...], key: str) -> tuple[str, ...]:
    view, _, rest = key.partition("~")
    name, _, kind = rest.rpartition("~")
    return tuple(
        record.data
        for record in records
        if record.name == name and record.view == view and record.type == kind
    )
