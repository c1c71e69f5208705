"""Deleting an object, with what stands in it; and putting it back at once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import IntegrityError

from lyncplanner.accounts.models import User
from lyncplanner.deployments.bulk_rows import OWNERS_FIRST, create_rows
from lyncplanner.deployments.changes import as_seen, change
from lyncplanner.deployments.models import (
    Change,
    Deployment,
    EdgeService,
    Pool,
    PublishedHost,
    ReverseProxy,
    Server,
    SipDomain,
)
from lyncplanner.deployments.models.rows import Row
from lyncplanner.deployments.parts import Found
from lyncplanner.planning.changes import ObjectKind
from lyncplanner.planning.removing import without
from lyncplanner.planning.topology import Topology

_SOMETHING_ELSE = "Something else of the same name stands in its place by now."


class CannotPutBack(Exception):
    """What was deleted can't be had again as it was; the message says why."""


def topology_without(topology: Topology, found: Found) -> Topology:
    """What a deployment is without one of its objects."""
    return without(topology, found.part.kind, found.place, pool_place=found.pool_place)


def inside(found: Found) -> Iterator[tuple[str, list[str]]]:
    """What goes with an object: what each is called, and their names."""
    for relation, noun in found.part.inside:
        rows = getattr(found.row, relation)
        names = [getattr(row, "fqdn", "") or str(row) for row in rows.all()]
        if names:
            yield noun, names


def delete_object(found: Found, *, by: User, seen: int | None = None) -> Change:
    """Delete an object, as one entry of history. What refers to it stays, and is a finding.

    Raises `Overtaken` where somebody changed the deployment after `seen` was looked at.
    """
    with (
        as_seen(found.deployment, seen),
        change(found.deployment, by=by, what=f"Deleted {found.name}") as entry,
    ):
        if found.part.kind is ObjectKind.SERVER:
            _next_version(found.row.pool)
        found.row.delete()
    return entry


def _next_version(owner: Row) -> None:
    """Who has the owner's form open is told."""
    owner.version += 1
    owner.save()


def put_back(entry: Change, *, by: User) -> Change:
    """Everything that a change deleted, with its keys, as one entry of history.

    Raises `CannotPutBack` where it is there already or something stands in its place.
    """
    deployment: Deployment = entry.deployment
    try:
        with change(deployment, by=by, what=f"Put back: {entry.what}") as restored:
            rows = [row for model in OWNERS_FIRST for row in _put_back(model, entry, by)]
            if not rows:
                raise CannotPutBack("Nothing was deleted there.")
            _tell_owners(rows)
    except IntegrityError:
        raise CannotPutBack(f"{_SOMETHING_ELSE} Nothing was put back.") from None
    return restored


def _put_back(model: type[Row], entry: Change, by: User) -> list[Row]:
    remembered: Any = model
    deleted = remembered.history.filter(change=entry, history_type="-").order_by("history_id")
    rows: list[Row] = [past.instance for past in deleted]
    if model._default_manager.filter(pk__in=[row.pk for row in rows]).exists():
        raise CannotPutBack("It was put back already.")
    for row in rows:
        _check_owner(row)
        if isinstance(row, SipDomain) and row.default:
            # There is one default: who chose another meanwhile keeps it.
            others = SipDomain.objects.filter(deployment=row.deployment_id, default=True)
            row.default = not others.exists()
    return create_rows(rows, by=by)


def _check_owner(row: Row) -> None:
    owner, pk = _owner_of(row)
    if owner is not None and not owner._default_manager.filter(pk=pk).exists():
        raise CannotPutBack("What it belonged to is gone by now. Nothing was put back.")


def _owner_of(row: Row) -> tuple[type[Row] | None, int]:
    if isinstance(row, Server | EdgeService):
        return Pool, row.pool_id
    if isinstance(row, PublishedHost):
        return ReverseProxy, row.reverse_proxy_id
    return None, 0


def _tell_owners(rows: Sequence[Row]) -> None:
    """Pools that were not gone themselves and have a server again."""
    back = {(type(row), row.pk) for row in rows}
    for model, pk in {_owner_of(row) for row in rows}:
        if model is not None and (model, pk) not in back:
            _next_version(model._default_manager.get(pk=pk))
