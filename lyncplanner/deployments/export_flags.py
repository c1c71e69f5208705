"""The flags of `export` that belong to a format, and the `Options` that they make."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from lyncplanner.deployments.inputs import words
from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.files import (
    BadOption,
    NameServer,
    Options,
    ZoneText,
    server_address,
)
from lyncplanner.exports.terraform_providers import PROVIDERS

_READERS: dict[str, Callable[[Any], Any]] = {
    "name_servers": lambda texts: tuple(map(NameServer.from_text, texts)),
    "server": server_address,
    "serial": lambda text: _number(text),
    "merge": lambda paths: tuple(_zone_text(path) for path in paths),
}
"""How a flag's text becomes the option, where it isn't that already."""

_FLAGS: dict[str, tuple[str, dict[str, Any]]] = {
    "fragment": (
        "--fragment",
        {"action": "store_true", "help": "bind: the records alone, for $INCLUDE in a zone"},
    ),
    "name_servers": (
        "--name-server",
        {
            "action": "extend",
            "nargs": "+",
            "metavar": "NAME[=ADDRESS]",
            "help": "bind: name servers, the primary first; with the address if in a zone",
        },
    ),
    "merge": (
        "--merge",
        {
            "action": "append",
            "metavar": "FILE",
            "help": "bind: a zone of others (zone file, or dig's AXFR) to put the records into",
        },
    ),
    "serial": (
        "--serial",
        {"metavar": "N", "help": "bind: the zones' serial number"},
    ),
    "excel": (
        "--excel",
        {"action": "store_true", "help": "csv: with a byte order mark, for Excel"},
    ),
    "prerequisites": (
        "--prerequisites",
        {
            "action": "store_true",
            "help": "nsupdate: refuse where live records are not those of --previous",
        },
    ),
    "server": (
        "--server",
        {"metavar": "ADDRESS[:PORT]", "help": "nsupdate: the server to update"},
    ),
    "create_zones": (
        "--create-zones",
        {
            "choices": ("directory", "file"),
            "help": "dnscmd: create the zones too, kept in Active Directory or in files",
        },
    ),
    "provider": (
        "--provider",
        {"choices": tuple(PROVIDERS), "help": "terraform: whose resources to write"},
    ),
}
"""By the field of `Options`: the flag, and what argparse is told of it."""


def add_flags(parser: CommandParser) -> None:
    """Add the flags of all formats to the command."""
    group = parser.add_argument_group("of single formats")
    for name, (flag, kind) in _FLAGS.items():
        group.add_argument(flag, dest=name, default=None, **kind)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise BadOption(f"--serial {text}: give a number")
    return int(text[:20])


def _zone_text(path: str) -> ZoneText:
    try:
        return ZoneText(Path(path).name, Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        said = words(error) if isinstance(error, OSError) else "it is no UTF-8 text"
        raise BadOption(f"--merge {path}: {said}; give a zone file that can be read") from None


def chosen_options(given: dict[str, Any], to: str) -> Options:
    """The options for the format `to`. Raises `BadOption`, also for a flag that it doesn't have."""
    fields = {name: given[name] for name in _FLAGS if given[name] is not None}
    for name in fields:
        if name not in EXPORTERS[to].OPTIONS:
            flag, _ = _FLAGS[name]
            raise BadOption(f"{flag}: the format {to} has no such option; leave it out")
    for name in fields.keys() & _READERS.keys():
        fields[name] = _READERS[name](fields[name])
    return Options(**fields)
