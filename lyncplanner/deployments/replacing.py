"""Topology → the rows of a deployment that has some: matched by their names, updated in place.

A row that stays keeps its key, and with it its history and what was said of it. It gets a next
version where its content changes; a pool or reverse proxy also where that of its servers, services
or hosts does, as its form holds these too. A row that only changes its place keeps its version: no
form holds a place.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db import models, transaction

from lyncplanner.accounts.models import User
from lyncplanner.deployments import row_fields
from lyncplanner.deployments.bulk_rows import RowChanges
from lyncplanner.deployments.changes import change, lock
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import (
    Change,
    Deployment,
    EdgeService,
    LeftOut,
    Pool,
    PublishedHost,
    ReverseProxy,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Zone,
)
from lyncplanner.deployments.models.rows import Row
from lyncplanner.deployments.pairing import partners
from lyncplanner.deployments.row_fields import Fields
from lyncplanner.planning.topology import Topology

Key = tuple[str, ...]
"""Names of fields by which rows are known."""

_LISTS: tuple[tuple[type[Row], Callable[[Topology], Iterable[Fields]], tuple[Key, ...]], ...] = (
    (Zone, lambda topology: row_fields.of_zones(topology.dns), (("view", "name"),)),
    (SipDomain, row_fields.of_sip_domains, (("name",),)),
    (Site, row_fields.of_sites, (("name",),)),
    (
        SimpleUrl,
        row_fields.of_simple_urls,
        (
            ("component", "url", "sip_domain", "site"),
            ("component", "sip_domain", "site"),
            ("component", "url"),
        ),
    ),
    (
        LeftOut,
        row_fields.of_left_out,
        (
            ("view", "name", "type", "rule", "requirement", "reason"),
            ("view", "name", "type", "rule", "requirement"),
        ),
    ),
)
_POOL_KEYS: tuple[Key, ...] = (("fqdn", "role"), ("fqdn",))


def update_rows(
    deployment: Deployment,
    topology: Topology,
    *,
    by: User,
    what: str,
    same_objects: bool = False,
) -> Change | None:
    """Bring a deployment to a topology; the deployment keeps its own name.

    `same_objects`: row n becomes entry n whatever it is called, as after a rename; both have the
    same objects in the same places. Returns the entry of history, or nothing where nothing
    differs. `deployment` has the new options afterwards.
    """
    with transaction.atomic():
        current = lock(deployment)
        if load_topology(current) == replace(topology, name=current.name):
            return None
        with change(deployment, by=by, what=what) as entry:
            replace_rows(current, topology, by=by, same_objects=same_objects)
    deployment.refresh_from_db(fields=[*row_fields.of_options(topology), "version", "changed_at"])
    return entry


def replace_rows(
    deployment: Deployment, topology: Topology, *, by: User, same_objects: bool = False
) -> None:
    """Make the rows say what a topology says, all but the deployment's name.

    To be called inside `change`, for more in the same entry; else like `update_rows`.
    """
    _update_options(Deployment.objects.get(pk=deployment.pk), topology)
    update = _Update(deployment, by, same_objects)
    update.lists(topology)
    update.pools(topology)
    update.reverse_proxies(topology)
    update.changes.save()


def _update_options(deployment: Deployment, topology: Topology) -> None:
    if _set(deployment, row_fields.of_options(topology)):
        deployment.version += 1
        deployment.save()


class _Update:
    """What of the rows differs from a topology, gathered and then saved in bulk."""

    def __init__(self, deployment: Deployment, by: User, same_objects: bool) -> None:
        self.deployment = deployment
        self.same_objects = same_objects
        self.changes = RowChanges(by)

    def lists(self, topology: Topology) -> None:
        for model, fields_of, keys in _LISTS:
            rows: models.QuerySet[Any] = model._default_manager.all()
            rows = rows.filter(deployment=self.deployment)
            self._bring(list(rows), list(fields_of(topology)), keys, model, self._of_deployment)

    def pools(self, topology: Topology) -> None:
        placed = list(map(row_fields.of_pool, topology.pools))
        pools = self._bring(
            list(self.deployment.pools.all()), placed, _POOL_KEYS, Pool, self._of_deployment
        )
        servers = _by_owner(Server.objects.filter(pool__deployment=self.deployment), "pool_id")
        services = _by_owner(
            EdgeService.objects.filter(pool__deployment=self.deployment), "pool_id"
        )
        for row, pool in zip(pools, topology.pools, strict=True):
            owner = {"pool": row}
            self._inner(row, servers, list(row_fields.of_servers(pool)), "fqdn", Server, owner)
            offered = list(row_fields.of_services(pool))
            self._inner(row, services, offered, "kind", EdgeService, owner)
        self._remove_orphans(servers, services)

    def reverse_proxies(self, topology: Topology) -> None:
        placed = list(map(row_fields.of_reverse_proxy, topology.reverse_proxies))
        proxies = self._bring(
            list(self.deployment.reverse_proxies.all()),
            placed,
            (("name",),),
            ReverseProxy,
            self._of_deployment,
        )
        found = PublishedHost.objects.filter(reverse_proxy__deployment=self.deployment)
        hosts = _by_owner(found, "reverse_proxy_id")
        for row, proxy in zip(proxies, topology.reverse_proxies, strict=True):
            published = list(row_fields.of_hosts(proxy))
            self._inner(row, hosts, published, "host", PublishedHost, {"reverse_proxy": row})
        self._remove_orphans(hosts)

    @property
    def _of_deployment(self) -> dict[str, Any]:
        return {"deployment": self.deployment}

    def _inner(
        self,
        owner: Row,
        rows_by_owner: dict[int, list[Row]],
        entries: list[Fields],
        key: str,
        model: type[Row],
        belongs: dict[str, Any],
    ) -> None:
        """Rows that stand inside another; where they change, it counts as changed too."""
        before = len(self.changes)
        rows = rows_by_owner.pop(owner.pk, []) if owner.pk is not None else []
        self._bring(rows, entries, ((key,),), model, belongs)
        if len(self.changes) != before and owner.pk is not None:
            self.changes.touch(owner)

    def _bring(
        self,
        rows: list[Row],
        entries: list[Fields],
        keys: tuple[Key, ...],
        model: type[Row],
        belongs: dict[str, Any],
    ) -> list[Any]:
        """The rows of the entries, in their order; what has to be done for them is noted."""
        found: list[Row] = []
        for position, (row, fields) in enumerate(self._pairs(rows, entries, keys)):
            if row is None:
                row = model(**belongs, **fields, position=position)
                self.changes.create(row)
            else:
                self.changes.update(row, _set(row, fields), moved=_set(row, {"position": position}))
            found.append(row)
        kept = {row.pk for row in found}
        for row in rows:
            if row.pk not in kept:
                self.changes.delete(row)
        return found

    def _pairs(
        self, rows: list[Row], entries: list[Fields], keys: tuple[Key, ...]
    ) -> Iterator[tuple[Row | None, Fields]]:
        if self.same_objects:
            yield from zip(rows, entries, strict=True)
            return
        names = {name for key in keys for name in key}
        known = [{name: getattr(row, name) for name in names} for row in rows]
        places = partners(known, entries, *map(_by, keys))
        for place, fields in zip(places, entries, strict=True):
            yield None if place is None else rows[place], fields

    def _remove_orphans(self, *rows_by_owner: dict[int, list[Row]]) -> None:
        """What is left stands in rows that go."""
        for groups in rows_by_owner:
            for rows in groups.values():
                for row in rows:
                    self.changes.delete(row)


def _by(key: Key) -> Callable[[Fields], Key]:
    return lambda fields: tuple(fields[name] for name in key)


def _by_owner(rows: models.QuerySet[Any], owner: str) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row, owner), []).append(row)
    return groups


def _set(row: models.Model, fields: Fields) -> Collection[str]:
    """Put values on a row; the names of those that were others before."""
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return changed
