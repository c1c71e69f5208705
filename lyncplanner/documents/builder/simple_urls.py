"""The simple URLs of a Topology Builder file."""

from collections.abc import Iterator

from lyncplanner.documents.builder.elements import Elements
from lyncplanner.documents.builder.estate import Estate, SimpleUrlEntry
from lyncplanner.documents.errors import listed, quoted
from lyncplanner.planning import names
from lyncplanner.planning.topology import Component, SimpleUrl

ALL_DOMAINS = "*"
_COMPONENTS = {"meet": Component.MEET, "dialin": Component.DIALIN, "cscp": Component.ADMIN}
"""Cscp: the Control Panel, whose URL is the one called Admin."""


def simple_urls(estate: Estate, elements: Elements) -> Iterator[SimpleUrl]:
    """The active URLs. A Meet URL for all domains is one for each SIP domain."""
    for entry in estate.simple_urls or ():
        component = _COMPONENTS.get(entry.component.lower())
        if component is None:
            said = f"{quoted(entry.component)} is no component that has a simple URL"
            known = listed(["Meet", "Dialin", "Cscp"])
            elements.problem(entry.element, f"{said}: {known}.", "Component")
            continue
        for domain in _domains(entry, component, estate, elements):
            yield SimpleUrl(component, entry.url, domain)


def _domains(
    entry: SimpleUrlEntry, component: Component, estate: Estate, elements: Elements
) -> tuple[str | None, ...]:
    if entry.domain == ALL_DOMAINS:
        return estate.domains if component is Component.MEET else (None,)
    try:
        return (names.parse(entry.domain),)
    except names.BadName as error:
        said = f"{quoted(entry.domain)} can't be a SIP domain: {error}."
        elements.problem(entry.element, said, "Domain")
        return ()
