"""`Topology` → the document `lyncplanner-topology/1`, in YAML and JSON.

Keys stand in the order of the format's tables. What is absent, or equal to the default, is left
out. Reading gives back the same topology.
"""

import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from lyncplanner.documents.topology_reader import FORMAT
from lyncplanner.documents.yaml_writer import Writable, yaml_text
from lyncplanner.planning.topology import (
    DnsOptions,
    DomainMode,
    EdgeService,
    ExternalWeb,
    InternalWeb,
    LeftOut,
    Pool,
    Product,
    ProxyProduct,
    PublishedHost,
    ReverseProxy,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    SiteKind,
    Topology,
)

Mapped: TypeAlias = dict[str, Writable]

UNKNOWN = "0.0.0.0"  # noqa: S104 - a value in documents, nothing listens
HTTPS = 443


def write_yaml(topology: Topology) -> str:
    """The topology as a YAML document."""
    return yaml_text(plain(topology))


def write_json(topology: Topology) -> str:
    """The topology as a JSON document."""
    return json.dumps(plain(topology), indent=2, ensure_ascii=False) + "\n"


def plain(topology: Topology) -> Mapped:
    """The topology as the mapping that both forms write."""
    return _given(
        {
            "format": FORMAT,
            "name": topology.name,
            "product": _unless(topology.product, Product.LYNC_2013),
            "dns": _dns(topology.dns) or None,
            "sip_domains": _each(_sip_domain(domain) for domain in topology.sip_domains),
            "sites": _each(_site(site) for site in topology.sites),
            "pools": _each(_pool(pool) for pool in topology.pools),
            "reverse_proxies": _each(_proxy(proxy) for proxy in topology.reverse_proxies),
            "simple_urls": _each(_simple_url(url) for url in topology.simple_urls),
            "left_out": _each(_left_out(entry) for entry in topology.left_out),
        }
    )


def _dns(dns: DnsOptions) -> Mapped:
    default = DnsOptions()
    zones = _given({"internal": [*dns.internal_zones], "external": [*dns.external_zones]})
    return _given(
        {
            "ttl": _unless(dns.ttl, default.ttl),
            "split_brain": _unless(dns.split_brain, default.split_brain),
            "zones": zones or None,
            "autodiscover": _unless(dns.autodiscover, default.autodiscover),
            "sign_in": _unless(dns.sign_in, default.sign_in),
            "without_split_brain": _unless(dns.without_split_brain, default.without_split_brain),
            "sign_in_host": _unless(dns.sign_in_host, default.sign_in_host),
            "time_server": dns.time_server,
            "geo_dns": dns.geo_dns,
            "device_update": _unless(dns.device_update, default.device_update),
        }
    )


def _sip_domain(domain: SipDomain) -> Mapped:
    return _given(
        {
            "name": domain.name,
            "default": domain.default or None,
            "xmpp": domain.xmpp,
            "mode": _unless(domain.mode, DomainMode.ON_PREMISES),
        }
    )


def _site(site: Site) -> Mapped:
    kind = _unless(site.kind, SiteKind.CENTRAL)
    return _given({"name": site.name, "kind": kind, "parent": site.parent})


def _pool(pool: Pool) -> Mapped:
    external = pool.external
    services: Mapped | None = None
    if external is not None:
        services = {key: _edge_service(service) for key, service in external.named()}
    return _given(
        {
            "fqdn": pool.fqdn,
            "role": pool.role.value,
            "site": pool.site,
            "load_balancing": None if pool.load_balancing is None else pool.load_balancing.value,
            "servers": _each(_server(server) for server in pool.servers),
            "vip": [*pool.vip],
            "internal_web": _web(pool.internal_web),
            "external_web": _web(pool.external_web),
            "sign_in": pool.sign_in or None,
            "paired_with": pool.paired_with,
            "external": services,
            "next_hop": pool.next_hop,
            "federation": pool.federation or None,
            "xmpp": pool.xmpp or None,
            "published": pool.published or None,
        }
    )


def _server(server: Server) -> Mapped:
    return _given({"fqdn": server.fqdn, "addresses": [*server.addresses]})


def _web(web: InternalWeb | ExternalWeb | None) -> Mapped | None:
    if web is None:
        return None
    addresses = web.addresses if isinstance(web, InternalWeb) else ()
    return _given({"fqdn": web.fqdn, "addresses": [*addresses]})


def _edge_service(service: EdgeService) -> Mapped:
    return _given(
        {
            "fqdn": service.fqdn,
            "port": _unless(service.port, HTTPS),
            "addresses": [*service.addresses],
            "nat_addresses": [*service.nat_addresses],
        }
    )


def _proxy(proxy: ReverseProxy) -> Mapped:
    mapped = _given(
        {
            "name": proxy.name,
            "product": _unless(proxy.product, ProxyProduct.OTHER),
            "external_addresses": [*proxy.external_addresses] or [UNKNOWN],
            "fqdn": proxy.fqdn,
            "internal_addresses": [*proxy.internal_addresses],
        }
    )
    if proxy.publishes is not None:
        mapped["publishes"] = [_published(published) for published in proxy.publishes]
    return mapped


def _published(published: PublishedHost) -> Writable:
    if not published.addresses:
        return published.host
    return {"host": published.host, "addresses": [*published.addresses]}


def _simple_url(url: SimpleUrl) -> Mapped:
    return _given(
        {
            "component": url.component.value,
            "url": url.url,
            "sip_domain": url.sip_domain,
            "site": url.site,
        }
    )


def _left_out(entry: LeftOut) -> Mapped:
    return _given(
        {
            "reason": entry.reason,
            "view": entry.view,
            "name": entry.name,
            "type": entry.type,
            "rule": entry.rule,
            "requirement": entry.requirement,
        }
    )


def _given(mapping: Mapping[str, Writable]) -> Mapped:
    """The mapping without what is absent: nothing, and lists that are empty."""
    return {key: value for key, value in mapping.items() if value is not None and value != []}


def _unless(value: Writable, default: Writable) -> Writable:
    return None if value == default else value


def _each(mappings: Iterable[Mapped]) -> Writable:
    return [*mappings]
