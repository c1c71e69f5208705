"""What both XML forms hold, in one shape: sites, clusters of machines, services on them."""

from dataclasses import dataclass, field

from lxml import etree

from lyncplanner.planning.topology import Site


@dataclass(frozen=True, slots=True)
class Interface:
    side: str
    """Primary, Internal, External or Pstn."""
    number: int
    address: str | None
    public_address: str | None
    """The one in front of NAT, `ConfiguredIPAddress`."""


@dataclass(frozen=True, slots=True)
class Machine:
    fqdn: str
    interfaces: tuple[Interface, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    key: str
    fqdn: str
    site: str
    """The name of its site."""
    in_branch: bool
    machines: tuple[Machine, ...]
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Port:
    """A port with a name of its own on the External side of an Edge pool."""

    owner: str
    usage: str
    protocol: str
    interface: int
    port: int
    fqdn: str | None


@dataclass(frozen=True, slots=True)
class Dependency:
    service: str
    """The key of the service that is depended on."""
    usage: str


@dataclass(frozen=True, slots=True)
class Service:
    key: str
    role: str
    cluster: str
    """The key of the cluster that it is installed on, or whose SQL instance it is in."""
    in_database: bool
    version: int | None
    dependencies: tuple[Dependency, ...]
    external_ports: tuple[Port, ...]
    is_director: bool
    external_web: str | None
    internal_web: str | None


@dataclass(frozen=True, slots=True)
class SimpleUrlEntry:
    component: str
    domain: str
    """A SIP domain, or `*` for all."""
    url: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class Estate:
    default_domain: str | None
    domains: tuple[str, ...]
    sites: tuple[Site, ...]
    clusters: tuple[Cluster, ...]
    services: tuple[Service, ...]
    simple_urls: tuple[SimpleUrlEntry, ...] | None = None
    """`None`: the file has none, and can have none."""
    by_cluster: dict[str, list[Service]] = field(init=False, repr=False)
    """Each cluster's services."""
    by_key: dict[str, Service] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_cluster: dict[str, list[Service]] = {}
        for service in self.services:
            by_cluster.setdefault(service.cluster, []).append(service)
        object.__setattr__(self, "by_cluster", by_cluster)
        object.__setattr__(self, "by_key", {service.key: service for service in self.services})
