"""What saving a form would change in DNS; nothing is saved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from lyncplanner.deployments.editing.mends import Mend, mend_for
from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.deployments.editing.wording import listed
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.plans import plan_of
from lyncplanner.planning.certificate_changes import certificate_changes
from lyncplanner.planning.certificates import certificates
from lyncplanner.planning.diff import Difference, compare
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.records import Record, View
from lyncplanner.planning.topology import Topology

MOST_LINES = 50
"""With more than this, each view shows the first `FIRST_LINES`."""
FIRST_LINES = 20


class Line(NamedTuple):
    """A record that comes or goes."""

    sign: str
    record: Record


class ViewLines(NamedTuple):
    view: View
    lines: list[Line]
    more: int


class Advice(NamedTuple):
    """A finding under a field, with what would mend it there."""

    finding: Finding
    mend: Mend | None


@dataclass(frozen=True, slots=True)
class Effect:
    difference: Difference
    views: list[ViewLines]
    notes: list[str]
    """What is not obvious."""
    certificates: list[str]
    """Whose certificates have to hold names that they did not before."""
    under: dict[str, list[Advice]]
    """Findings by the name of the form's field that they are about."""

    @property
    def added(self) -> int:
        return len(self.difference.added)

    @property
    def removed(self) -> int:
        return len(self.difference.removed)

    @property
    def sum(self) -> str:
        """The effect in one sentence."""
        if not self.difference.records_differ:
            return "No record changes."
        parts = [f"+{self.added}"] if self.added else []
        parts += [f"\u2212{self.removed}"] if self.removed else []
        if not parts:
            return f"{_records(len(self.difference.changed))} stay and change."
        number = self.added + self.removed
        return f"{' '.join(parts)} record{'' if number == 1 else 's'}."

    @property
    def told(self) -> str:
        """The effect, with how many findings come and go."""
        said = [self.sum]
        new, gone = len(self.difference.new_findings), len(self.difference.gone_findings)
        if new:
            said.append(f"{new} new finding{'' if new == 1 else 's'}.")
        if gone:
            said.append(f"{gone} finding{'' if gone == 1 else 's'} gone.")
        return " ".join(said)


def effect_of(form: ObjectForm, *, everything: bool = False) -> Effect:
    """The effect of a valid form beside what is stored; `everything` lists every record."""
    before = load_topology(form.deployment)
    after = form.after(before)
    effect = effect_between(before, after, everything=everything)
    notes = [*form.notes(before, after, effect.difference), *effect.notes]
    return replace(effect, notes=notes, under=findings_by_field(form, plan_of(after)))


def effect_between(before: Topology, after: Topology, *, everything: bool = False) -> Effect:
    """The effect of a topology that takes another's place; no form is asked."""
    difference = compare(plan_of(before), plan_of(after))
    return Effect(
        difference=difference,
        views=list(_views(difference, everything=everything)),
        notes=[*_notes(difference)],
        certificates=_with_new_names(before, after),
        under={},
    )


def _views(difference: Difference, *, everything: bool) -> Iterator[ViewLines]:
    lines = [Line("added", record) for record in difference.added]
    lines += [Line("removed", record) for record in difference.removed]
    lines.sort(key=lambda line: (*line.record[:3], line.sign == "added", line.record[3:5]))
    short = len(lines) > MOST_LINES and not everything
    for view in View:
        found = [line for line in lines if line.record.view is view]
        if found:
            shown = found[:FIRST_LINES] if short else found
            yield ViewLines(view, shown, len(found) - len(shown))


def _with_new_names(before: Topology, after: Topology) -> list[str]:
    changes = certificate_changes(certificates(before), certificates(after))
    owners = (change.after.owner for change in changes if change.after and change.added)
    return list(dict.fromkeys(owners))


def _notes(difference: Difference) -> Iterator[str]:
    if difference.changed:
        yield _changed(difference)
    left_out = sum(record.left_out is not None for record in difference.added)
    if left_out:
        yield f"{_records(left_out)} of the new ones are left out here."


def _changed(difference: Difference) -> str:
    what = [
        words
        for words, differ in (
            ("requirement", lambda a, b: a.requirement is not b.requirement),
            ("zone", lambda a, b: a.zone != b.zone),
            ("TTL", lambda a, b: a.ttl != b.ttl),
            ("left-out reason", lambda a, b: a.left_out != b.left_out),
        )
        if any(differ(*change) for change in difference.changed)
    ]
    return f"{_records(len(difference.changed))} stay with another {listed(what)}."


def _records(number: int) -> str:
    return f"{number} record{'' if number == 1 else 's'}"


def findings_by_field(form: ObjectForm, planned: Plan) -> dict[str, list[Advice]]:
    """The findings that a field of the form is about, by the field's name in the form."""
    found: dict[str, list[Advice]] = {}
    for finding in planned.findings:
        for place in finding.places:
            field = form.field_at(place)
            if field is None:
                continue
            already = found.setdefault(field, [])
            if all(advice.finding is not finding for advice in already):
                already.append(Advice(finding, mend_for(finding, field, form, planned.topology)))
    return found
