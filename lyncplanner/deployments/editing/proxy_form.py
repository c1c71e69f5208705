"""The form of a reverse proxy, with the hosts that it publishes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from lyncplanner.accounts.models import User
from lyncplanner.deployments import conflicts
from lyncplanner.deployments.editing.form_parts import FieldsForm, RowForm, dress, row_form_set
from lyncplanner.deployments.editing.form_rows import Column, RowKind, name_and_addresses
from lyncplanner.deployments.editing.object_form import ObjectForm, last_position
from lyncplanner.deployments.editing.row_saving import save_rows
from lyncplanner.deployments.editing.texts import as_text
from lyncplanner.deployments.fields import TextFormField
from lyncplanner.deployments.models import Deployment, PublishedHost, ReverseProxy
from lyncplanner.planning import topology as planned
from lyncplanner.planning.renaming import with_entry

EVERYTHING = ReverseProxy.Publishes.EVERYTHING.value
THESE_HOSTS = ReverseProxy.Publishes.THESE_HOSTS.value
NOTHING = "nothing"
_PUBLISHES = [
    (EVERYTHING, "Everything that no other names"),
    (THESE_HOSTS, "Only these hosts"),
    (NOTHING, "Nothing"),
]


class ProxyFieldsForm(FieldsForm):
    name = TextFormField(help_text="What it is called among you; no DNS name.")
    publishes = forms.ChoiceField(choices=_PUBLISHES, widget=forms.RadioSelect)

    class Meta:
        model = ReverseProxy
        fields = ["name", "product", "external_addresses", "fqdn", "internal_addresses"]
        labels = {"fqdn": "Internal FQDN", "external_addresses": "External addresses"}
        help_texts = {
            "external_addresses": "Its listener on the Internet. 0.0.0.0 where not known yet.",
            "fqdn": "Of its internal interface, for management.",
            "internal_addresses": "Of its internal interface.",
        }

    def __init__(self, *arguments: Any, published: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.initial["publishes"] = published
        dress(self)
        self.fields["name"].widget.attrs["class"] = "form-control"


class HostForm(RowForm):
    kind: ClassVar[RowKind] = RowKind(
        "hosts",
        "host",
        (
            Column("host", "Host", "name"),
            Column("addresses", "Its own listener’s addresses", "own addresses"),
        ),
        name_and_addresses("host"),
    )

    class Meta:
        model = PublishedHost
        fields = ["host", "addresses"]


HostFormSet = row_form_set(ReverseProxy, HostForm)


class ProxyForm(ObjectForm):
    noun = "reverse proxy"
    template = "deployments/_proxy_form.html"
    fields: ProxyFieldsForm

    def __init__(self, proxy: ReverseProxy, data: QueryDict | None = None) -> None:
        self.row = proxy
        self.saved_name = proxy.name
        saved = _published(proxy)
        self.shape = saved if data is None else data.get("publishes", "")
        self.fields = ProxyFieldsForm(data, instance=proxy, published=saved)
        if self.shape == THESE_HOSTS:
            self.rows = HostFormSet(data, instance=proxy, prefix=HostForm.kind.prefix)
            self.rows.extra = 0 if proxy.pk and saved == THESE_HOSTS else 1

    @property
    def siblings(self) -> Any:
        return self.deployment.reverse_proxies

    def described(self) -> planned.ReverseProxy:
        """The reverse proxy that a valid form describes, as the planner's value."""
        row = self.row
        return planned.ReverseProxy(
            name=row.name,
            external_addresses=row.external_addresses,
            product=planned.ProxyProduct(row.product),
            fqdn=row.fqdn or None,
            internal_addresses=row.internal_addresses,
            publishes=None if self.shape == EVERYTHING else tuple(self._hosts()),
        )

    def _hosts(self) -> Iterator[planned.PublishedHost]:
        for form in self.rows.kept if self.rows is not None else ():
            values = form.cleaned_data
            yield planned.PublishedHost(values["host"], tuple(values["addresses"]))

    def texts_at(self, version: int) -> Iterator[tuple[str, str]]:
        found = dict(super().texts_at(version))
        hosts = conflicts.rows_at(self.row, version, PublishedHost, "reverse_proxy")
        if "name" in found:
            values = conflicts.values_at(self.row, version) or {}
            everything = values.get("publishes") == EVERYTHING
            found["publishes"] = EVERYTHING if everything else THESE_HOSTS if hosts else NOTHING
        yield from found.items()

    def after(self, before: planned.Topology) -> planned.Topology:
        proxies = before.reverse_proxies
        new = self.described()
        changed = (*proxies, new) if self.place is None else with_entry(proxies, self.place, new)
        return replace(before, reverse_proxies=changed)

    def field_at(self, place: str) -> str | None:
        head, _, name = place.partition("].")
        if head.removesuffix("]") != f"reverse_proxies[{self.entry}":
            return None
        if not name:
            return "publishes"
        if name.startswith("publishes["):
            number, _, inner = name[len("publishes[") :].partition("]")
            if self.rows is not None:
                return self.rows.field_at(int(number), inner.removeprefix("."))
        return name.partition("[")[0]

    def save(self, by: User) -> None:
        everything = self.shape == EVERYTHING
        self.row.publishes = EVERYTHING if everything else THESE_HOSTS
        if self.adding:
            self.row.position = last_position(self.siblings)
        self.fields.save()
        if self.rows is not None:
            save_rows(self.rows)
        else:
            for host in self.row.hosts.all():
                host.delete()


def _published(proxy: ReverseProxy) -> str:
    if proxy.publishes == EVERYTHING:
        return EVERYTHING
    return THESE_HOSTS if proxy.hosts.exists() else NOTHING


def with_hosts(form: ProxyForm, data: QueryDict) -> QueryDict:
    """The posted form, with the stored hosts, or an empty row, where it did not show any."""
    prefix = HostForm.kind.prefix
    if form.shape != THESE_HOSTS or f"{prefix}-TOTAL_FORMS" in data:
        return data
    changed = data.copy()
    saved = list(form.row.hosts.all()) if form.row.pk else []
    changed[f"{prefix}-INITIAL_FORMS"] = str(len(saved))
    changed[f"{prefix}-TOTAL_FORMS"] = str(max(1, len(saved)))
    for number, host in enumerate(saved):
        changed[f"{prefix}-{number}-id"] = str(host.pk)
        for column in HostForm.kind.columns:
            changed[f"{prefix}-{number}-{column.name}"] = as_text(getattr(host, column.name))
    return changed


def proxy_form(
    deployment: Deployment, row: ReverseProxy | None, data: QueryDict | None
) -> ProxyForm:
    """The form of a reverse proxy, or of a new one."""
    return ProxyForm(row or ReverseProxy(deployment=deployment), data)
