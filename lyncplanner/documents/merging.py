"""Reading a file into a deployment that exists: what the file's form can't hold stays as entered.

A topology document holds everything, and replaces everything but the deployment's own name.
Topology Builder's forms know neither virtual IP addresses nor reverse proxies, DNS options or
records left out, and often not even the addresses of servers ("topology-builder-import").
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from lyncplanner.documents.reading import Kind
from lyncplanner.planning.topology import (
    UNKNOWN_ADDRESSES,
    Component,
    EdgeService,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    LoadBalancing,
    Pool,
    Role,
    Server,
    SimpleUrl,
    SipDomain,
    Topology,
)

Entry = TypeVar("Entry")
Addresses = tuple[str, ...]


def merged(existing: Topology, imported: Topology, kind: Kind) -> Topology:
    """What the deployment becomes: `imported`, with what `kind` can't hold from `existing`.

    Sites, pools and SIP domains that the file does not have go. `kind` is what `reading.read`
    found the file to be.
    """
    if kind in (Kind.YAML, Kind.JSON):
        return replace(imported, name=existing.name)
    pools = _first_by_name(existing.pools, lambda pool: pool.fqdn)
    domains = _first_by_name(existing.sip_domains, lambda domain: domain.name)
    return replace(
        existing,
        product=imported.product,
        sip_domains=tuple(
            _sip_domain(domain, domains.get(domain.name)) for domain in imported.sip_domains
        ),
        sites=imported.sites,
        pools=tuple(_pool(pool, pools.get(pool.fqdn)) for pool in imported.pools),
        simple_urls=_simple_urls(existing, imported, kind),
    )


def _first_by_name(entries: Iterable[Entry], name: Callable[[Entry], str]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(name(entry), entry)
    return found


def _sip_domain(domain: SipDomain, entered: SipDomain | None) -> SipDomain:
    if entered is None:
        return domain
    return replace(domain, xmpp=entered.xmpp, mode=entered.mode)


def _simple_urls(existing: Topology, imported: Topology, kind: Kind) -> tuple[SimpleUrl, ...]:
    if kind is Kind.PUBLISHED:
        return existing.simple_urls
    beyond = [
        url
        for url in existing.simple_urls
        if url.component is Component.SCHEDULER or url.site is not None
    ]
    return (*imported.simple_urls, *beyond)


def _pool(pool: Pool, entered: Pool | None) -> Pool:
    if entered is None:
        return pool
    servers = _servers(pool.servers, entered.servers)
    return replace(
        pool,
        load_balancing=_load_balancing(pool, entered),
        servers=servers,
        vip=pool.vip or entered.vip,
        internal_web=_internal_web(pool.internal_web, entered.internal_web),
        external_web=pool.external_web or _farm_outside(pool, entered),
        sign_in=pool.sign_in or entered.sign_in,
        external=_edge_services(pool.external, entered.external),
        published=pool.published or entered.published,
    )


def _load_balancing(pool: Pool, entered: Pool) -> LoadBalancing | None:
    """The file's is a guess from other things; what was entered for as many servers is none."""
    fits = (len(pool.servers) > 1) == (len(entered.servers) > 1)
    return entered.load_balancing if fits else pool.load_balancing


def _farm_outside(pool: Pool, entered: Pool) -> ExternalWeb | None:
    """Only of an Office Web Apps farm the name outside is in no file."""
    return entered.external_web if pool.role is Role.OFFICE_WEB_APPS else None


def _internal_web(web: InternalWeb | None, entered: InternalWeb | None) -> InternalWeb | None:
    """The file has an override of the name; the load balancer's addresses are in no file."""
    addresses = entered.addresses if entered is not None else ()
    if web is None:
        return InternalWeb(addresses=addresses) if addresses else None
    return replace(web, addresses=web.addresses or addresses)


def _servers(servers: tuple[Server, ...], entered: tuple[Server, ...]) -> tuple[Server, ...]:
    waiting: dict[str, list[Addresses]] = defaultdict(list)
    for server in entered:
        waiting[server.fqdn].append(server.addresses)
    found = []
    for server in servers:
        before = waiting[server.fqdn].pop(0) if waiting[server.fqdn] else ()
        found.append(replace(server, addresses=_known_or(server.addresses, before)))
    return tuple(found)


def _edge_services(
    services: EdgeServices | None, entered: EdgeServices | None
) -> EdgeServices | None:
    if services is None or entered is None:
        return services
    before = dict(entered.named())
    return EdgeServices(
        **{key: _edge_service(service, before.get(key)) for key, service in services.named()}
    )


def _edge_service(service: EdgeService, entered: EdgeService | None) -> EdgeService:
    """Addresses that the file does not know stay; public ones only beside the same addresses."""
    if entered is None:
        return service
    addresses = _known_or(service.addresses, entered.addresses)
    public = service.nat_addresses
    if addresses == entered.addresses:
        public = _known_or(public, entered.nat_addresses)
    return replace(service, addresses=addresses, nat_addresses=public)


def _known_or(addresses: Addresses, entered: Addresses) -> Addresses:
    known = any(address not in UNKNOWN_ADDRESSES for address in addresses)
    return addresses if known or not entered else entered
