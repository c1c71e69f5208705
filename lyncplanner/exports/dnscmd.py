"""A batch file of dnscmd commands: for Windows DNS servers without the DnsServer module.

Checked against the grammar of the dnscmd topic; not tried on a Windows DNS server.
"""

from collections.abc import Iterator, Sequence

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.owners import relative
from lyncplanner.exports.refusals import Refusal, alias_conflicts
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.steps import Action, steps
from lyncplanner.exports.wording import Explanations, ascii_line, stamp_lines
from lyncplanner.planning.records import Record, RecordType, View

TITLE = "Windows DNS, dnscmd"
OPTIONS = frozenset({"create_zones"})

_LINES_AT_ONCE = 2000
# What cmd obeys in a comment, too: redirections, variables, escapes, blocks, a question for help.
_PLAIN = str.maketrans(dict.fromkeys('%^&|<>()!"?', " "))
_LONGEST_COMMENT = 1000
"""Lines have 8,191 characters at most."""
_START = """\
@echo off
setlocal
set SERVER=.
if not "%~1"=="" set SERVER=%~1
"""
_HEAD = """\
REM
REM Run it on the DNS server, or with the server's name: {path} SERVER
REM A record that is there already is an error 9711 and stays as it is; the rest goes on.
REM Records are added and deleted by their values; those of others are left alone.
"""
_ZONES = {
    "directory": "/dsprimary",
    "file": "/primary /file {zone}.dns",
}


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Aliases that no server takes."""
    return alias_conflicts(records)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One batch file for each view. Zones are created only where the option says how."""
    for view in View:
        now = [record for record in records if record.view is view]
        before = [record for record in previous if record.view is view]
        if now or before:
            yield File(f"{view}.cmd", _windows(_content(view, now, before, stamp, options)))


def _windows(parts: Iterator[str]) -> Iterator[str]:
    return (part.replace("\n", "\r\n") for part in parts)


def _content(
    view: View, now: list[Record], before: list[Record], stamp: Stamp, options: Options
) -> Iterator[str]:
    yield _START
    yield "".join(f"REM {_comment(line)}\n" for line in stamp_lines(stamp))
    yield f"REM {len(now)} of them in this file: view {view}\n{_HEAD.format(path=f'{view}.cmd')}"
    yield from _zones(now, options)
    yield "\n"
    part: list[str] = []
    for line in _commands(now, before):
        part.append(line)
        if len(part) >= _LINES_AT_ONCE:
            yield "".join(part)
            part.clear()
    yield "".join(part)


def _zones(now: list[Record], options: Options) -> Iterator[str]:
    if options.create_zones is None:
        yield "REM The zones have to be there. The export adds commands for them when asked to.\n"
        return
    kind = _ZONES[options.create_zones]
    yield "REM A zone that is there already is an error 9609 and stays as it is.\n"
    for zone in dict.fromkeys(record.zone for record in now):
        yield f"dnscmd %SERVER% /zoneadd {zone} {kind.format(zone=zone)}\n"


def _commands(now: list[Record], before: list[Record]) -> Iterator[str]:
    why = Explanations()
    # dnscmd changes nothing in place: a record with another TTL is deleted first.
    deployed = {_place(record): record for record in before}
    for action, record in steps(now, before):
        if action is not Action.ADD:
            yield f"REM {record.name} {record.type}: no longer planned\n"
            yield _delete(record)
            continue
        words = f"{record.requirement}: {_comment(why[record.reasons])}"
        yield f"REM {record.name} {record.type}: {words}\n"
        old = deployed.get(_place(record))
        if old is not None and old.ttl != record.ttl:
            yield _delete(old)
        yield (
            f"dnscmd %SERVER% /recordadd {record.zone} {relative(record)} {record.ttl}"
            f" {record.type} {_data(record)}\n"
        )


def _delete(record: Record) -> str:
    # Never without data: that would delete all of the type at the name.
    return (
        f"dnscmd %SERVER% /recorddelete {record.zone} {relative(record)}"
        f" {record.type} {_data(record)} /f\n"
    )


def _data(record: Record) -> str:
    return f"{record.data}." if record.type in (RecordType.CNAME, RecordType.SRV) else record.data


def _place(record: Record) -> tuple[str, str, str, str]:
    return record.zone, record.name, record.type, record.data


def _comment(text: str) -> str:
    return ascii_line(text).translate(_PLAIN)[:_LONGEST_COMMENT]
