"""Forms for sites."""

from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from lyncplanner.deployments.editing.form_parts import FieldsForm, RowForm, dress, offer
from lyncplanner.deployments.editing.form_rows import Column, RowKind
from lyncplanner.deployments.editing.list_forms import EntryForm, ListKind
from lyncplanner.deployments.fields import TextFormField
from lyncplanner.deployments.models import Site
from lyncplanner.planning import topology as planned
from lyncplanner.planning.renaming import rename_site
from lyncplanner.planning.topology import SiteKind


class _SiteFields(forms.ModelForm):
    """What both forms of a site check: there is one site of a name."""

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = self.instance.deployment.sites.exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError("Another site has this name. Type another one.")
        return name

    def offer_parents(self) -> None:
        central = self.instance.deployment.sites.filter(kind=SiteKind.CENTRAL)
        names = central.exclude(pk=self.instance.pk).values_list("name", flat=True)
        offer(self, "parent", names, "None")


class SiteForm(_SiteFields, FieldsForm):
    name = TextFormField(label="Site")

    class Meta:
        model = Site
        fields = ["name", "kind", "parent"]
        labels = {"kind": "Kind", "parent": "Central site"}
        help_texts = {"parent": "The site that a branch site is connected to."}

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        kind = self.data.get("kind", "") if self.is_bound else self.instance.kind
        if kind == SiteKind.BRANCH or (self.instance.parent and kind == self.instance.kind):
            self.offer_parents()
        else:
            del self.fields["parent"]
        dress(self)
        self.fields["name"].widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        if "parent" not in self.fields and "kind" in self.changed_data:
            self.instance.parent = ""
        return super().clean() or self.cleaned_data


class SiteRow(_SiteFields, RowForm):
    kind: ClassVar[RowKind] = RowKind(
        "sites",
        "site",
        (
            Column("name", "Site", "name"),
            Column("kind", "Kind", "kind"),
            Column("parent", "Central site of a branch", "central site"),
        ),
        lambda words: {"name": " ".join(words)},
    )
    name = TextFormField()

    class Meta:
        model = Site
        fields = ["name", "kind", "parent"]

    def prepare(self) -> None:
        self.offer_parents()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("parent") and values.get("kind") != SiteKind.BRANCH:
            self.add_error("parent", "Only a branch site has one: choose the kind, or none here.")
        return values


class EditedSiteForm(EntryForm):
    """Which fields there are hangs on the kind."""

    def __init__(self, kind: ListKind, row: Site, data: QueryDict | None = None) -> None:
        super().__init__(kind, row, data)
        self.shape = row.kind if data is None else data.get("kind", "")


def _planned_site(row: Site) -> planned.Site:
    return planned.Site(row.name, SiteKind(row.kind), row.parent or None)


SITES = ListKind(
    noun="site",
    related="sites",
    fields=SiteForm,
    rows=SiteRow,
    template="deployments/_site_form.html",
    entry=_planned_site,
    rename=rename_site,
)
