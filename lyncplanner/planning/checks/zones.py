"""Zones that have to be created, and what zones can't hold."""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import View

_SIDE = {View.INTERNAL: "inside", View.EXTERNAL: "outside"}


def unserved(draft: Draft) -> dict[str, list[View]]:
    """Zones outside the given or derived lists, with the views that need them."""
    found: dict[str, list[View]] = defaultdict(list)
    served = draft.choices.zones.is_served
    for view, zone in _zones_in_use(draft):
        if not served(view, zone):
            found[zone].append(view)
    return found


def _zones_in_use(draft: Draft) -> dict[tuple[View, str], None]:
    found: dict[tuple[View, str], None] = {}
    view: View | None = None
    zone: str | None = None
    for record in draft.records:
        # Records of one zone stand together and share its name, so identity is enough to skip.
        if (record[1] is not zone or record[0] is not view) and record[8] is None:
            view, zone = record[0], record[1]
            found[view, zone] = None
    return found


def not_served(draft: Draft) -> Iterator[Finding]:
    """`zone.not-served`: a zone has to be created. Source: Determine DNS requirements."""
    choices = draft.choices
    zones = unserved(draft)
    if not zones:
        return
    source = choices.source("DNSREQ")
    if choices.dns.pin_point:
        yield Finding(
            "zone.not-served",
            Severity.WARNING,
            choices.topology.name,
            f"{_count(len(zones))} to be created, else clients don't find these names:"
            f" {', '.join(sorted(zones))}.",
            "Create them with dnscmd or PowerShell; the DNS console can't make zones of one name.",
            source,
            ("dns.zones",),
        )
        return
    for zone, views in zones.items():
        sides = " and ".join(_SIDE[view] for view in views)
        yield Finding(
            "zone.not-served",
            Severity.WARNING,
            zone,
            f"The zone {zone} is not served {sides}: its records have no place until it is"
            " created, and nobody finds their names.",
            f"Create the zone {sides}, or name it under the zones that the DNS team has.",
            source,
            tuple(f"dns.zones.{view}" for view in views),
        )


def _count(zones: int) -> str:
    return "One zone has" if zones == 1 else f"{zones} zones have"


def shadows_public(draft: Draft) -> Iterator[Finding]:
    """`zone.shadows-public`: the inside DNS answers for a public zone without its public names.

    Zones that have to be created count; pin-point zones and the GeoDNS zone hide nothing. Source:
    Determine DNS requirements.
    """
    choices = draft.choices
    if choices.dns.split_brain:
        return
    internal = set(choices.zones.internal)
    external = set(choices.zones.external)
    for zone, views in unserved(draft).items():
        if View.EXTERNAL in views:
            external.add(zone)
        if View.INTERNAL in views and not choices.dns.pin_point:
            internal.add(zone)
    for zone in sorted((internal & external) - {choices.dns.geo_dns}):
        yield Finding(
            "zone.shadows-public",
            Severity.WARNING,
            zone,
            f"The zone {zone} is served inside and outside, and split-brain DNS is off: people"
            f" inside no longer find its public names, like www.{zone}, unless they are copied.",
            "Copy the public names into the zone inside, or use pin-point zones.",
            choices.source("DNSREQ"),
            ("dns.split_brain", "dns.zones.internal"),
        )


def alias_at_apex(draft: Draft) -> Iterator[Finding]:
    """`cname.at-apex`: an alias can't stand beside its zone's SOA and NS. Source: RFC 1034."""
    for wanted in draft.at_apex:
        target = wanted.data[0][1]
        yield Finding(
            "cname.at-apex",
            Severity.ERROR,
            wanted.name,
            f"{wanted.name} should be an alias of {target} and is the name of its own zone, where"
            " no alias can stand: it gets no record, and clients don't find it.",
            "Put the name into a zone above it, so that it is not the zone's own name.",
            draft.choices.source("RFC 1034"),
            (f"dns.zones.{wanted.view}",),
        )
