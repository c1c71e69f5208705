"""What is wrong with a topology, told to people."""

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """One mistake. There is one finding for a code and subject."""

    code: str
    severity: Severity
    subject: str
    """What it is about: an FQDN, URL or name."""
    message: str
    """What is wrong and what happens to users because of it."""
    fix: str
    """What to do; begins with a verb."""
    source: str
    """The exact title of the topic that says so, or "Field practice"."""
    places: tuple[str, ...] = ()
    """Paths in the topology document: `pools[2].servers[0].addresses`."""
