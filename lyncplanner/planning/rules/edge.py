"""The Edge pools: their services, and what leads clients and partners to them."""

from collections.abc import Iterator

from lyncplanner.planning import names
from lyncplanner.planning.choices import Choices, access_of
from lyncplanner.planning.records import Requirement, View
from lyncplanner.planning.rules._shapes import Wanted, hosts, reason, service
from lyncplanner.planning.topology import (
    DomainMode,
    EdgeServices,
    LoadBalancing,
    Pool,
    SignIn,
)

R, C, O = Requirement.REQUIRED, Requirement.CONDITIONAL, Requirement.OPTIONAL  # noqa: E741 - the levels of the rules

FEDERATION_PORT = 5061
XMPP_PORT = 5269


def topic_of(edge: Pool) -> str:
    """The DNS summary that fits the pool: single or scaled, behind NAT or public, by hardware."""
    if edge.balancing is LoadBalancing.HARDWARE:
        return "EDGE5"
    services = edge.external or EdgeServices()
    behind_nat = any(one.nat_addresses for _, one in services.named())
    if edge.balancing is LoadBalancing.SINGLE:
        return "EDGE1" if behind_nat else "EDGE2"
    return "EDGE3" if behind_nat else "EDGE4"


def _services(choices: Choices, key: str, rule: str, because: str) -> Iterator[Wanted]:
    for edge in choices.edges:
        addresses = choices.published_addresses(edge, key)
        if addresses is not None:
            name: str = getattr(edge.external, key).fqdn
            why = reason(choices, rule, edge.fqdn, because, topic_of(edge))
            yield hosts(View.EXTERNAL, name, addresses, R, why)


def access(choices: Choices) -> Iterator[Wanted]:
    """The Access Edge FQDN leads to the service's published addresses. Source: DNS summaries."""
    yield from _services(
        choices, "access", "edge.access", "This is the Access Edge service's own name."
    )


def web_conferencing(choices: Choices) -> Iterator[Wanted]:
    """The Web Conferencing Edge FQDN leads to its published addresses. Source: as `access`."""
    yield from _services(
        choices,
        "web_conferencing",
        "edge.web-conferencing",
        "Web conferencing from outside comes in by this name.",
    )


def av(choices: Choices) -> Iterator[Wanted]:
    """The A/V Edge FQDN leads to its published addresses. Source: DNS summaries."""
    yield from _services(
        choices, "av", "edge.av", "Audio, video and sharing from outside come in by this name."
    )


def sip_domain(choices: Choices) -> Iterator[Wanted]:
    """`sip` of each SIP domain leads to its Edge pool's Access Edge. Source: DNS summaries."""
    for domain in choices.served:
        edge = choices.edge_of(domain.name)
        addresses = choices.published_addresses(edge, "access") if edge is not None else None
        if edge is not None and addresses is not None:
            because = f"The sign-in and federation records of {domain.name} lead to this name."
            why = reason(choices, "edge.sip-domain", domain.name, because, topic_of(edge))
            yield hosts(View.EXTERNAL, f"sip.{domain.name}", addresses, R, why)


def sign_in_srv(choices: Choices) -> Iterator[Wanted]:
    """Clients outside find the Access Edge by `_sip._tls`. Source: the DNS summaries."""
    edge = choices.entry_edge
    if edge is None or choices.dns.sign_in is not SignIn.SRV:
        return
    source = topic_of(edge)
    because = "Clients outside find the Access Edge service by this record."
    for domain in choices.served:
        target = choices.srv_host_outside(edge, domain.name)
        port = access_port(choices, edge, target, domain.name)
        if target is not None and port is not None:
            why = reason(choices, "edge.sign-in-srv", domain.name, because, source)
            yield service(View.EXTERNAL, f"_sip._tls.{domain.name}", target, port, R, why)


def access_port(choices: Choices, edge: Pool, target: str | None, domain: str) -> int | None:
    """The port of the Access Edge that a target leads to; never guessed."""
    access = access_of(edge)
    if access is not None and access.fqdn != target:
        leads_to = choices.edge_of(domain)
        access = access_of(leads_to) if leads_to is not None else None
    return access.port if access is not None else None


def federation_srv(choices: Choices) -> Iterator[Wanted]:
    """Partners, push notification and hybrid find the Edge pool with federation.

    Source: DNS summary - SIP, XMPP federation, and public instant messaging.
    """
    edge = choices.federation_edge
    if edge is None:
        return
    because = (
        "Partners find your Edge pool by this record, and push notification for mobile clients"
        " needs it."
    )
    for domain in choices.served:
        target = choices.srv_host_outside(edge, domain.name)
        if target is None:
            continue
        hybrid = domain.mode is DomainMode.HYBRID
        if hybrid:
            text = (
                f"Microsoft 365 finds the users of {domain.name} on these servers by this record."
            )
            why = reason(choices, "edge.federation-srv", domain.name, text, "HYB")
        else:
            why = reason(choices, "edge.federation-srv", domain.name, because, "FED")
        name = f"_sipfederationtls._tcp.{domain.name}"
        yield service(View.EXTERNAL, name, target, FEDERATION_PORT, R if hybrid else C, why)


def xmpp_srv(choices: Choices) -> Iterator[Wanted]:
    """XMPP partners find the Edge pool. Source: DNS summary - XMPP federation."""
    edge = choices.xmpp_edge
    if edge is None or access_of(edge) is None:
        return
    because = "XMPP partners find your Edge pool by this record."
    for domain in choices.served:
        if choices.has_xmpp(domain):
            why = reason(choices, "edge.xmpp-srv", domain.name, because, "XMPP1")
            name = f"_xmpp-server._tcp.{domain.name}"
            yield service(View.EXTERNAL, name, f"xmpp.{domain.name}", XMPP_PORT, C, why)


def xmpp_host(choices: Choices) -> Iterator[Wanted]:
    """`xmpp` of a SIP domain leads to the Access Edge with XMPP. Source: DNS summary - XMPP."""
    edge = choices.xmpp_edge
    addresses = choices.published_addresses(edge, "access") if edge is not None else None
    if addresses is None:
        return
    for domain in choices.served:
        if choices.has_xmpp(domain):
            because = f"The XMPP record of {domain.name} leads to this name."
            why = reason(choices, "edge.xmpp-host", domain.name, because, "XMPP1")
            yield hosts(View.EXTERNAL, f"xmpp.{domain.name}", addresses, C, why)


def sipexternal(choices: Choices) -> Iterator[Wanted]:
    """`sipexternal` leads to the entry Edge pool. Source: Determine DNS requirements."""
    edge = choices.entry_edge
    addresses = choices.published_addresses(edge, "access") if edge is not None else None
    if addresses is None:
        return
    because = "The last name that desktop clients try."
    for domain in choices.served:
        why = reason(choices, "edge.sipexternal", domain.name, because, "DNSREQ")
        yield hosts(View.EXTERNAL, f"sipexternal.{domain.name}", addresses, O, why)


def hybrid_web_conferencing(choices: Choices) -> Iterator[Wanted]:
    """Users in the office join meetings that Microsoft 365 hosts.

    Source: Planning for hybrid deployments.
    """
    if not choices.has_hybrid:
        return
    because = "Users in the office join meetings that Microsoft 365 hosts by this name."
    for edge in choices.edges:
        addresses = choices.published_addresses(edge, "web_conferencing")
        if addresses is None or edge.external is None or edge.external.web_conferencing is None:
            continue
        name = edge.external.web_conferencing.fqdn
        if names.is_hostname(name) and choices.held_inside(name):
            why = reason(choices, "hybrid.web-conferencing", edge.fqdn, because, "HYB")
            yield hosts(View.INTERNAL, name, addresses, R, why)


def next_hop(choices: Choices) -> Iterator[Wanted]:
    """Edge Servers find their next hop pool. Source: Set up network interfaces for Edge Servers."""
    because = "The Edge Servers reach their next hop by this name."
    for pool, edges in _edges_by_next_hop(choices):
        reasons = (
            reason(choices, "perimeter.next-hop", edge.fqdn, because, "EDGENIC") for edge in edges
        )
        yield hosts(View.PERIMETER, pool.fqdn, choices.sip_addresses(pool), R, *reasons)


def next_hop_server(choices: Choices) -> Iterator[Wanted]:
    """Edge Servers find each server of their next hop.

    Source: Set up network interfaces for Edge Servers.
    """
    because = "The Edge Servers reach each server of their next hop by its own name."
    for pool, _ in _edges_by_next_hop(choices):
        level = R if pool.balancing is LoadBalancing.DNS else C
        for server, addresses in choices.servers(pool):
            why = reason(choices, "perimeter.next-hop-server", server.fqdn, because, "EDGENIC")
            yield hosts(View.PERIMETER, server.fqdn, addresses, level, why)


def _edges_by_next_hop(choices: Choices) -> list[tuple[Pool, list[Pool]]]:
    found: dict[int, tuple[Pool, list[Pool]]] = {}
    for edge in choices.edges:
        if (pool := choices.next_hop(edge)) is not None:
            found.setdefault(id(pool), (pool, []))[1].append(edge)
    return list(found.values())
