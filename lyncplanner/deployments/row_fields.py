"""Topology → the fields of its rows: the mirror of `loading`. An absent key is "" where text is."""

from collections.abc import Iterable, Iterator
from typing import Any

from lyncplanner.deployments.models import ReverseProxy
from lyncplanner.planning.records import View
from lyncplanner.planning.topology import DnsOptions, Pool, Topology
from lyncplanner.planning.topology import ReverseProxy as PlannedProxy

Fields = dict[str, Any]


def of_options(topology: Topology) -> Fields:
    dns = topology.dns
    return {
        "product": topology.product.value,
        "ttl": dns.ttl,
        "split_brain": dns.split_brain,
        "autodiscover": dns.autodiscover.value,
        "sign_in": dns.sign_in.value,
        "without_split_brain": dns.without_split_brain.value,
        "sign_in_host": dns.sign_in_host.value,
        "time_server": dns.time_server or "",
        "geo_dns": dns.geo_dns or "",
        "device_update": dns.device_update,
    }


def of_zones(dns: DnsOptions) -> Iterator[Fields]:
    for view, zones in (
        (View.INTERNAL, dns.internal_zones),
        (View.EXTERNAL, dns.external_zones),
    ):
        for name in zones:
            yield {"view": view.value, "name": name}


def of_sip_domains(topology: Topology) -> Iterator[Fields]:
    for domain in topology.sip_domains:
        yield {
            "name": domain.name,
            "default": domain.default,
            "xmpp": domain.xmpp,
            "mode": domain.mode.value,
        }


def of_sites(topology: Topology) -> Iterator[Fields]:
    for site in topology.sites:
        yield {"name": site.name, "kind": site.kind.value, "parent": site.parent or ""}


def of_simple_urls(topology: Topology) -> Iterator[Fields]:
    for url in topology.simple_urls:
        yield {
            "component": url.component.value,
            "url": url.url,
            "sip_domain": url.sip_domain or "",
            "site": url.site or "",
        }


def of_left_out(topology: Topology) -> Iterator[Fields]:
    keys = ("view", "name", "type", "rule", "requirement")
    for entry in topology.left_out:
        yield {"reason": entry.reason, **{key: getattr(entry, key) or "" for key in keys}}


def of_pool(pool: Pool) -> Fields:
    return {
        "fqdn": pool.fqdn,
        "role": pool.role.value,
        "site": pool.site or "",
        "load_balancing": pool.load_balancing.value if pool.load_balancing else "",
        "vip": pool.vip,
        **_internal_web(pool),
        "external_web_fqdn": pool.external_web.fqdn if pool.external_web else "",
        "sign_in": pool.sign_in,
        "paired_with": pool.paired_with or "",
        "next_hop": pool.next_hop or "",
        "federation": pool.federation,
        "xmpp": pool.xmpp,
        "external_empty": pool.external is not None and not any(pool.external.named()),
        "published": pool.published,
    }


def _internal_web(pool: Pool) -> Fields:
    web = pool.internal_web
    fqdn, addresses = (web.fqdn or "", web.addresses) if web else ("", ())
    return {
        "internal_web_fqdn": fqdn,
        "internal_web_addresses": addresses,
        "internal_web_empty": web is not None and not fqdn and not addresses,
    }


def of_servers(pool: Pool) -> Iterator[Fields]:
    for server in pool.servers:
        yield {"fqdn": server.fqdn, "addresses": server.addresses}


def of_services(pool: Pool) -> Iterator[Fields]:
    for kind, service in pool.external.named() if pool.external else ():
        yield {
            "kind": kind,
            "fqdn": service.fqdn,
            "port": service.port,
            "addresses": service.addresses,
            "nat_addresses": service.nat_addresses,
        }


def of_reverse_proxy(proxy: PlannedProxy) -> Fields:
    publishes = ReverseProxy.Publishes
    return {
        "name": proxy.name,
        "product": proxy.product.value,
        "external_addresses": proxy.external_addresses,
        "fqdn": proxy.fqdn or "",
        "internal_addresses": proxy.internal_addresses,
        "publishes": publishes.EVERYTHING if proxy.publishes is None else publishes.THESE_HOSTS,
    }


def of_hosts(proxy: PlannedProxy) -> Iterator[Fields]:
    for published in proxy.publishes or ():
        yield {"host": published.host, "addresses": published.addresses}


def in_order(entries: Iterable[Fields]) -> Iterator[Fields]:
    """Each entry with its place in the list."""
    for position, fields in enumerate(entries):
        yield {**fields, "position": position}
