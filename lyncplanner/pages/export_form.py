"""What can be chosen on the exports page; every choice stands in its address."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.delivery import Choice
from lyncplanner.exports.files import BadOption, NameServer, Options
from lyncplanner.planning.records import Record, Requirement, View

ZONES_LISTED = 60
FIRST_FORMAT = next(iter(EXPORTERS))


@dataclass(frozen=True, slots=True)
class Tick:
    """One value that can be ticked, and how many records it has."""

    value: str
    label: str
    count: int
    ticked: bool


class ExportForm(forms.Form):
    to = forms.ChoiceField(choices=[(name, e.TITLE) for name, e in EXPORTERS.items()])
    view = forms.MultipleChoiceField(required=False, choices=[(v.value, v.value) for v in View])
    zone = forms.MultipleChoiceField(required=False)
    need = forms.MultipleChoiceField(
        required=False, choices=[(need.value, need.value) for need in Requirement]
    )
    name_server = forms.CharField(
        required=False,
        max_length=1000,
        help_text="Several with blanks between; NAME=ADDRESS for one inside the zone.",
    )
    serial = forms.IntegerField(required=False, min_value=0, max_value=2**32 - 1)
    fragment = forms.BooleanField(
        required=False,
        label="Records alone, for a zone that others use too",
        help_text="Without SOA and NS, to be taken in with $INCLUDE.",
    )
    excel = forms.BooleanField(required=False, label="For Excel, with a byte order mark")

    def __init__(self, data: QueryDict, records: Iterable[Record]) -> None:
        self.records = [record for record in records if record.left_out is None]
        given = data.copy()
        given.setdefault("to", FIRST_FORMAT)
        super().__init__(given)
        self._given = given
        zones = self.fields["zone"]
        assert isinstance(zones, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        zones.choices = [(zone, zone) for zone in {record.zone for record in self.records}]
        for name in ("name_server", "serial"):
            self.fields[name].widget.attrs["class"] = "form-control mono"
        for name in ("fragment", "excel"):
            self.fields[name].widget.attrs["class"] = "form-check-input"

    @property
    def format(self) -> str:
        chosen = self.data.get("to", "")
        return chosen if chosen in EXPORTERS else FIRST_FORMAT

    def format_fields(self) -> list[str]:
        """The fields that the chosen format reads."""
        named = {"name_servers": "name_server"}
        options = EXPORTERS[self.format].OPTIONS
        known = ("name_servers", "serial", "fragment", "excel")
        return [named.get(option, option) for option in known if option in options]

    def clean_name_server(self) -> tuple[NameServer, ...]:
        try:
            return tuple(map(NameServer.from_text, self.cleaned_data["name_server"].split()))
        except BadOption as bad:
            _, _, said = str(bad).partition(": ")
            raise forms.ValidationError(f"{said[:1].upper()}{said[1:]}.") from bad

    def choice(self) -> Choice:
        """The records that a valid form chooses."""
        return Choice(
            frozenset(map(View, self.cleaned_data["view"])),
            frozenset(self.cleaned_data["zone"]),
            frozenset(map(Requirement, self.cleaned_data["need"])),
        )

    def options(self) -> Options:
        """The options of a valid form, those alone that its format reads."""
        cleaned, given = self.cleaned_data, {}
        read = EXPORTERS[self.format].OPTIONS
        values: dict[str, Any] = {
            "name_servers": cleaned["name_server"],
            "serial": cleaned["serial"],
            "fragment": cleaned["fragment"],
            "excel": cleaned["excel"],
        }
        given = {name: value for name, value in values.items() if value and name in read}
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
