"""What a person is told of an import: understood, missing, left out, proposed."""

from collections.abc import Iterator

from lyncplanner.documents.builder.edge import known_outside
from lyncplanner.documents.builder.estate import Cluster, Estate, Service
from lyncplanner.documents.builder.pools import is_backup
from lyncplanner.documents.builder.roles import why_no_role
from lyncplanner.documents.imported import Fact, Gap, Omission, Proposal
from lyncplanner.planning.topology import (
    USER_ROLES,
    WEB_ROLES,
    Component,
    EdgeService,
    LoadBalancing,
    Pool,
    Product,
    Role,
    SimpleUrl,
    SiteKind,
    Topology,
)

OLDEST_VERSION = 6
PRODUCTS = {
    Product.LYNC_2013: "Lync Server 2013",
    Product.SKYPE_2015: "Skype for Business Server 2015",
    Product.SKYPE_2019: "Skype for Business Server 2019",
    Product.SKYPE_SE: "Skype for Business Server Subscription Edition",
}
ROLES = {
    Role.FRONT_END: "Front End pool",
    Role.STANDARD_EDITION: "Standard Edition server",
    Role.DIRECTOR: "Director",
    Role.EDGE: "Edge pool",
    Role.MEDIATION: "Mediation pool",
    Role.PERSISTENT_CHAT: "Persistent Chat pool",
    Role.SURVIVABLE_BRANCH: "survivable branch",
    Role.TRUSTED_APPLICATION: "trusted application pool",
    Role.OFFICE_WEB_APPS: "Office Web Apps farm",
    Role.BACK_END: "SQL Server back end",
    Role.VIDEO_INTEROP: "Video Interop pool",
}
_BALANCING = {LoadBalancing.DNS: "DNS", LoadBalancing.HARDWARE: "hardware"}
_EDGE_SERVICES = {
    "access": "Access Edge",
    "web_conferencing": "Web Conferencing Edge",
    "av": "A/V Edge",
}
_COMPONENTS = {
    Component.MEET: "Meet",
    Component.DIALIN: "Dial-in",
    Component.ADMIN: "Admin",
    Component.SCHEDULER: "Scheduler",
}


def facts(topology: Topology, estate: Estate) -> Iterator[Fact]:
    """What was understood."""
    versions = sorted({service.version for service in estate.services if service.version})
    told = f" Service versions: {', '.join(map(str, versions))}." if versions else ""
    yield Fact("Product", f"{PRODUCTS[topology.product]}.{told}")
    for domain in topology.sip_domains:
        yield Fact(domain.name, "The default SIP domain." if domain.default else "SIP domain.")
    for site in topology.sites:
        parent = f" of {site.parent}" if site.parent else ""
        yield Fact(site.name, f"{site.kind.capitalize()} site{parent}.")
    for pool in topology.pools:
        yield Fact(pool.fqdn, _about_pool(pool))
    for url in topology.simple_urls:
        yield Fact(url.url, f"{_COMPONENTS[url.component]} URL{_for_domain(url)}.")


def _for_domain(url: SimpleUrl) -> str:
    return f" for {url.sip_domain}" if url.sip_domain else ""


def _about_pool(pool: Pool) -> str:
    count = len(pool.servers)
    parts = [ROLES[pool.role], f"{count} server{'' if count == 1 else 's'}"]
    if pool.balancing is not LoadBalancing.SINGLE:
        parts.append(f"{_BALANCING[pool.balancing]} load balancing")
    if pool.next_hop:
        parts.append(f"next hop {pool.next_hop}")
    if pool.paired_with:
        parts.append(f"paired with {pool.paired_with}")
    if pool.federation:
        parts.append("federation")
    if pool.xmpp:
        parts.append("XMPP federation")
    text = f"{', '.join(parts)}."
    return text[0].upper() + text[1:]


def gaps(topology: Topology, estate: Estate) -> Iterator[Gap]:
    """What has to be filled in, by its place in the topology document."""
    for number, site in enumerate(topology.sites):
        if site.kind is SiteKind.BRANCH and site.parent is None:
            said = "Choose the central site that this branch site belongs to."
            yield Gap(f"sites[{number}].parent", site.name, said)
    for number, pool in enumerate(topology.pools):
        yield from _pool_gaps(f"pools[{number}]", pool)
    if any(pool.external_web or pool.role is Role.EDGE for pool in topology.pools):
        said = (
            "Add the reverse proxies that publish web services and simple URLs, if there are any."
        )
        yield Gap("reverse_proxies", topology.name, said)
    said = "Enter the zones that the DNS team serves. Empty, they follow from the names."
    yield Gap("dns.zones", topology.name, said)


def _pool_gaps(place: str, pool: Pool) -> Iterator[Gap]:
    if pool.load_balancing is LoadBalancing.HARDWARE:
        said = "Enter the load balancer's virtual IP addresses for the pool's FQDN."
        yield Gap(f"{place}.vip", pool.fqdn, said)
    elif pool.load_balancing is LoadBalancing.DNS and pool.role in WEB_ROLES:
        said = "Enter the virtual IP addresses of the internal web services."
        yield Gap(f"{place}.internal_web.addresses", pool.fqdn, said)
    for number, server in enumerate(pool.servers):
        if not server.addresses:
            said = "Enter the server's addresses."
            if pool.role is Role.EDGE:
                said = "Enter the addresses of the server's internal interface."
            yield Gap(f"{place}.servers[{number}].addresses", server.fqdn, said)
    if pool.role is Role.EDGE:
        yield from _edge_gaps(place, pool)


def _edge_gaps(place: str, pool: Pool) -> Iterator[Gap]:
    services = dict(pool.external.named()) if pool.external is not None else {}
    behind_nat = any(service.nat_addresses for service in services.values())
    for key, title in _EDGE_SERVICES.items():
        service = services.get(key)
        if service is None:
            said = f"Enter the FQDN and port that the {title} service has outside."
            yield Gap(f"{place}.external.{key}", pool.fqdn, said)
        else:
            yield from _edge_service_gaps(f"{place}.external.{key}", service, title, behind_nat)


def _edge_service_gaps(
    place: str, service: EdgeService, title: str, behind_nat: bool
) -> Iterator[Gap]:
    if not service.addresses and not service.nat_addresses:
        said = f"Enter the addresses that the {title} service has outside."
        yield Gap(f"{place}.addresses", service.fqdn, said)
    elif behind_nat and not service.nat_addresses:
        said = f"Enter the public addresses of the {title} service, in front of NAT."
        yield Gap(f"{place}.nat_addresses", service.fqdn, said)


def omissions(estate: Estate, taken: list[tuple[Cluster, Pool]]) -> Iterator[Omission]:
    """What the file holds and the topology does not; `taken`: what became pools."""
    oldest = min((service.version for service in estate.services if service.version), default=None)
    if oldest is not None and oldest < OLDEST_VERSION:
        said = "Services older than Lync Server 2013 are planned as if they were of this product."
        yield Omission(f"Service version {oldest}", said)
    pool_of = {cluster.key: pool for cluster, pool in taken}
    for cluster in estate.clusters:
        pool = pool_of.get(cluster.key)
        if pool is None:
            yield Omission(cluster.fqdn, why_no_role(cluster, estate))
            continue
        for service in estate.by_cluster.get(cluster.key, []):
            yield from _omitted_service(service, cluster, estate)
        if pool.role is Role.EDGE and pool.load_balancing is LoadBalancing.HARDWARE:
            yield from _omitted_addresses(cluster)


def _omitted_addresses(cluster: Cluster) -> Iterator[Omission]:
    for machine in cluster.machines:
        if addresses := known_outside(machine):
            said = f"Its external addresses {', '.join(addresses)}. The load balancer's count here."
            yield Omission(machine.fqdn, said)


_COLLOCATED = {
    "FileStore": "A file store is on this server. Clients don't look for it.",
    "PstnGateway": "A gateway or trunk is defined here. It needs no records.",
    "CentralMgmt": "The Central Management Server. It has no name of its own.",
}


def _omitted_service(service: Service, cluster: Cluster, estate: Estate) -> Iterator[Omission]:
    if service.role in _COLLOCATED:
        yield Omission(cluster.fqdn, _COLLOCATED[service.role])
    if service.role == "MediationServer" and _has_registrar(cluster, estate):
        said = "A Mediation Server is collocated here. It needs no records of its own."
        yield Omission(cluster.fqdn, said)
    if service.role == "Registrar":
        yield from _omitted_backup(service, cluster, estate)


def _has_registrar(cluster: Cluster, estate: Estate) -> bool:
    return any(service.role == "Registrar" for service in estate.by_cluster[cluster.key])


def _omitted_backup(registrar: Service, cluster: Cluster, estate: Estate) -> Iterator[Omission]:
    if any(service.role == "UserServices" for service in estate.by_cluster[cluster.key]):
        return
    for dependency in registrar.dependencies:
        backup = estate.by_key.get(dependency.service)
        if backup is not None and is_backup(dependency.usage, backup):
            said = "Its backup Registrar. Only pools that home users are paired."
            yield Omission(cluster.fqdn, said)


def proposals(topology: Topology, estate: Estate) -> Iterator[Proposal]:
    """The usual Meet and Dial-in URLs, where the file says nothing of simple URLs."""
    if estate.simple_urls is not None or not topology.sip_domains:
        return
    if not any(pool.role in USER_ROLES for pool in topology.pools):
        return
    said = "A published topology holds no simple URLs. Deployments usually have this one."
    for domain in topology.sip_domains:
        url = SimpleUrl(Component.MEET, f"https://meet.{domain.name}", domain.name)
        yield Proposal(url, said)
    default = estate.default_domain or topology.sip_domains[0].name
    yield Proposal(SimpleUrl(Component.DIALIN, f"https://dialin.{default}"), said)
