"""Scripts for nsupdate: dynamic updates (RFC 2136) of zones that hold other people's records too.

Checked against nsupdate and BIND 9.18: run once and again, the zones are as planned, and the
records of others in them as they were.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from lyncplanner.exports.bind import MOST_VALUES
from lyncplanner.exports.files import File, Options
from lyncplanner.exports.refusals import Refusal, alias_conflicts, too_many
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.steps import set_steps
from lyncplanner.exports.wording import Explanations, stamp_lines
from lyncplanner.planning.records import Record, RecordSet, RecordType, View, record_sets

TITLE = "nsupdate scripts (dynamic update, RFC 2136)"
OPTIONS = frozenset({"prerequisites", "server"})

# One message has at most 65,535 octets; nsupdate fails, and sends nothing, beyond that.
_MOST_OCTETS = 60_000
_MOST_LINES = 1000
_LONGEST_COMMENT = 1000
"""nsupdate reads lines in parts of 128 KiB, and the second part of a comment as a command."""
_OF_EACH_RECORD = 32
"""Octets of a record besides its owner's name and its data, generously."""
# What can stand at a name of ours. Beside any of it the server drops an alias without a word.
_BESIDE_ALIAS = ("A", "AAAA", "SRV", "TXT", "MX", "NS", "PTR", "CAA", "HTTPS", "TLSA")

_HEAD = """\
;
; Run it with the key that may update this view's zones: nsupdate -k KEYFILE {path}
; nsupdate ends with 2 and says "update failed" where a message was refused: then nothing of that
; message was done, and what it said before "send" tells which names it was about.
; A set of ours replaces all values at its name and type. Other names and types are left alone.
"""
_NO_SERVER = """\
; No server is named here, so nsupdate asks the one that each zone's SOA record names. With
; split-brain DNS that may be the wrong one: put a line "server ADDRESS" below this one.
"""


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """What BIND refuses in a zone, it refuses in an update."""
    why = f"a server takes at most {MOST_VALUES} values at one name and type by update"
    yield from too_many(records, most=MOST_VALUES, why=why)
    yield from alias_conflicts(records)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One script for each view: the planned sets, then what is deployed and no longer planned."""
    for view in View:
        now = [record for record in records if record.view is view]
        before = [record for record in previous if record.view is view]
        if now or before:
            yield File(f"{view}.nsupdate", _content(view, now, before, stamp, options))


def _content(
    view: View, now: list[Record], before: list[Record], stamp: Stamp, options: Options
) -> Iterator[str]:
    yield "".join(f"; {line[:_LONGEST_COMMENT]}\n" for line in stamp_lines(stamp))
    yield f"; {len(now)} of them in this file: view {view}\n" + _HEAD.format(
        path=f"{view}.nsupdate"
    )
    yield f"server {options.server}\n" if options.server else _NO_SERVER
    changes = _Changes(now, before, prerequisites=options.prerequisites)
    steps = sorted(changes.steps(), key=attrgetter("order", "zone"))
    for (_, zone), of_zone in groupby(steps, attrgetter("order", "zone")):
        yield f"\nzone {zone}.\n"
        yield from _messages(of_zone)


class _Step(NamedTuple):
    """A set's part of a message: never divided, since a message is done as a whole or not."""

    order: int
    zone: str
    octets: int
    lines: int
    text: str


def _messages(steps: Iterable[_Step]) -> Iterator[str]:
    octets = lines = 0
    part: list[str] = []
    for step in steps:
        if lines and (octets + step.octets > _MOST_OCTETS or lines + step.lines > _MOST_LINES):
            part.append("send\n")
            yield "".join(part)
            part.clear()
            octets = lines = 0
        part.append(step.text)
        octets += step.octets
        lines += step.lines
    yield "".join(part) + "send\n"


class _Changes:
    """What a view's update consists of."""

    def __init__(self, now: list[Record], before: list[Record], *, prerequisites: bool) -> None:
        self._now = now
        self._before = before
        self._deployed = {found[:4]: found for found in record_sets(before)}
        self._prerequisites = prerequisites
        self._gone: set[tuple[str, str, str]] = set()
        self._why = Explanations()

    def steps(self) -> Iterator[_Step]:
        """Every set, those that are only dropped last, and services before hosts among them."""
        for order, planned, dropped in set_steps(self._now, self._before):
            if planned is not None:
                yield self._planned(order, planned, dropped)
                continue
            for found in dropped:
                comment = f"; {found.name} {found.type}: no longer planned\n"
                yield _step(order, found.zone, comment, list(_deletions(found)))

    def _planned(self, order: int, found: RecordSet, dropped: tuple[RecordSet, ...]) -> _Step:
        _, zone, name, type_, records = found
        self._gone.update((other.zone, other.name, other.type) for other in dropped)
        lines = self._conditions(found)
        # By set, not by value: whatever is left there, the server would ignore the new set.
        lines += [f"update delete {other.name}. {other.type}\n" for other in dropped]
        lines.append(f"update delete {name}. {type_}\n")
        end = _end(found)
        lines += [f"update add {name}. {r.ttl} {type_} {r.data}{end}\n" for r in records]
        why = self._why[found.reasons][:_LONGEST_COMMENT]
        comment = f"; {name} {type_}: {found.requirement}: {why}\n"
        return _step(order, zone, comment, lines)

    def _conditions(self, found: RecordSet) -> list[str]:
        # A server ignores an address beside an alias, and an alias beside anything, without an
        # error (RFC 2136, 3.4.2.2): these make it say so.
        alone = found.type is RecordType.CNAME
        others: tuple[str, ...] = _BESIDE_ALIAS if alone else ("CNAME",)
        if self._gone:
            others = tuple(o for o in others if (found.zone, found.name, o) not in self._gone)
        conditions = [f"prereq nxrrset {found.name}. {other}\n" for other in others]
        return [*conditions, *self._as_deployed(found)] if self._prerequisites else conditions

    def _as_deployed(self, found: RecordSet) -> Iterator[str]:
        deployed = self._deployed.get(found[:4])
        if deployed is None:
            yield f"prereq nxrrset {found.name}. {found.type}\n"
            return
        for record in deployed.records:
            yield f"prereq yxrrset {found.name}. {found.type} {record.data}{_end(found)}\n"


def _step(order: int, zone: str, comment: str, lines: list[str]) -> _Step:
    text = "".join(lines)
    octets = len(text) + _OF_EACH_RECORD * len(lines)
    return _Step(order, zone, octets, len(lines), comment + text)


def _deletions(found: RecordSet) -> Iterator[str]:
    # By value: what others have added to the set since then stays.
    for record in found.records:
        yield f"update delete {found.name}. {found.type} {record.data}{_end(found)}\n"


def _end(found: RecordSet) -> str:
    """Behind the data: without the dot, nsupdate takes a target as it stands, from the root."""
    return "." if found.type in (RecordType.CNAME, RecordType.SRV) else ""
