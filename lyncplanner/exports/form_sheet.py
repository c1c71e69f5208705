"""A sheet for typing records into a registrar's or provider's web form: SRV taken apart.

Forms differ: some want the underscores, some don't; some add the domain by themselves. So every
field stands there, beside the whole line to compare with.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.owners import relative
from lyncplanner.exports.refusals import Refusal, alias_conflicts
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import Explanations, stamp_lines
from lyncplanner.planning.records import Record, RecordType

TITLE = "Form sheet, for registrars' web forms"
OPTIONS: frozenset[str] = frozenset()

_RECORDS_AT_ONCE = 1000
_HEAD = """\

How forms differ: where a form refuses the underscore, leave it out of service and protocol. Where
it has no field for them, write the line "Host" into the field for the name. Where it adds the
domain by itself, as most do, write names as they stand here; where it doesn't, take the whole
names. Where it refuses the dot at the end of a target, leave it out. @ is the domain itself; some
forms want nothing there.
"""


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Aliases that no provider takes."""
    return alias_conflicts(records)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One text with a paragraph for each record."""
    yield File("records.txt", _content(records, stamp))


def _content(records: Sequence[Record], stamp: Stamp) -> Iterator[str]:
    yield "".join(f"{line}\n" for line in stamp_lines(stamp))
    yield f"{len(records)} of them in this file\n{_HEAD}"
    why = Explanations()
    for (view, zone), group in groupby(records, attrgetter("view", "zone")):
        of_zone = list(group)
        yield f"\n\n== {zone}, {view}: {len(of_zone)} ==\n"
        for start in range(0, len(of_zone), _RECORDS_AT_ONCE):
            part = of_zone[start : start + _RECORDS_AT_ONCE]
            yield "".join([_paragraph(record, why) for record in part])


def _paragraph(record: Record, why: Explanations) -> str:
    dot = "." if record.type in (RecordType.CNAME, RecordType.SRV) else ""
    return (
        f"\nType:       {record.type}\n{_fields(record)}"
        f"TTL:        {record.ttl} seconds\n"
        f"Whole name: {record.name}\n"
        f"Whole line: {record.name}. {record.ttl} IN {record.type} {record.data}{dot}\n"
        f"Why:        {record.requirement}: {why[record.reasons]}\n"
    )


def _fields(record: Record) -> str:
    if record.type is RecordType.CNAME:
        return f"Name:       {relative(record)}\nTarget:     {record.data}.\n"
    if record.type is not RecordType.SRV:
        return f"Name:       {relative(record)}\nAddress:    {record.data}\n"
    service, protocol, name = _service(record)
    priority, weight, port, target = record.data.split(" ")
    return (
        f"Host:       {relative(record)}\n"
        f"Service:    {service}\n"
        f"Protocol:   {protocol}\n"
        f"Name:       {name}\n"
        f"Priority:   {priority}\n"
        f"Weight:     {weight}\n"
        f"Port:       {port}\n"
        f"Target:     {target}.\n"
    )


def _service(record: Record) -> tuple[str, str, str]:
    """`_sip`, `_tls`, and the name that they stand before."""
    service, protocol, domain = record.name.split(".", 2)
    if domain.endswith(f".{record.zone}"):
        return service, protocol, domain.removesuffix(f".{record.zone}")
    # The domain itself; or a zone made for the service alone, whose name holds the labels.
    return service, protocol, "@"
