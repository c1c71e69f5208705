"""What a rename or a renumbering changes, in the words of the forms."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lyncplanner.deployments import labels
from lyncplanner.planning.changes import ObjectKind
from lyncplanner.planning.rewriting import Rewritten, rewritten
from lyncplanner.planning.topology import Component, Topology

MOST_LINES = 200
_FIELDS = {
    "fqdn": "FQDN",
    "name": "Name",
    "site": "Site",
    "parent": "Central site",
    "servers": "Server",
    "publishes": "Published host",
    "host": "Name",
    "addresses": "Addresses",
    "nat_addresses": "Public addresses",
    "vip": "Virtual IP",
    "internal_web": "Internal web services",
    "external_web": "External web services",
    "external_addresses": "External addresses",
    "internal_addresses": "Internal addresses",
    "paired_with": "Backup pool",
    "next_hop": "Next hop",
    "url": "URL",
    "sip_domain": "SIP domain",
    "internal_zones": "Internal zones",
    "external_zones": "External zones",
    "time_server": "Time server",
    **labels.EDGE_SERVICES,
}
_WITHOUT_WORDS = frozenset({"external"})


class Line(NamedTuple):
    """One value that becomes another."""

    subject: str
    field: str
    before: str
    after: str


class Lines(NamedTuple):
    shown: list[Line]
    more: int
    """How many there are beyond those."""

    @property
    def all(self) -> int:
        return len(self.shown) + self.more


def lines_between(before: Topology, after: Topology) -> Lines:
    """What changes, as a table shows it."""
    found = list(_lines(before, after))
    return Lines(found[:MOST_LINES], max(0, len(found) - MOST_LINES))


def _lines(before: Topology, after: Topology) -> Iterator[Line]:
    for each in rewritten(before, after):
        yield Line(_subject(each), _field(each.path), each.before, each.after)


def _subject(each: Rewritten) -> str:
    match each.kind:
        case ObjectKind.DNS:
            return "DNS options"
        case ObjectKind.LEFT_OUT:
            return "Records left out"
        case ObjectKind.SIMPLE_URL:
            component, *scope = each.subject.split(" ")
            return " ".join([f"{labels.COMPONENTS[Component(component)]} URL", *scope])
        case _:
            return each.subject


def _field(path: Sequence[str]) -> str:
    """`("servers", "fe01.contoso.net", "addresses")` is "Server fe01.contoso.net, addresses"."""
    words = [_FIELDS.get(step, step) for step in path if step not in _WITHOUT_WORDS]
    if path[0] in ("servers", "publishes"):
        words = [f"{words[0]} {words[1]}", *words[2:]]
    first, *rest = words
    return ", ".join(
        [first, *(word if word.isupper() else word[:1].lower() + word[1:] for word in rest)]
    )
