"""One box: its height, and the places of its lines, tabs and marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from lyncplanner.pages.diagram.marking import Marks
from lyncplanner.pages.diagram.scene import Box, Line
from lyncplanner.pages.diagram.shapes import (
    MONO,
    MONO_TITLE,
    SANS,
    DrawnBox,
    DrawnMark,
    DrawnTab,
    Rect,
    Text,
    fitting,
)

HEAD = 36
SECOND_HEAD = 18
LINE = 22
PAD = 7
SIDE = 14
MARK = 26
"""The room that a mark takes at the end of a line."""
TAB_WIDTH = 118
TAB_LINE = 15
MOST_ADDRESSES = 3
CENTRE = 4
"""From the middle of a line down to the baseline of its text."""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    box: Box
    rect: Rect
    line_middles: tuple[int, ...]
    tabs: dict[str, Rect]
    """By their docks."""


def height_of(box: Box, width: int) -> int:
    """How high the box has to be."""
    blocks = sum(_block(line) for line in box.lines)
    return _head(box, width) + blocks + 2 * PAD * len(box.sections) + (0 if box.sections else 4)


def place(box: Box, x: int, y: int, width: int) -> PlacedBox:
    """The box with its upper left corner there."""
    top = y + _head(box, width)
    middles: list[int] = []
    tabs: dict[str, Rect] = {}
    for section in box.sections:
        top += PAD
        for line in section:
            height = _block(line)
            middles.append(top + height // 2)
            if line.tab:
                tall = _tab_height(line)
                tabs[line.dock] = Rect(x - TAB_WIDTH, middles[-1] - tall // 2, TAB_WIDTH, tall)
            top += height
        top += PAD
    rect = Rect(x, y, width, height_of(box, width))
    return PlacedBox(box, rect, tuple(middles), tabs)


def _head(box: Box, width: int) -> int:
    return HEAD if _fits_beside(box, width) else HEAD + SECOND_HEAD


def _fits_beside(box: Box, width: int) -> bool:
    """Whether title and kind stand in one line, with a mark between them."""
    title = len(box.title) * (SANS if box.counts else MONO_TITLE)
    return title + len(box.kind) * SANS + 2 * SIDE + 8 + MARK <= width


def _block(line: Line) -> int:
    return max(LINE, _tab_height(line) + 5) if line.tab else LINE


def _tab_height(line: Line) -> int:
    return max(24, 6 + TAB_LINE * min(len(line.tab), MOST_ADDRESSES))


def drawn_box(placed: PlacedBox, marks: Marks) -> DrawnBox:
    """The box with everything written in it."""
    box, rect = placed.box, placed.rect
    texts = (*_head_texts(placed, marks), *_line_texts(placed, marks))
    return DrawnBox(rect, _label(box), box.href, texts, tuple(_rules(placed)))


def _label(box: Box) -> str:
    return f"{box.title}, {box.kind}" if box.kind else box.title


def _head_texts(placed: PlacedBox, marks: Marks) -> Iterator[Text]:
    box, rect = placed.box, placed.rect
    right = rect.right - SIDE
    marked = MARK if marks.box(box.key) else 0
    beside = _fits_beside(box, rect.width)
    room = rect.width - 2 * SIDE - marked - (len(box.kind) * SANS + 8 if beside else 0)
    title = fitting(box.title, room, SANS if box.counts else MONO_TITLE)
    yield Text(rect.x + SIDE, rect.y + 23, title, "count" if box.counts else "t")
    if box.kind and beside:
        yield Text(right - marked, rect.y + 23, box.kind, "k", "end")
    elif box.kind:
        yield Text(rect.x + SIDE, rect.y + 23 + SECOND_HEAD, box.kind, "k")


def _line_texts(placed: PlacedBox, marks: Marks) -> Iterator[Text]:
    rect = placed.rect
    for number, (line, middle) in enumerate(
        zip(placed.box.lines, placed.line_middles, strict=True)
    ):
        mark = marks.line(placed.box.key, number)
        right = rect.right - SIDE - (MARK if mark else 0)
        noted = len(line.note) * (MONO if line.note_is_address else SANS)
        room = right - rect.x - SIDE - (noted + 8 if line.note else 0)
        text = fitting(line.text, room, MONO if line.is_name else SANS)
        look = "m" if line.is_name else "s"
        look += " f" if line.faint else ""
        look += f" is-{mark.severity}" if mark else ""
        yield Text(rect.x + SIDE, middle + CENTRE, text, look)
        if line.note:
            note = "m" if line.note_is_address else "s"
            yield Text(right, middle + CENTRE, line.note, note, "end")


def _rules(placed: PlacedBox) -> Iterator[str]:
    """Lines between the sections."""
    rect = placed.rect
    y = rect.y + _head(placed.box, rect.width)
    for section in placed.box.sections:
        yield f"M{rect.x} {y}H{rect.right}"
        y += sum(map(_block, section)) + 2 * PAD


def drawn_tabs(placed: PlacedBox) -> Iterator[DrawnTab]:
    for line in placed.box.lines:
        if not line.tab:
            continue
        rect = placed.tabs[line.dock]
        shown = list(line.tab)
        if len(shown) > MOST_ADDRESSES:
            rest = len(shown) - MOST_ADDRESSES + 1
            shown = [*shown[: MOST_ADDRESSES - 1], f"and {rest} more"]
        top = rect.middle - TAB_LINE * (len(shown) - 1) / 2
        texts = tuple(
            Text(
                rect.x + rect.width // 2,
                round(top + TAB_LINE * i) + CENTRE,
                fitting(address, rect.width - 4, MONO),
                "m",
                "middle",
            )
            for i, address in enumerate(shown)
        )
        yield DrawnTab(rect, ", ".join(line.tab), texts)


def drawn_marks(placed: PlacedBox, marks: Marks) -> Iterator[DrawnMark]:
    """The marks of the box and of its lines, each at the end of what it is about."""
    x = placed.rect.right - SIDE - 9
    if (mark := marks.box(placed.box.key)) is not None:
        yield DrawnMark(x, placed.rect.y + 19, mark)
    for number, middle in enumerate(placed.line_middles):
        if (mark := marks.line(placed.box.key, number)) is not None:
            yield DrawnMark(x, middle, mark)
