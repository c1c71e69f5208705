"""What people ask of a plan: what breaks, who depends on a name, does a partner reach us.

Each answer names who loses the way in, who gets in elsewhere, and what else is hit; and against
an older plan, who loses it now and did not before.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning import names
from lyncplanner.planning.answers import Answers
from lyncplanner.planning.certificates import Certificate, certificates
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.clients import Client, Side
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.matrix import WayChange, way_changes
from lyncplanner.planning.outage import (
    GoneKind,
    Homed,
    NameEffect,
    Outage,
    UnknownName,
    lookup_in,
    names_hit,
)
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.records import Record, RecordType, View
from lyncplanner.planning.steps import Trace


class Question(StrEnum):
    WHAT_BREAKS = "what-breaks"
    WHO_DEPENDS = "who-depends"
    PARTNER_REACHES = "partner-reaches"


class Breaks(NamedTuple):
    """What breaks while a server, pool, site or reverse proxy is out of service."""

    about: str
    kind: GoneKind
    lost: tuple[WayChange, ...]
    """Who gets in nowhere any more."""
    elsewhere: tuple[WayChange, ...]
    """Who gets in by another name or elsewhere."""
    homed: tuple[Homed, ...]
    """Pools whose users lose their home."""
    names: tuple[NameEffect, ...]
    """Planned names at which less answers."""

    @property
    def loses_sign_in(self) -> bool:
        """Whether somebody can't sign in any more."""
        return any(change.signs_in for change in self.lost) or any(
            homed.backup is None for homed in self.homed
        )


class Depends(NamedTuple):
    """Who and what depends on a name in DNS."""

    about: str
    lost: tuple[WayChange, ...]
    """Who gets in nowhere without it."""
    elsewhere: tuple[WayChange, ...]
    """Who gets in by it and has another way."""
    records: tuple[Record, ...]
    """Its own records."""
    leading: tuple[Record, ...]
    """Aliases and SRV records that lead to it."""
    certificates: tuple[Certificate, ...]
    """Those on which it stands."""

    @property
    def loses_sign_in(self) -> bool:
        return any(change.signs_in for change in self.lost)


class Reaches(NamedTuple):
    """Whether partners find our users: by SIP federation, and by XMPP."""

    about: str
    federated: tuple[Trace, ...]
    """One for each SIP domain that is asked about."""
    xmpp: tuple[Trace, ...]

    @property
    def unreached(self) -> tuple[str, ...]:
        """The SIP domains that no federated partner finds."""
        return tuple(trace.sip_domain for trace in self.federated if trace.result is None)


def what_breaks(plan: Plan, about: str) -> Breaks:
    """What breaks if this goes. Raises `UnknownName`."""
    choices = Choices(plan.topology)
    outage = Outage(choices, about)
    changes = way_changes(Lookup.of(plan), lookup_in(outage, choices, plan.records))
    return Breaks(
        about,
        outage.kind,
        tuple(change for change in changes if change.lost),
        tuple(change for change in changes if not change.lost),
        outage.homed,
        tuple(names_hit(outage, plan.records)),
    )


def who_depends(plan: Plan, about: str) -> Depends:
    """Which clients, records and certificates depend on a name. Raises `UnknownName`."""
    own = tuple(record for record in plan.deployed if record.name == about)
    if not own:
        raise UnknownName(about)
    choices = Choices(plan.topology)
    before = Lookup.of(plan)
    # The zones stay as they are: a name that is gone from a zone is answered by nobody else.
    zones = choices.zones.internal | {record.zone for record in plan.deployed if _is_inside(record)}
    rest = (record for record in plan.records if record.name != about)
    changes = way_changes(before, Lookup(choices, Answers(rest, zones)))
    return Depends(
        about,
        tuple(change for change in changes if change.lost),
        tuple(change for change in changes if not change.lost),
        own,
        tuple(record for record in plan.deployed if _leads_to(record, about)),
        tuple(c for c in certificates(plan.topology) if about in c.sans),
    )


def partner_reaches(plan: Plan, about: str) -> Reaches:
    """Whether partners find a SIP domain of ours; or, for a partner's own domain, all of ours.

    A partner asks public DNS for our SIP domain, so its own name makes no difference.
    Raises `UnknownName` where we have no SIP domain or the name is no domain.
    """
    lookup = Lookup.of(plan)
    ours = [domain.name for domain in lookup.choices.sip_domains]
    if not ours or not (about in ours or names.is_hostname(about)):
        raise UnknownName(about)
    domains = [about] if about in ours else ours
    return Reaches(
        about,
        tuple(lookup.trace(Client.FEDERATED_PARTNER, Side.OUTSIDE, name) for name in domains),
        tuple(lookup.trace(Client.XMPP_PARTNER, Side.OUTSIDE, name) for name in domains),
    )


def newly(now: Iterable[WayChange], before: Iterable[WayChange]) -> tuple[WayChange, ...]:
    """Of those who lose their way now, who did not lose it before."""
    known = {change[:3] for change in before}
    return tuple(change for change in now if change[:3] not in known)


def _is_inside(record: Record) -> bool:
    return record.view is View.INTERNAL


def _leads_to(record: Record, name: str) -> bool:
    if record.type is RecordType.CNAME:
        return record.data == name
    return record.type is RecordType.SRV and record.data.rpartition(" ")[2] == name
