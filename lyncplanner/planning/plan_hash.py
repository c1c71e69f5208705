"""The hash by which a plan is known: equal hash, the records are the same."""

import hashlib
from collections.abc import Iterable
from itertools import islice

from lyncplanner.planning.records import Record

_LINES_AT_ONCE = 4096


def plan_hash(records: Iterable[Record]) -> str:
    """SHA-256 in hexadecimal over all records of a plan, in plan order; sentences don't count."""
    digest = hashlib.sha256()
    lines = map(_line, records)
    while chunk := "".join(islice(lines, _LINES_AT_ONCE)):
        digest.update(chunk.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _line(record: Record) -> str:
    view, zone, name, type_, data, ttl, requirement, _, left_out = record
    reason = "" if left_out is None else _one_field(left_out)
    return f"{view}\t{zone}\t{name}\t{type_}\t{ttl}\t{data}\t{requirement}\t{reason}\n"


def _one_field(text: str) -> str:
    # A reason is free text: without this, a line break in it could pass for a further record.
    return "=" + text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
