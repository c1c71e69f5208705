"""The threads that a review shows, and where: each with what it is about, or in the discussion."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from lyncplanner.reviews.models import Comment, Revision, Thread

Subject = tuple[str, str]
"""What a thread is about, and its key."""


@dataclass(frozen=True, slots=True)
class Threads:
    """Threads by their subject."""

    by_subject: dict[Subject, list[Thread]]

    def about(self, about: str, key: str) -> list[Thread]:
        return self.by_subject.get((about, key), [])

    @property
    def all(self) -> list[Thread]:
        return [thread for found in self.by_subject.values() for thread in found]

    @property
    def open(self) -> int:
        return sum(thread.resolved_at is None for thread in self.all)

    def elsewhere(self, revision: Revision, shown: Collection[int]) -> list[Thread]:
        """Those without a place of their own: about the whole, and about what doesn't change here.

        Of earlier revisions only what is still open. `shown`: those that have a place.
        """
        left = (thread for thread in self.all if thread.pk not in shown)
        wanted = (t for t in left if t.resolved_at is None or t.revision_id == revision.pk)
        return sorted(wanted, key=lambda thread: thread.pk)


def threads_of(revision: Revision) -> Threads:
    """The threads of a deployment that were begun until this revision, with their comments."""
    comments = Prefetch(
        "comments",
        Comment.objects.select_related("author", "revision").defer(
            "revision__document", "revision__records", "revision__findings"
        ),
    )
    rows = (
        Thread.objects.filter(
            deployment=revision.deployment_id, revision__number__lte=revision.number
        )
        .select_related("resolved_by")
        .prefetch_related(comments)
    )
    return Threads(_grouped(rows))


def _grouped(threads: Iterable[Thread]) -> dict[Subject, list[Thread]]:
    found: dict[Subject, list[Thread]] = defaultdict(list)
    for thread in threads:
        found[thread.about, thread.key].append(thread)
    return found
