"""Route 53 change batches, for `aws route53 change-resource-record-sets`.

Checked by botocore's validation of the call and the documented limits; not tried on Route 53.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from json.encoder import encode_basestring_ascii as _text
from operator import attrgetter
from typing import NamedTuple

from lyncplanner.exports.files import File, Options
from lyncplanner.exports.limits import MOST_AT_ROUTE_53
from lyncplanner.exports.paths import file_stem
from lyncplanner.exports.refusals import Refusal, alias_conflicts, too_many
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.steps import SetStep, set_steps
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.records import Record, RecordSet, RecordType, View, record_sets

TITLE = "Route 53 change batches"
OPTIONS: frozenset[str] = frozenset()

# A batch has 1,000 values and 32,000 characters of values, and UPSERT counts both twice
# (AmazonRoute53 developer guide, DNSLimitations).
MOST_VALUES = 500
MOST_CHARACTERS = 16_000
LONGEST_COMMENT = 256
_OF_HASH = 12


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """Sets that Route 53 doesn't take, or that no batch can hold."""
    yield from alias_conflicts(records)
    why = f"Route 53 takes at most {MOST_AT_ROUTE_53} values at one name and type"
    yield from too_many(records, most=MOST_AT_ROUTE_53, why=why)
    why = f"its values have more than the {MOST_CHARACTERS} characters that fit into one change"
    for found in record_sets(records):
        values = len(found.records)
        if MOST_AT_ROUTE_53 >= values > 50 and _characters(found) > MOST_CHARACTERS:
            yield Refusal(found.view, found.name, found.type, why)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """Batches for each view and zone, to be sent in their order: targets come first.

    Route 53 does a batch as a whole or not at all. What is no longer planned is deleted with the
    values that were deployed; where others have changed them since, Route 53 refuses that batch.
    """
    for view in View:
        now = [record for record in records if record.view is view]
        before = [record for record in previous if record.view is view]
        steps = sorted(set_steps(now, before), key=lambda step: (_zone(step), step.order))
        for zone, of_zone in groupby(steps, _zone):
            batches = list(_batches(of_zone))
            for number, batch in enumerate(batches, start=1):
                path = f"{view}/{file_stem(zone)}-{number:02}.json"
                comment = _comment(stamp, number, len(batches))
                yield File(path, _content(comment, batch))


def _zone(step: SetStep) -> str:
    found = step.planned or step.dropped[0]
    return found.zone


class _Change(NamedTuple):
    action: str
    found: RecordSet


def _batches(steps: Iterator[SetStep]) -> Iterator[list[_Change]]:
    batch: list[_Change] = []
    values = characters = 0
    for _, of_order in groupby(steps, attrgetter("order")):
        # A new batch for each order, since nothing is promised within one.
        for step in of_order:
            changes = [_Change("DELETE", found) for found in step.dropped]
            if step.planned is not None:
                changes.append(_Change("UPSERT", step.planned))
            more = sum(len(change.found.records) for change in changes)
            longer = sum(_characters(change.found) for change in changes)
            if batch and (values + more > MOST_VALUES or characters + longer > MOST_CHARACTERS):
                yield batch
                batch, values, characters = [], 0, 0
            batch.extend(changes)
            values += more
            characters += longer
        if batch:
            yield batch
        batch, values, characters = [], 0, 0


def _characters(found: RecordSet) -> int:
    return sum(len(record.data) + 1 for record in found.records)


def _content(comment: str, batch: list[_Change]) -> str:
    changes = ",\n".join([_change(change) for change in batch])
    return f'{{"Comment": {_text(comment)},\n"Changes": [\n{changes}\n]}}\n'


def _change(change: _Change) -> str:
    found = change.found
    dot = "." if found.type is RecordType.CNAME or found.type is RecordType.SRV else ""
    values = ", ".join([f'{{"Value": {_text(f"{r.data}{dot}")}}}' for r in found.records])
    return (
        f'{{"Action": "{change.action}", "ResourceRecordSet": {{"Name": {_text(f"{found.name}.")},'
        f' "Type": "{found.type}", "TTL": {found.records[0].ttl},'
        f' "ResourceRecords": [{values}]}}}}'
    )


def _comment(stamp: Stamp, number: int, of: int) -> str:
    """What fits of the stamp: most of it is the deployment's name, which gives way."""
    end = f"; plan {stamp.hash[:_OF_HASH]}; batch {number} of {of}"
    origin = one_line(next(stamp.lines()))
    return f"{origin[: LONGEST_COMMENT - len(end)]}{end}"
