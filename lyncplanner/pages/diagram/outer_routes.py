"""Wires in the left gutter: from people outside to the tabs on the boxes' outer edge."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lyncplanner.pages.diagram.box_layout import PlacedBox
from lyncplanner.pages.diagram.scene import WHO_TITLES, Who, Wire, WireKind
from lyncplanner.pages.diagram.shapes import Pill, Rect, Text

PILL_X = 1
"""Its border has to be on the canvas, too."""
PILL_WIDTH = 150
PILL_RIGHT = PILL_X + PILL_WIDTH
PILL_HEIGHT = 36
LANES = {
    WireKind.XMPP: 222,
    WireKind.FEDERATION: 238,
    WireKind.EDGE: 262,
    WireKind.HTTPS: 288,
}
_HALF = PILL_HEIGHT // 2
_BELOW = 34
"""From the middle of a pill down to a wire that leaves it below."""
_LABEL_LINE = 16
_GAP = 24
_APART = 8
"""Between wires that come to one tab."""


class Bus(NamedTuple):
    """Wires of one kind: one trunk, a branch to each tab."""

    who: Who
    kind: WireKind
    label: tuple[str, ...]
    ends: tuple[tuple[int, int], ...]
    """Where the branches end."""


class OuterRoutes(NamedTuple):
    pills: tuple[Pill, ...]
    wires: tuple[str, ...]
    texts: tuple[Text, ...]
    bottom: int


def outer_routes(wires: tuple[Wire, ...], placed: Mapping[str, PlacedBox], top: int) -> OuterRoutes:
    """Pills for those that have a wire, near what they reach, and their wires."""
    buses = _buses(wires, placed)
    pills: list[Pill] = []
    paths: list[str] = []
    texts: list[Text] = []
    free = top
    for who in _from_above(buses):
        own = [bus for bus in buses if bus.who is who]
        y = max(free + _HALF, _wanted(own))
        pills.append(Pill(Rect(PILL_X, y - _HALF, PILL_WIDTH, PILL_HEIGHT), WHO_TITLES[who]))
        free = y + _HALF + _GAP
        for number, bus in enumerate(own):
            leaves_below = number > 0
            leaves = y + (_BELOW if leaves_below else 0)
            paths.append(_path(bus, leaves, leaves_below))
            texts += _label(bus, leaves)
            free = max(free, *(text.y + _GAP for text in texts))
    return OuterRoutes(tuple(pills), tuple(paths), tuple(texts), free)


def _buses(wires: tuple[Wire, ...], placed: Mapping[str, PlacedBox]) -> list[Bus]:
    arriving: dict[tuple[str, str], list[WireKind]] = defaultdict(list)
    for wire in wires:
        if wire.kind in LANES:
            arriving[wire.target, wire.dock].append(wire.kind)
    ends: dict[WireKind, list[tuple[int, int]]] = defaultdict(list)
    first: dict[WireKind, Wire] = {}
    for wire in wires:
        if wire.kind not in LANES:
            continue
        tab = placed[wire.target].tabs[wire.dock]
        kinds = sorted(arriving[wire.target, wire.dock], key=list(WireKind).index)
        shift = _APART * kinds.index(wire.kind) - _APART * (len(kinds) - 1) // 2
        ends[wire.kind].append((tab.x, tab.middle + shift))
        first.setdefault(wire.kind, wire)
    return [
        Bus(Who(first[kind].source), kind, first[kind].label, tuple(ends[kind]))
        for kind in WireKind
        if kind in first
    ]


def _from_above(buses: list[Bus]) -> list[Who]:
    """Those who reach what stands highest come first."""
    found = dict.fromkeys(bus.who for bus in buses)
    order = list(Who)
    return sorted(
        found, key=lambda who: (_wanted([b for b in buses if b.who is who]), order.index(who))
    )


def _wanted(own: list[Bus]) -> int:
    """Beside the first tab that they reach."""
    return min(y for _, y in own[0].ends)


def _path(bus: Bus, leaves: int, below: bool) -> str:
    lane = LANES[bus.kind]
    start = (
        f"M{PILL_X + PILL_WIDTH // 2} {leaves - _BELOW + _HALF}V{leaves}"
        if below
        else f"M{PILL_RIGHT} {leaves}"
    )
    if [y for _, y in bus.ends] == [leaves]:
        return f"{start}H{bus.ends[0][0]}"
    ys = [leaves, *(y for _, y in bus.ends)]
    trunk = f"H{lane}M{lane} {min(ys)}V{max(ys)}"
    return f"{start}{trunk}" + "".join(f"M{lane} {y}H{x}" for x, y in bus.ends)


def _label(bus: Bus, leaves: int) -> Iterator[Text]:
    """One line stands on the wire; more lines stand under it, beside the trunk."""
    if len(bus.label) == 1 and not _is_left_upwards(bus, leaves):
        yield Text(PILL_RIGHT + 8, leaves - 7, bus.label[0], "w")
        return
    x, anchor = (LANES[bus.kind] - 10, "end") if len(bus.label) > 1 else (PILL_RIGHT + 8, "start")
    for number, line in enumerate(bus.label):
        yield Text(x, leaves + 18 + _LABEL_LINE * number, line, "w", anchor)


def _is_left_upwards(bus: Bus, leaves: int) -> bool:
    """Whether the trunk goes up close to the pill, through where the label would stand."""
    return bus.kind is WireKind.XMPP and min(y for _, y in bus.ends) < leaves
