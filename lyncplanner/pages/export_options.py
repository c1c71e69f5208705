"""The options of single formats as fields of the exports page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.files import BadOption, NameServer, Options, server_address
from lyncplanner.exports.terraform_providers import PROVIDERS

_PROVIDERS = {
    "aws": "Amazon Route 53",
    "azure": "Azure DNS",
    "cloudflare": "Cloudflare",
    "google": "Google Cloud DNS",
}
_ZONES = [
    ("", "They are there already"),
    ("directory", "In Active Directory"),
    ("file", "In files"),
]


@dataclass(frozen=True, slots=True)
class FormatOption:
    """A field of `Options`, as the page and the command line have it."""

    name: str
    """The field of `Options`."""
    flag: str
    field: Callable[[], forms.Field]
    read: Callable[[Any], Any] = lambda value: value
    """From the field's clean value to the option's; raises `BadOption`."""

    @property
    def parameter(self) -> str:
        """What it is called in the address."""
        return self.flag.removeprefix("--").replace("-", "_")

    def words(self, value: Any) -> Iterator[str]:
        """The option on the command line."""
        yield self.flag
        if self.name == "name_servers":
            yield from (f"{s.name}={s.address}" if s.address else s.name for s in value)
        elif self.name == "server":
            address, _, port = value.partition(" ")
            yield f"[{address}]:{port}" if port and ":" in address else ":".join(value.split())
        elif value is not True:
            yield str(value)


FORMAT_OPTIONS = (
    FormatOption(
        "name_servers",
        "--name-server",
        lambda: _text("Name server", "Several with blanks between; NAME=ADDRESS inside the zone."),
        lambda text: tuple(map(NameServer.from_text, text.split())),
    ),
    FormatOption(
        "serial",
        "--serial",
        lambda: forms.IntegerField(required=False, min_value=0, max_value=2**32 - 1),
    ),
    FormatOption(
        "fragment",
        "--fragment",
        lambda: forms.BooleanField(
            required=False,
            label="Records alone, for a zone that others use too",
            help_text="Without SOA and NS, to be taken in with $INCLUDE.",
        ),
    ),
    FormatOption(
        "excel",
        "--excel",
        lambda: forms.BooleanField(required=False, label="For Excel, with a byte order mark"),
    ),
    FormatOption(
        "server",
        "--server",
        lambda: _text("Server to update", "Its address, with :PORT where it is not 53."),
        server_address,
    ),
    FormatOption("create_zones", "--create-zones", lambda: _choice("Create the zones", _ZONES)),
    FormatOption(
        "provider",
        "--provider",
        lambda: _choice("Provider", [(key, _PROVIDERS.get(key, key)) for key in PROVIDERS]),
    ),
)


def options_of(to: str) -> list[FormatOption]:
    """The options that a format reads and the page offers."""
    return [option for option in FORMAT_OPTIONS if option.name in EXPORTERS[to].OPTIONS]


def read_option(option: FormatOption, value: Any) -> Any:
    """An option's value from its field. Raises a `ValidationError` that says what to type."""
    try:
        return option.read(value) if value else None
    except BadOption as bad:
        # The message begins with the flag, which people on the page do not see.
        _, _, said = str(bad).partition(": ")
        raise forms.ValidationError(f"{said[:1].upper()}{said[1:]}.") from bad


def command_words(options: Options, to: str) -> Iterator[str]:
    """The options of a format on the command line, but for those that are usual."""
    usual = Options()
    for option in options_of(to):
        value = getattr(options, option.name)
        if value != getattr(usual, option.name):
            yield from option.words(value)


def _text(label: str, help_text: str) -> forms.Field:
    return forms.CharField(required=False, max_length=1000, label=label, help_text=help_text)


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.Field:
    return forms.ChoiceField(required=False, label=label, choices=choices, initial=choices[0][0])
