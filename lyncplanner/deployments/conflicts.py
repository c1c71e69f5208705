"""Two people saved one object: what was there, what he saved, what you typed, field by field."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import Q

from lyncplanner.deployments.models.rows import Row

_NOT_EDITED = frozenset({"id", "version", "position"})


class Choice(NamedTuple):
    """One field in which what was saved meanwhile differs from what you typed."""

    field: str
    his: Any
    """What is stored now; `None` where he removed the row that the field stands in."""
    yours: Any
    """What you typed; `None` where you removed the row."""
    both_changed: bool
    """Whether only you can tell which is right. Else one of you left the field as it was."""
    take_yours: bool
    """What to offer: yours where only you changed the field, or both did."""


def choices(
    base: Mapping[str, Any], his: Mapping[str, Any], yours: Mapping[str, Any]
) -> Iterator[Choice]:
    """The fields to choose in, in the order of your form, then those that only he has.

    `base` is what you began with: values by the field's name, rows of servers or hosts each by a
    name of its own (`server 12 addresses`). A field that only he changed is a choice too, so that
    nothing is taken over in silence.
    """
    for field in dict.fromkeys((*yours, *his)):
        was, stored, typed = base.get(field), his.get(field), yours.get(field)
        if stored == typed:
            continue
        both = was not in (stored, typed)
        yield Choice(field, stored, typed, both, take_yours=stored == was or both)


def values_at(row: Row, version: int) -> dict[str, Any] | None:
    """The row's own fields when it had this version; `None` where history does not know."""
    entry = _entry(row, version)
    return None if entry is None else _values(entry)


def rows_at(
    owner: Row, version: int, model: type[Row], belongs: str
) -> dict[int, dict[str, Any]] | None:
    """The rows of `model` that stood in their owner at that version: fields by key.

    `belongs` is their reference to the owner: `pool`, `reverse_proxy`. `None` as for `values_at`.
    """
    entry = _entry(owner, version)
    if entry is None:
        return None
    history: Any = model.history  # type: ignore[attr-defined]  # every row has one
    # Changes of one deployment follow each other, so their keys are in the order of time.
    until = Q(change__lte=entry.change_id) if entry.change_id else Q()
    outside = Q(change=None, history_date__lte=entry.history_date)
    known = history.filter(until | outside, **{f"{belongs}_id": owner.pk})
    found: dict[int, dict[str, Any]] = {}
    for past in known.order_by("history_id"):
        if past.history_type == "-":
            found.pop(past.id, None)
        else:
            found[past.id] = _values(past)
    return found


def _entry(row: Row, version: int) -> Any:
    history = row.history  # type: ignore[attr-defined]  # every row has one
    return history.filter(version=version).exclude(history_type="-").order_by("history_id").last()


def _values(entry: Any) -> dict[str, Any]:
    # What history leaves out has no earlier value.
    fields = entry.tracked_fields
    names = {field.name for field in fields if not field.is_relation} - _NOT_EDITED
    return {name: getattr(entry, name) for name in names}
