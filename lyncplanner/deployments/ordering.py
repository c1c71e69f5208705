"""The order of rows in their lists, which rules read where they take the first."""

from collections.abc import Sequence
from typing import Any

from lyncplanner.accounts.models import User
from lyncplanner.deployments.bulk_rows import update_rows_of
from lyncplanner.deployments.changes import as_seen, change
from lyncplanner.deployments.models.rows import Row


def move(row: Any, siblings: Any, *, up: bool, by: User) -> bool:
    """Let a row and its neighbour change places; whether there was a neighbour."""
    with as_seen(row.deployment, None) as deployment:
        rows: list[Row] = list(siblings.order_by("position", "pk"))
        place = [other.pk for other in rows].index(row.pk)
        to = place - 1 if up else place + 1
        if not 0 <= to < len(rows):
            return False
        with change(deployment, by=by, what=f"Moved {row} {'up' if up else 'down'}"):
            update_rows_of(type(row), _exchanged(rows, place, to), {"position"}, by=by)
    return True


def _exchanged(rows: list[Row], place: int, to: int) -> Sequence[Row]:
    """The rows whose position changes; as a rule two, all of them where some share a position."""
    one, two = rows[place], rows[to]
    if one.position != two.position:
        one.position, two.position = two.position, one.position
        return one, two
    rows[place], rows[to] = two, one
    changed = []
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            changed.append(row)
    return changed
