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
from lyncplanner.exports.wording import Explanations, stamp_lines
from lyncplanner.planning.records import Record, RecordSet, RecordType, View, record_sets

TITLE = "nsupdate scripts (dynamic update, RFC 2136)"
OPTIONS = frozenset({"prerequisites", "server"})

# One message has at most 65,535 octets; nsupdate fails, and sends nothing, beyond that.
_MOST_OCTETS = 60_000
_MOST_LINES = 1000
_OF_EACH_RECORD = 32
"""Octets of a record besides its owner's name and its data, generously."""
_CNAME = RecordType.CNAME
# Targets come before what leads to them: the file is not atomic, only each message.
_ORDER = {RecordType.A: 0, RecordType.AAAA: 0, RecordType.CNAME: 1, RecordType.SRV: 2}
# What can stand at a name of ours. Beside any of it the server drops an alias without a word.
_BESIDE_ALIAS = ("A", "AAAA", "SRV", "TXT", "MX", "NS", "PTR", "CAA", "HTTPS", "TLSA")

_Key = tuple[str, str, RecordType]
"""Zone, name, type."""

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
    yield "".join(f"; {line}\n" for line in stamp_lines(stamp))
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
    lines: list[str]


def _messages(steps: Iterable[_Step]) -> Iterator[str]:
    octets = lines = 0
    for step in steps:
        if lines and (octets + step.octets > _MOST_OCTETS or lines + len(step.lines) > _MOST_LINES):
            yield "send\n"
            octets = lines = 0
        yield "".join(step.lines)
        octets += step.octets
        lines += len(step.lines)
    yield "send\n"


class _Changes:
    """What a view's update consists of."""

    def __init__(self, now: list[Record], before: list[Record], *, prerequisites: bool) -> None:
        self._sets = list(record_sets(now))
        self._before: dict[_Key, RecordSet] = {_key(s): s for s in record_sets(before)}
        planned = {_key(found) for found in self._sets}
        self._dropped = {key: s for key, s in self._before.items() if key not in planned}
        self._prerequisites = prerequisites
        self._why = Explanations()

    def steps(self) -> Iterator[_Step]:
        """Every set, those that are only dropped last, and services before hosts among them."""
        making_room = set()
        for found in self._sets:
            dropped = [key for key in self._at(found) if key in self._dropped]
            making_room.update(dropped)
            yield self._planned(found, [self._dropped[key] for key in dropped])
        for key, found in self._dropped.items():
            if key not in making_room:
                lines = [f"; {found.name} {found.type}: no longer planned\n", *_deletions(found)]
                yield _step(found, lines, order=10 - _ORDER[found.type])

    def _planned(self, found: RecordSet, dropped: list[RecordSet]) -> _Step:
        first = found.records[0]
        end = _end(found)
        lines = [
            f"; {found.name} {found.type}: {first.requirement}: {self._why[found.reasons]}\n",
            *self._conditions(found),
            # By set, not by value: whatever is left there, the server would ignore the new set.
            *(f"update delete {other.name}. {other.type}\n" for other in dropped),
            f"update delete {found.name}. {found.type}\n",
            *(
                f"update add {found.name}. {record.ttl} {record.type} {record.data}{end}\n"
                for record in found.records
            ),
        ]
        return _step(found, lines, order=_ORDER[found.type])

    def _conditions(self, found: RecordSet) -> Iterator[str]:
        # A server ignores an address beside an alias, and an alias beside anything, without an
        # error (RFC 2136, 3.4.2.2): these make it say so.
        others = _BESIDE_ALIAS if found.type is _CNAME else (_CNAME,)
        for other in others:
            if not self._goes(found, other):
                yield f"prereq nxrrset {found.name}. {other}\n"
        if not self._prerequisites:
            return
        deployed = self._before.get(_key(found))
        if deployed is None:
            yield f"prereq nxrrset {found.name}. {found.type}\n"
            return
        for record in deployed.records:
            yield f"prereq yxrrset {found.name}. {found.type} {record.data}{_end(found)}\n"

    def _goes(self, found: RecordSet, other: str) -> bool:
        return any(key[2] == other and key in self._dropped for key in self._at(found))

    def _at(self, found: RecordSet) -> list[_Key]:
        """The keys of other sets at the name that can't stand beside it."""
        if found.type is _CNAME:
            others = [kind for kind in RecordType if kind is not _CNAME]
        else:
            others = [_CNAME]
        return [(found.zone, found.name, kind) for kind in others]


def _step(found: RecordSet, lines: list[str], *, order: int) -> _Step:
    values = sum(len(line) + _OF_EACH_RECORD for line in lines if not line.startswith(";"))
    return _Step(order, found.zone, values, lines)


def _deletions(found: RecordSet) -> Iterator[str]:
    # By value: what others have added to the set since then stays.
    for record in found.records:
        yield f"update delete {found.name}. {found.type} {record.data}{_end(found)}\n"


def _end(found: RecordSet) -> str:
    """Behind the data: without the dot, nsupdate takes a target as it stands, from the root."""
    return "" if _ORDER[found.type] == 0 else "."


def _key(found: RecordSet) -> _Key:
    return found.zone, found.name, found.type
