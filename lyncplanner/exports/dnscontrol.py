"""DNSControl: one `dnsconfig.js` with each view of a domain as a domain of its own.

Checked by running the script in Node with the language's functions recording their calls; not tried
with DNSControl and a provider.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.owners import relative
from lyncplanner.exports.refusals import Refusal, alias_conflicts
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import Explanations, stamp_lines
from lyncplanner.planning.records import Record, RecordType, View, record_sets

TITLE = "DNSControl configuration"
OPTIONS: frozenset[str] = frozenset()

_RECORDS_AT_ONCE = 1000
_HEAD = """\
//
// Have an entry for each "lyncplanner-…" below in creds.json, with your provider. Then:
// dnscontrol preview    and    dnscontrol push
// NO_PURGE keeps what others have in these domains. Leave it there: DNSControl deletes whatever it
// doesn't find here. With it, records that are no longer planned stay, too; they are listed last.

var REG_NONE = NewRegistrar("none");
"""


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Aliases beside other data, and names that DNSControl takes for a mistake."""
    yield from alias_conflicts(records)
    why = "DNSControl refuses a name that ends in its domain twice"
    for view, zone, name, type_, _ in record_sets(r for r in records if r.name != r.zone):
        if f".{name.removesuffix(f'.{zone}')}".endswith(f".{zone}"):
            yield Refusal(view, name, type_, why)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One script for all views: several views of one domain have to stand in one configuration."""
    yield File("dnsconfig.js", _content(records, stamp, previous))


def _content(records: Sequence[Record], stamp: Stamp, previous: Sequence[Record]) -> Iterator[str]:
    yield "".join(f"// {line}\n" for line in stamp_lines(stamp))
    yield f"// {len(records)} of them in this file\n{_HEAD}"
    for view in View:
        if any(record.view is view for record in records):
            yield f'var {_provider(view)} = NewDnsProvider("lyncplanner-{view}");\n'
    why = Explanations()
    for (view, zone), group in groupby(records, attrgetter("view", "zone")):
        yield from _domain(view, zone, list(group), why)
    yield from _dropped(records, previous)


def _provider(view: View) -> str:
    return f"DNS_{view.upper()}"


def _domain(view: View, zone: str, records: list[Record], why: Explanations) -> Iterator[str]:
    name = json.dumps(f"{zone}!{view}")
    yield f"\nD({name}, REG_NONE, DnsProvider({_provider(view)}), NO_PURGE"
    for start in range(0, len(records), _RECORDS_AT_ONCE):
        # A call has a limited number of arguments.
        if start:
            yield f"\n);\nD_EXTEND({name}"
        yield "".join([_record(r, why) for r in records[start : start + _RECORDS_AT_ONCE]])
    yield "\n);\n"


def _record(record: Record, why: Explanations) -> str:
    name = json.dumps(relative(record))
    comment = f",\n    // {record.requirement}: {why[record.reasons]}\n    "
    if record.type is RecordType.SRV:
        priority, weight, port, target = record.data.split(" ")
        data = f"{priority}, {weight}, {port}, {json.dumps(f'{target}.')}"
    else:
        data = json.dumps(f"{record.data}." if record.type is RecordType.CNAME else record.data)
    return f"{comment}{record.type}({name}, {data}, TTL({record.ttl}))"


def _dropped(records: Sequence[Record], previous: Sequence[Record]) -> Iterator[str]:
    planned = {record[:5] for record in records}
    dropped = [record for record in previous if record[:5] not in planned]
    if dropped:
        yield "\n// No longer planned. NO_PURGE leaves them where they are: delete them by hand.\n"
    for record in dropped:
        yield f"// {record.view} {record.zone}: {record.name} {record.type} {record.data}\n"
