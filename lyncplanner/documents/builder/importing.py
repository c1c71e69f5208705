"""An XML file of Topology Builder → `Imported`."""

from lxml import etree

from lyncplanner.documents.builder import builder_file, published
from lyncplanner.documents.builder.accounts import facts, gaps, omissions, proposals
from lyncplanner.documents.builder.elements import Elements, local_name
from lyncplanner.documents.builder.estate import Cluster, Estate
from lyncplanner.documents.builder.pools import pools
from lyncplanner.documents.builder.safe_xml import line_of, parse
from lyncplanner.documents.builder.simple_urls import simple_urls
from lyncplanner.documents.errors import BadDocument, Problems, quoted
from lyncplanner.documents.imported import Imported
from lyncplanner.planning.topology import Pool, Product, SipDomain, Topology

UNNAMED = "Imported deployment"
_PRODUCTS = {
    6: Product.LYNC_2013,
    7: Product.SKYPE_2015,
    8: Product.SKYPE_2019,
}
_NEWEST_NUMBERED = max(_PRODUCTS)


def import_xml(content: bytes) -> tuple[str, Imported]:
    """The root element's name and what the file holds, in either form.

    Raises `BadDocument` with everything that is missing or can't be read, by element and line.
    """
    root = parse(content)
    problems = Problems()
    estate = _estate(root, Elements(problems))
    imported = None if estate is None else _imported(estate, Elements(problems))
    problems.raise_if_any()
    if imported is None:
        raise BadDocument.because("The file holds no topology.")
    return local_name(root), imported


def _estate(root: etree._Element, elements: Elements) -> Estate | None:
    if root.tag == builder_file.ROOT:
        return builder_file.read_builder_file(root, elements)
    if root.tag == published.ROOT:
        return published.read_published(root, elements)
    name = quoted(local_name(root))
    raise BadDocument.because(
        f"The XML element {name} is no topology. Save one in Topology Builder (TopologyBuilder), "
        "or export it with Get-CsTopology -AsXml (Topology).",
        line=line_of(root),
    )


def _imported(estate: Estate, elements: Elements) -> Imported:
    found = list(pools(estate))
    _check_machines(found, elements)
    topology = _topology(estate, [pool for _, pool in found], elements)
    return Imported(
        topology,
        understood=tuple(facts(topology, estate)),
        missing=tuple(gaps(topology, estate)),
        left_out=tuple(omissions(estate, found)),
        proposals=tuple(proposals(topology, estate)),
    )


def _check_machines(found: list[tuple[Cluster, Pool]], elements: Elements) -> None:
    for cluster, pool in found:
        if not cluster.machines:
            said = f"Cluster {quoted(pool.fqdn)} has no element Machine."
            elements.problem(cluster.element, f"{said} Export the topology again, whole.")


def _topology(estate: Estate, found: list[Pool], elements: Elements) -> Topology:
    return Topology(
        name=estate.default_domain or next(iter(estate.domains), UNNAMED),
        product=product_of(estate),
        sip_domains=tuple(
            SipDomain(name, default=name == estate.default_domain) for name in estate.domains
        ),
        sites=estate.sites,
        pools=tuple(found),
        simple_urls=tuple(simple_urls(estate, elements)),
    )


def product_of(estate: Estate) -> Product:
    """The product, by the highest version of the services."""
    highest = max((service.version or 0 for service in estate.services), default=0)
    if highest > _NEWEST_NUMBERED:
        return Product.SKYPE_SE
    return _PRODUCTS.get(highest, Product.LYNC_2013)
