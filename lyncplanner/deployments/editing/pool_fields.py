"""The parts of the pool form: the pool's own fields, its servers, and an Edge pool's services."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from lyncplanner.deployments import labels
from lyncplanner.deployments.editing.form_parts import FieldsForm, RowForm, dress, row_form_set
from lyncplanner.deployments.editing.form_rows import Column, RowKind, name_and_addresses
from lyncplanner.deployments.models import EdgeService, Pool, Server
from lyncplanner.planning.topology import USER_ROLES, WEB_ROLES, LoadBalancing, Role

_COMMON = ("fqdn", "role", "site", "load_balancing")
_WEB = ("internal_web_fqdn", "internal_web_addresses", "external_web_fqdn", "sign_in")
_OF_ROLE: dict[Role, tuple[str, ...]] = {
    **dict.fromkeys(WEB_ROLES, _WEB),
    **dict.fromkeys(USER_ROLES, (*_WEB, "paired_with")),
    Role.EDGE: ("next_hop", "federation", "xmpp", "sign_in"),
    Role.OFFICE_WEB_APPS: ("external_web_fqdn", "published"),
}
_DEPENDENT = ("vip", *_WEB, "paired_with", "next_hop", "federation", "xmpp", "published")
"""Fields that not every form has."""
_BALANCING = {
    LoadBalancing.SINGLE: "One server",
    LoadBalancing.DNS: "DNS",
    LoadBalancing.HARDWARE: "Hardware",
}

Others = Sequence[tuple[str, str]]
"""FQDN and role of the deployment's other pools."""


def fields_of(role: str, *, with_vip: bool) -> tuple[str, ...]:
    """The fields of a pool that are in its form; those it does not use are not."""
    return (*_COMMON, *(("vip",) if with_vip else ()), *_OF_ROLE.get(Role(role), ()))


class PoolFieldsForm(FieldsForm):
    """A pool's own fields."""

    class Meta:
        model = Pool
        fields = [*_COMMON, *_DEPENDENT]
        labels = {
            "fqdn": "Pool FQDN",
            "vip": "Virtual IP addresses",
            "internal_web_fqdn": "Internal FQDN",
            "internal_web_addresses": "Load balancer addresses",
            "external_web_fqdn": "External FQDN",
            "paired_with": "Paired with",
            "next_hop": "Next hop",
            "federation": "Federation with partners, and push notification",
            "xmpp": "XMPP partners",
            "published": "A reverse proxy publishes it outside",
        }
        help_texts = {
            "load_balancing": "With DNS, the pool FQDN gets one address for each server."
            " HTTPS still needs a load balancer.",
            "vip": "The load balancer’s addresses for the pool FQDN.",
            "internal_web_fqdn": "Empty: the pool FQDN. DNS load balancing needs another name.",
            "internal_web_addresses": "Empty: the virtual IP, or the single server’s addresses.",
            "external_web_fqdn": "The name that a reverse proxy publishes.",
            "next_hop": "The pool that this Edge pool sends SIP to.",
        }

    def __init__(
        self, *arguments: Any, role: str, with_vip: bool, others: Others, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.saved_role = self.instance.role
        for name in self.fields.keys() - {*fields_of(role, with_vip=with_vip), "version"}:
            del self.fields[name]
        self._offer(others)
        self._word(Role(role))
        dress(self)

    def _offer(self, others: Others) -> None:
        """Selects of what exists; a value that does not is kept, and offered too."""
        sites = list(self.instance.deployment.sites.values_list("name", flat=True))
        self.offer("site", sites, "The only site" if len(sites) == 1 else "No site")
        users: Iterable[str] = (fqdn for fqdn, role in others if role in USER_ROLES)
        self.offer("paired_with", users, "No pair")
        homes = (fqdn for fqdn, role in others if role in WEB_ROLES)
        self.offer("next_hop", homes, "Not known yet")

    def _word(self, role: Role) -> None:
        self.fields["load_balancing"] = forms.ChoiceField(
            choices=[("", "By the number of servers"), *labels.choices(_BALANCING)],
            required=False,
            widget=forms.RadioSelect,
            help_text=self.fields["load_balancing"].help_text,
        )
        if role is Role.OFFICE_WEB_APPS:
            self.fields["external_web_fqdn"].help_text = "Its name outside. Empty: the pool FQDN."
        if role not in WEB_ROLES:
            self.fields["load_balancing"].help_text = "With DNS, the pool FQDN gets one address" + (
                " for each server."
            )
        sign_in = self.fields.get("sign_in")
        if sign_in is not None:
            outside = role is Role.EDGE
            sign_in.label = f"Clients {'outside' if outside else 'inside'} sign in here"
            sign_in.help_text = (
                "Without a choice it is the Edge pool whose next hop answers sign-in."
                if outside
                else "One pool answers automatic sign-in. Without a choice it is the first"
                " Director, then the first Front End pool."
            )

    def clean(self) -> dict[str, Any]:
        """What the form no longer shows because of a choice made in it is given up."""
        values = super().clean() or self.cleaned_data
        changed = set(self.changed_data)
        gone = _DEPENDENT if "role" in changed else ("vip",) if "load_balancing" in changed else ()
        for name in gone:
            if name not in self.fields:
                setattr(self.instance, name, getattr(Pool(), name))
        return values


class ServerForm(RowForm):
    kind: ClassVar[RowKind] = RowKind(
        "servers",
        "server",
        (
            Column("fqdn", "Server FQDN", "FQDN"),
            Column("addresses", "Addresses", "addresses"),
        ),
        name_and_addresses("fqdn"),
    )

    class Meta:
        model = Server
        fields = ["fqdn", "addresses"]


class EdgeServiceForm(forms.ModelForm):
    """One of the three services; all of it empty: the Edge pool has no such service."""

    class Meta:
        model = EdgeService
        fields = ["fqdn", "port", "addresses", "nat_addresses"]
        labels = {"nat_addresses": "Public addresses", "addresses": "Addresses"}

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["fqdn"].required = self.fields["port"].required = False
        dress(self)

    @property
    def title(self) -> str:
        return labels.EDGE_SERVICES[str(self.prefix)]

    @property
    def absent(self) -> bool:
        """Whether a valid form says that there is no such service."""
        return not self.cleaned_data.get("fqdn")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        given = values.get("addresses") or values.get("nat_addresses")
        if given and not values.get("fqdn") and "fqdn" not in self.errors:
            self.add_error("fqdn", "Type the service’s FQDN, or remove its addresses.")
        if values.get("port") is None and "port" not in self.errors:
            values["port"] = EdgeService._meta.get_field("port").get_default()
        return values


ServerFormSet = row_form_set(Pool, ServerForm)
