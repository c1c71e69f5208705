"""Forms for simple URLs: component, URL, and whom it is for."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from lyncplanner.deployments import labels
from lyncplanner.deployments.editing.form_parts import FieldsForm, RowForm, choose, dress, offer
from lyncplanner.deployments.editing.form_rows import Column, RowKind
from lyncplanner.deployments.editing.list_forms import ListKind
from lyncplanner.deployments.fields import TextFormField
from lyncplanner.deployments.models import SimpleUrl
from lyncplanner.documents.fields import LONGEST_URL
from lyncplanner.planning import topology as planned
from lyncplanner.planning.topology import Component


class _SimpleUrlFields(forms.ModelForm):
    """What both forms of a simple URL offer and check."""

    def offer_scopes(self) -> None:
        deployment = self.instance.deployment
        domains = deployment.sip_domains.order_by("position", "pk").values_list("name", flat=True)
        offer(self, "sip_domain", domains, "All")
        sites = deployment.sites.order_by("position", "pk").values_list("name", flat=True)
        offer(self, "site", sites, "Global")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("component") == Component.MEET and not values.get("sip_domain"):
            self.add_error("sip_domain", "A Meet URL is for one SIP domain. Choose it.")
        return values


class SimpleUrlForm(_SimpleUrlFields, FieldsForm):
    url = TextFormField(label="URL", longest=LONGEST_URL, help_text="Begins with https://.")

    class Meta:
        model = SimpleUrl
        fields = ["url", "component", "sip_domain", "site"]
        labels = {"sip_domain": "SIP domain", "site": "Scope"}
        help_texts = {
            "sip_domain": "A Meet URL is for one SIP domain; the others are for all.",
            "site": "Global, or for the users of one site.",
        }

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.offer_scopes()
        dress(self)


def _read(words: Sequence[str]) -> dict[str, str]:
    """A URL, a component and a SIP domain, in any order."""
    cells: dict[str, str] = {}
    for word in words:
        if word.lower() in set(Component):
            cells["component"] = word.lower()
        elif "/" in word or "url" in cells or word.partition(".")[0].lower() in set(Component):
            cells["sip_domain" if "url" in cells else "url"] = word
        else:
            cells["sip_domain"] = word
    guessed = cells.get("url", "").removeprefix("https://").partition(".")[0]
    if "component" not in cells and guessed in set(Component):
        cells["component"] = guessed
    return cells


class SimpleUrlRow(_SimpleUrlFields, RowForm):
    kind: ClassVar[RowKind] = RowKind(
        "urls",
        "simple URL",
        (
            Column("url", "URL", "URL"),
            Column("component", "Component", "component"),
            Column("sip_domain", "SIP domain", "SIP domain"),
            Column("site", "Scope", "scope"),
        ),
        _read,
    )
    url = TextFormField(longest=LONGEST_URL)

    class Meta:
        model = SimpleUrl
        fields = ["url", "component", "sip_domain", "site"]

    def prepare(self) -> None:
        self.offer_scopes()
        self.fields["component"].initial = Component.MEET.value
        choose(self, "component", labels.choices(labels.COMPONENTS))


def _planned_url(row: SimpleUrl) -> planned.SimpleUrl:
    return planned.SimpleUrl(
        Component(row.component), row.url, row.sip_domain or None, row.site or None
    )


SIMPLE_URLS = ListKind(
    noun="simple URL",
    related="simple_urls",
    fields=SimpleUrlForm,
    rows=SimpleUrlRow,
    template="deployments/_simple_url_form.html",
    entry=_planned_url,
)
