"""Files as the import page shows them, whatever program they come from."""

from collections.abc import Iterator

from lyncplanner.deployments import labels
from lyncplanner.documents.imported import Fact, Imported
from lyncplanner.documents.reading import read
from lyncplanner.planning.topology import Topology


def understood(content: bytes, *, name: str) -> Imported:
    """What a file holds. A topology document lacks nothing. Raises `BadDocument`."""
    found = read(content, name=name)
    if found.imported is not None:
        return found.imported
    topology = found.topology
    return Imported(topology, tuple(facts(topology)), (), (), ())


def facts(topology: Topology) -> Iterator[Fact]:
    """A topology in a few lines."""
    yield Fact("Product", labels.PRODUCTS[topology.product])
    yield Fact("SIP domains", _named(domain.name for domain in topology.sip_domains))
    yield Fact("Sites", _named(site.name for site in topology.sites))
    for pool in topology.pools:
        servers = len(pool.servers)
        count = f", {servers} server{'' if servers == 1 else 's'}"
        yield Fact(pool.fqdn, labels.ROLES[pool.role] + count)


def _named(names: Iterator[str]) -> str:
    found = list(names)
    more = len(found) - 5
    return ", ".join(found[:5]) + (f" and {more} more" if more > 0 else "") or "none"
