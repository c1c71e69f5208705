"""Things with a place on the canvas. Lengths are whole pixels at the canvas's own size."""

from dataclasses import dataclass
from typing import NamedTuple

from lyncplanner.pages.diagram.marking import Mark

MONO = 7.4
"""The width of a character at 12 pixels, of the widest font that the pages ask for."""
MONO_TITLE = 8.0
SANS = 6.9


class Rect(NamedTuple):
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


class Text(NamedTuple):
    x: int
    y: int
    """Of the baseline."""
    content: str
    look: str
    """A class of the style sheet."""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class DrawnBox:
    rect: Rect
    label: str
    """What it is, in full, for those who don't see it and for what was cut off."""
    href: str
    texts: tuple[Text, ...]
    rules: tuple[str, ...]


class DrawnTab(NamedTuple):
    rect: Rect
    label: str
    texts: tuple[Text, ...]


class DrawnMark(NamedTuple):
    x: int
    """Of its middle."""
    y: int
    mark: Mark


class Pill(NamedTuple):
    """Where people are."""

    rect: Rect
    title: str

    @property
    def middle(self) -> int:
        return self.rect.x + self.rect.width // 2


class Drawing(NamedTuple):
    width: int
    height: int
    perimeter: Rect
    inside_x: int
    stripes: tuple[str, ...]
    """The lines between sites."""
    wires: tuple[str, ...]
    boxes: tuple[DrawnBox, ...]
    tabs: tuple[DrawnTab, ...]
    pills: tuple[Pill, ...]
    texts: tuple[Text, ...]
    """Names of sites, and what runs over the wires."""
    marks: tuple[DrawnMark, ...]


def fitting(text: str, width: float, character: float) -> str:
    """The text, cut where it would be wider."""
    room = max(1, int(width / character))
    return text if len(text) <= room else text[: max(1, room - 1)] + "…"


def spread(wanted: list[int], low: int, high: int, gap: int) -> list[int]:
    """Places near the wanted ones, in their order, at least `gap` apart, between the two ends.

    Where there is no room for that, as far apart as there is.
    """
    if not wanted:
        return []
    gap = min(gap, (high - low) // max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    found = [0] * len(wanted)
    least = low
    for i in order:
        found[i] = least = max(wanted[i], least)
        least += gap
    most = high
    for i in reversed(order):
        found[i] = most = min(found[i], most)
        most -= gap
    return found
