"""What is asked before a deployment is made of a file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lyncplanner.deployments.fields import AddressesFormField
from lyncplanner.deployments.import_gaps import FILLABLE, PROXIES, fill
from lyncplanner.documents.imported import Gap, Imported, Proposal
from lyncplanner.documents.plain import TOPOLOGY_LIMITS
from lyncplanner.planning.topology import SimpleUrl, Topology

MOST_GAPS = 200


class FileForm(forms.Form):
    file = forms.FileField(
        label="File",
        max_length=200,
        allow_empty_file=True,
        help_text="A Topology Builder file (.tbxml), the XML of Get-CsTopology -AsXml, or a"
        " topology document in YAML or JSON. At most 20 MB. Nothing is saved yet.",
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > TOPOLOGY_LIMITS.size:
            raise forms.ValidationError("The file is larger than 20 MB. Choose a smaller one.")
        return file


class ImportForm(forms.Form):
    """The new deployment's name, what fills the gaps, and which proposals to take."""

    name = forms.CharField(max_length=100, label="Name of the deployment")

    def __init__(self, imported: Imported, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.imported = imported
        self.fields["name"].initial = imported.topology.name
        self._gap_fields = dict(self._offer_gaps(imported.missing))
        for number, _ in enumerate(imported.proposals):
            take = forms.BooleanField(required=False, initial=True)
            take.widget.attrs["class"] = "form-check-input"
            self.fields[f"proposal-{number}"] = take

    def _offer_gaps(self, gaps: Sequence[Gap]) -> list[tuple[str, Gap]]:
        found = []
        for number, gap in enumerate(gaps[:MOST_GAPS]):
            if not FILLABLE.search(gap.place):
                continue
            name = f"gap-{number}"
            field = AddressesFormField(required=False, label=gap.subject)
            field.widget.attrs |= {"class": "form-control mono", "spellcheck": "false"}
            if gap.place == PROXIES:
                field.widget.attrs["placeholder"] = "Its public addresses"
            self.fields[name] = field
            found.append((name, gap))
        return found

    def gaps(self) -> list[tuple[Gap, Any]]:
        """Each gap with the field that fills it, where one field can."""
        fields = {gap: self[name] for name, gap in self._gap_fields.items()}
        return [(gap, fields.get(gap)) for gap in self.imported.missing[:MOST_GAPS]]

    @property
    def gaps_not_shown(self) -> int:
        return max(0, len(self.imported.missing) - MOST_GAPS)

    def proposals(self) -> list[tuple[Proposal, Any]]:
        return [
            (proposal, self[f"proposal-{number}"])
            for number, proposal in enumerate(self.imported.proposals)
        ]

    def topology(self) -> Topology:
        """What a valid form makes of the file."""
        topology = replace(
            self.imported.topology,
            name=self.cleaned_data["name"],
            simple_urls=(*self.imported.topology.simple_urls, *self._accepted()),
        )
        for name, gap in self._gap_fields.items():
            if self.cleaned_data[name]:
                topology = fill(topology, gap.place, self.cleaned_data[name])
        return topology

    def _accepted(self) -> list[SimpleUrl]:
        return [
            proposal.simple_url
            for number, proposal in enumerate(self.imported.proposals)
            if self.cleaned_data[f"proposal-{number}"]
        ]
