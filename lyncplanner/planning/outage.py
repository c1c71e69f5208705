"""A server, pool, site or reverse proxy that is out of service, while DNS stays as planned.

Names still lead where they led; what differs is that nothing answers there, or that what answers
can't reach the users' pool any more.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from lyncplanner.planning.answers import Answers, End, Found
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.clients import Side
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.owners import pool_addresses, proxy_addresses
from lyncplanner.planning.records import Record, RecordType
from lyncplanner.planning.rules.reverse_proxy import destinations
from lyncplanner.planning.topology import USER_ROLES, LoadBalancing, Pool, Role


class GoneKind(StrEnum):
    SERVER = "server"
    POOL = "pool"
    SITE = "site"
    REVERSE_PROXY = "reverse-proxy"


class UnknownName(ValueError):
    """No server, pool, site or reverse proxy has this name."""


class Homed(NamedTuple):
    """A pool whose users lose their home."""

    pool: str
    backup: str | None
    """The paired pool, where it is still there: users go on there."""


class Outage:
    """What is out of service, and what it takes with it."""

    def __init__(self, choices: Choices, name: str) -> None:
        """Raises `UnknownName`. A pool of a single server goes with its server."""
        self._choices = choices
        self.kind = _kind_of(choices, name)
        self._servers = {name} if self.kind is GoneKind.SERVER else set()
        self._proxies = {name} if self.kind is GoneKind.REVERSE_PROXY else set()
        self.pools = [pool for pool in choices.pools if self._takes(pool, name)]
        self._pool_ids = {id(pool) for pool in self.pools}

    def _takes(self, pool: Pool, name: str) -> bool:
        match self.kind:
            case GoneKind.POOL:
                return pool.fqdn == name
            case GoneKind.SITE:
                return self._choices.site_of(pool) == name
            case GoneKind.SERVER:
                return bool(pool.servers) and all(s.fqdn == name for s in pool.servers)
            case GoneKind.REVERSE_PROXY:
                return False

    def is_down(self, pool: Pool | None) -> bool:
        """Whether a pool is gone altogether."""
        return pool is not None and id(pool) in self._pool_ids

    @cached_property
    def homed(self) -> tuple[Homed, ...]:
        """The pools whose users lose their home."""
        return tuple(
            Homed(pool.fqdn, self._backup(pool)) for pool in self.pools if pool.role in USER_ROLES
        )

    def _backup(self, pool: Pool) -> str | None:
        paired = self._choices.pool_by_fqdn.get(pool.paired_with or "")
        if paired is None or paired is pool or self.is_down(paired):
            return None
        return paired.fqdn

    @cached_property
    def silent(self) -> frozenset[str]:
        """Addresses at which nothing answers any more."""
        gone, left = set(), set()
        for pool in self._choices.pools:
            every = set(pool_addresses(pool))
            lost = every if self.is_down(pool) else set(self._of_servers(pool))
            gone |= lost
            left |= every - lost
        for proxy in self._choices.topology.reverse_proxies:
            (gone if proxy.name in self._proxies else left).update(proxy_addresses(proxy))
        return frozenset(gone - left)

    def _of_servers(self, pool: Pool) -> Iterator[str]:
        """The addresses of a pool's servers that are gone; outside one each, in order."""
        for number, server in enumerate(pool.servers):
            if server.fqdn not in self._servers:
                continue
            yield from server.addresses
            if pool.external is not None and pool.balancing is LoadBalancing.DNS:
                for _, service in pool.external.named():
                    for addresses in (service.addresses, service.nat_addresses):
                        yield from _one_each(addresses, number, len(pool.servers))

    @cached_property
    def useless(self) -> frozenset[str]:
        """Addresses at which something answers that can't reach the users' pool any more."""
        choices = self._choices
        home_is_down = self.is_down(choices.home_pool)
        found: set[str] = set()
        for pool in choices.pools:
            if pool.role is Role.DIRECTOR and home_is_down:
                found.update(pool_addresses(pool))
        for edge in choices.edges:
            access = choices.published_addresses(edge, "access")
            if access is not None and (home_is_down or self.is_down(choices.next_hop(edge))):
                found.update(address for _, address in access.data)
        return frozenset(found)

    @cached_property
    def unserved_hosts(self) -> frozenset[str]:
        """Published hosts behind which no pool is left."""
        return frozenset(
            host
            for host, pools in destinations(self._choices).items()
            if pools and all(self.is_down(pool) for pool, _ in pools)
        )


def _kind_of(choices: Choices, name: str) -> GoneKind:
    topology = choices.topology
    if name in choices.pool_by_fqdn:
        return GoneKind.POOL
    if any(server.fqdn == name for pool in choices.pools for server in pool.servers):
        return GoneKind.SERVER
    if any(proxy.name == name for proxy in topology.reverse_proxies):
        return GoneKind.REVERSE_PROXY
    if any(site.name == name for site in topology.sites):
        return GoneKind.SITE
    raise UnknownName(name)


def _one_each(addresses: Iterable[str], number: int, servers: int) -> Iterator[str]:
    """The address of one server in a list with one a server, of each family."""
    families: dict[bool, list[str]] = {}
    for address in addresses:
        families.setdefault(":" in address, []).append(address)
    for family in families.values():
        if len(family) == servers:
            yield family[number]


class _InOutage(Answers):
    """What DNS answers, with only those addresses at which the client is served."""

    def __init__(self, records: Iterable[Record], zones: Iterable[str], outage: Outage) -> None:
        super().__init__(records, zones)
        self._outage = outage

    def find(self, side: Side, name: str) -> Found:
        found = super().find(side, name)
        if found.end is not End.ADDRESSES:
            return found
        outage = self._outage
        left = tuple(
            address
            for address in found.addresses
            if address not in outage.silent and address not in outage.useless
        )
        if left and name not in outage.unserved_hosts:
            return found._replace(addresses=left)
        return found._replace(end=End.OUT_OF_SERVICE)


def lookup_in(outage: Outage, choices: Choices, records: Iterable[Record]) -> Lookup:
    """The look-ups of clients while something is out of service."""
    return Lookup(choices, _InOutage(records, choices.zones.internal, outage))


class NameEffect(NamedTuple):
    """A planned name that loses addresses."""

    view: str
    name: str
    left: int
    of: int

    @property
    def dead(self) -> bool:
        return self.left == 0


def names_hit(outage: Outage, records: Iterable[Record]) -> list[NameEffect]:
    """The planned names at which less answers than before, in plan order."""
    counts: dict[tuple[str, str], list[int]] = {}
    for record in records:
        if record.left_out is None and record.type in (RecordType.A, RecordType.AAAA):
            alive = record.data not in outage.silent and record.name not in outage.unserved_hosts
            count = counts.setdefault((record.view, record.name), [0, 0])
            count[0] += alive
            count[1] += 1
    return [
        NameEffect(view, name, left, of) for (view, name), (left, of) in counts.items() if left < of
    ]
