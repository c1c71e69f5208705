"""The plan of a topology: its records and its findings. Everything else takes a plan."""

import gc
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lyncplanner.planning.checks import CHECKS
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft, draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import Record
from lyncplanner.planning.rules import RULES
from lyncplanner.planning.topology import Topology

PLANNER_VERSION = "1"
"""Raised whenever the same topology gives other records."""

_MOST_MESSAGES = 4
_SEVERITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


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
    with _without_garbage_collection():
        drafted = draft(Choices(topology), RULES.values())
        return Plan(topology, drafted.records, _findings(drafted))


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A large plan is a million small tuples and no cycles: collecting takes half of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _findings(drafted: Draft) -> tuple[Finding, ...]:
    """One for each code and subject, whatever the order of the checks."""
    said: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for check in CHECKS:
        for finding in check(drafted):
            said[finding.code, finding.subject].append(finding)
    findings = [one[0] if len(one) == 1 else _joined(one) for one in said.values()]
    findings.sort(key=lambda f: (_SEVERITY[f.severity], f.code, f.subject))
    return tuple(findings)


def _joined(findings: list[Finding]) -> Finding:
    """One finding in place of several: their messages, of very many the first, and all places."""
    ordered = sorted(findings, key=lambda f: (_SEVERITY[f.severity], f.message, f.places))
    messages = list(dict.fromkeys(finding.message for finding in ordered))
    shown = messages[:_MOST_MESSAGES]
    if len(messages) > len(shown):
        shown.append(f"And {len(messages) - len(shown)} more like these.")
    places = dict.fromkeys(place for finding in ordered for place in finding.places)
    return ordered[0]._replace(message=" ".join(shown), places=tuple(places))
