"""The names of pools and servers, and of their web services inside."""

from collections.abc import Iterator

from lyncplanner.planning.addresses import Addresses
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.records import Requirement, View
from lyncplanner.planning.rules._shapes import Wanted, hosts, reason
from lyncplanner.planning.rules.edge import topic_of
from lyncplanner.planning.topology import LoadBalancing, Pool, Role

R, C = Requirement.REQUIRED, Requirement.CONDITIONAL

DIRECTOR_TOPICS = {
    LoadBalancing.SINGLE: "DIR1",
    LoadBalancing.DNS: "DIR2",
    LoadBalancing.HARDWARE: "DIR3",
}


def _topic(pool: Pool) -> str:
    match pool.role:
        case Role.FRONT_END:
            return "DNSLB" if pool.balancing is LoadBalancing.DNS else "FEPOOL"
        case Role.STANDARD_EDITION:
            return "SE2"
        case Role.DIRECTOR:
            return DIRECTOR_TOPICS[pool.balancing]
        case Role.PERSISTENT_CHAT:
            return "PCHAT"
        case Role.EDGE:
            return topic_of(pool)
        case _:
            return "DNSREQ"


def _pool_because(pool: Pool) -> str:
    if pool.role is Role.EDGE:
        if pool.balancing is LoadBalancing.DNS:
            return "Servers inside reach the Edge pool by this name; one address for each server."
        return "Servers inside reach the Edge pool by this name."
    if pool.role is Role.OFFICE_WEB_APPS:
        return "Servers and clients inside reach the Office Web Apps farm by this name."
    if pool.balancing is LoadBalancing.DNS:
        return "Clients and servers reach the pool by this name and pick one address."
    return "Clients and servers reach the pool by this name."


def pool_name(choices: Choices) -> Iterator[Wanted]:
    """A pool FQDN leads to the pool's SIP addresses; a farm's to its web addresses.

    Source: the DNS requirements topic of each role, else Determine DNS requirements.
    """
    for pool in choices.pools:
        farm = pool.role is Role.OFFICE_WEB_APPS
        found = choices.web_addresses(pool) if farm else choices.sip_addresses(pool)
        why = reason(choices, "pool.name", pool.fqdn, _pool_because(pool), _topic(pool))
        yield hosts(View.INTERNAL, pool.fqdn, found, R, why)


def server(choices: Choices) -> Iterator[Wanted]:
    """A server's FQDN leads to its own addresses; an Edge Server's to its internal interface.

    Source: as of the pool's name; for Edge Servers Determine DNS requirements.
    """
    for pool in choices.pools:
        edge = pool.role is Role.EDGE
        source = "DNSREQ" if edge else _topic(pool)
        because = "The server's own name."
        if edge:
            because = "The server's own name, on its internal interface."
        for one, addresses in choices.servers(pool):
            why = reason(choices, "pool.server", one.fqdn, because, source)
            yield hosts(View.INTERNAL, one.fqdn, addresses, R, why)


def internal_web(choices: Choices) -> Iterator[Wanted]:
    """An internal web services FQDN of its own leads to the web addresses.

    Source: DNS load balancing; DNS requirements for Front End pool.
    """
    for pool in choices.web_pools:
        name = pool.internal_web_fqdn
        if name != pool.fqdn:
            because = "HTTPS inside goes to the load balancer by this name."
            if pool.balancing is LoadBalancing.SINGLE:
                because = "HTTPS inside goes to the pool's web services by this name."
            why = reason(choices, "web.internal", pool.fqdn, because, "DNSLB")
            yield hosts(View.INTERNAL, name, choices.web_addresses(pool), R, why)


def external_web_inside(choices: Choices) -> Iterator[Wanted]:
    """Mobile clients inside reach the external web services through the reverse proxy.

    Source: Technical requirements for mobility.
    """
    because = "Mobile clients inside go through the reverse proxy too."
    for pool in choices.web_pools:
        if pool.external_web is None:
            continue
        name = pool.external_web.fqdn
        if name in (pool.fqdn, pool.internal_web_fqdn) or not choices.held_inside(name):
            continue
        listener = choices.listener(name)
        why = reason(choices, "web.external-inside", pool.fqdn, because, "MOBTECH")
        yield hosts(View.INTERNAL, name, Addresses(listener.data, listener.places), C, why)
