"""HOSTS files: for Edge Servers and reverse proxies without a DNS server of their own.

A HOSTS file holds addresses only. An alias becomes the addresses that it leads to; services (SRV)
and aliases that lead out of the plan are refused.
"""

from collections.abc import Iterator, Sequence

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.refusals import Refusal
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import Explanations, ascii_line, stamp_lines
from lyncplanner.planning.records import Record, RecordType, View, record_sets

TITLE = "HOSTS files"
OPTIONS: frozenset[str] = frozenset()

_CNAME, _SRV = RecordType.CNAME, RecordType.SRV
_LONGEST_CHAIN = 8
_LINES_AT_ONCE = 2000
_HEAD = """\
#
# Append these lines to %SystemRoot%\\System32\\drivers\\etc\\hosts (or /etc/hosts), in the place of
# those of an earlier export. A HOSTS file has no TTL: change it when the plan changes.
#
"""


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Services, and aliases that don't lead to a planned address in their view."""
    if not any(record.type is _SRV or record.type is _CNAME for record in records):
        return
    addresses = _Addresses(records)
    for found in record_sets(records):
        if found.type is _SRV:
            why = "a HOSTS file has no services; put this one on a DNS server"
        elif found.type is _CNAME and not addresses.at(found.view, found.name):
            why = f"the plan has no address for {found.records[0].data} in this view"
        else:
            continue
        yield Refusal(found.view, found.name, found.type, why)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One file for each view, a line for each name and address."""
    for view in View:
        of_view = [record for record in records if record.view is view]
        if of_view:
            yield File(f"{view}.hosts", _content(view, of_view, stamp))


def _content(view: View, records: list[Record], stamp: Stamp) -> Iterator[str]:
    head = [f"# {ascii_line(line)}\n" for line in stamp_lines(stamp)]
    head.append(f"# {len(records)} of them in this file: view {view}\n")
    yield _windows("".join(head) + _HEAD)
    addresses = _Addresses(records)
    why = Explanations()
    part: list[str] = []
    for record in records:
        words = ascii_line(f"{record.requirement}: {why[record.reasons]}")
        # One name a line: Windows reads nine of them at most.
        if record.type is _CNAME:
            words = f"alias of {record.data}; {words}"
            part.extend(
                f"{a}\t{record.name}\t# {words}\r\n" for a in addresses.at(view, record.data)
            )
        else:
            part.append(f"{record.data}\t{record.name}\t# {words}\r\n")
        if len(part) >= _LINES_AT_ONCE:
            yield "".join(part)
            part.clear()
    yield "".join(part)


def _windows(text: str) -> str:
    return text.replace("\n", "\r\n")


class _Addresses:
    """Where names lead to in each view."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._addresses: dict[tuple[str, str], list[str]] = {}
        self._targets: dict[tuple[str, str], str] = {}
        for record in records:
            key = (record.view, record.name)
            if record.type is _CNAME:
                self._targets[key] = record.data
            elif record.type is not _SRV:
                self._addresses.setdefault(key, []).append(record.data)

    def at(self, view: View, name: str) -> list[str]:
        """The addresses that a name leads to, through aliases where it is one."""
        for _ in range(_LONGEST_CHAIN):
            found = self._addresses.get((view, name))
            if found:
                return found
            name = self._targets.get((view, name), "")
        return []
