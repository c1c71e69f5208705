"""From a plan's records to files: choose, refuse, export."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.files import File, Options
from lyncplanner.exports.refusals import Refusal, unwritable
from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.records import Record, RecordType, Requirement, View

_SET = attrgetter("view", "name", "type")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which records to export; what is empty chooses all."""

    views: frozenset[View] = frozenset()
    zones: frozenset[str] = frozenset()
    requirements: frozenset[Requirement] = frozenset()

    def of(self, records: Sequence[Record]) -> list[Record]:
        """The chosen records that are deployed here, in the same order."""
        chosen = [record for record in records if record.left_out is None]
        for field, allowed in (
            ("view", self.views),
            ("zone", self.zones),
            ("requirement", self.requirements),
        ):
            if allowed:
                chosen = [record for record in chosen if getattr(record, field) in allowed]
        return chosen


@dataclass(frozen=True, slots=True)
class Delivery:
    """An export: its files, to be read once and in order, and what the format can't hold."""

    files: Iterator[File]
    refused: tuple[Refusal, ...]


def deliver(
    to: str,
    records: Sequence[Record],
    *,
    stamp: Stamp,
    options: Options | None = None,
    choice: Choice | None = None,
    previous: Sequence[Record] = (),
) -> Delivery:
    """Export a plan's records in the format `to`, a key of `EXPORTERS`.

    `records` and `previous` (what is deployed now) are those of whole plans, in plan order;
    left out ones are not exported. Raises `BadOption` where the options don't go with the records.
    """
    exporter = EXPORTERS[to]
    options = options or Options()
    choice = choice or Choice()
    chosen = choice.of(records)
    refused = list(unwritable(chosen))
    chosen = _without(chosen, refused)
    not_held = list(exporter.refuse(chosen, options=options))
    chosen = _without(chosen, not_held)
    deployed = _deployed(choice, previous, records, chosen) if previous else []
    files = exporter.export(chosen, stamp=stamp, options=options, previous=deployed)
    return Delivery(files, (*refused, *not_held))


def _deployed(
    choice: Choice, previous: Sequence[Record], records: Sequence[Record], chosen: list[Record]
) -> list[Record]:
    """What is deployed, without what is still planned and not in this export: that stays."""
    deployed = choice.of(previous)
    deployed = _without(deployed, list(unwritable(deployed)))
    planned = set(map(_SET, Choice().of(records))) - set(map(_SET, chosen))
    if not planned:
        return deployed
    # An alias that was refused gives way to what is exported at its name.
    names = {(record.view, record.name) for record in chosen}
    return [
        r
        for r in deployed
        if _SET(r) not in planned or (r.type is RecordType.CNAME and (r.view, r.name) in names)
    ]


def _without(records: list[Record], refused: Collection[Refusal]) -> list[Record]:
    if not refused:
        return records
    sets = {refusal[:3] for refusal in refused}
    return [r for r in records if (r.view, r.name, r.type) not in sets]
