"""Saving a form: all of it in one change, or none."""

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change, claim
from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.deployments.models import Change
from lyncplanner.deployments.models.rows import Row


class Stale(Exception):
    """Somebody saved the object after the form was opened."""


def save_form(form: ObjectForm, *, by: User) -> None:
    """Save a valid form; what refers to the object by a name follows. Raises `Stale`."""
    with change(form.deployment, by=by, what=form.what):
        if not form.adding and not claim(form.row, form.version):
            raise Stale
        form.save(by)


def last_change(row: Row) -> Change | None:
    """The change that saved a row last, to tell who it was."""
    history = row.history  # type: ignore[attr-defined]  # every row has one
    entry = history.select_related("change__person").order_by("-pk").first()
    found: Change | None = entry.change if entry is not None else None
    return found
