"""Where each client of each SIP domain ends: the matrix of the trace page, some domains a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from lyncplanner.planning.clients import CLIENT_NAMES, Client, Side, sides_of
from lyncplanner.planning.expecting import is_expected
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.names import first_label, is_under
from lyncplanner.planning.owners import Owners
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.rules.teams import MICROSOFT_365
from lyncplanner.planning.steps import Way
from lyncplanner.planning.topology import SipDomain

PAGE_LENGTH = 6
PER_TABLE = 2
"""So many SIP domains stand side by side."""
NO_WAY = frozenset({"trace.no-way-in", "trace.no-mobile"})


class Chosen(NamedTuple):
    """One client of one SIP domain on one side."""

    client: Client
    side: Side
    sip_domain: str

    @property
    def address(self) -> str:
        """Its ladder, from the `?` on."""
        parameters = {"client": self.client, "domain": self.sip_domain, "side": self.side}
        return f"?{urlencode(parameters)}#steps"


class Spot(NamedTuple):
    """Where a client ends."""

    chosen: Chosen
    ends: str
    """`in`, `nowhere`, `not-offered`, or `never` where the client doesn't ask from this side."""
    to: str
    by: str
    """The name that it gets in by, without the SIP domain."""


class Row(NamedTuple):
    client: str
    spots: list[Spot]


class Matrix(NamedTuple):
    """A table of some SIP domains."""

    sip_domains: list[str]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class TracePage:
    tables: list[Matrix]
    q: str
    page: int
    shown: int
    """SIP domains that the filter left."""
    all: int
    left: int
    without_a_way: list[str]
    """SIP domains of which some clients find nothing at all."""
    chosen: Chosen | None = None
    """The cell whose ladder is open."""

    @property
    def is_whole(self) -> bool:
        """Whether every SIP domain is on this page."""
        return sum(len(table.sip_domains) for table in self.tables) == self.all

    @property
    def ends_nowhere(self) -> bool:
        """Whether a client on this page finds no server that should."""
        spots = (spot for table in self.tables for row in table.rows for spot in row.spots)
        return any(spot.ends == "nowhere" for spot in spots)

    @property
    def next_length(self) -> int:
        return min(self.left, PAGE_LENGTH)

    @property
    def next_address(self) -> str:
        found = {"q": self.q} if self.q else {}
        return "?" + urlencode({**found, "page": str(self.page + 1)})


def trace_page(
    plan: Plan, lookup: Lookup, *, q: str = "", page: int = 1, chosen: Chosen | None = None
) -> TracePage:
    """Some SIP domains of a plan; those whose clients find nothing come first.

    Where nobody has chosen a cell, the first that ends nowhere is open, or else the first.
    """
    without = domains_without_a_way(plan.findings)
    words = q.lower().split()
    matching = [
        domain
        for domain in lookup.choices.sip_domains
        if all(word in domain.name for word in words)
    ]
    matching.sort(key=lambda domain: domain.name not in without)
    start = (page - 1) * PAGE_LENGTH
    on_page = matching[start : start + PAGE_LENGTH]
    spots = _Spots(plan, lookup)
    tables = list(spots.tables(on_page))
    return TracePage(
        tables=tables,
        q=q,
        page=page,
        shown=len(matching),
        all=len(lookup.choices.sip_domains),
        left=max(0, len(matching) - start - PAGE_LENGTH),
        without_a_way=list(without),
        chosen=chosen or _first_choice(tables),
    )


def domains_without_a_way(findings: Iterable[Finding]) -> dict[str, None]:
    """The SIP domains that a finding of the trace is about."""
    return {finding.subject: None for finding in findings if finding.code in NO_WAY}


def _first_choice(tables: Iterable[Matrix]) -> Chosen | None:
    spots = [spot for table in tables for row in table.rows for spot in row.spots]
    asked = [spot for spot in spots if spot.ends != "never"]
    wrong = next((spot for spot in asked if spot.ends == "nowhere"), None)
    spot = wrong or next(iter(asked), None)
    return spot.chosen if spot is not None else None


class _Spots:
    def __init__(self, plan: Plan, lookup: Lookup) -> None:
        self._lookup = lookup
        self._owners = Owners(plan.topology)

    def tables(self, domains: Sequence[SipDomain]) -> Iterator[Matrix]:
        for start in range(0, len(domains), PER_TABLE):
            some = domains[start : start + PER_TABLE]
            rows = [Row(CLIENT_NAMES[client], list(self._row(client, some))) for client in Client]
            yield Matrix([domain.name for domain in some], rows)

    def _row(self, client: Client, domains: Iterable[SipDomain]) -> Iterator[Spot]:
        for domain in domains:
            for side in Side:
                yield self._spot(Chosen(client, side, domain.name), domain)

    def _spot(self, at: Chosen, domain: SipDomain) -> Spot:
        if at.side not in sides_of(at.client):
            return Spot(at, "never", "", "")
        way = self._lookup.way(*at)
        if way is not None:
            by = way.by.removesuffix(f".{at.sip_domain}")
            return Spot(at, "in", self._whose(way), by)
        expected = is_expected(self._lookup.choices, at.client, at.side, domain)
        return Spot(at, "nowhere" if expected else "not-offered", "", "")

    def _whose(self, way: Way) -> str:
        """The short name of the pool or reverse proxy that answers."""
        if not way.result.addresses and is_under(way.result.connects_to, MICROSOFT_365):
            return "Microsoft 365"
        owners = self._owners.of(way.result.addresses)
        if not owners:
            return way.result.connects_to
        more = f" +{len(owners) - 1}" if len(owners) > 1 else ""
        return f"{first_label(owners[0])}{more}"
