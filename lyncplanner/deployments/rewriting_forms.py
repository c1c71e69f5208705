"""Renaming an object and renumbering a network, as forms: what is asked, and what comes of it."""

from typing import Any, ClassVar

from django import forms

from lyncplanner.deployments.fields import FqdnFormField
from lyncplanner.deployments.parts import Part
from lyncplanner.deployments.rewriting import renamed
from lyncplanner.planning.changes import ObjectKind
from lyncplanner.planning.renaming import CannotRename
from lyncplanner.planning.renumbering import CannotRenumber, Network, network, renumber
from lyncplanner.planning.topology import Topology

_NAME_LABELS = {
    ObjectKind.POOL: "New pool FQDN",
    ObjectKind.SERVER: "New server FQDN",
    ObjectKind.SIP_DOMAIN: "New SIP domain",
}
_LONGEST = 1000


class CannotRewrite(Exception):
    """The topology doesn't allow it; the form says so beside the field."""


class RewritingForm(forms.Form):
    """A form that says what the topology becomes. It is sent twice: to look, and to do it."""

    asked: ClassVar[str]
    """The field that the address has when the effect is asked for."""
    refused_field: ClassVar[str]
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The newest change that the person looked at."""

    @property
    def what(self) -> str:
        """The entry of history."""
        raise NotImplementedError

    def rewriting(self, topology: Topology) -> Topology:
        """What a valid form makes of a topology. Raises `CannotRewrite`, and says why itself."""
        try:
            return self.rewritten(topology)
        except (CannotRename, CannotRenumber) as refused:
            self.add_error(self.refused_field, str(refused))
            raise CannotRewrite from refused

    def rewritten(self, topology: Topology) -> Topology:
        raise NotImplementedError

    @property
    def sent_again(self) -> list[tuple[str, str]]:
        """The fields of a valid form as hidden ones, for doing what was looked at."""
        return [
            (name, str(self.data[name]))
            for name in self.fields
            if name != "seen" and self.data.get(name)
        ]


class RenameForm(RewritingForm):
    asked = refused_field = "name"

    def __init__(self, part: Part, data: Any = None) -> None:
        super().__init__(data)
        self.part = part
        kind = part.kind
        label = _NAME_LABELS.get(kind, "New name")
        field = FqdnFormField if kind in _NAME_LABELS else forms.CharField
        self.fields["name"] = field(label=label, max_length=_LONGEST, initial=part.name)
        if kind in _NAME_LABELS:
            attributes = {"class": "form-control mono", "autocapitalize": "none"}
            self.fields["name"].widget.attrs |= {**attributes, "spellcheck": "false"}
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        if kind is ObjectKind.SIP_DOMAIN:
            self.fields["names_too"] = forms.BooleanField(
                label=f"Also the names in {part.name} that users outside see",
                help_text="External web services, Edge services, published hosts and simple URLs."
                " Pools and servers keep their names.",
                required=False,
                initial=True,
            )

    @property
    def what(self) -> str:
        return f"Renamed {self.part.name} to {self.cleaned_data['name']}"

    def rewritten(self, topology: Topology) -> Topology:
        names_too = self.cleaned_data.get("names_too", True)
        return renamed(topology, self.part, self.cleaned_data["name"], names_too=names_too)


class NetworkField(forms.CharField):
    """A network; a `Network` once it is cleaned."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=100, **more)
        self.widget.attrs |= {"class": "form-control mono", "autocomplete": "off"}
        self.widget.attrs["spellcheck"] = "false"

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return network(text)
        except CannotRenumber as refused:
            raise forms.ValidationError(str(refused), code="network") from refused

    def run_validators(self, value: Any) -> None:
        """A network has been checked as it was read."""


class RenumberForm(RewritingForm):
    asked, refused_field = "old", "new"
    old = NetworkField(label="Old network", help_text="As 192.168.10.0/24 or 2001:db8:10::/64.")
    new = NetworkField(label="New network", help_text="Of the same length.")

    @property
    def what(self) -> str:
        return f"Renumbered {self._networks[0]} to {self._networks[1]}"

    @property
    def _networks(self) -> tuple[Network, Network]:
        return self.cleaned_data["old"], self.cleaned_data["new"]

    def rewritten(self, topology: Topology) -> Topology:
        return renumber(topology, *self._networks)
