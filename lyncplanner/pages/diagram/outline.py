"""What the diagram shows as nested lists, for narrow screens and for those who don't see it."""

from collections import defaultdict
from typing import NamedTuple

from lyncplanner.pages.diagram.marking import Mark, Marks
from lyncplanner.pages.diagram.scene import WHO_TITLES, Band, Box, Line, Scene, Stripe, Who, Wire


class ListedLine(NamedTuple):
    line: Line
    mark: Mark | None


class ListedWire(NamedTuple):
    label: str
    ends: str
    """What it leads to, several with commas between."""
    mark: Mark | None


class ListedBox(NamedTuple):
    box: Box
    mark: Mark | None
    lines: tuple[ListedLine, ...]
    wires: tuple[ListedWire, ...]


class ListedSite(NamedTuple):
    title: str
    mark: Mark | None
    boxes: tuple[ListedBox, ...]


class ListedPeople(NamedTuple):
    title: str
    wires: tuple[ListedWire, ...]


class Outline(NamedTuple):
    internet: tuple[ListedPeople, ...]
    perimeter: tuple[ListedSite, ...]
    inside: tuple[ListedSite, ...]
    users_inside: tuple[ListedPeople, ...]


def outline(scene: Scene, marks: Marks) -> Outline:
    """The same boxes, lines, wires and marks as in the drawing."""
    titles = scene.titles
    leaving: dict[str, list[Wire]] = defaultdict(list)
    for wire in scene.wires:
        leaving[wire.source].append(wire)

    def people(*whos: Who) -> tuple[ListedPeople, ...]:
        return tuple(
            ListedPeople(WHO_TITLES[who], _wires(leaving[who], titles, marks))
            for who in whos
            if leaving[who]
        )

    def sites(band: Band) -> tuple[ListedSite, ...]:
        return tuple(
            _site(stripe, band, leaving, titles, marks)
            for stripe in scene.stripes
            if any(box.band is band for box in stripe.boxes)
            or (not stripe.boxes and band is Band.INSIDE)
        )

    return Outline(
        internet=people(Who.OUTSIDE, Who.FEDERATED, Who.XMPP),
        perimeter=sites(Band.PERIMETER),
        inside=sites(Band.INSIDE),
        users_inside=people(Who.INSIDE),
    )


def _site(
    stripe: Stripe,
    band: Band,
    leaving: dict[str, list[Wire]],
    titles: dict[str, str],
    marks: Marks,
) -> ListedSite:
    boxes = tuple(
        ListedBox(
            box,
            marks.box(box.key),
            tuple(ListedLine(line, marks.line(box.key, i)) for i, line in enumerate(box.lines)),
            _wires(leaving[box.key], titles, marks),
        )
        for box in stripe.boxes
        if box.band is band
    )
    return ListedSite(stripe.title, marks.site(stripe.title), boxes)


def _wires(wires: list[Wire], titles: dict[str, str], marks: Marks) -> tuple[ListedWire, ...]:
    """A line a protocol, with all that it leads to."""
    by_label: dict[str, list[Wire]] = defaultdict(list)
    for wire in wires:
        by_label[" ".join(wire.label)].append(wire)
    return tuple(
        ListedWire(
            label,
            ", ".join(dict.fromkeys(titles[wire.target] for wire in those)),
            next(filter(None, (marks.wire(w.source, w.target) for w in those)), None),
        )
        for label, those in by_label.items()
    )
