"""Everything that the review page shows of a revision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lyncplanner.accounts.models import User
from lyncplanner.planning.set_changes import set_changes
from lyncplanner.reviews.approval import Outcome
from lyncplanner.reviews.comparing import Comparison, compared
from lyncplanner.reviews.decision_panel import Panel, panel
from lyncplanner.reviews.freezing import thaw_records
from lyncplanner.reviews.models import Revision, Thread
from lyncplanner.reviews.objects import Objects
from lyncplanner.reviews.review_rows import (
    PAGE_LENGTH,
    FindingLine,
    Rows,
    Wish,
    finding_lines,
    rows_of,
    thread_keys,
)
from lyncplanner.reviews.seeing import progress, seen_by
from lyncplanner.reviews.threads import Threads, threads_of
from lyncplanner.reviews.versions import Version
from lyncplanner.reviews.weighing import base_of


@dataclass(frozen=True, slots=True)
class ReviewPage:
    version: Version
    base: Revision | None
    comparison: Comparison
    wish: Wish
    rows: Rows
    new_findings: list[FindingLine]
    gone_findings: list[FindingLine]
    panel: Panel
    notices: list[str]
    discussion: Sequence[Thread]
    threads: int
    """Open ones."""

    @property
    def base_deployed(self) -> bool:
        return self.base is not None and self.base.deployed.exists()

    @property
    def next_unseen(self) -> str:
        """The key of the first row on this page that the person has not seen."""
        rows = (row for block in self.rows.blocks for row in block.rows)
        return next((row.key for row in rows if not row.seen), "")

    @property
    def next_page(self) -> int:
        return self.wish.page + 1

    @property
    def next_length(self) -> int:
        return min(self.rows.left, PAGE_LENGTH)

    @property
    def added(self) -> int:
        return sum(len(change.added) for change in self.comparison.causes.set_changes)

    @property
    def removed(self) -> int:
        return sum(len(change.removed) for change in self.comparison.causes.set_changes)

    @property
    def unseen(self) -> int:
        return self.panel.changes - self.panel.seen


def review_page(version: Version, revision: Revision, person: User, wish: Wish) -> ReviewPage:
    """A revision beside the one that it is compared with, as one person sees it."""
    base = base_of(revision)
    before = Version(version.deployment, base) if base else None
    if wish.by_view is None:
        # Where everything is new, everything has every cause.
        wish = replace(wish, by_view=base is None)
    comparison = compared(before, version)
    changes = comparison.causes.set_changes
    seen = seen_by(revision, person, changes)
    threads = threads_of(revision)
    objects = Objects(version.deployment)
    rows = rows_of(
        comparison,
        wish,
        seen=seen,
        threads=threads,
        object_of=lambda heading: objects.find(heading.target),
    )
    new, gone = finding_lines(comparison, threads)
    others = progress(revision, changes)
    others.pop(person.get_username(), None)
    beside = panel(
        revision,
        person,
        seen=len(seen),
        changes=len(changes),
        others=others,
        open_threads=threads.open,
    )
    return ReviewPage(
        version=version,
        base=base,
        comparison=comparison,
        wish=wish,
        rows=rows,
        new_findings=new,
        gone_findings=gone,
        panel=beside,
        notices=list(_notices(version, revision, person, beside.outcome)),
        discussion=_discussion(revision, threads, rows, [*new, *gone]),
        threads=len(_about_records(threads)),
    )


def _about_records(threads: Threads) -> list[Thread]:
    return [thread for thread in threads.all if thread.about == Thread.About.RECORD]


def _discussion(
    revision: Revision, threads: Threads, rows: Rows, lines: list[FindingLine]
) -> list[Thread]:
    return threads.elsewhere(revision, thread_keys(rows.blocks, lines))


def _notices(version: Version, revision: Revision, person: User, outcome: Outcome) -> Iterator[str]:
    yield from _staleness(version, revision, person, outcome)
    differing = version.planned_differently
    if differing:
        names = ", ".join(dict.fromkeys(change.there.name for change in differing[:5]))
        count = _sets(len(differing))
        yield (
            f"Today's planner would plan {count} differently: {names}."
            " What was proposed stays as it is, and is what exports hold."
        )


def _staleness(
    version: Version, revision: Revision, person: User, outcome: Outcome
) -> Iterator[str]:
    """What became of this person's approval of an earlier revision."""
    for stale in outcome.stale:
        if stale.person == person.pk:
            yield _stale(version, revision, stale.revision)
    for approval in outcome.approvals:
        if approval.person == person.pk and approval.revision != revision.number:
            yield f"Still approved: the records are the same as in revision {approval.revision}."


def _stale(version: Version, revision: Revision, number: int) -> str:
    approved = Revision.objects.get(deployment=revision.deployment_id, number=number)
    differing = set_changes(thaw_records(approved.records), version.records)
    same = revision.counts["record_sets"] - sum(change.after is not None for change in differing)
    verb = "differs" if len(differing) == 1 else "differ"
    said = (
        f"Your approval of revision {number} does not count here: {_sets(len(differing))} {verb}."
    )
    return f"{said} The other {same:,} are as you approved them." if same > 0 else said


def _sets(number: int) -> str:
    return f"{number:,} record set{'' if number == 1 else 's'}"
