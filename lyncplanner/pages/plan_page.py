"""Everything that the plan page shows, computed from a plan and a filter."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lyncplanner.pages.record_filter import KINDS, ONE_NAME, Choices, RecordFilter
from lyncplanner.pages.record_table import (
    RecordTable,
    marks_by_name,
    record_table,
    zones_of_one_name,
)
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.records import record_sets

ZONES_LISTED = 100
"""A longer menu of zones is no help: the text filter finds names in them too."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A value to filter by: pressing it leads to `address`."""

    id: str
    label: str
    count: int
    address: str
    pressed: bool


class ChipSet(NamedTuple):
    label: str
    chips: list[Chip]


@dataclass(frozen=True, slots=True)
class PlanPage:
    chosen: RecordFilter
    table: RecordTable
    chip_sets: list[ChipSet]
    zones: ChipSet
    more_zones: int
    records: int
    """Of the whole plan."""
    sets: int
    left_out: int
    ttl: int

    @property
    def zones_pressed(self) -> list[str]:
        return [chip.label for chip in self.zones.chips if chip.pressed]

    @property
    def next_address(self) -> str:
        return self.chosen.address(page=self.table.page + 1)


def plan_page(plan: Plan, chosen: RecordFilter, *, page: int = 1) -> PlanPage:
    """One page of the plan's record sets, filtered, with the chips to filter further."""
    sets = list(record_sets(plan.records))
    one_name = zones_of_one_name(sets)
    shown, counts = chosen.apply(sets, one_name)
    zones = list(_zone_chips(chosen, counts.zone))
    return PlanPage(
        chosen=chosen,
        table=record_table(shown, one_name=one_name, marks=marks_by_name(plan.findings), page=page),
        chip_sets=list(_chip_sets(chosen, counts)),
        zones=ChipSet("Zone", zones[:ZONES_LISTED]),
        more_zones=max(0, len(zones) - ZONES_LISTED),
        records=len(plan.records),
        sets=len(sets),
        left_out=sum(record.left_out is not None for record in plan.records),
        ttl=plan.topology.dns.ttl,
    )


_LABELS = {"view": "View", "type": "Type", "need": "Requirement"}


def _chip_sets(chosen: RecordFilter, counts: Choices) -> Iterator[ChipSet]:
    for kind, values in KINDS.items():
        found: Counter[str] = getattr(counts, kind)
        pressed: frozenset[str] = getattr(chosen, kind)
        chips = [
            Chip(
                id=f"{kind}-{value}",
                label=value if kind == "type" else value.capitalize(),
                count=found[value],
                address=chosen.toggled(kind, value).address(),
                pressed=value in pressed,
            )
            for value in values
            if found[value] or value in pressed
        ]
        if chips:
            yield ChipSet(_LABELS[kind], chips)


def _zone_chips(chosen: RecordFilter, counts: Counter[str]) -> Iterator[Chip]:
    # Chosen ones first, so that they are never cut off; zones of one name last.
    names = sorted(
        counts.keys() | chosen.zone,
        key=lambda zone: (zone not in chosen.zone, zone == ONE_NAME, zone),
    )
    for number, zone in enumerate(names):
        yield Chip(
            id=f"zone-{number}",
            label="Zones of one name" if zone == ONE_NAME else zone,
            count=counts[zone],
            address=chosen.toggled("zone", zone).address(),
            pressed=zone in chosen.zone,
        )
