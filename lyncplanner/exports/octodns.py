"""octoDNS: a folder with configuration and zones for each view.

Checked with octoDNS 1.22 and octodns-bind against BIND: synchronised once and again, the zones are
as planned, and the records of others in them as they were.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from json.encoder import encode_basestring_ascii as _text
from operator import attrgetter

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.owners import relative
from lyncplanner.exports.refusals import Refusal, alias_conflicts
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import Explanations, stamp_lines
from lyncplanner.planning.names import suffixes
from lyncplanner.planning.records import Record, RecordSet, RecordType, View, record_sets

TITLE = "octoDNS configuration and zones"
OPTIONS: frozenset[str] = frozenset()

# octoDNS finds a zone's file by the zone's name, and file systems stop at 255.
_LONGEST_ZONE = 249
_CONFIGURATION = "config"
_PARTS_AT_ONCE = 2000
_DIGITS = re.compile(r"([0-9]+)")

_HEAD = """\
#
# In this folder: octodns-sync --config-file config.yaml         shows what would change
#                 octodns-sync --config-file config.yaml --doit  changes it
# octoDNS stops where it would delete more than 30 % of a zone. Read its plan, then add --force.
#
# Put your provider in the place of "target". This one updates a BIND server, with the key that
# the variables name. The processors keep others' records: octoDNS deletes whatever it doesn't find
# in its files, but only names and types that pass them. Don't take them out.
#
"""
_PROVIDERS = """\
providers:
  plan:
    class: octodns.provider.yaml.YamlProvider
    directory: .
    default_ttl: 3600
    enforce_order: true
    escaped_semicolons: false
  target:
    class: octodns_bind.Rfc2136Provider
    host: env/LYNCPLANNER_DNS_HOST
    port: env/LYNCPLANNER_DNS_PORT
    key_name: env/LYNCPLANNER_DNS_KEY_NAME
    key_secret: env/LYNCPLANNER_DNS_KEY_SECRET
processors:
  our-types:
    class: octodns.processor.filter.TypeAllowlistFilter
    allowlist: [A, AAAA, CNAME, SRV]
"""
_GONE = """\
# No longer planned: the zone {zone}, whose names are in a zone above it now. Delete the zone on
# the server: octoDNS refuses to be told of both.
"""
# octoDNS wants two labels before an SRV record's zone. A pin-point zone has it at its own name.
_SRV_AT_APEX = """\
manager:
  validators:
    record:
      disable_validators:
        SRV: [srv-name]
"""


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Aliases beside other data, and zones that octoDNS has no file for or doesn't load."""
    yield from alias_conflicts(records)
    for view, _, name, type_, _ in record_sets(r for r in records if len(r.zone) > _LONGEST_ZONE):
        yield Refusal(view, name, type_, "the zone's name is too long for octoDNS's file of it")
    for view, _, name, type_, _ in record_sets(r for r in records if r.zone == _CONFIGURATION):
        yield Refusal(view, name, type_, "octoDNS's file of the zone is that of its configuration")
    yield from _in_a_zone_below(records)


def _in_a_zone_below(records: Sequence[Record]) -> Iterator[Refusal]:
    zones = {(record.view, record.zone) for record in records}
    if not any((view, above) in zones for view, zone in zones for above in suffixes(zone)[1:]):
        return
    for view, zone, name, type_, _ in record_sets(records):
        closest = next((above for above in suffixes(name) if (view, above) in zones), zone)
        if closest != zone:
            why = f"octoDNS wants it in the zone {closest}, which lies between it and {zone}"
            yield Refusal(view, name, type_, why)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """A folder for each view. Names that are no longer planned stay in the lists of ours."""
    head = "".join(f"# {line}\n" for line in stamp_lines(stamp))
    why = Explanations()
    for view in View:
        now = _by_zone(record for record in records if record.view is view)
        before = _by_zone(r for r in previous if r.view is view and r.zone != _CONFIGURATION)
        if not now and not before:
            continue
        gone = _in_the_way(now, before)
        zones = {
            zone: (now.get(zone, []), before.get(zone, []))
            for zone in sorted({*now, *before} - gone)
        }
        above = head + "".join(_GONE.format(zone=zone) for zone in sorted(gone))
        yield File(f"{view}/config.yaml", _configuration(zones, above))
        for zone, (planned, _) in zones.items():
            yield File(f"{view}/{zone}.yaml", _zone(planned, f"{head}# View {view}\n", why))


def _by_zone(records: Iterable[Record]) -> dict[str, list[Record]]:
    return {zone: list(found) for zone, found in groupby(records, attrgetter("zone"))}


def _in_the_way(now: dict[str, list[Record]], before: dict[str, list[Record]]) -> set[str]:
    """Zones of which nothing is planned any more, below which the zone above has records now."""
    gone = before.keys() - now.keys()
    if not gone:
        return set()
    names = {name for found in now.values() for r in found for name in suffixes(r.name)}
    return gone & names


_Zones = dict[str, tuple[list[Record], list[Record]]]


def _configuration(zones: _Zones, head: str) -> Iterator[str]:
    yield head + _HEAD
    if any(r.type is RecordType.SRV and r.name == zone for zone in zones for r in zones[zone][0]):
        yield _SRV_AT_APEX
    yield _PROVIDERS
    for zone, (now, before) in zones.items():
        names = sorted({relative(record, apex="") for record in (*now, *before)})
        yield f"  {_text(f'names-{zone}')}:\n"
        yield "    class: octodns.processor.filter.NameAllowlistFilter\n    allowlist:\n"
        yield "".join(f"    - {_text(name)}\n" for name in names)
    yield "zones:\n"
    for zone in zones:
        yield f"  {_text(f'{zone}.')}:\n    sources: [plan]\n"
        yield f"    processors: [our-types, {_text(f'names-{zone}')}]\n    targets: [target]\n"


def _zone(records: list[Record], head: str, why: Explanations) -> Iterator[str]:
    yield f"{head}---\n"
    if not records:
        yield "{}\n"
    sets = sorted(record_sets(records), key=_natural)
    part: list[str] = []
    for _, at_name in groupby(sets, attrgetter("name")):
        found = list(at_name)
        part.append(f"{_text(relative(found[0], apex=''))}:\n")
        part.extend([_set(one, why, in_list=len(found) > 1) for one in found])
        if len(part) >= _PARTS_AT_ONCE:
            yield "".join(part)
            part.clear()
    yield "".join(part)


def _natural(found: RecordSet) -> list[str | int]:
    """octoDNS's own order of keys, without which it refuses the file: pool2 before pool10."""
    parts = _DIGITS.split(relative(found, apex=""))
    return [int(part) if part.isdigit() else part for part in parts]


def _set(found: RecordSet, why: Explanations, *, in_list: bool) -> str:
    first, indent = ("- ", "  ") if in_list else ("  ", "  ")
    return (
        f"  # {found.requirement}: {why[found.reasons]}\n"
        f"{first}ttl: {found.records[0].ttl}\n"
        f"{indent}type: {found.type}\n"
        f"{_values(found, indent)}"
    )


def _values(found: RecordSet, indent: str) -> str:
    if found.type is RecordType.CNAME:
        return f"{indent}value: {_text(f'{found.records[0].data}.')}\n"
    if found.type is RecordType.SRV:
        values = [_service(record.data, indent) for record in found.records]
    else:
        values = [f"{indent}- {_text(record.data)}\n" for record in found.records]
    return f"{indent}values:\n{''.join(values)}"


def _service(data: str, indent: str) -> str:
    priority, weight, port, target = data.split(" ")
    return (
        f"{indent}- port: {port}\n"
        f"{indent}  priority: {priority}\n"
        f"{indent}  target: {_text(f'{target}.')}\n"
        f"{indent}  weight: {weight}\n"
    )
