"""The pool form: the fields that the role has, its servers, and for an Edge pool what it offers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from lyncplanner.accounts.models import User
from lyncplanner.deployments import conflicts, labels
from lyncplanner.deployments.editing.object_form import ObjectForm, last_position, renamed
from lyncplanner.deployments.editing.pool_fields import (
    EdgeServiceForm,
    PoolFieldsForm,
    ServerFormSet,
    fields_of,
)
from lyncplanner.deployments.editing.row_saving import save_rows
from lyncplanner.deployments.editing.texts import as_text
from lyncplanner.deployments.editing.wording import listed
from lyncplanner.deployments.loading import POOL_FIELDS, load_topology, pool_of
from lyncplanner.deployments.models import Deployment, EdgeService, Pool
from lyncplanner.deployments.replacing import replace_rows
from lyncplanner.planning import topology as planned
from lyncplanner.planning.diff import Difference
from lyncplanner.planning.renaming import rename_pool, with_entry
from lyncplanner.planning.topology import LoadBalancing, Role

_PLACES = {
    "internal_web.fqdn": "internal_web_fqdn",
    "internal_web": "internal_web_fqdn",
    "internal_web.addresses": "internal_web_addresses",
    "external_web.fqdn": "external_web_fqdn",
    "external_web": "external_web_fqdn",
}


class PoolForm(ObjectForm):
    noun = "pool"
    template = "deployments/_pool_form.html"
    fields: PoolFieldsForm

    def __init__(self, pool: Pool, data: QueryDict | None = None) -> None:
        self.row = self.pool = pool
        self.saved_name = pool.fqdn
        self.saved_role = pool.role
        self.saved_site = pool.site
        self.role = _role(data.get("role", "") if data is not None else "", pool.role)
        balancing = pool.load_balancing if data is None else data.get("load_balancing", "")
        self.with_vip = balancing == LoadBalancing.HARDWARE or _has_odd_vip(pool)
        self.shape = f"{self.role} {balancing == LoadBalancing.HARDWARE}"
        others = list(self.siblings.exclude(pk=pool.pk).values_list("fqdn", "role"))
        self.fields = PoolFieldsForm(
            data, instance=pool, role=self.role, with_vip=self.with_vip, others=others
        )
        self.rows = self.servers = ServerFormSet(data, instance=pool, prefix="servers")
        self.servers.extra = 1 if self.adding else 0
        self.services = list(self._services(data)) if self.role == Role.EDGE else []

    def _services(self, data: QueryDict | None) -> Iterator[EdgeServiceForm]:
        saved = {service.kind: service for service in self._saved_services()}
        for position, kind in enumerate(labels.EDGE_SERVICES):
            new = EdgeService(pool=self.pool, kind=kind, position=position)
            yield EdgeServiceForm(data, instance=saved.get(kind, new), prefix=kind)

    def _saved_services(self) -> Iterable[EdgeService]:
        return () if self.adding else self.pool.services.all()

    @property
    def lead(self) -> str:
        if self.adding:
            return "Fields follow the role: each has those that it uses, and no others."
        role = labels.ROLES[Role(self.saved_role)]
        number = self.servers.initial_form_count()
        site = f", {self.saved_site}" if self.saved_site else ""
        return f"{role}{site}. {number} server{'' if number == 1 else 's'}."

    @property
    def in_plan(self) -> str:
        return self.saved_name

    @property
    def siblings(self) -> Any:
        return self.deployment.pools

    def parts(self) -> Iterator[Any]:
        yield from super().parts()
        yield from self.services

    def labelled_parts(self) -> Iterator[tuple[Any, str]]:
        yield from super().labelled_parts()
        for service in self.services:
            yield service, f"{service.title}, "

    def described(self) -> planned.Pool:
        """The pool that a valid form describes, as the planner's value."""
        # The form's check has put its values on the row, unsaved.
        row = {name: getattr(self.fields.instance, name) for name in POOL_FIELDS}
        servers = [
            planned.Server(values["fqdn"], tuple(values["addresses"]))
            for values in (server.cleaned_data for server in self.servers.kept)
        ]
        return pool_of(row, servers, dict(self._planned_services()))

    def _planned_services(self) -> Iterator[tuple[str, planned.EdgeService]]:
        names = ("fqdn", "port", "addresses", "nat_addresses")
        if self._keeps_services:
            for saved in self._saved_services():
                yield saved.kind, planned.EdgeService(*(getattr(saved, name) for name in names))
        for form in self.services:
            if not form.absent:
                values = (form.cleaned_data[name] for name in names)
                yield str(form.prefix), planned.EdgeService(*values)

    @property
    def _keeps_services(self) -> bool:
        """Services of a pool that is no Edge pool, as a document may have them."""
        return self.role != Role.EDGE and self.role == self.saved_role

    def texts_at(self, version: int) -> Iterator[tuple[str, str]]:
        yield from super().texts_at(version)
        known = conflicts.rows_at(self.row, version, EdgeService, "pool") or {}
        for service in known.values():
            for name in ("fqdn", "port", "addresses", "nat_addresses"):
                yield f"{service['kind']}-{name}", as_text(service[name])

    def after(self, before: planned.Topology) -> planned.Topology:
        new = self.described()
        if self.place is None:
            return replace(before, pools=(*before.pools, new))
        followed = renamed(rename_pool, before, self.place, new.fqdn)
        return replace(followed, pools=with_entry(followed.pools, self.place, new))

    def field_at(self, place: str) -> str | None:
        """`servers[0].addresses` is `servers-0-addresses`; `external.access.fqdn` `access-fqdn`."""
        prefix = f"pools[{self.entry}]."
        if not place.startswith(prefix):
            return None
        rest = place.removeprefix(prefix)
        head, _, inner = rest.partition(".")
        if head.startswith("servers["):
            return self.servers.field_at(int(head[len("servers[") : -1]), inner)
        if head == "external" and inner:
            kind, _, name = inner.partition(".")
            return f"{kind}-{(name or 'fqdn').partition('[')[0]}"
        plain = rest.partition("[")[0]
        return _PLACES.get(plain, plain)

    def notes(
        self, before: planned.Topology, after: planned.Topology, difference: Difference
    ) -> Iterator[str]:
        if self.place is None:
            return
        old, new = before.pools[self.place], after.pools[self.place]
        yield from _no_further_addresses(old, new)
        pairs = zip(after.pools, before.pools, strict=True)
        others = [pool.fqdn for pool, was in pairs if pool != was and was is not old]
        if old.fqdn != new.fqdn and others:
            yield f"{listed(others)} refer{'s' if len(others) == 1 else ''} to the new name."

    def save(self, by: User) -> None:
        pool = self.pool
        is_renamed = bool(self.saved_name) and pool.fqdn != self.saved_name
        after = self.after(load_topology(self.deployment)) if is_renamed else None
        if self.adding:
            pool.position = last_position(self.siblings)
        self.fields.save()
        save_rows(self.servers)
        self._save_services()
        if after is not None:
            replace_rows(self.deployment, after, by=by, same_objects=True)

    def _save_services(self) -> None:
        if self.role != self.saved_role and self.role != Role.EDGE:
            for service in self.pool.services.all():
                service.delete()
        for form in self.services:
            form.instance.pool = self.pool
            if form.absent and form.instance.pk:
                form.instance.delete()
            elif not form.absent and (form.has_changed() or not form.instance.pk):
                form.save()


def pool_form(deployment: Deployment, row: Pool | None, data: QueryDict | None) -> PoolForm:
    """The form of a pool, or of a new one."""
    return PoolForm(row or Pool(deployment=deployment, role=Role.FRONT_END), data)


def reshaped(form: PoolForm, data: QueryDict) -> QueryDict:
    """The posted form, with stored values for fields of its shape that it did not show."""
    changed = data.copy()
    pool = form.pool
    role, _, hardware = data.get("shape", "").partition(" ")
    shown = set(fields_of(_role(role, pool.role), with_vip=hardware == "True"))
    wanted = fields_of(form.role, with_vip=form.with_vip)
    saved = PoolFieldsForm(instance=pool, role=form.role, with_vip=form.with_vip, others=())
    for name in wanted:
        if name not in shown and name not in data:
            _put(changed, name, saved[name].value())
    if form.services and not any(name.startswith("access-") for name in data):
        for service in form._services(None):
            for name in service.fields:
                _put(changed, service.add_prefix(name), service[name].value())
    return changed


def _has_odd_vip(pool: Pool) -> bool:
    """A virtual IP that load balancing has no use for: shown, as nothing is kept in secret."""
    return bool(pool.vip) and pool.load_balancing != LoadBalancing.HARDWARE


def _no_further_addresses(old: planned.Pool, new: planned.Pool) -> Iterator[str]:
    known = {address for server in old.servers for address in server.addresses}
    already = {server.fqdn for server in old.servers}
    for server in new.servers:
        shared = known.intersection(server.addresses)
        if server.fqdn not in already and shared:
            yield (
                f"{new.fqdn} gets no further address for {server.fqdn}:"
                f" {', '.join(sorted(shared))} is there already."
            )


def _role(asked: str, saved: str) -> str:
    return asked if asked in set(Role) else saved


def _put(data: QueryDict, name: str, value: Any) -> None:
    if text := as_text(value):
        data[name] = text
