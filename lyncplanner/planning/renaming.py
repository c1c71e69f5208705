"""Giving an object another name: everything that refers to it follows.

Objects are told by their places in the document, so that of two with one name either can be
renamed. While another object keeps the old name, references to it stay: they still lead there.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from lyncplanner.planning.topology import (
    LeftOut,
    Pool,
    PublishedHost,
    ReverseProxy,
    Server,
    SimpleUrl,
    Topology,
)
from lyncplanner.planning.urls import host_of, with_host

Entry = TypeVar("Entry")
Follow = Callable[[str], str]
"""The new name in place of the old one; any other name as it is."""


class CannotRename(ValueError):
    """A name that can't be given; the message says why and what to do."""


def rename_pool(topology: Topology, place: int, new: str) -> Topology:
    """With another pool FQDN. A server of the pool that is called like it has the new name too.

    Backup pools, next hops, published hosts, simple URLs and records left out follow.
    Raises `CannotRename`.
    """
    pool = topology.pools[place]
    old = pool.fqdn
    others = (*topology.pools[:place], *topology.pools[place + 1 :])
    check_new(old, new)
    for other in others:
        _check_pool(other, new)
    renamed = with_entry(topology.pools, place, _with_names(pool, old, new))
    if any(other.fqdn == old for other in others):
        return replace(topology, pools=renamed)
    if any(server.fqdn == old for server in pool.servers):
        renamed = tuple(_with_names(other, old, new) for other in renamed)
    return _referring(replace(topology, pools=renamed), old, new)


def rename_server(topology: Topology, pool_place: int, place: int, new: str) -> Topology:
    """With another FQDN of a computer, in every pool that it serves; a pool that is called like
    its server follows. Raises `CannotRename`.
    """
    pool = topology.pools[pool_place]
    old = pool.servers[place].fqdn
    if pool.fqdn == old:
        return rename_pool(topology, pool_place, new)
    check_new(old, new)
    for number, other in enumerate(topology.pools):
        if number == pool_place and len(pool.servers) == 1 and pool.fqdn == new:
            continue  # a pool of one server may be called like it
        _check_pool(other, new)
    pools = tuple(_with_names(other, old, new) for other in topology.pools)
    return _referring(replace(topology, pools=pools), old, new)


def rename_site(topology: Topology, place: int, new: str) -> Topology:
    """With another name of a site: branch sites, pools and simple URLs follow.

    Raises `CannotRename`.
    """
    old = topology.sites[place].name
    check_new(old, new)
    if any(site.name == new for site in topology.sites):
        raise CannotRename(f"Another site is called {new}. Choose another name.")
    sites = with_entry(topology.sites, place, replace(topology.sites[place], name=new))

    def follow(name: str | None) -> str | None:
        return new if name == old else name

    return replace(
        topology,
        sites=tuple(replace(site, parent=follow(site.parent)) for site in sites),
        pools=tuple(replace(pool, site=follow(pool.site)) for pool in topology.pools),
        simple_urls=tuple(replace(url, site=follow(url.site)) for url in topology.simple_urls),
    )


def rename_reverse_proxy(topology: Topology, place: int, new: str) -> Topology:
    """With another name of a reverse proxy; nothing refers to it. Raises `CannotRename`."""
    proxy = topology.reverse_proxies[place]
    check_new(proxy.name, new)
    if any(other.name == new for other in topology.reverse_proxies):
        raise CannotRename(f"Another reverse proxy is called {new}. Choose another name.")
    proxies = with_entry(topology.reverse_proxies, place, replace(proxy, name=new))
    return replace(topology, reverse_proxies=proxies)


def check_new(old: str, new: str) -> None:
    """Raises `CannotRename` where the new name is the old one."""
    if new == old:
        raise CannotRename(f"It is called {old} already. Type another name.")


def with_entry(entries: tuple[Entry, ...], place: int, entry: Entry) -> tuple[Entry, ...]:
    """The list with another entry at a place."""
    return (*entries[:place], entry, *entries[place + 1 :])


def _check_pool(pool: Pool, new: str) -> None:
    if pool.fqdn == new:
        raise CannotRename(f"There is a pool called {new}. Choose another name.")
    if any(server.fqdn == new for server in pool.servers):
        raise CannotRename(f"A server of {pool.fqdn} is called {new}. Choose another name.")


def _with_names(pool: Pool, old: str, new: str) -> Pool:
    """A pool whose computer of the old name, or which itself, has the new name."""
    if pool.fqdn != old and all(server.fqdn != old for server in pool.servers):
        return pool
    servers = tuple(
        Server(new, server.addresses) if server.fqdn == old else server for server in pool.servers
    )
    return replace(pool, fqdn=new if pool.fqdn == old else pool.fqdn, servers=servers)


def _referring(topology: Topology, old: str, new: str) -> Topology:
    """Everything that names the host by its FQDN names it by the new one."""

    def follow(name: str) -> str:
        return new if name == old else name

    server = topology.dns.time_server
    return replace(
        topology,
        dns=replace(topology.dns, time_server=server and follow(server)),
        pools=tuple(_pool_following(pool, follow) for pool in topology.pools),
        reverse_proxies=published_following(topology.reverse_proxies, follow),
        simple_urls=urls_following(topology.simple_urls, follow),
        left_out=left_out_following(topology.left_out, follow),
    )


def _pool_following(pool: Pool, follow: Follow) -> Pool:
    web, outside = pool.internal_web, pool.external_web
    changed = replace(
        pool,
        next_hop=pool.next_hop and follow(pool.next_hop),
        paired_with=pool.paired_with and follow(pool.paired_with),
        internal_web=web and replace(web, fqdn=web.fqdn and follow(web.fqdn)),
        external_web=outside and replace(outside, fqdn=follow(outside.fqdn)),
    )
    return pool if changed == pool else changed


def published_following(
    proxies: tuple[ReverseProxy, ...], follow: Follow
) -> tuple[ReverseProxy, ...]:
    """Reverse proxies that publish hosts by their new names."""
    return tuple(
        replace(
            proxy,
            publishes=tuple(
                PublishedHost(follow(published.host), published.addresses)
                for published in proxy.publishes
            ),
        )
        if proxy.publishes
        else proxy
        for proxy in proxies
    )


def urls_following(urls: tuple[SimpleUrl, ...], follow: Follow) -> tuple[SimpleUrl, ...]:
    """Simple URLs with the new names of their hosts; their paths stay."""
    return tuple(
        replace(url, url=with_host(url.url, follow(host)))
        if follow(host := host_of(url.url)) != host
        else url
        for url in urls
    )


def left_out_following(entries: tuple[LeftOut, ...], follow: Follow) -> tuple[LeftOut, ...]:
    """Entries that leave records out by their new names."""
    return tuple(replace(entry, name=entry.name and follow(entry.name)) for entry in entries)
