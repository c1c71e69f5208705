"""What forms are made of: an object's own fields, and rows; their choices and their looks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from lyncplanner.deployments.editing.form_rows import MOST_ROWS, MOST_SENT, RowKind
from lyncplanner.deployments.editing.texts import as_text

if TYPE_CHECKING:
    _RowFormSet = forms.BaseInlineFormSet[Any, Any, "RowForm"]
else:
    _RowFormSet = forms.BaseInlineFormSet

MOST_OFFERED = 500
"""With more than this a name is typed: a menu of thousands is no help."""


class FieldsForm(forms.ModelForm):
    """An object's own fields, with the version that they were read from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["version"].initial = self.instance.version

    def text_of(self, name: str, value: Any) -> str:
        """A stored value as this form posts it."""
        return as_text(value)

    def offer(self, name: str, offered: Iterable[str], nothing: str) -> None:
        """Make a field a select of what exists; a value that does not is kept, and offered too."""
        if name in self.fields:
            offer(self, name, offered, nothing)


class RowForm(forms.ModelForm):
    """One of several rows in a form."""

    kind: ClassVar[RowKind]

    def prepare(self) -> None:
        """Choices and wording that depend on the deployment. The row knows its owner here."""

    @property
    def removed(self) -> bool:
        """Whether the row is to go; until it is saved it can be put back."""
        return self.is_bound and self.data.get(self.add_prefix("DELETE")) == "on"

    @property
    def called(self) -> str:
        """What messages call the row."""
        return str(self[self.kind.key].value() or "") or "the empty row"

    @property
    def cells(self) -> Iterator[tuple[Any, str]]:
        """The fields that stand side by side, with their spoken labels."""
        for column in self.kind.columns:
            yield self[column.name], column.spoken


class RowFormSet(_RowFormSet):
    """The rows of a form."""

    @property
    def kind(self) -> RowKind:
        return self.form.kind

    def add_fields(self, form: RowForm, index: int | None) -> None:
        # The owner itself and not only its key, so that no row has to ask for it.
        setattr(form.instance, self.fk.name, self.instance)
        form.prepare()
        dress(form)
        super().add_fields(form, index)

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        return "Two rows have the same name. Change one."

    def get_form_error(self) -> str:
        return "Another row has this name. Change one."

    @property
    def kept(self) -> list[RowForm]:
        """Rows of a valid form that stay, in their order; empty new ones don't count."""
        return [
            form
            for form in self.forms
            if not form.removed and (form.instance.pk or form.has_changed())
        ]

    def field_at(self, number: int, inner: str) -> str:
        """The field of entry `number` of the list that these rows are in the document."""
        kept = self.kept
        row = str(kept[number].prefix) if number < len(kept) else self.kind.prefix
        return f"{row}-{(inner or self.kind.key).partition('[')[0]}"


def row_form_set(parent: type[Any], form: type[RowForm], *, extra: int = 0) -> type[RowFormSet]:
    """The formset of rows of one kind below a row of another."""
    made: Any = forms.inlineformset_factory(
        parent,
        form._meta.model,
        form=form,
        formset=RowFormSet,
        extra=extra,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_SENT,
    )
    return made  # type: ignore[no-any-return]  # a subclass of RowFormSet


def offer(form: forms.ModelForm, name: str, offered: Iterable[str], nothing: str) -> None:
    """Make a field a select of what exists; a value that does not is kept, and offered too."""
    offered = list(islice(offered, MOST_OFFERED + 1))
    if len(offered) > MOST_OFFERED:
        return
    known = getattr(form.instance, name)
    values = dict.fromkeys((*offered, *([known] if known else [])))
    field = form.fields[name]
    form.fields[name] = forms.ChoiceField(
        choices=[("", nothing), *((value, value) for value in values)],
        required=False,
        initial=known,
        label=field.label,
        help_text=field.help_text,
    )


def choose(form: forms.ModelForm, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Make a field a choice of these."""
    field = form.fields[name]
    form.fields[name] = forms.ChoiceField(
        choices=list(choices),
        required=field.required,
        initial=field.initial,
        label=field.label,
        help_text=field.help_text,
    )


def dress(form: forms.ModelForm) -> None:
    """Names and addresses in monospace and left alone by the browser; what is saved stands by."""
    for name, field in form.fields.items():
        widget = field.widget
        if isinstance(widget, forms.TextInput):
            widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
            widget.attrs.setdefault("class", "form-control mono")
        elif isinstance(widget, forms.Select) and isinstance(form, RowForm):
            widget.attrs["class"] = "form-select"
        if form.instance.pk and not isinstance(widget, forms.HiddenInput):
            saved = field.prepare_value(form.initial.get(name, field.initial))
            widget.attrs["data-was"] = "" if saved is None else str(saved)
