"""The three services of an Edge pool, from the ports on its External side."""

from lyncplanner.documents.builder.elements import known
from lyncplanner.documents.builder.estate import Cluster, Interface, Machine, Port, Service
from lyncplanner.planning.topology import EdgeService, EdgeServices, LoadBalancing

_EXTERNAL = "External"


def edge_services(edge: Service, cluster: Cluster, balancing: LoadBalancing) -> EdgeServices:
    """The services that have a name outside, with their addresses."""
    return EdgeServices(
        access=_service(_port(edge, "AccessEdge", "SipClient"), cluster, balancing),
        web_conferencing=_service(_port(edge, "DataEdge", "PsomClient"), cluster, balancing),
        av=_service(_port(edge, "MediaRelayEdge", "TURNServer", "tcp"), cluster, balancing),
    )


def has_own_addresses(cluster: Cluster) -> bool:
    """Whether each machine has External addresses, known ones, that no other machine has."""
    seen: set[str] = set()
    for machine in cluster.machines:
        own = set(known_outside(machine))
        if not own or own & seen:
            return False
        seen |= own
    return True


def known_outside(machine: Machine) -> list[str]:
    """The addresses of a machine's External interfaces; where hidden, those in front of NAT."""
    outside = [interface for interface in machine.interfaces if interface.side == _EXTERNAL]
    addresses = [one.address for one in outside] + [one.public_address for one in outside]
    return [address for address in addresses if address is not None and known(address)]


def _port(edge: Service, owner: str, usage: str, protocol: str | None = None) -> Port | None:
    for port in edge.external_ports:
        is_it = port.owner == f"urn:component:{owner}" and port.usage == usage
        if is_it and port.fqdn is not None and protocol in (None, port.protocol.lower()):
            return port
    return None


def _service(port: Port | None, cluster: Cluster, balancing: LoadBalancing) -> EdgeService | None:
    if port is None or port.fqdn is None:
        return None
    if balancing is LoadBalancing.HARDWARE:
        # Its addresses are the load balancer's, which aren't in the file.
        return EdgeService(port.fqdn, port.port)
    interfaces = [
        interface
        for machine in cluster.machines
        for interface in machine.interfaces
        if interface.side == _EXTERNAL and interface.number == port.interface
    ]
    return EdgeService(
        port.fqdn, port.port, tuple(_addresses(interfaces)), tuple(_public(interfaces))
    )


def _addresses(interfaces: list[Interface]) -> dict[str, None]:
    return dict.fromkeys(
        interface.address
        for interface in interfaces
        if interface.address is not None and known(interface.address)
    )


def _public(interfaces: list[Interface]) -> dict[str, None]:
    """The addresses in front of NAT. One that is said but not known stays in the list, so that
    the address behind NAT is never taken for the public one."""
    return dict.fromkeys(
        interface.public_address for interface in interfaces if interface.public_address is not None
    )
