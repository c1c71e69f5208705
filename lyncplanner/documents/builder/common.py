"""The elements that both XML forms have alike."""

from collections.abc import Iterable, Iterator

from lxml import etree

from lyncplanner.documents.builder.elements import Elements, child, children, is_true
from lyncplanner.documents.builder.estate import Dependency, Interface, Machine, Port, Service
from lyncplanner.documents.errors import quoted

HIGHEST_PORT = 65_535
HIGHEST_VERSION = 999
HIGHEST_INTERFACE = 999

EXTERNAL = "External"


def sip_domains(root: etree._Element, elements: Elements) -> tuple[str | None, tuple[str, ...]]:
    """The default SIP domain, and all of them in their order."""
    parent = elements.required_child(root, "InternalDomains")
    if parent is None:
        return None, ()
    default = elements.name(parent, "DefaultDomain")
    found = [elements.name(domain, "Name") for domain in children(parent, "InternalDomain")]
    domains = dict.fromkeys(name for name in found if name is not None)
    if default is not None and default not in domains:
        domains = {default: None, **domains}
    return default, tuple(domains)


def refuse_repeated(
    found: Iterable[tuple[str | None, etree._Element]], what: str, elements: Elements
) -> None:
    """Note a problem at each element whose text `what` an element before it has already."""
    seen: set[str] = set()
    for text, element in found:
        if not text:
            continue
        if text in seen:
            elements.problem(element, f"{quoted(text)} is {what}, too. Give each its own.")
        seen.add(text)


def machines(
    parent: etree._Element, fqdn: str, elements: Elements, *path: str
) -> Iterator[Machine]:
    """A cluster's machines; one without a name of its own has the cluster's."""
    for machine in children(parent, *path):
        name = elements.optional_name(machine, "Fqdn") or fqdn
        interfaces = (_interface(one, elements) for one in children(machine, "NetInterface"))
        yield Machine(name, tuple(interfaces))


def _interface(element: etree._Element, elements: Elements) -> Interface:
    return Interface(
        side=elements.required(element, "InterfaceSide") or "",
        number=_interface_number(element, elements),
        address=elements.address(element, "IPAddress"),
        public_address=elements.address(element, "ConfiguredIPAddress"),
    )


def _interface_number(element: etree._Element, elements: Elements) -> int:
    return elements.number(element, "InterfaceNumber", default=1, least=0, most=HIGHEST_INTERFACE)


def service(
    element: etree._Element,
    elements: Elements,
    *,
    key: str,
    role: str,
    cluster: str,
    in_database: bool,
    dependencies: tuple[Dependency, ...],
) -> Service:
    """A service, with what stands in it alike in both forms."""
    web = child(element, "WebService")
    external = None if web is None else child(web, "ExternalSettings")
    internal = None if web is None else child(web, "InternalSettings")
    return Service(
        key=key,
        role=role,
        cluster=cluster,
        in_database=in_database,
        version=_version(element, elements),
        dependencies=dependencies,
        external_ports=tuple(_external_ports(element, elements)) if role == "EdgeServer" else (),
        is_director=is_true(child(element, "RegistrarService"), "IsDirector"),
        external_web=elements.optional_name(external, "Host"),
        internal_web=elements.optional_name(internal, "Host"),
    )


def _version(element: etree._Element, elements: Elements) -> int | None:
    version = elements.number(element, "ServiceVersion", default=0, least=0, most=HIGHEST_VERSION)
    return version or None


def _external_ports(element: etree._Element, elements: Elements) -> Iterator[Port]:
    for port in children(element, "Ports", "Port"):
        if port.get("InterfaceSide") != EXTERNAL:
            continue
        if elements.required(port, "Port") is None:
            continue
        yield Port(
            owner=elements.required(port, "Owner") or "",
            usage=elements.required(port, "Usage") or "",
            protocol=port.get("Protocol", ""),
            interface=_interface_number(port, elements),
            port=elements.number(port, "Port", default=443, least=1, most=HIGHEST_PORT),
            fqdn=elements.optional_name(port, "ConfiguredFqdn"),
        )
