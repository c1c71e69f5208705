"""The rows of a review or comparison: record sets by cause, or by view and zone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from lyncplanner.planning.causes import Cause
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.records import Record, RecordSet, View
from lyncplanner.planning.set_changes import SetChange
from lyncplanner.reviews.cause_heading import Heading, heading
from lyncplanner.reviews.comparing import Comparison
from lyncplanner.reviews.models import Thread
from lyncplanner.reviews.threads import Threads

PAGE_LENGTH = 100
SIGNS = {"added": ("+", "Added", "plus"), "removed": ("−", "Removed", "minus")}
CHANGED = ("~", "Changed", "tilde")


@dataclass(frozen=True, slots=True)
class Row:
    """A record set that differs."""

    change: SetChange
    seen: bool = False
    threads: Sequence[Thread] = ()
    also: str = ""
    """Its other cause, if it has two."""
    notes: tuple[str, ...] = ()
    """What differs besides the data."""

    @property
    def key(self) -> str:
        return self.change.key

    @property
    def set(self) -> RecordSet:
        return self.change.there

    @property
    def sign(self) -> tuple[str, str, str]:
        """As a character, as a word, and the class it is drawn with."""
        return SIGNS.get(self.change.sign, CHANGED)

    @property
    def comments(self) -> int:
        return sum(len(thread.comments.all()) for thread in self.threads)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one heading."""

    anchor: str
    heading: Heading
    rows: list[Row] = field(default_factory=list)
    added: int = 0
    removed: int = 0
    sets: int = 0
    new_findings: int = 0
    gone_findings: int = 0
    subject: str = ""
    """The key of the object, to comment on it; "" where it is none."""
    href: str = ""
    threads: Sequence[Thread] = ()


class FindingLine(NamedTuple):
    finding: Finding
    because: str
    threads: Sequence[Thread]

    @property
    def key(self) -> str:
        return f"{self.finding.code}~{self.finding.subject}"


@dataclass(frozen=True, slots=True)
class Wish:
    """What of the changes to show, and how."""

    by_view: bool | None = None
    """`None`: as is usual."""
    unseen: bool = False
    with_threads: bool = False
    page: int = 1

    @property
    def filtered(self) -> bool:
        return self.unseen or self.with_threads


class Rows(NamedTuple):
    blocks: list[Block]
    left: int
    """Rows after this page."""
    causes: int


def rows_of(
    comparison: Comparison,
    wish: Wish,
    *,
    seen: Collection[str] = (),
    threads: Threads | None = None,
    object_of: Callable[[Heading], tuple[str, str]] = lambda heading: ("", ""),
) -> Rows:
    """One page of rows, in blocks.

    `object_of` gives the key and the address of the object that a heading is about.
    """
    threads = threads or Threads({})
    made = {
        change.key: Row(
            change,
            seen=change.key in seen,
            threads=threads.about(Thread.About.RECORD, change.key),
            notes=tuple(_notes(change)),
        )
        for change in comparison.causes.set_changes
    }
    blocks = list(_by_view(made) if wish.by_view else _by_cause(comparison, made))
    if not wish.by_view:
        blocks = [_about_object(block, threads, object_of(block.heading)) for block in blocks]
    if wish.filtered:
        blocks = list(_filtered(blocks, wish))
    shown, left = _page(blocks, wish.page)
    return Rows(shown, left, sum(bool(cause.changes) for cause in comparison.causes.causes))


def thread_keys(blocks: Iterable[Block], lines: Iterable["FindingLine"]) -> set[int]:
    """The threads that have their place on a page."""
    found = {thread.pk for line in lines for thread in line.threads}
    for block in blocks:
        found.update(thread.pk for thread in block.threads)
        found.update(thread.pk for row in block.rows for thread in row.threads)
    return found


def finding_lines(
    comparison: Comparison, threads: Threads | None = None
) -> tuple[list[FindingLine], list[FindingLine]]:
    """The findings new and gone, each with what made it so."""
    threads = threads or Threads({})

    def line(finding: Finding) -> FindingLine:
        key = (finding.code, finding.subject)
        found = [
            cause.because
            for cause in comparison.causes.causes
            if key in cause.new_findings or key in cause.gone_findings
        ]
        about = threads.about(Thread.About.FINDING, "~".join(key))
        return FindingLine(finding, " and ".join(found[:2]), about)

    return [*map(line, comparison.new_findings)], [*map(line, comparison.gone_findings)]


def _by_cause(comparison: Comparison, made: dict[str, Row]) -> Iterator[Block]:
    """A set stands under the first of its causes, which names the next."""
    causes = comparison.causes
    causes_of = causes.by_set()
    placed: set[str] = set()
    for number, cause in enumerate((*causes.causes, causes.together)):
        rows = []
        for key in cause.sets:
            if key not in placed:
                others = [other for other in causes_of.get(key, ()) if other is not cause]
                also = others[0].because if others else ""
                rows.append(replace(made[key], also=also))
                placed.add(key)
        if cause.changes or rows or cause.new_findings or cause.gone_findings:
            yield _block(f"c-{number}", heading(cause), rows, cause)


_VIEWS = {View.EXTERNAL: "External", View.INTERNAL: "Internal", View.PERIMETER: "Perimeter"}


def _by_view(made: dict[str, Row]) -> Iterator[Block]:
    def place(row: Row) -> tuple[View, str]:
        return row.set.view, row.set.zone

    for number, ((view, zone), rows) in enumerate(groupby(made.values(), key=place)):
        yield _block(f"v-{number}", Heading(_VIEWS[view], label=zone), list(rows))


def _block(anchor: str, heading: Heading, rows: list[Row], cause: Cause | None = None) -> Block:
    return Block(
        anchor,
        heading,
        rows,
        added=sum(len(row.change.added) for row in rows),
        removed=sum(len(row.change.removed) for row in rows),
        sets=len(rows),
        new_findings=len(cause.new_findings) if cause else 0,
        gone_findings=len(cause.gone_findings) if cause else 0,
    )


def _about_object(block: Block, threads: Threads, found: tuple[str, str]) -> Block:
    subject, href = found
    about = threads.about(Thread.About.OBJECT, subject) if subject else ()
    return replace(block, subject=subject, href=href, threads=about)


def _filtered(blocks: Iterable[Block], wish: Wish) -> Iterator[Block]:
    for block in blocks:
        rows = [row for row in block.rows if _is_wished(row, wish)]
        if rows or (wish.with_threads and block.threads):
            yield replace(block, rows=rows)


def _is_wished(row: Row, wish: Wish) -> bool:
    return not (wish.unseen and row.seen) and not (wish.with_threads and not row.threads)


def _page(blocks: list[Block], page: int) -> tuple[list[Block], int]:
    """The blocks that have rows on a page; those without rows go with what they follow."""
    start, end = (page - 1) * PAGE_LENGTH, page * PAGE_LENGTH
    shown = []
    at = 0
    for block in blocks:
        first, at = at, at + len(block.rows)
        rows = block.rows[max(0, start - first) : max(0, end - first)]
        if rows or (not block.rows and start <= first < end):
            shown.append(replace(block, rows=rows))
    return shown, max(0, at - end)


def _notes(change: SetChange) -> Iterator[str]:
    """What differs besides the data, each said once for the set."""
    if change.before is None or change.after is None:
        left_out = change.there.records[0].left_out
        return iter(() if left_out is None else (f"Left out: {left_out}",))
    said = (note for before, after in change.altered for note in _altered(before, after))
    return iter(dict.fromkeys(said))


def _altered(before: Record, after: Record) -> Iterator[str]:
    if before.ttl != after.ttl:
        yield f"TTL {before.ttl}, now {after.ttl}"
    if before.zone != after.zone:
        yield f"zone {before.zone}, now {after.zone}"
    if before.requirement != after.requirement:
        yield f"{before.requirement}, now {after.requirement}"
    if before.left_out != after.left_out:
        yield f"Left out: {after.left_out}" if after.left_out is not None else "planned again"
