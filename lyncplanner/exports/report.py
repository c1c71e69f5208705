"""What the reports say, whatever they look like: a part for each team that has something to do."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from lyncplanner.exports.files import Options
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.certificates import Certificate, Issuer
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.records import Record, RecordSet, Requirement, View, record_sets

RECIPIENTS = {
    View.EXTERNAL: "For the team that keeps the public DNS",
    View.INTERNAL: "For the team that keeps the DNS servers inside",
    View.PERIMETER: "For whoever keeps the DNS or the HOSTS files of the perimeter",
}
ISSUERS = {
    Issuer.PUBLIC: "A public authority, which everybody trusts",
    Issuer.INTERNAL: "An authority inside, which your own computers trust",
}
LEVELS = {
    Requirement.REQUIRED: "Something that people use fails without them.",
    Requirement.CONDITIONAL: "Needed for a feature that the reason names.",
    Requirement.OPTIONAL: "Convenient, or asked for by old clients only.",
}
NO_FINDINGS = "Nothing is wrong with this plan as far as its rules can tell."
PART_OF_ZONE = (
    "These records are a part of their zones. Whatever else the zones hold stays as it is."
)


class ZonePart(NamedTuple):
    """The records of one zone."""

    zone: str
    sets: tuple[RecordSet, ...]


class ViewPart(NamedTuple):
    """What one team has to do."""

    view: View
    recipient: str
    zones: tuple[ZonePart, ...]


class SummaryRow(NamedTuple):
    """How many records a zone has of each level."""

    view: View
    zone: str
    counts: tuple[int, ...]
    """In the order of `Requirement`."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


class Report(NamedTuple):
    """Everything that a report says."""

    title: str
    status: str
    """For the head of every page."""
    origin: tuple[str, ...]
    """The stamp, as lines."""
    summary: tuple[SummaryRow, ...]
    views: tuple[ViewPart, ...]
    certificates: tuple[Certificate, ...]
    findings: tuple[Finding, ...]


def report(records: Sequence[Record], stamp: Stamp, options: Options) -> Report:
    """Put a report together. Texts are one line each, and not escaped for any format."""
    return Report(
        title=one_line(stamp.deployment),
        status=stamp.status,
        origin=tuple(map(one_line, stamp.lines())),
        summary=tuple(_summary(records)),
        views=tuple(_views(records)),
        certificates=options.certificates,
        findings=options.findings,
    )


def _summary(records: Sequence[Record]) -> Iterator[SummaryRow]:
    for (view, zone), group in groupby(records, attrgetter("view", "zone")):
        levels = [record.requirement for record in group]
        yield SummaryRow(view, zone, tuple(map(levels.count, Requirement)))


def _views(records: Sequence[Record]) -> Iterator[ViewPart]:
    for view, of_view in groupby(records, attrgetter("view")):
        zones = (
            ZonePart(zone, tuple(record_sets(of_zone)))
            for zone, of_zone in groupby(of_view, attrgetter("zone"))
        )
        yield ViewPart(view, RECIPIENTS[view], tuple(zones))
