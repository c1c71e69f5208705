"""Undoing one change: everything it did, if nobody has changed the same things since."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Change, Deployment
from lyncplanner.deployments.plans import plan_of
from lyncplanner.planning.diff import Difference, compare
from lyncplanner.reviews.history import PARENTS, TOPOLOGY, fields_between, is_creation
from lyncplanner.reviews.roles import EDITING, OWNING, Refused, turn

_NAMED = 5


class _Step(NamedTuple):
    """What a change did to one object: before is nothing where it was created."""

    model: type[Any]
    pk: int
    before: Any
    after: Any


class _InTheWay(Exception):
    """Something that was changed since."""


def undo(entry: Change, by: User) -> Change:
    """Put back what a change did, as a change of its own.

    Raises `Refused` where somebody has changed the same things since; then nothing is put back.
    """
    deployment = entry.deployment
    with (
        turn(deployment, by, who_undoes(entry)),
        change(deployment, by=by, what=f"Undid: {entry.what}") as undone,
    ):
        _put_back(entry)
    return undone


def who_undoes(entry: Change) -> Collection[str]:
    """The roles that may undo a change: those that could have made it."""
    renamed = any(
        step.before is not None and "name" in fields_between(Deployment, step.before, step.after)
        for step in _steps(Deployment, entry)
    )
    return OWNING if renamed else EDITING


def effect_of_undoing(entry: Change) -> Difference:
    """What undoing would change in DNS; nothing is saved. Raises `Refused` like `undo`."""
    deployment = entry.deployment
    before = load_topology(deployment)
    with transaction.atomic():
        _put_back(entry)
        after = load_topology(Deployment.objects.get(pk=deployment.pk))
        transaction.set_rollback(True)
    return compare(plan_of(before), plan_of(after))


def _put_back(entry: Change) -> None:
    if is_creation(entry):
        raise Refused("This change made the deployment. Delete the deployment instead.")
    steps = [step for model in TOPOLOGY for step in _steps(model, entry)]
    if not steps:
        raise Refused("This change did nothing to the topology that could be undone.")
    created = {(step.model, step.pk) for step in steps if step.before is None}
    in_the_way = []
    for step in _ordered(steps):
        try:
            # A savepoint, so that what the database refuses can be told with the rest.
            with transaction.atomic():
                _undo_step(step, created)
        except (_InTheWay, IntegrityError):
            in_the_way.append(str(step.after.instance))
    if in_the_way:
        raise Refused(_told(in_the_way))


def _told(in_the_way: Sequence[str]) -> str:
    names = ", ".join(in_the_way[:_NAMED])
    more = len(in_the_way) - _NAMED
    rest = f" and {more} more" if more > 0 else ""
    return f"{names}{rest}: changed again since, so undoing would lose that. Change it by hand."


def _steps(model: type[Any], entry: Change) -> Iterator[_Step]:
    """What a change did to the objects of one model: from before its first touch to its last."""
    rows: dict[int, list[Any]] = {}
    for row in model.history.filter(change=entry).order_by("history_id"):
        rows.setdefault(row.id, []).append(row)
    for pk, touched in rows.items():
        first, last = touched[0], touched[-1]
        before = None if first.history_type == "+" else _before(model, first)
        if before is not None or last.history_type != "-":
            yield _Step(model, pk, before, last)


def _before(model: type[Any], row: Any) -> Any:
    earlier = model.history.filter(id=row.id, history_id__lt=row.history_id)
    # Deleted rows are written with what they were.
    return earlier.order_by("-history_id").first() or row


def _ordered(steps: Sequence[_Step]) -> Iterator[_Step]:
    """What was created goes, the parts before the whole; then all else, the whole first."""
    yield from (step for step in reversed(steps) if step.before is None)
    yield from (step for step in steps if step.before is not None)


def _undo_step(step: _Step, created: set[tuple[type[Any], int]]) -> None:
    current = step.model.objects.filter(pk=step.pk).first()
    if step.before is None:
        if current is not None:
            _delete(step, current, created)
    elif step.after.history_type == "-":
        if current is not None:
            raise _InTheWay
        _save_again(step)
    else:
        _set_back(step, current)


def _delete(step: _Step, current: Any, created: set[tuple[type[Any], int]]) -> None:
    if step.model.history.filter(id=step.pk, history_id__gt=step.after.history_id).exists():
        raise _InTheWay
    for model, (field, parent, _) in PARENTS.items():
        if parent is step.model:
            parts = model.objects.filter(**{field: step.pk}).values_list("pk", flat=True)
            if any((model, pk) not in created for pk in parts):
                raise _InTheWay
    current.delete()


def _save_again(step: _Step) -> None:
    row = step.before.instance
    if step.model in PARENTS:
        field, parent, _ = PARENTS[step.model]
        if not parent.objects.filter(pk=getattr(row, field)).exists():
            raise _InTheWay
    row.version += 1
    row.save(force_insert=True)


def _set_back(step: _Step, current: Any) -> None:
    changed = list(fields_between(step.model, step.before, step.after))
    if current is None or any(getattr(current, f) != getattr(step.after, f) for f in changed):
        raise _InTheWay
    for field in changed:
        setattr(current, field, getattr(step.before, field))
    current.version += 1
    current.save()
