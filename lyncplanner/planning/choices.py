"""Choices that several rules use: the sign-in pool, the listener of a host, a pool's addresses.

`Choices` looks each of them up once for a topology, so that no rule walks the topology for every
name. The names and their meaning are those of the specification's table of choices.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from lyncplanner.planning import names
from lyncplanner.planning.addresses import Addresses, known
from lyncplanner.planning.listeners import Listener, Listeners
from lyncplanner.planning.sources import title
from lyncplanner.planning.topology import (
    USER_ROLES,
    WEB_ROLES,
    AutodiscoverForm,
    Component,
    DomainMode,
    EdgeService,
    LoadBalancing,
    Pool,
    Product,
    Role,
    Server,
    SignInHost,
    SipDomain,
    Topology,
)
from lyncplanner.planning.urls import UrlHost, host_of
from lyncplanner.planning.zones import Zones


class Pair(NamedTuple):
    """The two pools behind a geo-balanced host."""

    entry: Pool
    partner: Pool

    @property
    def key(self) -> frozenset[str]:
        """The same for the two pools in either order."""
        return frozenset({self.entry.fqdn, self.partner.fqdn})


NO_XMPP_OR_PERSISTENT_CHAT = frozenset({Product.SKYPE_2019, Product.SKYPE_SE})


class Choices:
    """A topology, with the answers to what several rules ask of it."""

    def __init__(self, topology: Topology) -> None:
        self.topology = topology
        self.dns = topology.dns
        self.product = topology.product
        self._place = {id(pool): f"pools[{i}]" for i, pool in enumerate(topology.pools)}
        self._sip: dict[int, Addresses] = {}
        self._web: dict[int, Addresses] = {}
        self._titles: dict[str, str] = {}

    # What the product has

    @cached_property
    def pools(self) -> tuple[Pool, ...]:
        """The pools that the product has, in the document's order."""
        if self.product not in NO_XMPP_OR_PERSISTENT_CHAT:
            return self.topology.pools
        return tuple(p for p in self.topology.pools if p.role is not Role.PERSISTENT_CHAT)

    @cached_property
    def pool_by_fqdn(self) -> dict[str, Pool]:
        found: dict[str, Pool] = {}
        for pool in self.pools:
            found.setdefault(pool.fqdn, pool)
        return found

    @cached_property
    def web_pools(self) -> tuple[Pool, ...]:
        """Front End pools, Standard Edition servers and Directors."""
        return tuple(pool for pool in self.pools if pool.role in WEB_ROLES)

    @cached_property
    def edges(self) -> tuple[Pool, ...]:
        return tuple(pool for pool in self.pools if pool.role is Role.EDGE)

    @cached_property
    def farms(self) -> tuple[Pool, ...]:
        return tuple(pool for pool in self.pools if pool.role is Role.OFFICE_WEB_APPS)

    @property
    def outside(self) -> bool:
        """Whether there is an outside: an Edge pool or a reverse proxy."""
        return bool(self.edges or self.topology.reverse_proxies)

    def place(self, pool: Pool) -> str:
        """The pool's path in the document."""
        return self._place[id(pool)]

    def source(self, short: str) -> str:
        """The exact title of a topic for the topology's product."""
        found = self._titles.get(short)
        if found is None:
            found = self._titles[short] = title(short, self.product)
        return found

    # SIP domains

    @cached_property
    def sip_domains(self) -> tuple[SipDomain, ...]:
        """SIP domains that are host names, each once."""
        found = {d.name: d for d in reversed(self.topology.sip_domains)}
        return tuple(
            domain
            for domain in self.topology.sip_domains
            if found[domain.name] is domain and names.is_hostname(domain.name)
        )

    @cached_property
    def sip_domain_names(self) -> frozenset[str]:
        return frozenset(domain.name for domain in self.sip_domains)

    @cached_property
    def served(self) -> tuple[SipDomain, ...]:
        """The SIP domains with users on these servers: those that are not Teams Only."""
        return tuple(d for d in self.sip_domains if d.mode is not DomainMode.TEAMS_ONLY)

    @cached_property
    def _served_names(self) -> frozenset[str]:
        return frozenset(domain.name for domain in self.served)

    @cached_property
    def teams_only(self) -> tuple[SipDomain, ...]:
        return tuple(d for d in self.sip_domains if d.mode is DomainMode.TEAMS_ONLY)

    @cached_property
    def has_hybrid(self) -> bool:
        return any(d.mode is DomainMode.HYBRID for d in self.sip_domains)

    def has_xmpp(self, domain: SipDomain) -> bool:
        """Whether XMPP partners reach this SIP domain."""
        return self.xmpp_edge is not None and domain.xmpp is not False

    # Pools that answer for others

    def _first(self, pools: Iterable[Pool], *roles: Role) -> Pool | None:
        """The first pool of the first role that has one."""
        by_role: dict[Role, Pool] = {}
        for pool in pools:
            by_role.setdefault(pool.role, pool)
        return next((by_role[role] for role in roles if role in by_role), None)

    @cached_property
    def sign_in_pool(self) -> Pool | None:
        chosen = next((pool for pool in self.web_pools if pool.sign_in), None)
        return chosen or self._first(
            self.web_pools, Role.DIRECTOR, Role.FRONT_END, Role.STANDARD_EDITION
        )

    @cached_property
    def home_pool(self) -> Pool | None:
        chosen = self.sign_in_pool
        if chosen is not None and chosen.role in USER_ROLES:
            return chosen
        return self._first(self.web_pools, Role.FRONT_END, Role.STANDARD_EDITION)

    @cached_property
    def web_entry_pool(self) -> Pool | None:
        return self._first(self.web_pools, Role.DIRECTOR) or self.home_pool

    def site_of(self, pool: Pool) -> str | None:
        """The pool's site; where it names none, the only one that there is."""
        if pool.site is None and len(self.topology.sites) == 1:
            return self.topology.sites[0].name
        return pool.site

    @cached_property
    def web_pools_by_site(self) -> dict[str | None, list[Pool]]:
        found: dict[str | None, list[Pool]] = defaultdict(list)
        for pool in self.web_pools:
            found[self.site_of(pool)].append(pool)
        return found

    @cached_property
    def _entry_by_site(self) -> dict[str | None, Pool | None]:
        return {
            site: self._first(pools, Role.DIRECTOR, Role.FRONT_END, Role.STANDARD_EDITION)
            for site, pools in self.web_pools_by_site.items()
        }

    def web_entry_of(self, site: str | None) -> Pool | None:
        """The web entry pool of a simple URL: its site's, else the deployment's."""
        if site is None:
            return self.web_entry_pool
        return self._entry_by_site.get(site) or self.web_entry_pool

    @cached_property
    def entry_edge(self) -> Pool | None:
        chosen = next((pool for pool in self.edges if pool.sign_in), None)
        if chosen is None and self.sign_in_pool is not None:
            inside = self.sign_in_pool.fqdn
            chosen = next((pool for pool in self.edges if pool.next_hop == inside), None)
        return chosen or (self.edges[0] if self.edges else None)

    @cached_property
    def _edge_by_access_fqdn(self) -> dict[str, Pool]:
        found: dict[str, Pool] = {}
        for pool in self.edges:
            if (access := access_of(pool)) is not None:
                found.setdefault(access.fqdn, pool)
        return found

    def edge_of(self, sip_domain: str) -> Pool | None:
        """The Edge pool of a SIP domain."""
        return self._edge_by_access_fqdn.get(f"sip.{sip_domain}") or self.entry_edge

    @cached_property
    def federation_edge(self) -> Pool | None:
        """The first Edge pool with federation."""
        return next((pool for pool in self.edges if pool.federation), None)

    @cached_property
    def xmpp_edge(self) -> Pool | None:
        """The first Edge pool with XMPP, where the product has it."""
        if self.product in NO_XMPP_OR_PERSISTENT_CHAT:
            return None
        return next((pool for pool in self.edges if pool.xmpp), None)

    def next_hop(self, edge: Pool) -> Pool | None:
        """The pool that an Edge pool sends SIP to; a name that is no pool leads nowhere."""
        if edge.next_hop is None:
            return self.sign_in_pool
        return self.pool_by_fqdn.get(edge.next_hop)

    # Hosts that SRV records point at

    def srv_host_outside(self, edge: Pool, sip_domain: str) -> str | None:
        """Strict name matching takes only a target in the SIP domain itself."""
        access = access_of(edge)
        if access is None:
            return None
        if names.parent(access.fqdn) == sip_domain:
            return access.fqdn
        return f"sip.{sip_domain}"

    def srv_host_inside(self, sip_domain: str) -> str | None:
        """The host that the internal sign-in SRV record of a SIP domain points at."""
        pool = self.sign_in_pool
        if pool is None:
            return None
        if names.parent(pool.fqdn) == sip_domain:
            return pool.fqdn
        if self.dns.sign_in_host is SignInHost.POOL:
            return f"{names.first_label(pool.fqdn)}.{sip_domain}"
        return f"sip.{sip_domain}"

    # Addresses

    def sip_addresses(self, pool: Pool) -> Addresses:
        """What the pool FQDN leads to, for SIP."""
        found = self._sip.get(id(pool))
        if found is None:
            found = self._sip[id(pool)] = self._find_sip_addresses(pool)
        return found

    def _find_sip_addresses(self, pool: Pool) -> Addresses:
        if pool.balancing is LoadBalancing.HARDWARE:
            return Addresses(known(pool.vip), (f"{self.place(pool)}.vip",))
        count = None if pool.balancing is LoadBalancing.DNS else 1
        return self._server_addresses(pool, count)

    def _server_addresses(self, pool: Pool, count: int | None) -> Addresses:
        """The addresses of the pool's servers, or of the first `count` of them."""
        place = self.place(pool)
        servers = pool.servers[:count]
        data = known(address for server in servers for address in server.addresses)
        if data:
            return Addresses(data)
        places = tuple(f"{place}.servers[{i}].addresses" for i in range(len(servers)))
        return Addresses((), places or (f"{place}.servers",))

    def servers(self, pool: Pool) -> Iterator[tuple[Server, Addresses]]:
        """The pool's servers, each with its own addresses."""
        for i, server in enumerate(pool.servers):
            place = f"{self.place(pool)}.servers[{i}].addresses"
            yield server, Addresses(known(server.addresses), (place,))

    def web_addresses(self, pool: Pool) -> Addresses:
        """Where HTTPS for the pool goes: its web addresses."""
        found = self._web.get(id(pool))
        if found is None:
            found = self._web[id(pool)] = self._find_web_addresses(pool)
        return found

    def _find_web_addresses(self, pool: Pool) -> Addresses:
        place = self.place(pool)
        internal = pool.internal_web if pool.role in WEB_ROLES else None
        if internal is not None and internal.addresses:
            return Addresses(known(internal.addresses), (f"{place}.internal_web.addresses",))
        if pool.vip:
            return Addresses(known(pool.vip), (f"{place}.vip",))
        if pool.role is Role.OFFICE_WEB_APPS:
            return self._server_addresses(pool, None)
        if pool.balancing is LoadBalancing.SINGLE:
            return self._server_addresses(pool, 1)
        if pool.balancing is LoadBalancing.HARDWARE:
            return Addresses((), (f"{place}.vip",))
        return Addresses((), (f"{place}.internal_web.addresses",))

    def published_addresses(self, edge: Pool, key: str) -> Addresses | None:
        """The public addresses of an Edge service (`access`, …); `None` where there is no such."""
        service: EdgeService | None = getattr(edge.external, key, None)
        if service is None:
            return None
        given = "nat_addresses" if service.nat_addresses else "addresses"
        place = f"{self.place(edge)}.external.{key}.{given}"
        return Addresses(known(getattr(service, given)), (place,))

    # What reverse proxies publish

    @cached_property
    def _listeners(self) -> Listeners:
        return Listeners(self.topology.reverse_proxies)

    def listener(self, host: str) -> Listener:
        """The listener of a host."""
        return self._listeners.of(host)

    @property
    def listener_addresses(self) -> frozenset[str]:
        """Every address on which a reverse proxy may listen."""
        return self._listeners.addresses

    @property
    def published_by_name(self) -> dict[str, list[tuple[int, int]]]:
        """The hosts that reverse proxies name, with the positions of proxy and entry."""
        return self._listeners.namings

    @cached_property
    def to_publish(self) -> dict[str, list[str]]:
        """The hosts that a reverse proxy has to publish, with their places in the document."""
        return {host: found for host, found in self.publishable.items() if names.is_hostname(host)}

    @cached_property
    def publishable(self) -> dict[str, list[str]]:
        """What has a name to publish, with its places; names that no host can have are among it."""
        found: dict[str, list[str]] = defaultdict(list)
        for host, place in self._publishable():
            found[host].append(place)
        return found

    def _publishable(self) -> Iterator[tuple[str, str]]:
        for pool in self.web_pools:
            if pool.external_web is not None:
                yield pool.external_web.fqdn, f"{self.place(pool)}.external_web.fqdn"
        for farm in self.farms:
            if (name := external_name(farm)) is not None:
                yield name, self.place(farm)
        for url in self.urls:
            if url.url.component is not Component.ADMIN:
                yield url.host, url.place
        index = {domain.name: i for i, domain in enumerate(self.topology.sip_domains)}
        for domain in self.served:
            yield f"lyncdiscover.{domain.name}", f"sip_domains[{index[domain.name]}].name"

    @cached_property
    def unpublished(self) -> frozenset[str]:
        """Hosts that have to be published and that no reverse proxy publishes."""
        if not self.outside:
            return frozenset()
        return frozenset(host for host in self.to_publish if not self.listener(host).published)

    # Simple URLs

    @cached_property
    def urls(self) -> tuple[UrlHost, ...]:
        return tuple(
            UrlHost(url, host_of(url.url), f"simple_urls[{i}].url")
            for i, url in enumerate(self.topology.simple_urls)
        )

    # Disaster recovery

    def pair_of(self, site: str | None) -> Pair | None:
        """The pair of a host: of a URL with this site, or with `None` of Autodiscover."""
        entry = self.web_entry_of(site)
        if entry is not None and entry.role is Role.DIRECTOR:
            in_site = self.web_pools_by_site.get(site, []) if site is not None else []
            entry = self._first(in_site, Role.FRONT_END, Role.STANDARD_EDITION) or self.home_pool
        if entry is None or entry.paired_with is None:
            return None
        partner = self.pool_by_fqdn.get(entry.paired_with)
        if partner is None or partner.fqdn == entry.fqdn:
            return None
        return Pair(entry, partner)

    @cached_property
    def geo_pairs(self) -> dict[str, Pair]:
        """Geo-balanced hosts, with the two pools behind each."""
        if self.dns.geo_dns is None:
            return {}
        found: dict[str, Pair] = {}
        by_site: dict[str | None, Pair | None] = {}
        for url in self.urls:
            if url.url.component is Component.ADMIN or url.host in found:
                continue
            site = url.url.site
            if site not in by_site:
                by_site[site] = self.pair_of(site)
            if (pair := by_site[site]) is not None:
                found[url.host] = pair
        if (pair := self.pair_of(None)) is not None:
            for domain in self.served:
                found.setdefault(f"lyncdiscover.{domain.name}", pair)
                found.setdefault(f"lyncdiscoverinternal.{domain.name}", pair)
        return found

    # Zones

    @cached_property
    def zones(self) -> Zones:
        return Zones.derive(
            self.dns,
            sip_domains=self.sip_domain_names,
            inside=self._names_inside(),
            outside=self._names_outside(),
        )

    def _names_inside(self) -> Iterator[str]:
        for pool in self.pools:
            yield pool.fqdn
            yield from (server.fqdn for server in pool.servers)
            if pool.role in WEB_ROLES:
                yield pool.internal_web_fqdn

    def _names_outside(self) -> Iterator[str]:
        for pool in self.web_pools:
            if pool.external_web is not None:
                yield pool.external_web.fqdn
        for farm in self.farms:
            if (name := external_name(farm)) is not None:
                yield name
        for edge in self.edges:
            if edge.external is not None:
                yield from (service.fqdn for _, service in edge.external.named())
        yield from (u.host for u in self.urls if u.url.component is not Component.ADMIN)

    def held_inside(self, name: str) -> bool:
        """Whether the inside DNS answers this name or nobody does."""
        if self.zones.listed_inside(name) is not None:
            return True
        if self.dns.pin_point:
            return False
        return any(domain in self._served_names for domain in names.suffixes(name))

    @property
    def autodiscover_by_alias(self) -> bool:
        return self.dns.autodiscover is AutodiscoverForm.ALIAS


def access_of(edge: Pool) -> EdgeService | None:
    """The Access Edge service of an Edge pool."""
    return edge.external.access if edge.external is not None else None


def external_name(farm: Pool) -> str | None:
    """The name that an Office Web Apps farm has outside."""
    if farm.external_web is not None:
        return farm.external_web.fqdn
    return farm.fqdn if farm.published else None
