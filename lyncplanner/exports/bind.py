"""Zone files for BIND and every server that reads the master file format (RFC 1035, section 5).

Checked against a running BIND 9.18: each zone is loaded and read back by transfer.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from lyncplanner.exports.files import BadOption, File, NameServer, Options
from lyncplanner.exports.merging import TheirZone
from lyncplanner.exports.named_conf import named_conf
from lyncplanner.exports.paths import file_stem
from lyncplanner.exports.refusals import Refusal, alias_conflicts, too_many
from lyncplanner.exports.stamp import Stamp, moment
from lyncplanner.exports.wording import Explanations, stamp_lines
from lyncplanner.planning.names import LONGEST_NAME, is_under, parent
from lyncplanner.planning.records import Record, RecordType, View

TITLE = "BIND zone files"
OPTIONS = frozenset({"fragment", "merge", "name_servers", "serial"})

# max-records-per-type, 100 since BIND 9.18.28: a zone with a larger set is not loaded at all.
MOST_VALUES = 100
HIGHEST_SERIAL = 2**32 - 1
_TTL_OF_OURS = 3600
_LINES_AT_ONCE = 2000
_MERGED = """\
; A complete zone: what its owner had in it, without comments, and the planned records last, in
; the place of whatever stood at their names and types.
"""
_CNAME, _SRV = RecordType.CNAME, RecordType.SRV


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Sets over 100 values, and aliases that `named` doesn't load."""
    why = f"BIND loads at most {MOST_VALUES} values at one name and type (max-records-per-type)"
    yield from too_many(records, most=MOST_VALUES, why=why)
    yield from alias_conflicts(records)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One file for each view and zone, complete or as a fragment; named.conf for several views."""
    zones = [
        _Zone(view, zone, f"{view}/{file_stem(zone)}.zone", list(group))
        for (view, zone), group in groupby(records, itemgetter(0, 1))
    ]
    if options.fragment:
        if options.merge:
            raise BadOption("--merge: a fragment is merged by $INCLUDE; leave out one of the two")
        return _files(zones, _fragment_head, stamp)
    serial = _serial(stamp, options)
    merged = _merged(zones, options, previous, serial[0])
    head = _zone_head(serial, options.name_servers)
    for zone in zones:
        if _key(zone) not in merged:
            _refuse_name_servers(zone, options.name_servers)
    heads = {key: _fixed(text) for key, text in merged.items()}
    files = _files(zones, lambda zone: heads.get(_key(zone), head)(zone), stamp)
    return chain(files, _views(zones, stamp))


class _Zone(NamedTuple):
    view: View
    name: str
    path: str
    records: list[Record]


_Head = Callable[[_Zone], str]
"""What stands above the records of a zone."""


def _key(zone: _Zone) -> tuple[str, str]:
    return zone.view, zone.name


def _fixed(text: str) -> _Head:
    return lambda zone: text


def _merged(
    zones: list[_Zone], options: Options, previous: Sequence[Record], serial: int
) -> dict[tuple[str, str], str]:
    """What stands above our records in the zones that others keep records in, too."""
    merged = {}
    for given in options.merge:
        theirs = TheirZone(given)
        found = [zone for zone in zones if zone.name == theirs.name]
        if len(found) != 1:
            views = f"is exported in {len(found)} views" if found else "has none of the records"
            raise BadOption(
                f"--merge {given.source}: {theirs.name} {views}; choose one with --view"
            )
        [zone] = found
        planned = {record[:5] for record in zone.records}
        dropped = [r for r in previous if (r.view, r.zone) == _key(zone) and r[:5] not in planned]
        number = serial if options.serial is not None else theirs.next_serial(serial)
        lines = "".join(theirs.lines(zone.records, dropped, number))
        merged[_key(zone)] = f"{_MERGED}$ORIGIN {zone.name}.\n{lines}; The planned records:\n"
    return merged


def _files(zones: list[_Zone], head: _Head, stamp: Stamp) -> Iterator[File]:
    origin = "".join(f"; {line}\n" for line in stamp_lines(stamp))
    explanations = Explanations()
    for zone in zones:
        count = f"; {len(zone.records)} of them in this file: view {zone.view}, zone {zone.name}\n"
        yield File(zone.path, _content(zone, f"{origin}{count}{head(zone)}", explanations))


def _views(zones: list[_Zone], stamp: Stamp) -> Iterator[File]:
    if len({zone.view for zone in zones}) > 1:
        yield File("named.conf", named_conf([zone[:3] for zone in zones], stamp))


def _content(zone: _Zone, head: str, explanations: Explanations) -> Iterator[str]:
    for start in range(0, len(zone.records), _LINES_AT_ONCE):
        part = zone.records[start : start + _LINES_AT_ONCE]
        yield head + "".join(_lines(part, zone.name, explanations))
        head = ""


def _lines(records: list[Record], zone: str, explanations: Explanations) -> list[str]:
    """The record lines: the speed of an export is decided here."""
    cut = -len(zone) - 1
    below = f".{zone}"
    # Targets end in a dot: without it the server would append the zone's name.
    return [
        f"{name[:cut] if name.endswith(below) else _owner(name, zone)}\t{ttl}\tIN\t{type_}\t{data}"
        f"{'.' if type_ is _SRV or type_ is _CNAME else ''}"
        f"\t; {requirement}: {explanations[reasons]}\n"
        for _, _, name, type_, data, ttl, requirement, reasons, _ in records
    ]


def _owner(name: str, zone: str) -> str:
    return "@" if name == zone else f"{name}."


def _fragment_head(zone: _Zone) -> str:
    return f"""\
; A fragment, without SOA and NS, for a zone that holds other people's records too.
; In the file of that zone: $INCLUDE "{zone.path}"
$ORIGIN {zone.name}.
"""


def _zone_head(serial: tuple[int, str], servers: Sequence[NameServer]) -> _Head:
    number, of = serial
    names = list(dict.fromkeys(server.name for server in servers))
    lines = "".join(f"@\tIN\tNS\t{name}.\n" for name in names)
    addressed = any(server.address for server in servers)

    def head(zone: _Zone) -> str:
        addresses = "".join(_addresses(zone, servers)) if addressed else ""
        return f"""\
; A complete zone: loading it drops whatever else the server has in this zone.
; Where others keep records in it, export with --fragment instead.
; Serial {number}: {of}.
$ORIGIN {zone.name}.
$TTL {_TTL_OF_OURS}
@\tIN\tSOA\t{names[0]}. {_mailbox(zone.name)} {number} 3600 600 1209600 300
{lines}{addresses}"""

    return head


def _addresses(zone: _Zone, servers: Sequence[NameServer]) -> Iterator[str]:
    for server in dict.fromkeys(servers):
        if server.address is None or not is_under(server.name, zone.name):
            continue
        type_ = "AAAA" if ":" in server.address else "A"
        at_name = [r for r in zone.records if r.name == server.name and r.type == type_]
        if server.address in {record.data for record in at_name}:
            continue
        # All values of a set have one TTL (RFC 2181, 5.2): the plan's.
        ttl = at_name[0].ttl if at_name else _TTL_OF_OURS
        yield f"{server.name}.\t{ttl}\tIN\t{type_}\t{server.address}\n"


def _mailbox(zone: str) -> str:
    # named wants a host name behind the first label, which `_tcp.contoso.com` is none, and the
    # longest zones leave no room for a further label.
    domain = zone
    while domain.startswith("_") or len(domain) > LONGEST_NAME - len("hostmaster."):
        domain = parent(domain)
    return f"hostmaster.{domain}."


def _serial(stamp: Stamp, options: Options) -> tuple[int, str]:
    if options.serial is not None:
        if not 1 <= options.serial <= HIGHEST_SERIAL:
            raise BadOption(f"--serial {options.serial}: give a number from 1 to {HIGHEST_SERIAL}")
        return options.serial, "as asked for"
    advice = "give --serial where the server has a higher one"
    if stamp.proposed_at is None:
        return 1, f"there is no revision to take it from; {advice}"
    seconds = int(stamp.proposed_at.timestamp())
    return seconds, f"the time of proposal, {moment(stamp.proposed_at)}, in seconds; {advice}"


def _refuse_name_servers(zone: _Zone, servers: Sequence[NameServer]) -> None:
    for server in servers:
        if not is_under(server.name, zone.name):
            continue
        at_name = {record.type for record in zone.records if record.name == server.name}
        if RecordType.CNAME in at_name:
            raise BadOption(
                f"--name-server {server.name}: the plan has an alias at this name, which a name"
                " server can't have (RFC 2181, 10.3); give another name"
            )
        if not at_name & {RecordType.A, RecordType.AAAA} and not _addressed(server.name, servers):
            raise BadOption(
                f"--name-server {server.name}: it is in the zone {zone.name}, which needs its"
                f" address then; write --name-server {server.name}=ADDRESS"
            )


def _addressed(name: str, servers: Sequence[NameServer]) -> bool:
    return any(server.address for server in servers if server.name == name)
