"""Who can sign in after a change who could not before, and who no longer can."""

from collections.abc import Iterable
from typing import NamedTuple

from lyncplanner.planning.clients import CLIENT_NAMES, PARTNERS
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.matrix import WayGroup, grouped, way_changes
from lyncplanner.planning.plan import Plan

_MOST_NAMED = 5


class Line(NamedTuple):
    """One kind of client on one side, and the SIP domains whose users it is about."""

    who: str
    domains: tuple[str, ...]
    more: int
    before: str
    """The name that led in; "" for no way."""
    after: str


class SignInDifference(NamedTuple):
    lost: tuple[Line, ...]
    gained: tuple[Line, ...]
    otherwise: tuple[Line, ...]
    """Who still gets in, by another name or to another server."""


def sign_in_difference(before: Plan, after: Plan) -> SignInDifference:
    """Compare who gets in by two plans, for every client, side and SIP domain."""
    changes = way_changes(Lookup.of(before), Lookup.of(after))
    return SignInDifference(
        _lines(grouped(change for change in changes if change.lost)),
        _lines(grouped(change for change in changes if change.gained)),
        _lines(grouped(c for c in changes if not c.lost and not c.gained)),
    )


def _lines(groups: Iterable[WayGroup]) -> tuple[Line, ...]:
    return tuple(
        Line(
            _who(group),
            group.sip_domains[:_MOST_NAMED],
            max(0, len(group.sip_domains) - _MOST_NAMED),
            group.before.by if group.before else "",
            group.after.by if group.after else "",
        )
        for group in groups
    )


def _who(group: WayGroup) -> str:
    name = CLIENT_NAMES[group.client]
    # Partners always come from outside.
    return name if group.client in PARTNERS else f"{name}, {group.side}"
