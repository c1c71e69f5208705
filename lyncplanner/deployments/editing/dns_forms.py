"""Forms for SIP domains and zones."""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms

from lyncplanner.deployments.editing.form_parts import FieldsForm, RowForm, choose, dress
from lyncplanner.deployments.editing.form_rows import Column, RowKind, first_word
from lyncplanner.deployments.editing.list_forms import ListKind
from lyncplanner.deployments.models import SipDomain, Zone
from lyncplanner.planning import topology as planned
from lyncplanner.planning.domain_renaming import rename_sip_domain
from lyncplanner.planning.records import View
from lyncplanner.planning.topology import Topology

_XMPP = [("", "Where an Edge pool has XMPP"), ("yes", "Yes"), ("no", "No")]


class SipDomainForm(FieldsForm):
    xmpp = forms.TypedChoiceField(
        choices=_XMPP,
        required=False,
        coerce=lambda chosen: chosen == "yes",
        empty_value=None,
        label="XMPP partners",
    )

    class Meta:
        model = SipDomain
        fields = ["name", "mode", "xmpp", "default"]
        labels = {"name": "SIP domain", "mode": "Users", "default": "Default SIP domain"}
        help_texts = {
            "name": "The part of users’ SIP addresses behind the @.",
            "default": "Another default gives way to this one. Without one it is the first.",
        }

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        known = self.instance.xmpp
        self.initial["xmpp"] = "" if known is None else "yes" if known else "no"
        dress(self)

    def text_of(self, name: str, value: Any) -> str:
        if name == "xmpp":
            return "" if value is None else "yes" if value else "no"
        return super().text_of(name, value)


class SipDomainRow(RowForm):
    kind: ClassVar[RowKind] = RowKind(
        "domains",
        "SIP domain",
        (Column("name", "SIP domain", "name"), Column("mode", "Users", "users")),
        first_word("name"),
    )

    class Meta:
        model = SipDomain
        fields = ["name", "mode"]


def _planned_domain(row: SipDomain) -> planned.SipDomain:
    return planned.SipDomain(row.name, row.default, row.xmpp, planned.DomainMode(row.mode))


def _put_domain(topology: Topology, domain: planned.SipDomain, place: int | None) -> Topology:
    """One default there is at most: another gives way."""
    domains = topology.sip_domains
    if domain.default:
        domains = tuple(replace(other, default=False) for other in domains)
    put = (*domains, domain) if place is None else (*domains[:place], domain, *domains[place + 1 :])
    return replace(topology, sip_domains=put)


def _give_way(row: SipDomain) -> None:
    if not row.default:
        return
    for other in row.deployment.sip_domains.filter(default=True).exclude(pk=row.pk):
        other.default = False
        other.version += 1
        other.save()


def _rename(topology: Topology, place: int, new: str) -> Topology:
    return rename_sip_domain(topology, place, new, names_too=False)


SIP_DOMAINS = ListKind(
    noun="SIP domain",
    related="sip_domains",
    fields=SipDomainForm,
    rows=SipDomainRow,
    template="deployments/_sip_domain_form.html",
    entry=_planned_domain,
    put=_put_domain,
    rename=_rename,
    follow=_give_way,
)


class ZoneForm(FieldsForm):
    class Meta:
        model = Zone
        fields = ["name", "view"]
        labels = {"name": "Zone", "view": "Served"}
        help_texts = {"name": "A record goes into the longest zone that its name lies in."}

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        dress(self)


class ZoneRow(RowForm):
    kind: ClassVar[RowKind] = RowKind(
        "zones",
        "zone",
        (Column("name", "Zone", "name"), Column("view", "Served", "served")),
        lambda words: {
            "name": words[0],
            "view": View.EXTERNAL if View.EXTERNAL in words else View.INTERNAL,
        },
    )

    class Meta:
        model = Zone
        fields = ["name", "view"]

    def prepare(self) -> None:
        self.fields["view"].initial = View.INTERNAL.value
        choose(self, "view", Zone.VIEWS)


def _put_zone(topology: Topology, row: Zone, place: int | None) -> Topology:
    """Zones stand in two lists of the document; the place is among the rows of both."""
    if place is None:
        name = f"{row.view}_zones"
        longer: dict[str, Any] = {name: (*getattr(topology.dns, name), row.name)}
        return replace(topology, dns=replace(topology.dns, **longer))
    rows = list(row.deployment.zones.order_by("position", "pk"))
    rows[place] = row
    by_view: dict[str, Any] = {
        f"{view}_zones": tuple(other.name for other in rows if other.view == view)
        for view in (View.INTERNAL, View.EXTERNAL)
    }
    return replace(topology, dns=replace(topology.dns, **by_view))


ZONES = ListKind(
    noun="zone",
    related="zones",
    fields=ZoneForm,
    rows=ZoneRow,
    template="deployments/_zone_form.html",
    entry=lambda row: row,
    document="dns.zones",
    put=_put_zone,
)
