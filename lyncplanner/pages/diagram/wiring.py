"""What talks to what, by which protocol and port."""

from collections.abc import Iterator, Mapping

from lyncplanner.pages.diagram.folding import SERVICES
from lyncplanner.pages.diagram.publishing import Publishing
from lyncplanner.pages.diagram.scene import Band, Box, Who, Wire, WireKind
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.topology import Pool, Role

LABELS = {
    WireKind.HTTPS: ("HTTPS 443",),
    WireKind.FEDERATION: ("SIP 5061",),
    WireKind.XMPP: ("XMPP 5269",),
    WireKind.WEB: ("web 4443",),
    WireKind.FARM: ("HTTPS 443",),
    WireKind.NEXT_HOP: ("SIP 5061",),
    WireKind.SIGN_IN: ("sign-in 5061, web 443",),
}
_ACCESS = frozenset({"access", SERVICES})
_WORDS = {"access": "SIP", "web_conferencing": "conferencing", "av": "media"}


class Wiring:
    """The wires between boxes that are already there."""

    def __init__(
        self,
        choices: Choices,
        publishing: Publishing,
        box_of_pool: Mapping[int, Box],
        box_of_proxy: Mapping[int, Box],
    ) -> None:
        self.choices = choices
        self.publishing = publishing
        self.box_of_proxy = box_of_proxy
        self._number = {id(pool): number for number, pool in enumerate(choices.topology.pools)}
        self._box_of_pool = box_of_pool
        boxes = (*box_of_proxy.values(), *box_of_pool.values())
        self._lines = {box.key: tuple(box.lines) for box in boxes}

    def wires(self) -> list[Wire]:
        """Every wire once, although many pools may share a box."""
        found: dict[tuple[str, ...], Wire] = {}
        for wire in (*self._to_listeners(), *self._from_partners(), *self._inwards()):
            key = (wire.kind, wire.source, wire.target, wire.dock)
            if (same := found.get(key)) is not None:
                wire = same._replace(places=same.places + wire.places)
            found[key] = wire
        return list(found.values())

    def _box(self, pool: Pool) -> Box:
        return self._box_of_pool[self._number[id(pool)]]

    def _to_listeners(self) -> Iterator[Wire]:
        for box in dict.fromkeys(box.key for box in self.box_of_proxy.values()):
            yield from self._docked(WireKind.HTTPS, box, LABELS[WireKind.HTTPS])
        label = self._edge_label()
        for edge in self.choices.edges:
            yield from self._docked(WireKind.EDGE, self._box(edge).key, label)

    def _docked(self, kind: WireKind, key: str, label: tuple[str, ...]) -> Iterator[Wire]:
        for line in self._lines[key]:
            if line.tab:
                yield Wire(kind, Who.OUTSIDE, key, label, line.dock)

    def _edge_label(self) -> tuple[str, ...]:
        ports: dict[str, set[int]] = {key: set() for key in _WORDS}
        for edge in self.choices.edges:
            if edge.external is not None:
                for key, service in edge.external.named():
                    ports[key].add(service.port)
        if all(found <= {443} for found in ports.values()):
            return ("SIP, conferencing,", "media 443")
        said = [
            f"{_WORDS[key]} {'/'.join(map(str, sorted(found)[:3]))}"
            for key, found in ports.items()
            if found
        ]
        return tuple(f"{part}," for part in said[:-1]) + (said[-1],)

    def _from_partners(self) -> Iterator[Wire]:
        for kind, who, edge in (
            (WireKind.FEDERATION, Who.FEDERATED, self.choices.federation_edge),
            (WireKind.XMPP, Who.XMPP, self.choices.xmpp_edge),
        ):
            if edge is None:
                continue
            key = self._box(edge).key
            dock = next((line.dock for line in self._lines[key] if line.dock in _ACCESS), None)
            if dock is not None:
                yield Wire(kind, who, key, LABELS[kind], dock)

    def _inwards(self) -> Iterator[Wire]:
        for number, box in self.box_of_proxy.items():
            for pool in self.publishing.pools(number):
                farm = pool.role is Role.OFFICE_WEB_APPS
                kind = WireKind.FARM if farm else WireKind.WEB
                yield Wire(kind, box.key, self._box(pool).key, LABELS[kind])
        for edge in self.choices.edges:
            hop = self.choices.next_hop(edge)
            if hop is None or self._box(hop).band is not Band.INSIDE:
                continue
            source, target = self._box(edge).key, self._box(hop).key
            places = (f"{self.choices.place(edge)}.next_hop",)
            yield Wire(WireKind.NEXT_HOP, source, target, LABELS[WireKind.NEXT_HOP], places=places)
        if self.choices.sign_in_pool is not None:
            target = self._box(self.choices.sign_in_pool).key
            yield Wire(WireKind.SIGN_IN, Who.INSIDE, target, LABELS[WireKind.SIGN_IN])
