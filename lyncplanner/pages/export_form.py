"""What can be chosen on the exports page; every choice stands in its address."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.delivery import Choice
from lyncplanner.exports.files import Options
from lyncplanner.pages.export_options import FORMAT_OPTIONS, options_of, read_option
from lyncplanner.planning.records import Record, Requirement, View

ZONES_LISTED = 60
FIRST_FORMAT = next(iter(EXPORTERS))
FORMAT_GROUPS = {
    "DNS servers": ("bind", "powershell", "dnscmd", "nsupdate", "hosts"),
    "DNS as code": ("octodns", "dnscontrol", "terraform"),
    "DNS services": ("route53", "cloudflare", "form"),
    "People": ("pdf", "html", "markdown", "xlsx", "csv"),
}
"""Formats by who receives them; all others stand under Other."""
_LOOKS = {"checkbox": "form-check-input", "select": "form-select"}


@dataclass(frozen=True, slots=True)
class Tick:
    """One value that can be ticked, and how many records it has."""

    value: str
    label: str
    count: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class FormatGroup:
    title: str
    formats: list[tuple[str, str]]


class ExportForm(forms.Form):
    to = forms.ChoiceField(choices=[(name, e.TITLE) for name, e in EXPORTERS.items()])
    view = forms.MultipleChoiceField(required=False, choices=[(v.value, v.value) for v in View])
    zone = forms.MultipleChoiceField(required=False)
    need = forms.MultipleChoiceField(
        required=False, choices=[(need.value, need.value) for need in Requirement]
    )

    def __init__(self, data: QueryDict, records: Iterable[Record]) -> None:
        self.records = [record for record in records if record.left_out is None]
        given = data.copy()
        given.setdefault("to", FIRST_FORMAT)
        self._given = given
        super().__init__(given)
        zones = self.fields["zone"]
        assert isinstance(zones, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        zones.choices = [(zone, zone) for zone in {record.zone for record in self.records}]
        self._offer_options()

    def _offer_options(self) -> None:
        for option in options_of(self.format):
            field = option.field()
            field.widget.attrs["class"] = _LOOKS.get(field.widget.input_type, "form-control mono")
            self.fields[option.parameter] = field
            if isinstance(field, forms.ChoiceField):
                self._given.setdefault(option.parameter, str(field.initial))

    @property
    def format(self) -> str:
        chosen = self._given.get("to", "")
        return chosen if chosen in EXPORTERS else FIRST_FORMAT

    def format_fields(self) -> list[forms.BoundField]:
        """The fields of the chosen format's options."""
        return [self[option.parameter] for option in options_of(self.format)]

    def format_groups(self) -> list[FormatGroup]:
        """Every format once, with a short title, by who receives it."""
        grouped = {name for names in FORMAT_GROUPS.values() for name in names}
        others = tuple(name for name in EXPORTERS if name not in grouped)
        groups = {**FORMAT_GROUPS, "Other": others}
        return [
            FormatGroup(title, [(n, _short(EXPORTERS[n].TITLE)) for n in names if n in EXPORTERS])
            for title, names in groups.items()
            if any(name in EXPORTERS for name in names)
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for option in FORMAT_OPTIONS:
            if option.parameter in values:
                try:
                    values[option.parameter] = read_option(option, values[option.parameter])
                except forms.ValidationError as wrong:
                    self.add_error(option.parameter, wrong)
        return values

    def choice(self) -> Choice:
        """The records that a valid form chooses."""
        return Choice(
            frozenset(map(View, self.cleaned_data["view"])),
            frozenset(self.cleaned_data["zone"]),
            frozenset(map(Requirement, self.cleaned_data["need"])),
        )

    def options(self) -> Options:
        """The options of a valid form; what is not chosen is as usual."""
        values = {o.name: self.cleaned_data[o.parameter] for o in options_of(self.format)}
        given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
        return Options(**given)

    def view_ticks(self) -> list[Tick]:
        counts = Counter(record.view.value for record in self.records)
        return list(self._ticks("view", counts, {v.value: v.value.capitalize() for v in View}))

    def need_ticks(self) -> list[Tick]:
        counts = Counter(record.requirement.value for record in self.records)
        labels = {need.value: need.value.capitalize() for need in Requirement}
        return list(self._ticks("need", counts, labels))

    def zone_ticks(self) -> list[Tick]:
        """The zones of the ticked views with the most records, and those that are ticked."""
        counts = self._zones_in_views()
        first = dict(counts.most_common(ZONES_LISTED))
        shown = sorted(first.keys() | (set(self._given.getlist("zone")) & counts.keys()))
        return list(self._ticks("zone", counts, {zone: zone for zone in shown}))

    @property
    def zones_not_shown(self) -> int:
        return max(0, len(self._zones_in_views()) - len(self.zone_ticks()))

    def _zones_in_views(self) -> Counter[str]:
        views = self._given.getlist("view")
        return Counter(r.zone for r in self.records if not views or r.view in views)

    def _ticks(self, field: str, counts: Counter[str], labels: dict[str, str]) -> Iterator[Tick]:
        ticked = self._given.getlist(field)
        for value, label in labels.items():
            if counts[value]:
                yield Tick(value, label, counts[value], value in ticked)


def _short(title: str) -> str:
    """A format's title without what stands in brackets."""
    return title.partition(" (")[0]
