"""Whose an address is: the pool or reverse proxy that answers there."""

from collections.abc import Iterable, Iterator

from lyncplanner.planning.topology import UNKNOWN_ADDRESSES, Pool, ReverseProxy, Topology


class Owners:
    """Every address of a topology, with the pools and reverse proxies that have it."""

    def __init__(self, topology: Topology) -> None:
        self._names: dict[str, dict[str, None]] = {}
        for pool in topology.pools:
            self._take(pool.fqdn, pool_addresses(pool))
        for proxy in topology.reverse_proxies:
            self._take(proxy.name, proxy_addresses(proxy))

    def _take(self, name: str, addresses: Iterable[str]) -> None:
        for address in addresses:
            if address not in UNKNOWN_ADDRESSES:
                self._names.setdefault(address, {})[name] = None

    def of(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """The pools, by FQDN, and reverse proxies, by name, each once, in order."""
        found = (name for address in addresses for name in self._names.get(address, ()))
        return tuple(dict.fromkeys(found))


def pool_addresses(pool: Pool) -> Iterator[str]:
    """All addresses at which a pool answers."""
    for server in pool.servers:
        yield from server.addresses
    yield from pool.vip
    if pool.internal_web is not None:
        yield from pool.internal_web.addresses
    if pool.external is not None:
        for _, service in pool.external.named():
            yield from service.addresses
            yield from service.nat_addresses


def proxy_addresses(proxy: ReverseProxy) -> Iterator[str]:
    """All addresses at which a reverse proxy answers."""
    yield from proxy.external_addresses
    for published in proxy.publishes or ():
        yield from published.addresses
    yield from proxy.internal_addresses
