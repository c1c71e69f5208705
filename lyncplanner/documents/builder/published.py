"""The published topology (`Get-CsTopology -AsXml`) → `Estate`."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from lyncplanner.documents.builder import common
from lyncplanner.documents.builder.elements import Elements, child, children, local_name
from lyncplanner.documents.builder.estate import Cluster, Dependency, Estate, Service
from lyncplanner.documents.errors import quoted
from lyncplanner.planning.topology import Site, SiteKind

ROOT = "{urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008}Topology"
_CENTRAL, _BRANCH = "CentralSite", "RemoteSite"


class _SiteEntry(NamedTuple):
    id: str
    name: str
    parent_id: str | None
    """Of a branch site, where the file says it."""
    is_branch: bool


def read_published(root: etree._Element, elements: Elements) -> Estate | None:
    """What the file holds; nothing where a whole part of it is missing."""
    default, domains = common.sip_domains(root, elements)
    parts = [elements.required_child(root, name) for name in ("Sites", "Clusters", "Services")]
    if None in parts:
        return None
    entries = {entry.id: entry for entry in _sites(root, elements)}
    clusters = tuple(_clusters(root, entries, elements))
    found = ((cluster.key, cluster.element) for cluster in clusters)
    common.refuse_repeated(found, "the SiteId and Number of another cluster", elements)
    return Estate(
        default_domain=default,
        domains=domains,
        sites=tuple(_site(entry, entries) for entry in entries.values()),
        clusters=clusters,
        services=tuple(_services(root, {cluster.key for cluster in clusters}, elements)),
    )


def _sites(root: etree._Element, elements: Elements) -> Iterator[_SiteEntry]:
    found = [
        element
        for sites in children(root, "Sites")
        for element in sites.iterdescendants(f"{{*}}{_CENTRAL}", f"{{*}}{_BRANCH}")
    ]
    _refuse_repeated_sites(found, elements)
    for element in found:
        key = elements.required(element, "SiteId")
        name = elements.required_child(element, "Name")
        text = None if name is None else elements.content(name)
        if key is not None and text is not None:
            is_branch = local_name(element) == _BRANCH
            yield _SiteEntry(key, text, _parent_id(element) if is_branch else None, is_branch)


def _refuse_repeated_sites(sites: list[etree._Element], elements: Elements) -> None:
    ids = ((site.get("SiteId"), site) for site in sites)
    common.refuse_repeated(ids, "the SiteId of another site", elements)
    names = [name for site in sites for name in children(site, "Name")]
    texts = ((name.text, name) for name in names)
    common.refuse_repeated(texts, "the name of another site", elements)


def _parent_id(branch: etree._Element) -> str | None:
    """The central site's id: in an attribute or element that is named so, or around the branch."""
    for name, value in branch.attrib.items():
        if _names_parent(str(name)):
            return str(value).strip()
    for element in branch.iterchildren("{*}*"):
        if _names_parent(local_name(element)):
            return (element.get("SiteId") or element.text or "").strip()
    around = next(branch.iterancestors(f"{{*}}{_CENTRAL}"), None)
    return None if around is None else around.get("SiteId", "").strip()


def _names_parent(name: str) -> bool:
    return "parent" in name.lower() or "central" in name.lower()


def _site(entry: _SiteEntry, entries: dict[str, _SiteEntry]) -> Site:
    if not entry.is_branch:
        return Site(entry.name)
    parent = entries.get(entry.parent_id or "")
    return Site(entry.name, SiteKind.BRANCH, None if parent is None else parent.name)


def _clusters(
    root: etree._Element, sites: dict[str, _SiteEntry], elements: Elements
) -> Iterator[Cluster]:
    for element in children(root, "Clusters", "Cluster"):
        fqdn = elements.name(element, "Fqdn") or ""
        identity = elements.required_child(element, "ClusterId")
        key = None if identity is None else _cluster_key(identity, elements)
        if identity is None or key is None:
            continue
        site = sites.get(identity.get("SiteId", "").strip())
        if site is None:
            said = f"{quoted(identity.get('SiteId'))} is the SiteId of no site."
            elements.problem(identity, said, "SiteId")
            site = _SiteEntry("", "", None, is_branch=False)
        machines = tuple(common.machines(element, fqdn, elements, "Machine"))
        yield Cluster(key, fqdn, site.name, site.is_branch, machines, element)


def _cluster_key(identity: etree._Element, elements: Elements) -> str | None:
    site = elements.required(identity, "SiteId")
    number = elements.required(identity, "Number")
    return None if site is None or number is None else f"{site}:{number}"


def _services(root: etree._Element, clusters: set[str], elements: Elements) -> Iterator[Service]:
    for element in children(root, "Services", "Service"):
        identity = elements.required_child(element, "ServiceId")
        installed_on = elements.required_child(element, "InstalledOn")
        if identity is None or installed_on is None:
            continue
        role = elements.required(identity, "RoleName")
        cluster, in_database = _installation(installed_on, clusters, elements)
        if role is None or cluster is None:
            continue
        yield common.service(
            element,
            elements,
            key=_service_key(identity),
            role=role,
            cluster=cluster,
            in_database=in_database,
            dependencies=tuple(_dependencies(element)),
        )


def _installation(
    installed_on: etree._Element, clusters: set[str], elements: Elements
) -> tuple[str | None, bool]:
    """The cluster that a service is installed on, and whether in its database."""
    in_database = child(installed_on, "SqlInstanceId") is not None
    path = ("SqlInstanceId", "ClusterId") if in_database else ("ClusterId",)
    identity = elements.required_child(installed_on, *path)
    key = None if identity is None else _cluster_key(identity, elements)
    if identity is not None and key is not None and key not in clusters:
        site, number = key.split(":", 1)
        said = f"No Cluster has SiteId {quoted(site)} and Number {quoted(number)}."
        elements.problem(identity, said)
        return None, in_database
    return key, in_database


def _service_key(identity: etree._Element) -> str:
    return ":".join(identity.get(name, "").strip() for name in ("SiteId", "RoleName", "Instance"))


def _dependencies(service: etree._Element) -> Iterator[Dependency]:
    for element in children(service, "DependsOn", "Dependency"):
        identity = child(element, "ServiceId")
        if identity is not None:
            yield Dependency(_service_key(identity), element.get("Usage", ""))
