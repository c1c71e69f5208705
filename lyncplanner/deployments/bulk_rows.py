"""Many rows saved at once, each with its history, in few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import (
    EdgeService,
    LeftOut,
    Pool,
    PublishedHost,
    ReverseProxy,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Zone,
)
from lyncplanner.deployments.models.history import current_change
from lyncplanner.deployments.models.rows import Row

Stored = TypeVar("Stored", bound=Row)
BATCH = 500

OWNERS_FIRST: tuple[type[Row], ...] = (
    *(Zone, SipDomain, Site, SimpleUrl, LeftOut),
    *(Pool, Server, EdgeService),
    *(ReverseProxy, PublishedHost),
)
"""Every kind of row, what stands inside another behind it."""


class RowChanges:
    """Rows to create, update and delete; nothing is done before `save`."""

    def __init__(self, by: User) -> None:
        self.by = by
        self._new: dict[type[Row], list[Row]] = defaultdict(list)
        self._gone: dict[type[Row], list[Row]] = defaultdict(list)
        self._moved: dict[int, Row] = {}
        self._changed: dict[int, tuple[Row, set[str]]] = {}
        self._count = 0

    def __len__(self) -> int:
        """How many times something was noted."""
        return self._count

    def create(self, row: Row) -> None:
        self._new[type(row)].append(row)
        self._count += 1

    def delete(self, row: Row) -> None:
        self._gone[type(row)].append(row)
        self._count += 1

    def update(self, row: Row, names: Collection[str], *, moved: Collection[str] = ()) -> None:
        """Note the fields whose new values are on the row already, and whether its place is."""
        if moved:
            self._moved[id(row)] = row
            self._count += 1
        if names:
            self.touch(row)
            self._changed[id(row)][1].update(names)

    def touch(self, row: Row) -> None:
        """The row gets a next version, once; also for what stands in it and changes."""
        self._count += 1
        if id(row) not in self._changed:
            row.version += 1
            self._changed[id(row)] = (row, {"version"})

    def save(self) -> None:
        """Do all of it. To be called inside `change`."""
        for model in reversed(OWNERS_FIRST):
            delete_rows(self._gone[model], by=self.by)
        for model in OWNERS_FIRST:
            self._update(model)
        for model in OWNERS_FIRST:
            create_rows(self._new[model], by=self.by)

    def _update(self, model: type[Row]) -> None:
        changed = [entry for entry in self._changed.values() if type(entry[0]) is model]
        moved = [row for row in self._moved.values() if type(row) is model]
        only_moved = [row for row in moved if id(row) not in self._changed]
        names = {name for _, names in changed for name in names}
        if len(moved) > len(only_moved):
            names.add("position")
        rows = [row for row, _ in changed]
        # There may be one default SIP domain: it is one no longer before another becomes it.
        for default in (False, True):
            update_rows_of(
                model, [row for row in rows if _is_default(row) is default], names, by=self.by
            )
        update_rows_of(model, only_moved, {"position"}, by=self.by)


def _is_default(row: Row) -> bool:
    return isinstance(row, SipDomain) and row.default


def create_rows(rows: Sequence[Stored], *, by: User) -> list[Stored]:
    """The rows with their keys; with history, which a plain `bulk_create` leaves out."""
    if not rows:
        return []
    created: list[Stored] = bulk_create_with_history(
        list(rows), type(rows[0]), batch_size=BATCH, **_remembered(by)
    )
    return created


def update_rows_of(
    model: type[Row], rows: Sequence[Row], names: Collection[str], *, by: User
) -> None:
    """Save some fields of rows of one model, with history."""
    if rows:
        bulk_update_with_history(rows, model, sorted(names), batch_size=BATCH, **_remembered(by))


def delete_rows(rows: Sequence[Row], *, by: User) -> None:
    """Delete rows of one model in which no others stand, with history.

    `QuerySet.delete` would write a row of history at a time.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    _remember_deletion(model.history.model, rows, by)
    for batch in _batches(rows):
        found = model._default_manager.filter(pk__in=[row.pk for row in batch])
        # What `delete` ends with, after it has sent a signal for each row.
        found._raw_delete(found.db)


def _remember_deletion(remembered: Any, rows: Sequence[Row], by: User) -> None:
    now = timezone.now()
    entries = [
        remembered(
            history_date=now,
            history_user=by,
            history_type="-",
            change=current_change(),
            **{field.attname: getattr(row, field.attname) for field in remembered.tracked_fields},
        )
        for row in rows
    ]
    remembered.objects.bulk_create(entries, batch_size=BATCH)


def _remembered(by: User) -> dict[str, Any]:
    return {"default_user": by, "custom_historical_attrs": {"change": current_change()}}


def _batches(rows: Iterable[Row]) -> Iterable[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch
