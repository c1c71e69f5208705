"""Forms for entries of plain lists: one that is there, or several new ones as rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import QueryDict

from lyncplanner.accounts.models import User
from lyncplanner.deployments.editing.form_parts import FieldsForm, RowForm, RowFormSet, row_form_set
from lyncplanner.deployments.editing.object_form import (
    ObjectForm,
    last_position,
    place_in_list,
    renamed,
)
from lyncplanner.deployments.editing.row_saving import append_rows
from lyncplanner.deployments.editing.wording import listed
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.replacing import replace_rows
from lyncplanner.planning.diff import Difference
from lyncplanner.planning.renaming import with_entry
from lyncplanner.planning.topology import Topology

Put = Callable[[Topology, Any, int | None], Topology]
"""The topology with an entry at a place, or at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKind:
    """One of the lists of a topology whose entries stand on their own."""

    noun: str
    related: str
    """The list's rows: the deployment's attribute."""
    fields: type[FieldsForm]
    rows: type[RowForm] | None
    template: str
    entry: Callable[[Any], Any]
    """The planner's value of a row."""
    document: str = ""
    """The list in the document, where it differs from `related`."""
    put: Put | None = None
    rename: Callable[..., Topology] | None = None
    follow: Callable[[Any], None] = lambda row: None
    """What else changes with a saved row."""

    @property
    def path(self) -> str:
        return self.document or self.related

    def placed(self, topology: Topology, entry: Any, place: int | None) -> Topology:
        """The topology with an entry at a place; without one, at the end."""
        if self.put is not None:
            return self.put(topology, entry, place)
        entries = getattr(topology, self.related)
        changed = (*entries, entry) if place is None else with_entry(entries, place, entry)
        longer: dict[str, Any] = {self.related: changed}
        return replace(topology, **longer)


class EntryForm(ObjectForm):
    """The form of one entry."""

    fields: FieldsForm

    def __init__(self, kind: ListKind, row: Any, data: QueryDict | None = None) -> None:
        self.kind = kind
        self.noun = kind.noun
        self.template = kind.template
        self.row = row
        self.saved_name = "" if row.pk is None else str(row)
        self.fields = kind.fields(data, instance=row)

    @property
    def in_plan(self) -> str:
        return self.saved_name if self.kind.related == "sip_domains" else ""

    @property
    def siblings(self) -> Any:
        return getattr(self.deployment, self.kind.related)

    @cached_property
    def place(self) -> int | None:
        return place_in_list(self.siblings, self.row.pk)

    @property
    def _is_renamed(self) -> bool:
        return bool(self.saved_name) and self.kind.rename is not None and bool(self._new_name)

    @property
    def _new_name(self) -> str:
        name = str(self.row)
        return name if name != self.saved_name else ""

    def after(self, before: Topology) -> Topology:
        if self.kind.rename is not None and self.place is not None and self._is_renamed:
            before = renamed(self.kind.rename, before, self.place, self._new_name)
        return self.kind.placed(before, self.kind.entry(self.row), self.place)

    def field_at(self, place: str) -> str | None:
        head, _, name = place.partition("].")
        if head != f"{self.kind.path}[{self.entry}":
            return None
        return name.partition("[")[0]

    def notes(self, before: Topology, after: Topology, difference: Difference) -> Iterator[str]:
        if self._is_renamed:
            yield from _followers(before, after, self._new_name)

    def save(self, by: User) -> None:
        after = self.after(load_topology(self.deployment)) if self._is_renamed else None
        if self.adding:
            self.row.position = last_position(self.siblings)
        self.kind.follow(self.row)
        self.fields.save()
        if after is not None:
            replace_rows(self.deployment, after, by=by, same_objects=True)


def _followers(before: Topology, after: Topology, new: str) -> Iterator[str]:
    """Which objects refer to the new name; those of the renamed list itself are not told."""
    for name in ("pools", "simple_urls", "left_out"):
        pairs = zip(getattr(before, name), getattr(after, name), strict=True)
        changed = [_called(now) for was, now in pairs if was != now]
        if changed:
            yield f"{listed(changed)} refer{'s' if len(changed) == 1 else ''} to {new} from now on."


def _called(entry: Any) -> str:
    for name in ("fqdn", "url", "reason"):
        if hasattr(entry, name):
            return str(getattr(entry, name))
    return str(entry)


class NewEntriesForm(ObjectForm):
    """Several new entries, a row each."""

    template = "deployments/_new_entries_form.html"
    rows: RowFormSet

    def __init__(
        self,
        kind: ListKind,
        rows: type[RowForm],
        deployment: Deployment,
        data: QueryDict | None = None,
        *,
        initial: dict[str, str] | None = None,
    ) -> None:
        self.kind = kind
        self.noun = kind.noun
        model = rows._meta.model
        self.row = model(deployment=deployment)
        made = row_form_set(Deployment, rows, extra=1)
        self.rows = made(
            data,
            instance=deployment,
            prefix=rows.kind.prefix,
            queryset=model._default_manager.none(),
            initial=[initial] if initial else None,
        )

    @property
    def siblings(self) -> Any:
        return getattr(self.deployment, self.kind.related)

    @property
    def version(self) -> int:
        return 0

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        return bool(self._new)

    @property
    def _new(self) -> list[RowForm]:
        return self.rows.kept

    def problems(self) -> list[tuple[str, str, str]]:
        found = super().problems()
        if not found and not self._new:
            found.append(("", "", f"Fill in a row to add a {self.noun}."))
        return found

    def after(self, before: Topology) -> Topology:
        for form in self._new:
            before = self.kind.placed(before, self.kind.entry(form.instance), None)
        return before

    def field_at(self, place: str) -> str | None:
        head, _, name = place.partition("].")
        path, _, number = head.partition("[")
        if path != self.kind.path or not number.isdecimal() or int(number) < self.entry:
            return None
        return self.rows.field_at(int(number) - self.entry, name)

    def save(self, by: User) -> None:
        append_rows(self.rows, self.siblings)

    @property
    def what(self) -> str:
        return f"Added {listed([str(form.instance) for form in self._new])}"
