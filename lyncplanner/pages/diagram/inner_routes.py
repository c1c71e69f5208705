"""Wires in the right gutter: from the perimeter's boxes to those inside."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from lyncplanner.pages.diagram.box_layout import PlacedBox
from lyncplanner.pages.diagram.scene import Wire, WireKind
from lyncplanner.pages.diagram.shapes import Text, spread

KINDS = (WireKind.WEB, WireKind.FARM, WireKind.NEXT_HOP)
LANE = 10
BEFORE_LANES = 36
"""Room for a mark on the wire, before the first lane."""
BEHIND_LANES = 82
"""Room for what the wire is called, before the box that it comes to."""
NARROWEST = 148
_EDGE = 14
"""From a box's corner to the nearest wire."""
_APART = 24
_CLEAR = 8


class Bus(NamedTuple):
    """Wires of one kind from one box."""

    source: str
    kind: WireKind
    wires: tuple[Wire, ...]


class InnerRoutes(NamedTuple):
    wires: tuple[str, ...]
    texts: tuple[Text, ...]
    exits: dict[tuple[str, str], tuple[int, int]]
    """Where the wire from a box to a box begins."""


def buses(wires: tuple[Wire, ...]) -> list[Bus]:
    """The wires from the perimeter inside, by where they begin and what they are."""
    found: dict[tuple[str, WireKind], list[Wire]] = defaultdict(list)
    for wire in wires:
        if wire.kind in KINDS:
            found[wire.source, wire.kind].append(wire)
    return [Bus(source, kind, tuple(each)) for (source, kind), each in found.items()]


def gutter(number: int) -> int:
    """How wide the gutter has to be for that many buses."""
    return max(NARROWEST, BEFORE_LANES + LANE * number + BEHIND_LANES)


def inner_routes(found: list[Bus], placed: Mapping[str, PlacedBox]) -> InnerRoutes:
    """Where each bus leaves its box, runs, and comes to the boxes inside."""
    found = sorted(found, key=lambda bus: (placed[bus.source].rect.y, KINDS.index(bus.kind)))
    ports = _ports(found, placed)
    exits = _exits(found, placed, ports)
    paths, texts = [], {}
    starts: dict[tuple[str, str], tuple[int, int]] = {}
    for number, bus in enumerate(found):
        left = placed[bus.source].rect.right
        lane = left + BEFORE_LANES + LANE * number
        leaves = exits[number]
        ends = [(placed[w.target].rect.x, ports[w.target, bus.kind]) for w in bus.wires]
        paths.append(_path(left, leaves, lane, ends))
        for wire, (x, y) in zip(bus.wires, ends, strict=True):
            texts[x, y] = Text(x - 8, y - 6, wire.label[0], "w", "end")
            starts[wire.source, wire.target] = (left, leaves)
    return InnerRoutes(tuple(paths), tuple(texts.values()), starts)


def _ports(found: list[Bus], placed: Mapping[str, PlacedBox]) -> dict[tuple[str, WireKind], int]:
    """Where the wires of a kind come to a box: one place for all of them, near the first source."""
    wanted: dict[str, dict[WireKind, int]] = defaultdict(dict)
    for bus in found:
        for wire in bus.wires:
            wanted[wire.target].setdefault(bus.kind, placed[bus.source].rect.middle)
    ports: dict[tuple[str, WireKind], int] = {}
    for target, by_kind in wanted.items():
        rect = placed[target].rect
        ys = spread(list(by_kind.values()), rect.y + _EDGE, rect.bottom - _EDGE, _APART)
        ports |= {(target, kind): y for kind, y in zip(by_kind, ys, strict=True)}
    return ports


def _exits(
    found: list[Bus], placed: Mapping[str, PlacedBox], ports: Mapping[tuple[str, WireKind], int]
) -> list[int]:
    """Where each bus leaves its box: straight to the first box that it reaches, if it can.

    Not where it would run along a wire that comes to another box, or beside another of its own.
    """
    exits: list[int] = []
    taken: dict[str, list[int]] = defaultdict(list)
    for bus in found:
        rect = placed[bus.source].rect
        own = {(wire.target, bus.kind) for wire in bus.wires}
        others = [y for port, y in ports.items() if port not in own] + taken[bus.source]
        first = ports[bus.wires[0].target, bus.kind]
        y = _nearest(first, rect.y + _EDGE, rect.bottom - _EDGE, others)
        exits.append(y)
        taken[bus.source].append(y)
    return exits


def _nearest(wanted: int, low: int, high: int, others: list[int]) -> int:
    """The place nearest to the wanted one that is clear of the others."""
    start = min(max(wanted, low), high)
    for y in sorted(range(low, high + 1), key=lambda y: (abs(y - start), y)):
        if all(abs(y - other) >= _CLEAR for other in others):
            return y
    return start


def _path(left: int, leaves: int, lane: int, ends: list[tuple[int, int]]) -> str:
    if all(y == leaves for _, y in ends):
        return f"M{left} {leaves}H{ends[0][0]}"
    ys = [leaves, *(y for _, y in ends)]
    trunk = f"M{left} {leaves}H{lane}M{lane} {min(ys)}V{max(ys)}"
    return trunk + "".join(f"M{lane} {y}H{x}" for x, y in dict.fromkeys(ends))
