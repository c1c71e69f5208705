"""Removing a row from its list, with what stands inside it; and putting it back where it was."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError

from lyncplanner.accounts.models import User
from lyncplanner.deployments.bulk_rows import OWNERS_FIRST, create_rows
from lyncplanner.deployments.changes import as_seen, change
from lyncplanner.deployments.models import (
    Change,
    EdgeService,
    Pool,
    PublishedHost,
    ReverseProxy,
    Server,
    SipDomain,
)
from lyncplanner.deployments.models.rows import Row


class NotThere(Exception):
    """What should be put back can't be had again as it was; the message says why."""


def remove(row: Any, *, by: User, seen: int | None = None) -> Change:
    """Remove a row, with what stands inside it; the entry of history can put it back.

    What refers to it stays, and is a finding. Raises `Overtaken` where somebody changed the
    deployment after `seen` was looked at.
    """
    with (
        as_seen(row.deployment, seen) as deployment,
        change(deployment, by=by, what=f"Removed {row}") as entry,
    ):
        row.delete()
    return entry


def put_back(entry: Change, *, by: User) -> Change:
    """Put back what one change has removed, under the same keys. Raises `NotThere`."""
    try:
        with change(entry.deployment, by=by, what=f"Undid: {entry.what}") as undone:
            rows = [row for model in OWNERS_FIRST for row in _put_back(model, entry, by)]
            if not rows:
                raise NotThere("Nothing was removed there.")
            _tell_owners(rows)
    except IntegrityError:
        raise NotThere("Something else has its name by now. Nothing was put back.") from None
    return undone


def removed_row(entry: Change) -> Row | None:
    """The row that a change has removed, as it was."""
    return next((row for model in OWNERS_FIRST for row in _removed(model, entry)), None)


def _removed(model: type[Row], entry: Change) -> list[Any]:
    remembered: Any = model
    gone = remembered.history.filter(change=entry, history_type="-").order_by("history_id")
    return [past.instance for past in gone]


def _put_back(model: type[Row], entry: Change, by: User) -> list[Row]:
    rows = _removed(model, entry)
    if model._default_manager.filter(pk__in=[row.pk for row in rows]).exists():
        raise NotThere("It is there again already.")
    for row in rows:
        _check_owner(row)
        row.version += 1
        if isinstance(row, SipDomain) and row.default:
            # There is one default: who chose another meanwhile keeps it.
            others = SipDomain.objects.filter(deployment=row.deployment_id, default=True)
            row.default = not others.exists()
    return create_rows(rows, by=by)


def _check_owner(row: Row) -> None:
    owner, pk = _owner_of(row)
    if owner is not None and not owner._default_manager.filter(pk=pk).exists():
        raise NotThere("What it belonged to is gone. Nothing was put back.")


def _owner_of(row: Row) -> tuple[type[Row] | None, int]:
    if isinstance(row, Server | EdgeService):
        return Pool, row.pool_id
    if isinstance(row, PublishedHost):
        return ReverseProxy, row.reverse_proxy_id
    return None, 0


def _tell_owners(rows: Sequence[Row]) -> None:
    """Pools and proxies that stayed, and have a server or host again, get a next version."""
    back = {(type(row), row.pk) for row in rows}
    for model, pk in {_owner_of(row) for row in rows}:
        if model is not None and (model, pk) not in back:
            owner = model._default_manager.get(pk=pk)
            owner.version += 1
            owner.save()
