"""Topology Builder's own file (`.tbxml`) → `Estate`."""

from collections.abc import Iterator

from lxml import etree

from lyncplanner.documents.builder import common
from lyncplanner.documents.builder.elements import Elements, child, children
from lyncplanner.documents.builder.estate import (
    Cluster,
    Dependency,
    Estate,
    Service,
    SimpleUrlEntry,
)
from lyncplanner.documents.errors import quoted
from lyncplanner.documents.fields import LONGEST_URL
from lyncplanner.planning.topology import Site, SiteKind

ROOT = "{urn:schema:Microsoft.Rtc.Management.Deploy.TopologyBuilder.2008}TopologyBuilder"


def read_builder_file(root: etree._Element, elements: Elements) -> Estate | None:
    """What the file's new topology holds; nothing where a whole part of it is missing."""
    topology = elements.required_child(root, "NewTopology", "PartialTopology")
    if topology is None:
        return None
    default, domains = common.sip_domains(topology, elements)
    parts = [elements.required_child(topology, name) for name in ("CentralSites", "Services")]
    if None in parts:
        return None
    sites: list[Site] = []
    clusters: list[Cluster] = []
    for element in children(topology, "CentralSites", "CentralSite"):
        _central_site(element, elements, sites, clusters)
    _refuse_repeated_names(topology, elements)
    return Estate(
        default_domain=default,
        domains=domains,
        sites=tuple(sites),
        clusters=tuple(clusters),
        services=tuple(_services(topology, clusters, elements)),
        simple_urls=_simple_urls(topology, elements),
    )


def _central_site(
    element: etree._Element, elements: Elements, sites: list[Site], clusters: list[Cluster]
) -> None:
    name = _site_name(element, elements)
    sites.append(Site(name))
    clusters.extend(_clusters(element, name, elements, in_branch=False))
    for branch in children(element, "RemoteSites", "RemoteSite"):
        branch_name = _site_name(branch, elements)
        sites.append(Site(branch_name, SiteKind.BRANCH, parent=name))
        clusters.extend(_clusters(branch, branch_name, elements, in_branch=True))


def _site_name(element: etree._Element, elements: Elements) -> str:
    name = elements.required_child(element, "Name")
    return "" if name is None else elements.content(name) or ""


def _refuse_repeated_names(topology: etree._Element, elements: Elements) -> None:
    central = ("CentralSites", "CentralSite")
    names = [
        *children(topology, *central, "Name"),
        *children(topology, *central, "RemoteSites", "RemoteSite", "Name"),
    ]
    found = ((name.text, name) for name in names)
    common.refuse_repeated(found, "the name of another site", elements)


def _clusters(
    site: etree._Element, site_name: str, elements: Elements, *, in_branch: bool
) -> Iterator[Cluster]:
    for element in children(site, "Clusters", "Cluster"):
        fqdn = elements.name(element, "Fqdn") or ""
        key = elements.required(element, "UniqueId") or ""
        machines = tuple(common.machines(element, fqdn, elements, "Machines", "Machine"))
        yield Cluster(key, fqdn, site_name, in_branch, machines, element)


def _services(
    topology: etree._Element, clusters: list[Cluster], elements: Elements
) -> Iterator[Service]:
    places = _installation_places(clusters, elements)
    for element in children(topology, "Services", "Service"):
        key = elements.required(element, "UniqueId")
        role = elements.required(element, "RoleName")
        installed_on = elements.required(element, "InstalledOn")
        if key is None or role is None or installed_on is None:
            continue
        if installed_on not in places:
            said = f"{quoted(installed_on)} is the UniqueId of no Cluster or SqlInstance."
            elements.problem(element, said, "InstalledOn")
            continue
        cluster, in_database = places[installed_on]
        yield common.service(
            element,
            elements,
            key=key,
            role=role,
            cluster=cluster,
            in_database=in_database,
            dependencies=tuple(_dependencies(element)),
        )


def _installation_places(
    clusters: list[Cluster], elements: Elements
) -> dict[str, tuple[str, bool]]:
    """What services are installed on, by UniqueId: the cluster, and whether in its database."""
    places: dict[str, tuple[str, bool]] = {}
    found: list[tuple[str | None, etree._Element]] = []
    for cluster in clusters:
        found.append((cluster.key, cluster.element))
        places.setdefault(cluster.key, (cluster.key, False))
        for instance in children(cluster.element, "SqlInstances", "SqlInstance"):
            key = elements.required(instance, "UniqueId") or ""
            found.append((key, instance))
            places.setdefault(key, (cluster.key, True))
    common.refuse_repeated(found, "the UniqueId of another element", elements)
    return places


def _dependencies(service: etree._Element) -> Iterator[Dependency]:
    for element in children(service, "DependsOn", "Dependency"):
        yield Dependency(element.get("ServiceUniqueId", "").strip(), element.get("Usage", ""))


def _simple_urls(topology: etree._Element, elements: Elements) -> tuple[SimpleUrlEntry, ...] | None:
    configuration = child(topology, "SimpleUrlConfiguration")
    if configuration is None:
        return None
    return tuple(_simple_url_entries(configuration, elements))


def _simple_url_entries(
    configuration: etree._Element, elements: Elements
) -> Iterator[SimpleUrlEntry]:
    for element in children(configuration, "SimpleUrl"):
        component = elements.required(element, "Component")
        domain = elements.required(element, "Domain")
        url = elements.text(element, "ActiveUrl", longest=LONGEST_URL)
        if component is not None and domain is not None and url is not None:
            yield SimpleUrlEntry(component, domain, url, element)
