"""Who can sign in after a change who could not before, and who no longer can."""

from collections.abc import Iterator
from typing import NamedTuple

from lyncplanner.planning.clients import CLIENT_NAMES, PARTNERS, Client, Side, sides_of
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.plan import Plan

_MOST_NAMED = 5

_Ways = dict[tuple[Client, Side, str], str]


class Line(NamedTuple):
    """One kind of client on one side, and the SIP domains whose users it is about."""

    client: str
    side: str
    """ "" for partners, who always come from outside."""
    domains: tuple[str, ...]
    more: int
    by: str
    """The name that leads in, or led."""


class SignInDifference(NamedTuple):
    lost: tuple[Line, ...]
    gained: tuple[Line, ...]


def sign_in_difference(before: Plan, after: Plan) -> SignInDifference:
    """Compare who gets in by two plans, for every client, side and SIP domain."""
    old, new = _ways(before), _ways(after)
    return SignInDifference(tuple(_lines(old, new)), tuple(_lines(new, old)))


def _ways(plan: Plan) -> _Ways:
    lookup = Lookup.of(plan)
    found: _Ways = {}
    for client in Client:
        for side in sides_of(client):
            for domain in plan.topology.sip_domains:
                way = lookup.way(client, side, domain.name)
                if way is not None:
                    found[client, side, domain.name] = way.by
    return found


def _lines(there: _Ways, other: _Ways) -> Iterator[Line]:
    """What is there and not in the other, the SIP domains of one client and side together."""
    groups: dict[tuple[Client, Side], list[str]] = {}
    for (client, side, domain), _ in there.items():
        if (client, side, domain) not in other:
            groups.setdefault((client, side), []).append(domain)
    for (client, side), domains in groups.items():
        yield Line(
            CLIENT_NAMES[client],
            "" if client in PARTNERS else str(side),
            tuple(domains[:_MOST_NAMED]),
            max(0, len(domains) - _MOST_NAMED),
            there[client, side, domains[0]],
        )
