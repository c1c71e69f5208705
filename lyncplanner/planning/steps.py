"""The steps of a client's look-ups, as plain values."""

from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning.clients import Client, Side
from lyncplanner.planning.records import RecordType, View


class Outcome(StrEnum):
    ANSWERED = "answered"
    NO_RECORD = "no-record"
    DEAD_END = "dead-end"
    """Answered, and leads nowhere: the client waits, then goes on."""
    SKIPPED = "skipped"


class Why(StrEnum):
    """What a step comes to, and why; `meanings` has the sentences."""

    NO_RECORD = "no-record"
    UNENCRYPTED = "unencrypted"
    TELLS = "tells"
    TELLS_NOTHING = "tells-nothing"
    SIGNS_IN = "signs-in"
    MICROSOFT_365 = "microsoft-365"
    NO_ADDRESS = "no-address"
    ALIAS_NOWHERE = "alias-nowhere"
    TOO_MANY_ALIASES = "too-many-aliases"
    TARGET_WITHOUT_ADDRESS = "target-without-address"
    TARGET_IN_OTHER_DOMAIN = "target-in-other-domain"
    FIRMWARE = "firmware"
    CLOCK = "clock"
    OUT_OF_SERVICE = "out-of-service"


class Step(NamedTuple):
    """One question of a client."""

    query: str
    type: RecordType
    """A for host look-ups, which ask for A and AAAA; else SRV."""
    view: View
    """Whose DNS answers."""
    outcome: Outcome
    why: Why
    answers: tuple[str, ...] = ()
    """Alias targets and addresses, or SRV data."""
    leads_to: str | None = None
    """The name that an SRV record, an alias or Autodiscover leads to; else the name asked for."""
    port: int | None = None
    addresses: tuple[str, ...] = ()
    """Of where it leads."""
    told: bool = False
    """Asked for since Autodiscover said so."""


class Result(NamedTuple):
    """Where a client ends up."""

    connects_to: str
    addresses: tuple[str, ...]
    """None in Microsoft 365."""
    port: int


class Trace(NamedTuple):
    client: Client
    side: Side
    sip_domain: str
    steps: tuple[Step, ...]
    """Up to the one that leads somewhere; and what a phone asks besides."""
    result: Result | None
    """`None`: the client ends nowhere."""
    further: tuple[Step, ...]
    """What the client would ask if that failed."""


class Way(NamedTuple):
    """How a client gets in."""

    by: str
    """The name that it asks for of its own accord."""
    result: Result
