"""What a diagram shows, before anything has a place: boxes with lines, wires between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Band(StrEnum):
    PERIMETER = "perimeter"
    INSIDE = "inside"


class Who(StrEnum):
    """People, who have no box but a place where wires begin."""

    OUTSIDE = "outside"
    FEDERATED = "federated"
    XMPP = "xmpp"
    INSIDE = "inside"


WHO_TITLES = {
    Who.OUTSIDE: "Users outside",
    Who.FEDERATED: "Federated partners",
    Who.XMPP: "XMPP partners",
    Who.INSIDE: "Users inside",
}


class WireKind(StrEnum):
    """What runs over a wire. In this order several of them come to one place."""

    HTTPS = "https"
    EDGE = "edge"
    FEDERATION = "federation"
    XMPP = "xmpp"
    WEB = "web"
    FARM = "farm"
    NEXT_HOP = "next-hop"
    SIGN_IN = "sign-in"


class Links(NamedTuple):
    """Where boxes lead, by the positions of pools and reverse proxies; "" leads nowhere."""

    pools: tuple[str, ...]
    reverse_proxies: tuple[str, ...]
    pool_list: str = ""
    reverse_proxy_list: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a box."""

    text: str
    note: str = ""
    note_is_address: bool = False
    faint: bool = False
    is_name: bool = True
    """Whether the text is a DNS name or address, which are drawn in monospace."""
    tab: tuple[str, ...] = ()
    """The addresses on the outer edge of the box, beside this line."""
    dock: str = ""
    """What wires call the tab."""
    places: tuple[str, ...] = ()
    """The paths in the document that the line stands for."""
    names: tuple[str, ...] = ()
    """Every name that the line stands for, the one that it shows among them."""


@dataclass(frozen=True, slots=True)
class Box:
    key: str
    title: str
    kind: str
    band: Band
    site: str
    sections: tuple[tuple[Line, ...], ...] = ()
    href: str = ""
    places: tuple[str, ...] = ()
    counts: bool = False
    """Whether it stands for several things, and its title is a count and no name."""

    @property
    def lines(self) -> Iterator[Line]:
        for section in self.sections:
            yield from section


class Wire(NamedTuple):
    kind: WireKind
    source: str
    """The key of a box, or a `Who`."""
    target: str
    """The key of a box."""
    label: tuple[str, ...]
    """Protocol and port, in as many lines as it is drawn in."""
    dock: str = ""
    """The tab of the target that it comes to."""
    places: tuple[str, ...] = ()


class Stripe(NamedTuple):
    """A site: its boxes stand beside each other in the two bands."""

    title: str
    """"" where there is only one."""
    boxes: tuple[Box, ...]
    places: tuple[str, ...] = ()


class Scene(NamedTuple):
    stripes: tuple[Stripe, ...]
    wires: tuple[Wire, ...]

    @property
    def boxes(self) -> Iterator[Box]:
        for stripe in self.stripes:
            yield from stripe.boxes

    @property
    def titles(self) -> dict[str, str]:
        """What every end of a wire is called."""
        return {box.key: box.title for box in self.boxes} | dict(WHO_TITLES)
