"""Which box, line or wire a finding concerns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lyncplanner.pages.diagram.scene import Scene
from lyncplanner.planning.findings import Finding, Severity

_DRAWN = ("pools[", "reverse_proxies[", "sites[")
_ORDER = list(Severity)


class Anchor(NamedTuple):
    """Something in the diagram that can carry a mark."""

    kind: str
    """`box`, `line`, `wire` or `site`."""
    key: str
    """Of a box; of a wire `source>target`; the title of a site."""
    line: int = 0


class Mark(NamedTuple):
    """What is wrong with one thing: the worst finding first."""

    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        return self.findings[0].severity

    @property
    def label(self) -> str:
        first, more = self.findings[0], len(self.findings) - 1
        word = "Note" if first.severity is Severity.INFO else first.severity.capitalize()
        rest = f" And {more} more." if more else ""
        return f"{word}: {first.message}{rest}"


class Marks(NamedTuple):
    at: dict[Anchor, Mark]
    elsewhere: tuple[Finding, ...]
    """Those that concern nothing that is drawn."""

    def box(self, key: str) -> Mark | None:
        return self.at.get(Anchor("box", key))

    def line(self, key: str, number: int) -> Mark | None:
        return self.at.get(Anchor("line", key, number))

    def wire(self, source: str, target: str) -> Mark | None:
        return self.at.get(Anchor("wire", f"{source}>{target}"))

    def site(self, title: str) -> Mark | None:
        return self.at.get(Anchor("site", title))


def mark(scene: Scene, findings: Iterable[Finding]) -> Marks:
    """Put every finding on what it concerns: by its places, else by the name it is about."""
    by_place, by_name = _anchors(scene)
    found: dict[Anchor, list[Finding]] = defaultdict(list)
    elsewhere = []
    for finding in findings:
        anchors = _anchors_of(finding, by_place, by_name)
        if not anchors:
            elsewhere.append(finding)
        for anchor in anchors:
            found[anchor].append(finding)
    return Marks(
        {
            anchor: Mark(tuple(sorted(those, key=lambda finding: _ORDER.index(finding.severity))))
            for anchor, those in found.items()
        },
        tuple(elsewhere),
    )


def _anchors(scene: Scene) -> tuple[dict[str, Anchor], dict[str, Anchor]]:
    """What stands for a path of the document, and what for a name."""
    by_place: dict[str, Anchor] = {}
    by_name: dict[str, Anchor] = {}
    for box in scene.boxes:
        for number, line in enumerate(box.lines):
            anchor = Anchor("line", box.key, number)
            by_place |= dict.fromkeys(line.places, anchor)
            for name in line.names:
                by_name.setdefault(name, anchor)
        by_place |= dict.fromkeys(box.places, Anchor("box", box.key))
    for wire in scene.wires:
        anchor = Anchor("wire", f"{wire.source}>{wire.target}")
        by_place |= dict.fromkeys(wire.places, anchor)
    for stripe in scene.stripes:
        if stripe.title:
            by_place |= dict.fromkeys(stripe.places, Anchor("site", stripe.title))
    return by_place, by_name


def _anchors_of(
    finding: Finding, by_place: dict[str, Anchor], by_name: dict[str, Anchor]
) -> list[Anchor]:
    drawn = [_anchor_at(place, by_place) for place in finding.places if place.startswith(_DRAWN)]
    if not any(drawn):
        drawn = [by_name.get(finding.subject)]
    if not any(drawn):
        drawn = [_anchor_at(place, by_place) for place in finding.places]
    return list(dict.fromkeys(anchor for anchor in drawn if anchor is not None))


def _anchor_at(place: str, by_place: dict[str, Anchor]) -> Anchor | None:
    for path in _upwards(place):
        if (anchor := by_place.get(path)) is not None:
            return anchor
    return None


def _upwards(place: str) -> Iterator[str]:
    """A path and all that it lies in: `pools[0].servers[1].addresses`, `pools[0].servers[1]`, …"""
    while place:
        yield place
        place = place.rpartition(".")[0]
