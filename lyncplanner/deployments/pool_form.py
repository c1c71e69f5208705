"""The pool form: the fields that the role has, its servers, and for an Edge pool what it offers."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.http import QueryDict

from lyncplanner.deployments import labels
from lyncplanner.deployments.models import EdgeService, Pool, Server
from lyncplanner.planning.topology import USER_ROLES, WEB_ROLES, LoadBalancing, Role

MOST_SERVERS = 1000
_HIDDEN = frozenset({"id", "DELETE", "pool", "version"})
_COMMON = ("fqdn", "role", "site", "load_balancing", "vip")
_WEB = ("internal_web_fqdn", "internal_web_addresses", "external_web_fqdn", "sign_in")
_OF_ROLE: dict[Role, tuple[str, ...]] = {
    **dict.fromkeys(WEB_ROLES, _WEB),
    **dict.fromkeys(USER_ROLES, (*_WEB, "paired_with")),
    Role.EDGE: ("next_hop", "federation", "xmpp", "sign_in"),
    Role.OFFICE_WEB_APPS: ("external_web_fqdn", "published"),
}


Others = Sequence[tuple[str, str]]
"""FQDN and role of the deployment's other pools."""


def fields_of(role: str) -> tuple[str, ...]:
    """The fields of a pool that a role uses; the others are not in its form."""
    return (*_COMMON, *_OF_ROLE.get(Role(role), ()))


class PoolFieldsForm(forms.ModelForm):
    """A pool's own fields."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Pool
        fields = [
            *_COMMON,
            *_WEB,
            *("paired_with", "next_hop", "federation", "xmpp", "published"),
        ]
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

    def __init__(self, *arguments: Any, role: str, others: Others, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name in self.fields.keys() - {*fields_of(role), "version"}:
            del self.fields[name]
        self.fields["version"].initial = self.instance.version
        self._offer(others)
        self._word(Role(role))
        dress(self)

    def _offer(self, others: Others) -> None:
        """Selects of what exists; a value that does not is kept, and offered too."""
        sites = list(self.instance.deployment.sites.values_list("name", flat=True))
        self._select("site", sites, "The only site" if len(sites) == 1 else "No site")
        self._select(
            "paired_with", (fqdn for fqdn, role in others if role in USER_ROLES), "No pair"
        )
        homes = (fqdn for fqdn, role in others if role in WEB_ROLES)
        self._select("next_hop", homes, "Not known yet")

    def _select(self, name: str, offered: Iterable[str], nothing: str) -> None:
        if name not in self.fields:
            return
        known = getattr(self.instance, name)
        values = dict.fromkeys((*offered, *([known] if known else [])))
        choices = [("", nothing), *((value, value) for value in values)]
        self.fields[name] = forms.ChoiceField(
            choices=choices,
            required=False,
            initial=known,
            label=self.fields[name].label,
            help_text=self.fields[name].help_text,
        )

    def _word(self, role: Role) -> None:
        self.fields["load_balancing"] = forms.ChoiceField(
            choices=[("", "By the number of servers"), *labels.choices(_BALANCING)],
            required=False,
            widget=forms.RadioSelect,
            help_text=self.fields["load_balancing"].help_text,
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


_BALANCING = {
    LoadBalancing.SINGLE: "One server",
    LoadBalancing.DNS: "DNS",
    LoadBalancing.HARDWARE: "Hardware",
}


class ServerForm(forms.ModelForm):
    class Meta:
        model = Server
        fields = ["fqdn", "addresses"]

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        dress(self)

    @property
    def removed(self) -> bool:
        """Whether the row is to go; until it is saved it can be put back."""
        return self.is_bound and self.data.get(self.add_prefix("DELETE")) == "on"

    @property
    def name(self) -> str:
        """What messages call the row."""
        return str(self["fqdn"].value() or "") or "the empty row"


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


ServerFormSet = inlineformset_factory(
    Pool,
    Server,
    form=ServerForm,
    formset=BaseInlineFormSet,
    extra=0,
    can_delete=True,
    max_num=MOST_SERVERS,
    absolute_max=MOST_SERVERS,
)


class PoolForm:
    """The parts of the form as one: bound together, valid together."""

    def __init__(self, pool: Pool, data: QueryDict | None = None) -> None:
        self.pool = pool
        self.saved_fqdn = pool.fqdn
        self.role = _role(data.get("role", "") if data is not None else "", pool.role)
        others = list(pool.deployment.pools.exclude(pk=pool.pk).values_list("fqdn", "role"))
        self.fields = PoolFieldsForm(data, instance=pool, role=self.role, others=others)
        self.servers = ServerFormSet(data, instance=pool, prefix="servers")
        self.services = list(self._services(data)) if self.role == Role.EDGE else []

    def _services(self, data: QueryDict | None) -> Iterator[EdgeServiceForm]:
        saved = {service.kind: service for service in self.pool.services.all()}
        for position, kind in enumerate(labels.EDGE_SERVICES):
            new = EdgeService(pool=self.pool, kind=kind, position=position)
            yield EdgeServiceForm(data, instance=saved.get(kind, new), prefix=kind)

    def is_valid(self) -> bool:
        """Every part is asked, so that all problems are told at once."""
        answers = [part.is_valid() for part in self._parts()]
        return all(answers)

    def has_changed(self) -> bool:
        return any(part.has_changed() for part in self._parts())

    def disable(self) -> None:
        """For those who may look but not change."""
        for part in (self.fields, *self.services, *self.servers.forms):
            for each in part.fields.values():
                each.disabled = True

    def _parts(self) -> Iterator[Any]:
        yield from (self.fields, self.servers, *self.services)

    @property
    def kept_servers(self) -> list[ServerForm]:
        """The rows of a valid form that stay, in their order; empty new ones don't count."""
        return [
            form
            for form in self.servers.forms
            if not form.removed and (form.instance.pk or form.has_changed())
        ]

    def problems(self) -> list[tuple[str, str, str]]:
        """Field's id, label and message of every problem, for the summary on top."""
        found = [("", "", str(said)) for said in self.fields.non_field_errors()]
        found += [("", "", str(said)) for said in self.servers.non_form_errors()]
        for part, prefix in self._labelled_parts():
            for name, said in part.errors.items():
                if name in part.fields and said:
                    field = part[name]
                    found.append((field.id_for_label, f"{prefix}{field.label}", str(said[0])))
        return found

    def field_names(self) -> Iterator[str]:
        """The names of the fields as they stand in the page."""
        yield "servers"
        for part, _ in self._labelled_parts():
            yield from (part.add_prefix(name) for name in part.fields if name not in _HIDDEN)

    def _labelled_parts(self) -> Iterator[tuple[Any, str]]:
        yield self.fields, ""
        for number, form in enumerate(self.servers.forms, start=1):
            if not form.removed:
                yield form, f"Server {number}, "
        for service in self.services:
            yield service, f"{service.title}, "


def dress(form: forms.ModelForm) -> None:
    """Names and addresses in monospace and left alone by the browser; what is saved stands by."""
    for name, field in form.fields.items():
        widget = field.widget
        if isinstance(widget, forms.TextInput):
            widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
            widget.attrs["class"] = "form-control mono"
        if form.instance.pk and not isinstance(widget, forms.HiddenInput):
            saved = field.prepare_value(form.initial.get(name, field.initial))
            widget.attrs["data-was"] = "" if saved is None else str(saved)


def _role(asked: str, saved: str) -> str:
    return asked if asked in set(Role) else saved


def with_fields_of_role(data: QueryDict, pool: Pool) -> QueryDict:
    """The posted form, with stored values for fields of the chosen role that it did not show."""
    changed = data.copy()
    changed["shown_role"] = changed.get("role", "")
    saved = PoolForm(pool)
    wanted = PoolForm(pool, changed)
    shown = set(fields_of(_role(data.get("shown_role", ""), pool.role)))
    for name in fields_of(wanted.role):
        if name not in shown:
            value = PoolFieldsForm(instance=pool, role=wanted.role, others=())[name].value()
            _put(changed, name, value)
    if wanted.services and not any(name.startswith("access-") for name in data):
        for service in saved._services(None):
            for name in service.fields:
                _put(changed, service.add_prefix(name), service[name].value())
    return changed


def _put(data: QueryDict, name: str, value: Any) -> None:
    if value is True:
        data[name] = "on"
    elif value and not isinstance(value, bool):
        data[name] = value if isinstance(value, str) else " ".join(map(str, _several(value)))


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple | list) else (value,)
