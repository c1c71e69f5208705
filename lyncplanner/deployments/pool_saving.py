"""Saving the pool form: all of it in one change, or none."""

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change, claim
from lyncplanner.deployments.models import Change, Pool, Server
from lyncplanner.deployments.pool_form import PoolForm


class Stale(Exception):
    """Somebody saved the pool after the form was opened."""


def save_pool(form: PoolForm, *, by: User) -> None:
    """Save a valid form. A new FQDN goes to everything that refers to the pool. Raises `Stale`."""
    pool = form.pool
    with change(pool.deployment, by=by, what=f"Saved {pool.fqdn}"):
        if not claim(pool, form.fields.cleaned_data["version"]):
            raise Stale
        form.fields.save()
        _save_servers(form)
        _save_services(form)
        if pool.fqdn != form.saved_fqdn:
            _rename(pool, form.saved_fqdn)


def _save_servers(form: PoolForm) -> None:
    for row in form.servers.forms:
        if row.removed and row.instance.pk:
            row.instance.delete()
    for position, row in enumerate(form.kept_servers):
        server: Server = row.instance
        if row.has_changed() or server.position != position or not server.pk:
            server.position = position
            server.pool = form.pool
            server.save()


def _save_services(form: PoolForm) -> None:
    for row in form.services:
        if row.absent and row.instance.pk:
            row.instance.delete()
        elif not row.absent and (row.has_changed() or not row.instance.pk):
            row.save()


def _rename(pool: Pool, old: str) -> None:
    for field in ("next_hop", "paired_with"):
        for other in pool.deployment.pools.filter(**{field: old}):
            setattr(other, field, pool.fqdn)
            other.version += 1
            other.save()


def last_change(pool: Pool) -> Change | None:
    """The change that saved the pool last, to tell who it was."""
    entry = pool.history.select_related("change__person").order_by("-pk").first()
    found: Change | None = entry.change if entry is not None else None
    return found
