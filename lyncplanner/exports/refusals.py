"""Record sets that a format can't hold: refused by name, so that nothing is dropped in silence."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter, eq
from typing import NamedTuple

from lyncplanner.exports.files import Options
from lyncplanner.planning.records import Record, RecordType, View


class Refusal(NamedTuple):
    """A record set that stays out of an export."""

    view: View
    name: str
    type: RecordType
    why: str
    """What the format or its tool can't do, and what to do instead."""

    def __str__(self) -> str:
        return f"{self.view} {self.name} {self.type}: {self.why}"


def nothing(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Refuse nothing: for formats that hold every record."""
    return iter(())


def unwritable(records: Sequence[Record]) -> Iterator[Refusal]:
    """Record sets with a character that no DNS name or address has.

    Plans have none. This keeps every format from writing what its reader might obey, whatever the
    records were made from.
    """
    if not records or not _strangers(records):
        return
    refused = {(r.view, r.name, r.type) for r in records if _strangers([r])}
    why = "it has a character that no DNS name has; correct the name in the topology"
    yield from (Refusal(*key, why) for key in sorted(refused))


_ALLOWED = b"abcdefghijklmnopqrstuvwxyz0123456789-._: \n"


def _strangers(records: Sequence[Record]) -> bool:
    # One text for all records: looking at each would cost as much as exporting them.
    text = "\n".join([f"{r.zone}\n{r.name}\n{r.data}" for r in records])
    return (
        not text.isascii()
        or bool(text.encode("ascii").translate(None, _ALLOWED))
        or text.count("\n") > 3 * len(records) - 1
        or text.startswith(("-", " "))
        or "\n-" in text
        or "\n " in text
    )


def too_many(records: Sequence[Record], *, most: int, why: str) -> Iterator[Refusal]:
    """Record sets with more values than a tool takes."""
    # Plan order keeps a set together: one that is too large reaches `most` places further on.
    names = [record.name for record in records]
    if not any(map(eq, names, names[most:])):
        return
    refused = {
        (record.view, record.name, record.type)
        for record, later in zip(records, records[most:], strict=False)
        if record.name == later.name and record[:4] == later[:4]
    }
    yield from (Refusal(*key, why) for key in sorted(refused))


def alias_conflicts(records: Sequence[Record]) -> Iterator[Refusal]:
    """Aliases that DNS can't hold: beside other data, several at one name, at a zone's own name."""
    if RecordType.CNAME not in map(attrgetter("type"), records):
        return
    for (view, name), found in groupby(records, attrgetter("view", "name")):
        at_name = list(found)
        if not any(record.type is RecordType.CNAME for record in at_name):
            continue
        if len(at_name) > 1:
            why = "an alias can't stand beside other records at its name (RFC 1034, 3.6.2)"
        elif name == at_name[0].zone:
            why = "an alias can't stand at its zone's own name, beside SOA and NS (RFC 1034)"
        else:
            continue
        yield Refusal(view, name, RecordType.CNAME, why)
