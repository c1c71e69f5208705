"""Zone files for Cloudflare's import: never proxied, with the reason as each record's comment.

Checked by a reader of the documented form; not tried at Cloudflare.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.limits import (
    HIGHEST_TTL_AT_CLOUDFLARE,
    LOWEST_TTL_AT_CLOUDFLARE,
    pin_point_zones,
    ttl_outside,
)
from lyncplanner.exports.paths import file_stem
from lyncplanner.exports.refusals import Refusal, alias_conflicts
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import comment_text, stamp_lines
from lyncplanner.planning.records import Reason, Record, RecordType, View, record_sets

TITLE = "Cloudflare zone-file import"
OPTIONS: frozenset[str] = frozenset()

# cloudflare-docs: import-and-export.mdx, record-attributes.mdx
MOST_OCTETS = 256 * 1024
LONGEST_SET = 8192
LONGEST_COMMENT = 100
_MOST_DROPPED = 100
_NOT_PROXIED = "cf_tags=cf-proxied:false"
_HEAD = """\
; Import it under DNS, Records, Import and export. The import adds records and touches no others.
; Each line says that its record is not proxied, whatever is ticked: SIP does not pass the proxy.
; There may be three imports a minute.
"""


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """What Cloudflare doesn't take, and zones that must not be public."""
    yield from alias_conflicts(records)
    yield from pin_point_zones(records, whose="Cloudflare")
    yield from ttl_outside(
        records,
        least=LOWEST_TTL_AT_CLOUDFLARE,
        most=HIGHEST_TTL_AT_CLOUDFLARE,
        whose="Cloudflare",
    )
    why = f"Cloudflare takes at most {LONGEST_SET} characters of values at one name and type"
    for view, _, name, type_, values in record_sets(records):
        if sum(len(record.data) + 1 for record in values) > LONGEST_SET:
            yield Refusal(view, name, type_, why)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """Files for each view and zone, each small enough for one import."""
    head = "".join(f"; {line}\n" for line in stamp_lines(stamp))
    comments = _Comments()
    planned = {record[:5] for record in records} if previous else set()
    dropped = [record for record in previous if record[:5] not in planned]
    for (view, zone), group in groupby(records, attrgetter("view", "zone")):
        gone = _dropped([r for r in dropped if (r.view, r.zone) == (view, zone)])
        above = f"{head}; View {view}, zone {zone}\n{_HEAD}{gone}"
        yield from _files(view, zone, list(group), above, comments)


def _files(
    view: View, zone: str, records: list[Record], head: str, comments: "_Comments"
) -> Iterator[File]:
    number = 1
    part = [head]
    octets = len(head.encode())
    for record in records:
        line = _line(record, comments)
        # Names and comments are counted in octets, of which a letter may have four.
        more = len(line) if line.isascii() else len(line.encode())
        if octets + more > MOST_OCTETS and len(part) > 1:
            yield File(f"{view}/{file_stem(zone)}-{number:02}.zone", "".join(part))
            number += 1
            part = [head]
            octets = len(head.encode())
        part.append(line)
        octets += more
    yield File(f"{view}/{file_stem(zone)}-{number:02}.zone", "".join(part))


def _line(record: Record, comments: "_Comments") -> str:
    dot = "." if record.type in (RecordType.CNAME, RecordType.SRV) else ""
    return (
        f"{record.name}. {record.ttl} IN {record.type} {record.data}{dot}"
        f" ; {comments[record.reasons]} {_NOT_PROXIED}\n"
    )


class _Comments(dict[tuple[Reason, ...], str]):
    """Reasons as the comments of records in the dashboard, which are short."""

    def __missing__(self, reasons: tuple[Reason, ...]) -> str:
        words = comment_text(" ".join(f"{r.because} ({r.rule})" for r in reasons)).replace(";", ",")
        if len(words) > LONGEST_COMMENT:
            words = f"{words[: LONGEST_COMMENT - 3]}..."
        self[reasons] = words
        return words


def _dropped(records: Sequence[Record]) -> str:
    lines = [f"; {r.name} {r.type} {r.data}\n" for r in records[:_MOST_DROPPED]]
    if len(records) > _MOST_DROPPED:
        lines.append(f"; and {len(records) - _MOST_DROPPED} more\n")
    return "".join(["; No longer planned, delete them by hand:\n", *lines]) if lines else ""
