"""The plan of a topology: its records and its findings. Everything else takes a plan."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lyncplanner.planning.checks import findings_of
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import draft
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.records import Record
from lyncplanner.planning.rules import RULES
from lyncplanner.planning.topology import Topology

PLANNER_VERSION = "1"
"""Raised whenever the same topology gives other records."""


@dataclass(frozen=True, slots=True)
class Plan:
    topology: Topology
    records: tuple[Record, ...]
    """By view, zone, name, type, data; those left out are among them, marked."""
    findings: tuple[Finding, ...]
    """By severity, code, subject."""

    @property
    def deployed(self) -> list[Record]:
        """The records that are to be in DNS: all but those left out."""
        return [record for record in self.records if record.left_out is None]


def plan(topology: Topology) -> Plan:
    """Compute every record that a topology requires of DNS, and everything wrong with it.

    Never fails: what can be planned is planned, what can't is a finding.
    """
    with without_garbage_collection():
        drafted = draft(Choices(topology), RULES.values())
        return Plan(topology, drafted.records, findings_of(drafted))


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """A large plan is a million small tuples and no cycles: collecting takes half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
