"""The plan document in YAML, with the same keys as in JSON (`json_document`)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring_ascii

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.json_document import FORMAT, finding_keys, reason_keys, stamp_keys
from lyncplanner.exports.refusals import nothing
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import stamp_lines
from lyncplanner.planning.records import Reason, Record

TITLE = "Plan document, YAML"
OPTIONS: frozenset[str] = frozenset()

_RECORDS_AT_ONCE = 1000
# JSON writes a character beyond U+FFFF as two halves, which YAML doesn't put together again, and
# refuses where one is alone.
_HALVES = re.compile(r"\\\\|\\u(d[89ab]..)\\u(d[c-f]..)|\\u(d[89a-f]..)")

refuse = nothing


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """One file with all records and findings."""
    yield File("records.yaml", _content(records, stamp, options))


def _content(records: Sequence[Record], stamp: Stamp, options: Options) -> Iterator[str]:
    yield "".join(f"# {line}\n" for line in stamp_lines(stamp))
    yield f"format: {FORMAT}\ntopology: {_text(stamp.deployment)}\nstamp:\n"
    yield _mapping(stamp_keys(stamp), "  ")
    yield "records:\n" if records else "records: []\n"
    reasons = _Reasons()
    for start in range(0, len(records), _RECORDS_AT_ONCE):
        part = records[start : start + _RECORDS_AT_ONCE]
        yield "".join([_record(record, reasons) for record in part])
    yield "findings:\n" if options.findings else "findings: []\n"
    for finding in options.findings:
        yield _item(finding_keys(finding), "")


def _record(record: Record, reasons: "_Reasons") -> str:
    left_out = "" if record.left_out is None else f"  left_out: {_text(record.left_out)}\n"
    return (
        f"- view: {record.view}\n  zone: {_text(record.zone)}\n  name: {_text(record.name)}\n"
        f"  type: {record.type}\n  ttl: {record.ttl}\n  data: {_text(record.data)}\n"
        f"  requirement: {record.requirement}\n{reasons[record.reasons]}{left_out}"
    )


class _Reasons(dict[tuple[Reason, ...], str]):
    """The reasons of records, each written once."""

    def __missing__(self, reasons: tuple[Reason, ...]) -> str:
        items = "".join(_item(reason_keys(reason), "  ") for reason in reasons)
        self[reasons] = text = f"  reasons:\n{items}" if reasons else "  reasons: []\n"
        return text


def _item(keys: Mapping[str, object], indent: str) -> str:
    lines = _mapping(keys, f"{indent}  ")
    return f"{indent}- {lines.removeprefix(f'{indent}  ')}"


def _mapping(keys: Mapping[str, object], indent: str) -> str:
    return "".join([f"{indent}{key}: {_value(value)}\n" for key, value in keys.items()])


def _value(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        pairs = (f"{key}: {_value(inner)}" for key, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    return str(value) if isinstance(value, int) else _text(str(value))


def _text(text: str) -> str:
    """Text in quotes, in ASCII: no reader takes it for a number, a date or a word of YAML."""
    quoted = encode_basestring_ascii(text)
    return _HALVES.sub(_whole, quoted) if "\\ud" in quoted else quoted


def _whole(found: re.Match[str]) -> str:
    if found[1] is None:
        return "\\ufffd" if found[3] else found[0]
    code = 0x10000 + ((int(found[1], 16) - 0xD800) << 10) + int(found[2], 16) - 0xDC00
    return f"\\U{code:08x}"
