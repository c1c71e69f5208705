"""What the form of any object has: parts that are bound, checked and told of together."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Max

from lyncplanner.accounts.models import User
from lyncplanner.deployments import conflicts
from lyncplanner.deployments.editing.form_parts import FieldsForm, RowFormSet
from lyncplanner.deployments.editing.texts import as_text, row_key, row_text
from lyncplanner.deployments.models import Deployment
from lyncplanner.planning.diff import Difference
from lyncplanner.planning.renaming import CannotRename
from lyncplanner.planning.topology import Topology

_HIDDEN = frozenset({"id", "DELETE", "pool", "version", "deployment", "reverse_proxy"})

Problem = tuple[str, str, str]
"""A field's id and label, and what is wrong with it."""


class ObjectForm:
    """The parts of a form as one: bound together, valid together, saved together.

    A form for another kind of object says what its parts are, what the topology is with them,
    and which field a place in the document belongs to.
    """

    noun: str
    template: str
    fields: FieldsForm | None = None
    rows: RowFormSet | None = None
    row: Any
    """The object's row in the database; without a key it is a new one."""
    saved_name: str = ""
    shape: str = ""
    """What decides which fields there are; a form posted with another shape is shown again."""

    @property
    def deployment(self) -> Deployment:
        found: Deployment = self.row.deployment
        return found

    @property
    def version(self) -> int:
        """The version that a valid form's values were read from."""
        return int(self.fields.cleaned_data["version"]) if self.fields is not None else 0

    @property
    def adding(self) -> bool:
        return self.row.pk is None

    @property
    def lead(self) -> str:
        """What stands under the object's name."""
        return ""

    @property
    def in_plan(self) -> str:
        """What to look for in the plan to find the object's records."""
        return ""

    @property
    def siblings(self) -> Any:
        """The rows of the object's list."""
        raise NotImplementedError

    @cached_property
    def place(self) -> int | None:
        """Where the object stands in its list in the document; a new one will be the last."""
        return place_in_list(self.siblings, self.row.pk)

    @cached_property
    def entry(self) -> int:
        """The same, with the place that a new object will have."""
        return self.siblings.count() if self.place is None else self.place

    @property
    def is_bound(self) -> bool:
        return any(part.is_bound for part in self.parts())

    def parts(self) -> Iterator[Any]:
        """Forms and formsets, each of which can be asked for errors and changes."""
        if self.fields is not None:
            yield self.fields
        if self.rows is not None:
            yield self.rows

    def labelled_parts(self) -> Iterator[tuple[Any, str]]:
        """Every single form, with what stands before its labels in messages."""
        if self.fields is not None:
            yield self.fields, ""
        if self.rows is not None:
            noun = self.rows.kind.noun
            for number, form in enumerate(self.rows.forms, start=1):
                if not form.removed:
                    yield form, f"{noun[0].upper()}{noun[1:]} {number}, "

    def is_valid(self) -> bool:
        """Every part is asked, so that all problems are told at once."""
        answers = [part.is_valid() for part in self.parts()]
        return all(answers)

    def has_changed(self) -> bool:
        return any(part.has_changed() for part in self.parts())

    def disable(self) -> None:
        """For those who may look but not change."""
        for part, _ in self.labelled_parts():
            for each in part.fields.values():
                each.disabled = True

    def problems(self) -> list[Problem]:
        """Every problem, for the summary on top."""
        found: list[Problem] = []
        if self.rows is not None:
            found += [("", "", str(said)) for said in self.rows.non_form_errors()]
        for part, prefix in self.labelled_parts():
            found += [("", "", str(said)) for said in part.non_field_errors()]
            for name, said in part.errors.items():
                if name in part.fields and said:
                    field = part[name]
                    found.append((field.id_for_label, f"{prefix}{field.label}", str(said[0])))
        return found

    def field_names(self) -> Iterator[str]:
        """The names of the fields as they stand in the page."""
        if self.rows is not None:
            yield self.rows.kind.prefix
        for part, _ in self.labelled_parts():
            yield from (part.add_prefix(name) for name in part.fields if name not in _HIDDEN)

    def field_named(self, name: str) -> forms.BoundField | None:
        """A field by its name in the page."""
        for part, _ in self.labelled_parts():
            for field in part.fields:
                if part.add_prefix(field) == name:
                    found: forms.BoundField = part[field]
                    return found
        return None

    def texts(self) -> Iterator[tuple[str, str]]:
        """What an unbound form shows: the texts of its fields and of its rows, by their keys."""
        rows = self.rows
        for part, _ in self.labelled_parts():
            if rows is not None and part in rows.forms:
                if part.instance.pk:
                    values = {c.name: part[c.name].value() for c in rows.kind.columns}
                    yield row_key(rows.kind, part.instance.pk), row_text(rows.kind, values)
                continue
            for name in part.fields:
                if name != "version":
                    yield part.add_prefix(name), as_text(part[name].value())

    def texts_at(self, version: int) -> Iterator[tuple[str, str]]:
        """The same as it was at an earlier version, as far as history knows it."""
        values = conflicts.values_at(self.row, version) or {}
        if self.fields is not None:
            for name in self.fields.fields.keys() & values.keys():
                yield name, self.fields.text_of(name, values[name])
        if self.rows is not None:
            model: Any = self.rows.model
            belongs = self.rows.fk.name
            known = conflicts.rows_at(self.row, version, model, belongs) or {}
            for pk, cells in known.items():
                yield row_key(self.rows.kind, pk), row_text(self.rows.kind, cells)

    def after(self, before: Topology) -> Topology:
        """The topology as it is once this valid form is saved."""
        raise NotImplementedError

    def field_at(self, place: str) -> str | None:
        """The field that a place in the document belongs to, if it is one of this form."""
        raise NotImplementedError

    def notes(self, before: Topology, after: Topology, difference: Difference) -> Iterator[str]:
        """What is not obvious about the effect."""
        return iter(())

    def save(self, by: User) -> None:
        """Save a valid form. To be called inside `change`, after the row has been claimed."""
        raise NotImplementedError

    @property
    def what(self) -> str:
        """The entry of history."""
        return f"Added {self.row}" if self.adding else f"Saved {self.row}"


def last_position(siblings: Any) -> int:
    """The position of a new row behind its siblings."""
    last: int | None = siblings.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def place_in_list(siblings: Any, pk: int | None) -> int | None:
    """Where a row stands among its siblings: its index in the document."""
    if pk is None:
        return None
    return list(siblings.order_by("position", "pk").values_list("pk", flat=True)).index(pk)


def renamed(
    rename: Callable[..., Topology], topology: Topology, place: int, new: str, **more: Any
) -> Topology:
    """The topology in which all that refers to an object follows its new name, where it can."""
    try:
        return rename(topology, place, new, **more)
    except CannotRename:
        return topology
