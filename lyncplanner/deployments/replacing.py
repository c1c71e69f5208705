"""Topology → the rows of a deployment that has some: matched by their names, updated in place.

A row that stays keeps its key, and with it its history and what was said of it.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db import models

from lyncplanner.accounts.models import User
from lyncplanner.deployments import row_fields
from lyncplanner.deployments.models import (
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
from lyncplanner.deployments.row_fields import Fields
from lyncplanner.deployments.storing import create_rows
from lyncplanner.planning.topology import Topology

Stored = TypeVar("Stored", bound=models.Model)


class _Kind(NamedTuple):
    """Rows of one model, and the fields that tell which is which."""

    model: type[Any]
    names: tuple[str, ...]


_ZONES = _Kind(Zone, ("view", "name"))
_SIP_DOMAINS = _Kind(SipDomain, ("name",))
_SITES = _Kind(Site, ("name",))
_SIMPLE_URLS = _Kind(SimpleUrl, ("component", "url", "sip_domain", "site"))
_LEFT_OUT = _Kind(LeftOut, ("view", "name", "type", "rule", "requirement"))
_POOLS = _Kind(Pool, ("fqdn",))
_SERVERS = _Kind(Server, ("fqdn",))
_SERVICES = _Kind(EdgeService, ("kind",))
_PROXIES = _Kind(ReverseProxy, ("name",))
_HOSTS = _Kind(PublishedHost, ("host",))

KEEPABLE = frozenset({"zones", "left_out", "reverse_proxies", "vip"})


def replace_rows(
    deployment: Deployment, topology: Topology, *, by: User, keep: Collection[str] = ()
) -> None:
    """Make the rows say what a topology says, all but the deployment's name.

    `keep`: what stays as it was entered because the topology's source can't hold it, of `KEEPABLE`.
    To be called inside `change`.
    """
    _replace_options(deployment, topology)
    for kind, name, entries in (
        (_ZONES, "zones", row_fields.of_zones(topology.dns)),
        (_SIP_DOMAINS, "sip_domains", row_fields.of_sip_domains(topology)),
        (_SITES, "sites", row_fields.of_sites(topology)),
        (_SIMPLE_URLS, "simple_urls", row_fields.of_simple_urls(topology)),
        (_LEFT_OUT, "left_out", row_fields.of_left_out(topology)),
    ):
        if name not in keep:
            _replace(kind, {"deployment": deployment}, [*entries], by)
    _replace_pools(deployment, topology, by, keep)
    if "reverse_proxies" not in keep:
        _replace_proxies(deployment, topology, by)


def _replace_options(deployment: Deployment, topology: Topology) -> None:
    row = Deployment.objects.get(pk=deployment.pk)
    if _set(row, row_fields.of_options(topology)):
        row.version += 1
        row.save()


def _replace_pools(
    deployment: Deployment, topology: Topology, by: User, keep: Collection[str]
) -> None:
    entries = [
        {name: value for name, value in row_fields.of_pool(pool).items() if name not in keep}
        for pool in topology.pools
    ]
    rows = _replace(_POOLS, {"deployment": deployment}, entries, by)
    servers = _grouped(Server.objects.filter(pool__deployment=deployment), "pool_id")
    services = _grouped(EdgeService.objects.filter(pool__deployment=deployment), "pool_id")
    for row, pool in zip(rows, topology.pools, strict=True):
        of_pool = {"pool": row}
        _replace(_SERVERS, of_pool, [*row_fields.of_servers(pool)], by, servers[row.pk])
        _replace(_SERVICES, of_pool, [*row_fields.of_services(pool)], by, services[row.pk])


def _replace_proxies(deployment: Deployment, topology: Topology, by: User) -> None:
    entries = [row_fields.of_reverse_proxy(proxy) for proxy in topology.reverse_proxies]
    rows = _replace(_PROXIES, {"deployment": deployment}, entries, by)
    hosts = _grouped(
        PublishedHost.objects.filter(reverse_proxy__deployment=deployment), "reverse_proxy_id"
    )
    for row, proxy in zip(rows, topology.reverse_proxies, strict=True):
        of_proxy = {"reverse_proxy": row}
        _replace(_HOSTS, of_proxy, [*row_fields.of_hosts(proxy)], by, hosts[row.pk])


def _replace(
    kind: _Kind,
    parent: Fields,
    entries: Sequence[Fields],
    by: User,
    rows: Iterable[Any] | None = None,
) -> list[Any]:
    """The rows for the entries, in their order; rows that no entry names are deleted."""
    placed = [*row_fields.in_order(entries)]
    waiting = _by_name(kind, kind.model.objects.filter(**parent) if rows is None else rows)
    found = [_taken(waiting, kind, fields) for fields in placed]
    for row in (row for left in waiting.values() for row in left):
        row.delete()
    # The one that stops to be the default goes before the one that becomes it.
    pairs = [(row, fields) for row, fields in zip(found, placed, strict=True) if row is not None]
    for row, fields in sorted(pairs, key=lambda pair: bool(pair[1].get("default"))):
        if _set(row, fields):
            row.version += 1
            row.save()
    new = iter(create_rows(kind.model, _new(kind, parent, found, placed), by))
    return [next(new) if row is None else row for row in found]


def _new(
    kind: _Kind, parent: Fields, found: Sequence[Any], placed: Sequence[Fields]
) -> Iterator[Any]:
    for row, fields in zip(found, placed, strict=True):
        if row is None:
            yield kind.model(**parent, **fields)


def _by_name(kind: _Kind, rows: Iterable[Any]) -> dict[tuple[Any, ...], deque[Any]]:
    named: dict[tuple[Any, ...], deque[Any]] = defaultdict(deque)
    for row in rows:
        named[tuple(getattr(row, name) for name in kind.names)].append(row)
    return named


def _taken(waiting: dict[tuple[Any, ...], deque[Any]], kind: _Kind, fields: Fields) -> Any:
    same = waiting.get(tuple(fields[name] for name in kind.names))
    return same.popleft() if same else None


def _set(row: models.Model, fields: Fields) -> bool:
    """Give a row these values; whether that changes anything."""
    differing = {name: value for name, value in fields.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def _grouped(rows: Iterable[Stored], parent: str) -> dict[int, list[Stored]]:
    groups: dict[int, list[Stored]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, parent)].append(row)
    return groups
