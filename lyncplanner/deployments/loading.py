"""Rows → Topology: the one loader. Ten queries and no model instances, whatever the size."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Manager, QuerySet

from lyncplanner.deployments.models import (
    Deployment,
    EdgeService,
    PublishedHost,
    ReverseProxy,
    Server,
)
from lyncplanner.planning import topology as planned
from lyncplanner.planning.records import View

Value = TypeVar("Value")


def load_topology(deployment: Deployment) -> planned.Topology:
    """The working copy of a deployment as the planner's values."""
    return planned.Topology(
        name=deployment.name,
        product=planned.Product(deployment.product),
        dns=_dns_options(deployment),
        sip_domains=_sip_domains(deployment),
        sites=_sites(deployment),
        pools=_pools(deployment),
        reverse_proxies=_reverse_proxies(deployment),
        simple_urls=_simple_urls(deployment),
        left_out=_left_out(deployment),
    )


def _in_order(rows: QuerySet[Any] | Manager[Any], *fields: str) -> Iterable[tuple[Any, ...]]:
    return rows.order_by("position", "pk").values_list(*fields)


def _dns_options(deployment: Deployment) -> planned.DnsOptions:
    zones: dict[str, list[str]] = defaultdict(list)
    for view, name in _in_order(deployment.zones, "view", "name"):
        zones[view].append(name)
    return planned.DnsOptions(
        ttl=deployment.ttl,
        split_brain=deployment.split_brain,
        internal_zones=tuple(zones[View.INTERNAL]),
        external_zones=tuple(zones[View.EXTERNAL]),
        autodiscover=planned.AutodiscoverForm(deployment.autodiscover),
        sign_in=planned.SignIn(deployment.sign_in),
        without_split_brain=planned.WithoutSplitBrain(deployment.without_split_brain),
        sign_in_host=planned.SignInHost(deployment.sign_in_host),
        time_server=deployment.time_server or None,
        geo_dns=deployment.geo_dns or None,
        device_update=deployment.device_update,
    )


def _sip_domains(deployment: Deployment) -> tuple[planned.SipDomain, ...]:
    return tuple(
        planned.SipDomain(name, default, xmpp, planned.DomainMode(mode))
        for name, default, xmpp, mode in _in_order(
            deployment.sip_domains, "name", "default", "xmpp", "mode"
        )
    )


def _sites(deployment: Deployment) -> tuple[planned.Site, ...]:
    return tuple(
        planned.Site(name, planned.SiteKind(kind), parent or None)
        for name, kind, parent in _in_order(deployment.sites, "name", "kind", "parent")
    )


POOL_FIELDS = (
    ["pk", "fqdn", "role", "site", "load_balancing", "vip"]
    + ["internal_web_fqdn", "internal_web_addresses", "internal_web_empty", "external_web_fqdn"]
    + ["sign_in", "paired_with", "next_hop", "federation", "xmpp", "external_empty", "published"]
)


def _pools(deployment: Deployment) -> tuple[planned.Pool, ...]:
    servers = _servers(deployment)
    services = _edge_services(deployment)
    rows = deployment.pools.order_by("position", "pk").values(*POOL_FIELDS)
    return tuple(
        pool_of(row, servers.get(row["pk"], ()), services.get(row["pk"], {})) for row in rows
    )


def pool_of(
    row: dict[str, Any],
    servers: Iterable[planned.Server],
    services: dict[str, planned.EdgeService],
) -> planned.Pool:
    """A pool from its fields (`POOL_FIELDS`), its servers and what it offers outside, by kind."""
    return planned.Pool(
        fqdn=row["fqdn"],
        role=planned.Role(row["role"]),
        site=row["site"] or None,
        load_balancing=planned.LoadBalancing(row["load_balancing"])
        if row["load_balancing"]
        else None,
        servers=tuple(servers),
        vip=row["vip"],
        internal_web=_internal_web(row),
        external_web=planned.ExternalWeb(row["external_web_fqdn"])
        if row["external_web_fqdn"]
        else None,
        sign_in=row["sign_in"],
        paired_with=row["paired_with"] or None,
        external=planned.EdgeServices(**services) if services or row["external_empty"] else None,
        next_hop=row["next_hop"] or None,
        federation=row["federation"],
        xmpp=row["xmpp"],
        published=row["published"],
    )


def _internal_web(row: dict[str, Any]) -> planned.InternalWeb | None:
    fqdn, addresses = row["internal_web_fqdn"], row["internal_web_addresses"]
    if fqdn or addresses or row["internal_web_empty"]:
        return planned.InternalWeb(fqdn or None, addresses)
    return None


def _servers(deployment: Deployment) -> dict[int, list[planned.Server]]:
    rows = _in_order(
        Server.objects.filter(pool__deployment=deployment), "pool_id", "fqdn", "addresses"
    )
    return _grouped((pool, planned.Server(fqdn, addresses)) for pool, fqdn, addresses in rows)


def _edge_services(deployment: Deployment) -> dict[int, dict[str, planned.EdgeService]]:
    rows = EdgeService.objects.filter(pool__deployment=deployment).values_list(
        "pool_id", "kind", "fqdn", "port", "addresses", "nat_addresses"
    )
    found: dict[int, dict[str, planned.EdgeService]] = defaultdict(dict)
    for pool, kind, fqdn, port, addresses, nat_addresses in rows:
        found[pool][kind] = planned.EdgeService(fqdn, port, addresses, nat_addresses)
    return found


def _reverse_proxies(deployment: Deployment) -> tuple[planned.ReverseProxy, ...]:
    rows = _in_order(
        PublishedHost.objects.filter(reverse_proxy__deployment=deployment),
        *("reverse_proxy_id", "host", "addresses"),
    )
    hosts = _grouped((proxy, planned.PublishedHost(host, own)) for proxy, host, own in rows)
    everything = ReverseProxy.Publishes.EVERYTHING
    return tuple(
        planned.ReverseProxy(
            name=name,
            external_addresses=outside,
            product=planned.ProxyProduct(product),
            fqdn=fqdn or None,
            internal_addresses=inside,
            publishes=None if publishes == everything else tuple(hosts.get(pk, ())),
        )
        for pk, name, outside, product, fqdn, inside, publishes in _in_order(
            deployment.reverse_proxies,
            *("pk", "name", "external_addresses", "product", "fqdn"),
            *("internal_addresses", "publishes"),
        )
    )


def _simple_urls(deployment: Deployment) -> tuple[planned.SimpleUrl, ...]:
    return tuple(
        planned.SimpleUrl(planned.Component(component), url, sip_domain or None, site or None)
        for component, url, sip_domain, site in _in_order(
            deployment.simple_urls, "component", "url", "sip_domain", "site"
        )
    )


def _left_out(deployment: Deployment) -> tuple[planned.LeftOut, ...]:
    fields = ("reason", "view", "name", "type", "rule", "requirement")
    return tuple(
        planned.LeftOut(reason, *(key or None for key in keys))
        for reason, *keys in _in_order(deployment.left_out, *fields)
    )


def _grouped(pairs: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    groups: dict[int, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
