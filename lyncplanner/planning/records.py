"""DNS records with the reasons for them.

Records and reasons are named tuples, not dataclasses: plans have 100,000 of them, a tuple is made
in half the time, and its own order (view, zone, name, type, data) is the order of a plan.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
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


_LEVELS = tuple(Requirement)


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


class RecordSet(NamedTuple):
    """All records of one name and type in one view: what DNS hands out together."""

    view: View
    zone: str
    name: str
    type: RecordType
    records: tuple[Record, ...]

    @property
    def key(self) -> str:
        """The set's identity in URLs: `<view>~<name>~<type>`; neither its zone nor its data."""
        return f"{self.view}~{self.name}~{self.type}"

    @property
    def requirement(self) -> Requirement:
        """The strongest of the records'."""
        if len(self.records) == 1:
            return self.records[0].requirement
        return min((r.requirement for r in self.records), key=_LEVELS.index)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons of all records, each once, in order."""
        if len(self.records) == 1:
            return self.records[0].reasons
        return tuple(dict.fromkeys(why for record in self.records for why in record.reasons))


def record_sets(records: Iterable[Record]) -> Iterator[RecordSet]:
    """Group records that are in plan order into their sets."""
    for (view, zone, name, kind), group in groupby(records, key=itemgetter(0, 1, 2, 3)):
        yield RecordSet(view, zone, name, kind, tuple(group))
