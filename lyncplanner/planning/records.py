"""DNS records with the reasons for them.

Records and reasons are named tuples, not dataclasses: plans have 100,000 of them, a tuple is made
in half the time, and its own order (view, zone, name, type, data) is the order of a plan.
"""

from enum import StrEnum
from typing import NamedTuple


class View(StrEnum):
    EXTERNAL = "external"
    INTERNAL = "internal"
    PERIMETER = "perimeter"


class RecordType(StrEnum):
    A = "A"
    AAAA = "AAAA"
    CNAME = "CNAME"
    SRV = "SRV"


class Requirement(StrEnum):
    """How much a record is needed; conditional: for a feature that the reasons name."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


class Reason(NamedTuple):
    """Why a record is there."""

    rule: str
    """A rule id, `rp.simple-url`."""
    subject: str
    """What it is for: an FQDN, SIP domain or name of the topology."""
    because: str
    """One sentence for people."""
    source: str
    """The exact title of the topic that asks for it."""


class Record(NamedTuple):
    view: View
    zone: str
    name: str
    type: RecordType
    data: str
    """An address; a CNAME's target; `priority weight port target`. No trailing dot."""
    ttl: int
    """Seconds."""
    requirement: Requirement
    reasons: tuple[Reason, ...]
    """At least one, by rule and subject."""
    left_out: str | None = None
    """Why this organisation does not deploy it: then it is neither exported nor verified."""
