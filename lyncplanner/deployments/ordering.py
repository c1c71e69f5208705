"""The order of a list, which counts where a rule says "the first"."""

from collections.abc import Sequence
from enum import StrEnum

from lyncplanner.accounts.models import User
from lyncplanner.deployments.bulk_rows import update_rows_of
from lyncplanner.deployments.changes import as_seen, change
from lyncplanner.deployments.models.rows import Row
from lyncplanner.deployments.parts import Found


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


def move(found: Found, direction: Direction, *, by: User) -> bool:
    """Let an object and its neighbour change places; whether it has a neighbour on that side."""
    with as_seen(found.deployment, None):
        rows: list[Row] = list(found.siblings)
        place = [row.pk for row in rows].index(found.row.pk)
        other = place - 1 if direction is Direction.UP else place + 1
        if not 0 <= other < len(rows):
            return False
        with change(found.deployment, by=by, what=f"Moved {found.name} {direction}"):
            moved = _exchanged(rows, place, other)
            update_rows_of(found.part.model, moved, {"position"}, by=by)
    return True


def _exchanged(rows: list[Row], place: int, other: int) -> Sequence[Row]:
    """The rows whose position changes; as a rule two, all of them where some share a position."""
    one, two = rows[place], rows[other]
    if one.position != two.position:
        one.position, two.position = two.position, one.position
        return one, two
    rows[place], rows[other] = two, one
    changed = [row for position, row in enumerate(rows) if row.position != position]
    for position, row in enumerate(rows):
        row.position = position
    return changed
