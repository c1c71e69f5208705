"""Every name that a topology gives, with its places in the document."""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.topology import WEB_ROLES, Pool, Role


def given_names(choices: Choices) -> dict[str, list[str]]:
    """FQDNs, SIP domains and simple URL hosts, each with its places; a URL without a host itself.

    Keys that a role doesn't have are not read: the planner ignores them too.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name, place in _given(choices):
        found[name].append(place)
    return found


def _given(choices: Choices) -> Iterator[tuple[str, str]]:
    topology = choices.topology
    for i, domain in enumerate(topology.sip_domains):
        yield domain.name, f"sip_domains[{i}].name"
    for i, pool in enumerate(topology.pools):
        yield from _of_pool(pool, f"pools[{i}]")
    for i, proxy in enumerate(topology.reverse_proxies):
        if proxy.fqdn is not None:
            yield proxy.fqdn, f"reverse_proxies[{i}].fqdn"
    for url in choices.urls:
        yield url.host or url.url.url, url.place
    if topology.dns.time_server is not None:
        yield topology.dns.time_server, "dns.time_server"


def _of_pool(pool: Pool, place: str) -> Iterator[tuple[str, str]]:
    yield pool.fqdn, f"{place}.fqdn"
    for i, server in enumerate(pool.servers):
        yield server.fqdn, f"{place}.servers[{i}].fqdn"
    if pool.role in WEB_ROLES and pool.internal_web is not None and pool.internal_web.fqdn:
        yield pool.internal_web.fqdn, f"{place}.internal_web.fqdn"
    if pool.role in WEB_ROLES | {Role.OFFICE_WEB_APPS} and pool.external_web is not None:
        yield pool.external_web.fqdn, f"{place}.external_web.fqdn"
    if pool.role is Role.EDGE and pool.external is not None:
        for key, service in pool.external.named():
            yield service.fqdn, f"{place}.external.{key}.fqdn"
