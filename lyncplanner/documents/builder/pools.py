"""`Estate` → pools."""

from collections.abc import Iterator

from lyncplanner.documents.builder.edge import edge_services, has_own_addresses
from lyncplanner.documents.builder.elements import known
from lyncplanner.documents.builder.estate import Cluster, Estate, Machine, Service
from lyncplanner.documents.builder.roles import role_of
from lyncplanner.planning.topology import (
    USER_ROLES,
    WEB_ROLES,
    ExternalWeb,
    InternalWeb,
    LoadBalancing,
    Pool,
    Role,
    Server,
)

ALWAYS_BY_DNS = frozenset({Role.MEDIATION, Role.PERSISTENT_CHAT})
"""Roles without web services, which aren't put behind a hardware load balancer ("Define a
Mediation Server in Topology Builder", "DNS requirements for Persistent Chat Servers")."""


def pools(estate: Estate) -> Iterator[tuple[Cluster, Pool]]:
    """A pool for each cluster that has a role, in their order."""
    fqdns = {cluster.key: cluster.fqdn for cluster in estate.clusters}
    roles = {cluster.key: role_of(cluster, estate) for cluster in estate.clusters}
    for cluster in estate.clusters:
        role = roles[cluster.key]
        if role is not None:
            yield cluster, _pool(cluster, role, estate, fqdns, roles)


def _pool(
    cluster: Cluster,
    role: Role,
    estate: Estate,
    fqdns: dict[str, str],
    roles: dict[str, Role | None],
) -> Pool:
    services = estate.by_cluster.get(cluster.key, [])
    edge = _first(services, "EdgeServer") if role is Role.EDGE else None
    internal_web, external_web = _web(cluster, role, services)
    balancing = _balancing(cluster, role, has_override=internal_web is not None)
    side = "Internal" if role is Role.EDGE else "Primary"
    return Pool(
        fqdn=cluster.fqdn,
        role=role,
        site=cluster.site,
        load_balancing=balancing,
        servers=tuple(_server(machine, side) for machine in cluster.machines),
        internal_web=internal_web,
        external_web=external_web,
        paired_with=_backup(services, role, estate, fqdns, roles),
        external=None if edge is None else edge_services(edge, cluster, balancing),
        next_hop=None if edge is None else _registrar_that(edge, estate, fqdns),
        federation=_listens_outside(edge, "AccessEdge", "SipServer"),
        xmpp=_listens_outside(edge, "XmppFederationProxy"),
    )


def _first(services: list[Service], role: str) -> Service | None:
    return next((service for service in services if service.role == role), None)


def _server(machine: Machine, side: str) -> Server:
    addresses = (
        interface.address
        for interface in machine.interfaces
        if interface.side == side and interface.address is not None and known(interface.address)
    )
    return Server(machine.fqdn, tuple(dict.fromkeys(addresses)))


def _web(
    cluster: Cluster, role: Role, services: list[Service]
) -> tuple[InternalWeb | None, ExternalWeb | None]:
    web = _first(services, "WebServices")
    if web is None or role not in WEB_ROLES:
        return None, None
    override = web.internal_web if web.internal_web != cluster.fqdn else None
    internal = None if override is None else InternalWeb(override)
    return internal, None if web.external_web is None else ExternalWeb(web.external_web)


def _balancing(cluster: Cluster, role: Role, *, has_override: bool) -> LoadBalancing:
    if len(cluster.machines) < 2:
        return LoadBalancing.SINGLE
    if role is Role.EDGE:
        by_dns = has_own_addresses(cluster)
    else:
        by_dns = has_override or role in ALWAYS_BY_DNS
    return LoadBalancing.DNS if by_dns else LoadBalancing.HARDWARE


def _registrar_that(service: Service, estate: Estate, fqdns: dict[str, str]) -> str | None:
    """The pool of the first Registrar that a service depends on."""
    for dependency in service.dependencies:
        found = estate.by_key.get(dependency.service)
        if found is not None and found.role == "Registrar":
            return fqdns.get(found.cluster)
    return None


def _backup(
    services: list[Service],
    role: Role,
    estate: Estate,
    fqdns: dict[str, str],
    roles: dict[str, Role | None],
) -> str | None:
    """The pool whose Registrar is the backup of this pool's; only pools with users have one."""
    registrar = _first(services, "Registrar")
    if registrar is None or role not in USER_ROLES:
        return None
    for dependency in registrar.dependencies:
        backup = estate.by_key.get(dependency.service)
        if backup is None or not is_backup(dependency.usage, backup):
            continue
        if roles.get(backup.cluster) in USER_ROLES:
            return fqdns.get(backup.cluster)
    return None


def is_backup(usage: str, service: Service) -> bool:
    """Whether a dependency says that a Registrar is another's backup."""
    return service.role == "Registrar" and "backup" in usage.lower()


def _listens_outside(edge: Service | None, owner: str, usage: str | None = None) -> bool:
    if edge is None:
        return False
    return any(
        port.owner == f"urn:component:{owner}" and usage in (None, port.usage)
        for port in edge.external_ports
    )
