"""The form for records that this organisation does not deploy."""

from typing import Any

from django import forms

from lyncplanner.deployments.editing.form_parts import FieldsForm, choose, dress
from lyncplanner.deployments.editing.list_forms import ListKind
from lyncplanner.deployments.fields import TextFormField
from lyncplanner.deployments.models import LeftOut
from lyncplanner.documents.fields import LONGEST_REASON
from lyncplanner.planning import topology as planned
from lyncplanner.planning.records import RecordType, Requirement, View

KEYS = ("view", "name", "type", "rule", "requirement")


class LeftOutForm(FieldsForm):
    reason = TextFormField(
        longest=LONGEST_REASON, help_text="Everybody who reads the plan sees it."
    )
    rule = TextFormField(
        required=False, help_text="Like rp.simple-url: it stands in the rows of the plan."
    )

    class Meta:
        model = LeftOut
        fields = ["reason", *KEYS]
        help_texts = {"name": "The record’s name, in full."}

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name, values in (("view", View), ("requirement", Requirement), ("type", RecordType)):
            words = [(v.value, v.value if v in RecordType else v.capitalize()) for v in values]
            choose(self, name, [("", "Any"), *words])
        dress(self)
        self.fields["reason"].widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not self.errors and not any(values.get(key) for key in KEYS):
            raise forms.ValidationError("Say which records: fill in at least one of the fields.")
        return values


def _planned(row: LeftOut) -> planned.LeftOut:
    return planned.LeftOut(row.reason, *(getattr(row, key) or None for key in KEYS))


LEFT_OUT = ListKind(
    noun="entry",
    related="left_out",
    fields=LeftOutForm,
    rows=None,
    template="deployments/_left_out_form.html",
    entry=_planned,
)
