"""Saving what somebody else has saved meanwhile: two versions, field by field, to choose from.

A form's content is compared as the texts that it posts: a text for each field, and one for each
row, all of whose cells belong together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import QueryDict

from lyncplanner.deployments import conflicts
from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.deployments.editing.texts import BETWEEN, as_text, row_key, row_text
from lyncplanner.deployments.fields import AddressesFormField, FqdnFormField

HIS, YOURS = "his", "yours"


class Version(NamedTuple):
    """One side of a choice, as it is shown: nothing where the row is not there."""

    side: str
    shown: str
    taken: bool


class Clash(NamedTuple):
    """One field or row that differs from what was saved meanwhile."""

    key: str
    label: str
    typed: str
    """What you typed, to be posted again."""
    versions: tuple[Version, Version]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What there is to choose, and the form's data with what is offered taken."""

    clashes: list[Clash]
    data: QueryDict


def conflict_of(form: ObjectForm, saved: ObjectForm, version: int) -> Conflict:
    """What differs between a posted form and the object as it is stored now.

    `saved` is the unbound form of the stored object; `version` the one that was opened.
    """
    yours, his = dict(_posted(form)), dict(saved.texts())
    base = dict(saved.texts_at(version))
    found = list(conflicts.choices(base, his, yours))
    labels = dict(_labels(form)) | dict(_labels(saved))
    data = form_data(form)
    clashes = []
    for choice in found:
        label = labels.get(choice.field, choice.field)
        clashes.append(_clash(choice, label))
        if not choice.take_yours:
            _put(data, saved, choice.field, choice.his)
        elif choice.his is None:
            _as_new_row(data, saved, choice.field)
    data["version"] = str(saved.row.version)
    return Conflict(clashes, _rebuilt(data, saved))


def with_choices(data: QueryDict, saved: ObjectForm) -> QueryDict:
    """The posted form with what was chosen between two versions.

    What was typed into the form after that counts more than the choice.
    """
    chosen = data.copy()
    his = dict(saved.texts())
    for name in data:
        if not name.startswith("choose-"):
            continue
        key = name.removeprefix("choose-")
        typed = data.get(f"typed-{key}")
        if " " in key and key not in his:
            if data[name] == HIS:
                _drop_new_row(chosen, saved, key, typed)
            continue
        now = _text_in(data, saved, key)
        if now in (his.get(key), typed) or now is None:
            _put(chosen, saved, key, his.get(key) if data[name] == HIS else typed)
    return _rebuilt(chosen, saved)


def form_data(form: ObjectForm) -> QueryDict:
    """What a bound form was posted with, to be changed."""
    part = form.fields if form.fields is not None else form.rows
    data: QueryDict = part.data.copy()  # type: ignore[union-attr]  # one of them is there
    return data


def _posted(form: ObjectForm) -> Iterator[tuple[str, str]]:
    """What was typed, in the form in which it would be stored where it can be read."""
    rows = form.rows
    for part, _ in form.labelled_parts():
        if rows is not None and part in rows.forms:
            if pk := _key_in(part):
                cells = {column.name: _typed(part, column.name) for column in rows.kind.columns}
                yield row_key(rows.kind, pk), row_text(rows.kind, cells)
            continue
        for name in part.fields:
            if name != "version":
                yield part.add_prefix(name), _typed(part, name)


def _key_in(part: Any) -> str:
    """The key of a row as the form has it, whether it is still stored or not."""
    return str(part["id"].value() or "")


def _typed(part: Any, name: str) -> str:
    field = part.fields[name]
    if isinstance(field, FqdnFormField | AddressesFormField) and name in part.cleaned_data:
        return as_text(part.cleaned_data[name])
    return as_text(part[name].value())


def _labels(form: ObjectForm) -> Iterator[tuple[str, str]]:
    rows = form.rows
    for part, prefix in form.labelled_parts():
        if rows is not None and part in rows.forms:
            if pk := _key_in(part):
                noun = rows.kind.noun
                label = f"{noun[:1].upper()}{noun[1:]} {part.called}"
                yield row_key(rows.kind, pk), label
            continue
        for name in part.fields:
            yield part.add_prefix(name), f"{prefix}{part[name].label}"


def _clash(choice: conflicts.Choice, label: str) -> Clash:
    yours = choice.take_yours
    return Clash(
        choice.field,
        label,
        "" if choice.yours is None else str(choice.yours),
        (
            Version(HIS, _shown(choice.his), taken=not yours),
            Version(YOURS, _shown(choice.yours), taken=yours),
        ),
    )


def _shown(text: Any) -> str:
    if text is None:
        return "removed"
    return str(text).replace(BETWEEN, " ").strip() or "empty"


def _put(data: QueryDict, saved: ObjectForm, key: str, text: str | None) -> None:
    """Give a field, or all cells of a row, another text; `None` takes a row away."""
    prefix, _, pk = key.partition(" ")
    if not pk or saved.rows is None:
        if text:
            data[key] = text
        else:
            data.pop(key, None)
        return
    rows = saved.rows
    number = _number_of(data, prefix, pk)
    if text is None:
        if number is not None:
            data[f"{prefix}-{number}-DELETE"] = "on"
        return
    if number is None:
        number = _appended(data, prefix)
        data[f"{prefix}-{number}-id"] = pk
    data.pop(f"{prefix}-{number}-DELETE", None)
    for column, cell in zip(rows.kind.columns, text.split(BETWEEN), strict=False):
        data[f"{prefix}-{number}-{column.name}"] = cell


def _as_new_row(data: QueryDict, saved: ObjectForm, key: str) -> None:
    """A row that he removed and you keep is a new one."""
    prefix, _, pk = key.partition(" ")
    number = _number_of(data, prefix, pk) if pk else None
    if number is not None:
        data[f"{prefix}-{number}-id"] = ""


def _drop_new_row(data: QueryDict, saved: ObjectForm, key: str, typed: str | None) -> None:
    """A row that he removed stands there as a new one until that is chosen."""
    prefix = key.partition(" ")[0]
    for number in range(_total(data, prefix)):
        if not data.get(f"{prefix}-{number}-id") and _row_in(data, saved, number) == typed:
            data[f"{prefix}-{number}-DELETE"] = "on"
            return


def _row_in(data: QueryDict, saved: ObjectForm, number: int) -> str:
    kind = saved.rows.kind if saved.rows is not None else None
    columns = kind.columns if kind is not None else ()
    prefix = kind.prefix if kind is not None else ""
    return BETWEEN.join(data.get(f"{prefix}-{number}-{column.name}", "") for column in columns)


def _text_in(data: QueryDict, saved: ObjectForm, key: str) -> str | None:
    prefix, _, pk = key.partition(" ")
    if not pk or saved.rows is None:
        return data.get(key, "")
    number = _number_of(data, prefix, pk)
    if number is None or data.get(f"{prefix}-{number}-DELETE") == "on":
        return None
    return _row_in(data, saved, number)


def _number_of(data: QueryDict, prefix: str, pk: str) -> int | None:
    for number in range(_total(data, prefix)):
        if data.get(f"{prefix}-{number}-id") == pk:
            return number
    return None


def _total(data: QueryDict, prefix: str) -> int:
    text = data.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(text), 1000) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _appended(data: QueryDict, prefix: str) -> int:
    number = _total(data, prefix)
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    return number


def _rebuilt(data: QueryDict, saved: ObjectForm) -> QueryDict:
    """The rows numbered anew: those that are stored come first, as a formset wants it."""
    if saved.rows is None:
        return data
    kind = saved.rows.kind
    stored = {str(form.instance.pk) for form in saved.rows.forms if form.instance.pk}
    names = ("id", *(column.name for column in kind.columns), "DELETE")
    rows = [
        {name: data.get(f"{kind.prefix}-{number}-{name}", "") for name in names}
        for number in range(_total(data, kind.prefix))
    ]
    rows.sort(key=lambda row: row["id"] not in stored)
    for number, row in enumerate(rows):
        for name, value in row.items():
            data[f"{kind.prefix}-{number}-{name}"] = value
        if row["id"] not in stored:
            data[f"{kind.prefix}-{number}-id"] = ""
        if not row["DELETE"]:
            data.pop(f"{kind.prefix}-{number}-DELETE", None)
    data[f"{kind.prefix}-INITIAL_FORMS"] = str(sum(row["id"] in stored for row in rows))
    return data
