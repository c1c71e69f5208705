"""A scene with a place for everything: sites below each other, bands beside each other."""

from collections.abc import Iterator

from lyncplanner.pages.diagram import box_layout, inner_routes
from lyncplanner.pages.diagram.box_layout import PlacedBox
from lyncplanner.pages.diagram.marking import Marks
from lyncplanner.pages.diagram.outer_routes import PILL_HEIGHT, PILL_WIDTH, outer_routes
from lyncplanner.pages.diagram.scene import (
    WHO_TITLES,
    Band,
    Box,
    Scene,
    Stripe,
    Who,
    WireKind,
)
from lyncplanner.pages.diagram.shapes import Drawing, DrawnMark, Pill, Rect, Text

TOP = 36
PERIMETER_X = 302
BOX_X = {Band.PERIMETER: 440}
BOX_WIDTH = {Band.PERIMETER: 300, Band.INSIDE: 340}
WALL = 30
"""From the perimeter's boxes to the band's end."""
GAP = 20
STRIPE_GAP = 18
HEADING = 26
EMPTY_STRIPE = 24
SIGN_IN_WIRE = 56
BOTTOM = 12


def draw(scene: Scene, marks: Marks) -> Drawing:
    """The drawing of a scene. The same scene always gives the same drawing."""
    return _Draughtsman(scene, marks).drawing()


class _Draughtsman:
    def __init__(self, scene: Scene, marks: Marks) -> None:
        self.scene = scene
        self.marks = marks
        self.buses = inner_routes.buses(scene.wires)
        perimeter_end = BOX_X[Band.PERIMETER] + BOX_WIDTH[Band.PERIMETER]
        self.inside_x = perimeter_end + inner_routes.gutter(len(self.buses))
        self.width = self.inside_x + BOX_WIDTH[Band.INSIDE] + 1
        self.wall = perimeter_end + WALL
        self.signs_in = next((w for w in scene.wires if w.kind is WireKind.SIGN_IN), None)
        self.placed: dict[str, PlacedBox] = {}
        self.texts: list[Text] = []
        self.lines: list[str] = []
        self.site_marks: list[DrawnMark] = []
        if all(box.band is Band.INSIDE for box in scene.boxes):
            said = "Nothing is reached from outside."
            self.texts.append(Text(PERIMETER_X + 16, TOP + 18, said, "s"))

    def drawing(self) -> Drawing:
        bottom = self._stack()
        outer = outer_routes(self.scene.wires, self.placed, TOP)
        inner = inner_routes.inner_routes(self.buses, self.placed)
        height = max(bottom, outer.bottom) + BOTTOM
        below = list(self._users_inside())
        pills = [*outer.pills, *(pill for pill, _, _ in below)]
        wires = [*outer.wires, *inner.wires, *(path for _, path, _ in below)]
        texts = [*self.texts, *outer.texts, *inner.texts, *(text for _, _, text in below)]
        boxes = list(self.placed.values())
        marks = [mark for box in boxes for mark in box_layout.drawn_marks(box, self.marks)]
        return Drawing(
            width=self.width,
            height=height,
            perimeter=Rect(PERIMETER_X, 0, self.wall - PERIMETER_X, height),
            inside_x=self.wall + 16,
            stripes=tuple(self.lines),
            wires=tuple(wires),
            boxes=tuple(box_layout.drawn_box(box, self.marks) for box in boxes),
            tabs=tuple(tab for box in boxes for tab in box_layout.drawn_tabs(box)),
            pills=tuple(pills),
            texts=tuple(texts),
            marks=(*marks, *self.site_marks, *self._wire_marks(inner)),
        )

    def _stack(self) -> int:
        y = TOP
        for number, stripe in enumerate(self.scene.stripes):
            if number:
                self.lines.append(f"M{PERIMETER_X} {y}H{self.width}")
                y += STRIPE_GAP
            y = self._place_stripe(stripe, y)
        return y

    def _place_stripe(self, stripe: Stripe, top: int) -> int:
        """Place a site's boxes; the place of the next site."""
        bands = {band: [box for box in stripe.boxes if box.band is band] for band in Band}
        if stripe.title:
            self._head(stripe, bands, top)
            top += HEADING
        bottom = top + EMPTY_STRIPE
        for band, boxes in bands.items():
            bottom = max(bottom, self._place_column(band, boxes, top))
        return bottom + (STRIPE_GAP if stripe.title else 0)

    def _head(self, stripe: Stripe, bands: dict[Band, list[Box]], top: int) -> None:
        y = top + 12
        self.texts.append(Text(self.inside_x, y, stripe.title, "site"))
        if bands[Band.PERIMETER]:
            self.texts.append(Text(BOX_X[Band.PERIMETER], y, stripe.title, "site"))
        if not stripe.boxes:
            self.texts.append(Text(self.inside_x, y + HEADING, "No pools", "s"))
        if (mark := self.marks.site(stripe.title)) is not None:
            self.site_marks.append(DrawnMark(self.inside_x - 16, y - 4, mark))

    def _place_column(self, band: Band, boxes: list[Box], top: int) -> int:
        x = BOX_X.get(band, self.inside_x)
        y = top
        for number, box in enumerate(boxes):
            y += GAP if number else 0
            placed = self.placed[box.key] = box_layout.place(box, x, y, BOX_WIDTH[band])
            y = placed.rect.bottom
            if self.signs_in is not None and self.signs_in.target == box.key:
                y += SIGN_IN_WIRE + PILL_HEIGHT
        return y

    def _users_inside(self) -> Iterator[tuple[Pill, str, Text]]:
        if self.signs_in is None:
            return
        rect = self.placed[self.signs_in.target].rect
        pill = Rect(rect.x, rect.bottom + SIGN_IN_WIRE, PILL_WIDTH, PILL_HEIGHT)
        x = pill.x + PILL_WIDTH // 2
        text = Text(x + 10, rect.bottom + SIGN_IN_WIRE // 2 + 4, self.signs_in.label[0], "w")
        yield Pill(pill, WHO_TITLES[Who.INSIDE]), f"M{x} {pill.y}V{rect.bottom}", text

    def _wire_marks(self, routes: inner_routes.InnerRoutes) -> Iterator[DrawnMark]:
        done: set[tuple[str, str]] = set()
        for wire in self.scene.wires:
            ends = (wire.source, wire.target)
            mark = self.marks.wire(*ends)
            if mark is not None and ends in routes.exits and ends not in done:
                done.add(ends)
                x, y = routes.exits[ends]
                yield DrawnMark(x + 16, y, mark)
