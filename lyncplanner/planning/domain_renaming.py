"""Giving a SIP domain another name, and the names in it that users outside see."""

from collections.abc import Iterator
from dataclasses import replace

from lyncplanner.planning import names
from lyncplanner.planning.renaming import (
    CannotRename,
    Follow,
    check_new,
    left_out_following,
    published_following,
    urls_following,
    with_entry,
)
from lyncplanner.planning.topology import EdgeServices, Pool, Topology
from lyncplanner.planning.urls import host_of


def rename_sip_domain(topology: Topology, place: int, new: str, *, names_too: bool) -> Topology:
    """With another SIP domain. Simple URLs, zones and records left out follow.

    `names_too`: what users outside see and lies in the domain follows as well: external web
    services, Edge services, published hosts, simple URLs. Pools and servers keep their FQDNs:
    those are their computers'. A zone in which a name stays is kept beside the new one.
    Raises `CannotRename`.
    """
    domain = topology.sip_domains[place]
    old = domain.name
    check_new(old, new)
    if any(other.name == new for other in topology.sip_domains):
        raise CannotRename(f"{new} is a SIP domain already. Choose another name.")
    domains = with_entry(topology.sip_domains, place, replace(domain, name=new))
    renamed = replace(topology, sip_domains=domains)
    if any(other.name == old for other in domains):
        return renamed
    urls = tuple(
        replace(url, sip_domain=new) if url.sip_domain == old else url
        for url in topology.simple_urls
    )
    renamed = replace(renamed, simple_urls=urls)
    follow = _in_domain(topology, old, new)
    if names_too:
        renamed = _with_outside_names(renamed, follow)
    return _with_zones_and_left_out(renamed, follow)


def _in_domain(topology: Topology, old: str, new: str) -> Follow:
    """Names that lie in the domain and in no SIP domain below it move to the new one."""
    domains = {domain.name for domain in topology.sip_domains}

    def follow(name: str) -> str:
        nearest = next((suffix for suffix in names.suffixes(name) if suffix in domains), None)
        return name.removesuffix(old) + new if nearest == old else name

    return follow


def _with_outside_names(topology: Topology, follow: Follow) -> Topology:
    return replace(
        topology,
        pools=tuple(_pool_following(pool, follow) for pool in topology.pools),
        reverse_proxies=published_following(topology.reverse_proxies, follow),
        simple_urls=urls_following(topology.simple_urls, follow),
    )


def _pool_following(pool: Pool, follow: Follow) -> Pool:
    outside, external = pool.external_web, pool.external
    if outside is not None:
        outside = replace(outside, fqdn=follow(outside.fqdn))
    if external is not None:
        services = {
            key: replace(service, fqdn=follow(service.fqdn)) for key, service in external.named()
        }
        external = EdgeServices(**services)
    return replace(pool, external_web=outside, external=external)


def _with_zones_and_left_out(topology: Topology, follow: Follow) -> Topology:
    staying = set(_given(topology))

    def unless_it_stays(name: str) -> str:
        return name if name in staying else follow(name)

    dns = replace(
        topology.dns,
        internal_zones=_zones(topology.dns.internal_zones, staying, follow),
        external_zones=_zones(topology.dns.external_zones, staying, follow),
    )
    left_out = left_out_following(topology.left_out, unless_it_stays)
    return replace(topology, dns=dns, left_out=left_out)


def _zones(zones: tuple[str, ...], staying: set[str], follow: Follow) -> tuple[str, ...]:
    needed = {suffix for name in staying for suffix in names.suffixes(name)}
    found: list[str] = []
    for zone in zones:
        moved = follow(zone)
        if zone in needed and moved != zone:
            found.append(zone)
        found.append(moved)
    return tuple(dict.fromkeys(found))


def _given(topology: Topology) -> Iterator[str]:
    """The names that stand in the topology itself, SIP domains apart."""
    for pool in topology.pools:
        yield pool.fqdn
        yield from (server.fqdn for server in pool.servers)
        if pool.internal_web is not None and pool.internal_web.fqdn:
            yield pool.internal_web.fqdn
        if pool.external_web is not None:
            yield pool.external_web.fqdn
        if pool.external is not None:
            yield from (service.fqdn for _, service in pool.external.named())
    for proxy in topology.reverse_proxies:
        yield from (published.host for published in proxy.publishes or ())
        if proxy.fqdn is not None:
            yield proxy.fqdn
    yield from (host_of(url.url) for url in topology.simple_urls)
