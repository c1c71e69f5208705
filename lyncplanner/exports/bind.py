"""Zone files for BIND and every server that reads the master file format (RFC 1035, section 5).

Checked against a running BIND 9.18: each zone is loaded and read back by transfer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from lyncplanner.exports.files import BadOption, File, NameServer, Options
from lyncplanner.exports.named_conf import named_conf
from lyncplanner.exports.paths import file_stem
from lyncplanner.exports.refusals import Refusal, alias_conflicts, too_many
from lyncplanner.exports.stamp import Stamp, moment
from lyncplanner.exports.wording import Explanations, stamp_lines
from lyncplanner.planning.names import is_under
from lyncplanner.planning.records import Record, RecordType, View

TITLE = "BIND zone files"
OPTIONS = frozenset({"fragment", "name_servers", "serial"})

# max-records-per-type, 100 since BIND 9.18.28: a zone with a larger set is not loaded at all.
MOST_VALUES = 100
HIGHEST_SERIAL = 2**32 - 1
_TTL_OF_OURS = 3600
_LINES_AT_ONCE = 2000
_WITH_TARGET = frozenset({RecordType.CNAME, RecordType.SRV})


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
        _Zone(view, zone, list(group))
        for (view, zone), group in groupby(records, attrgetter("view", "zone"))
    ]
    if not options.fragment:
        _serial(stamp, options)
        for zone in zones:
            _refuse_name_servers(zone, options.name_servers)
    return _files(zones, stamp, options)


@dataclass(frozen=True, slots=True)
class _Zone:
    view: View
    name: str
    records: list[Record]

    @property
    def path(self) -> str:
        return f"{self.view}/{file_stem(self.name)}.zone"


def _files(zones: list[_Zone], stamp: Stamp, options: Options) -> Iterator[File]:
    for zone in zones:
        yield File(zone.path, _content(zone, stamp, options))
    if not options.fragment and len({zone.view for zone in zones}) > 1:
        yield File("named.conf", named_conf([(z.view, z.name, z.path) for z in zones], stamp))


def _content(zone: _Zone, stamp: Stamp, options: Options) -> Iterator[str]:
    head = _fragment_head(zone) if options.fragment else _zone_head(zone, stamp, options)
    count = f"{len(zone.records)} of them in this file: view {zone.view}, zone {zone.name}"
    lines = [*(f"; {line}" for line in (*stamp_lines(stamp), count)), *head]
    yield "".join(f"{line}\n" for line in lines)
    explanations = Explanations()
    for start in range(0, len(zone.records), _LINES_AT_ONCE):
        part = zone.records[start : start + _LINES_AT_ONCE]
        yield "".join(_lines(part, zone.name, explanations))


def _lines(records: list[Record], zone: str, explanations: Explanations) -> Iterator[str]:
    """The record lines: the speed of an export is decided here."""
    cut = -len(zone) - 1
    below = f".{zone}"
    why = explanations.of
    for record in records:
        name = record.name
        owner = name[:cut] if name.endswith(below) else _owner(name, zone)
        type_ = record.type
        # Targets end in a dot: without it the server would append the zone's name.
        dot = "." if type_ in _WITH_TARGET else ""
        yield f"{owner}\t{record.ttl}\tIN\t{type_}\t{record.data}{dot}\t; {why(record)}\n"


def _owner(name: str, zone: str) -> str:
    return "@" if name == zone else f"{name}."


def _fragment_head(zone: _Zone) -> Iterator[str]:
    yield "; A fragment, without SOA and NS, for a zone that holds other people's records too."
    yield f'; In the file of that zone: $INCLUDE "{zone.path}"'
    yield f"$ORIGIN {zone.name}."


def _zone_head(zone: _Zone, stamp: Stamp, options: Options) -> Iterator[str]:
    yield "; A complete zone: loading it drops whatever else the server has in this zone."
    yield "; Where others keep records in it, export with --fragment instead."
    serial, of = _serial(stamp, options)
    yield f"; Serial {serial}: {of}."
    yield f"$ORIGIN {zone.name}."
    yield f"$TTL {_TTL_OF_OURS}"
    servers = list(dict.fromkeys(server.name for server in options.name_servers))
    yield f"@\tIN\tSOA\t{servers[0]}. {_mailbox(zone.name)} {serial} 3600 600 1209600 300"
    for server in servers:
        yield f"@\tIN\tNS\t{server}."
    planned = {(record.name, record.data) for record in zone.records}
    for name, address in dict.fromkeys((s.name, s.address) for s in options.name_servers):
        if address and is_under(name, zone.name) and (name, address) not in planned:
            type_ = "AAAA" if ":" in address else "A"
            yield f"{name}.\t{_ttl_at(name, type_, zone)}\tIN\t{type_}\t{address}"


def _ttl_at(name: str, type_: str, zone: _Zone) -> int:
    # All values of a set have one TTL (RFC 2181, 5.2): the plan's.
    of_set = (r.ttl for r in zone.records if r.name == name and r.type == type_)
    return next(of_set, _TTL_OF_OURS)


def _mailbox(zone: str) -> str:
    # named wants a host name behind the first label, which `_tcp.contoso.com` is none.
    labels = zone.split(".")
    while len(labels) > 1 and labels[0].startswith("_"):
        del labels[0]
    return f"hostmaster.{'.'.join(labels)}."


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
