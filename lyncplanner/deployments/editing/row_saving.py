"""Saving the rows inside a form, in the order in which they stand."""

from lyncplanner.deployments.editing.form_parts import RowFormSet
from lyncplanner.deployments.editing.object_form import last_position


def save_rows(rows: RowFormSet) -> None:
    """Save the rows of an object whose form holds all of them."""
    _delete_removed(rows)
    for position, form in enumerate(rows.kept):
        row = form.instance
        if form.has_changed() or row.position != position or not row.pk:
            row.position = position
            setattr(row, rows.fk.name, rows.instance)
            row.save()


def append_rows(rows: RowFormSet, siblings: object) -> None:
    """Save new rows behind those that are there."""
    for position, form in enumerate(rows.kept, start=last_position(siblings)):
        row = form.instance
        row.position = position
        setattr(row, rows.fk.name, rows.instance)
        row.save()


def _delete_removed(rows: RowFormSet) -> None:
    for form in rows.forms:
        if form.removed and form.instance.pk:
            form.instance.delete()
