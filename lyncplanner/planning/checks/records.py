"""Where planned SRV records and aliases lead."""

from collections.abc import Iterator

from lyncplanner.planning import names
from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import Record, Requirement, View
from lyncplanner.planning.rules.teams import MICROSOFT_365

_AUTODISCOVER = "lyncdiscover."
_SIDE = {View.EXTERNAL: "outside", View.INTERNAL: "inside", View.PERIMETER: "the perimeter"}
_Services = dict[tuple[View, str], list[Record]]


def _by_target(draft: Draft) -> _Services:
    found: _Services = {}
    for record in draft.planned.services:
        target = record.data.rpartition(" ")[2]
        found.setdefault((record.view, target), []).append(record)
    return found


def _owners(services: list[Record]) -> str:
    return listed(service.name for service in services)


def _places(draft: Draft, name: str, records: list[Record]) -> tuple[str, ...]:
    return draft.places_of(name, (why.subject for record in records for why in record.reasons))


def target_is_alias(draft: Draft) -> Iterator[Finding]:
    """`srv.target-is-alias`: an SRV target has addresses of its own. Source: RFC 2782."""
    aliases = {(record.view, record.name) for record in draft.planned.aliases}
    if not aliases:
        return
    for (view, target), services in _by_target(draft).items():
        if (view, target) in aliases:
            yield Finding(
                "srv.target-is-alias",
                Severity.ERROR,
                target,
                f"{_owners(services)} leads to {target}, which is an alias {_where(view)}: a"
                " service record may not lead to an alias, and some clients don't follow it.",
                f"Give {target} addresses in place of the alias, or choose another name.",
                draft.choices.source("RFC 2782"),
                _places(draft, target, services),
            )


def _where(view: View) -> str:
    return f"in {_SIDE[view]}" if view is View.PERIMETER else _SIDE[view]


def target_not_planned(draft: Draft) -> Iterator[Finding]:
    """`srv.target-not-planned`: an SRV record leads to a name that is not in the plan.

    Not of targets outside the plan by nature, nor of those that `address.missing` names. Source:
    Determine DNS requirements.
    """
    told = {wanted.name for wanted in draft.missing if wanted.requirement is Requirement.REQUIRED}
    for (view, target), services in _by_target(draft).items():
        services = [one for one in services if not _leads_out_of_the_plan(one, target)]
        if not services or target in told or draft.planned.has(view, target):
            continue
        yield Finding(
            "srv.target-not-planned",
            Severity.WARNING,
            target,
            f"{_owners(services)} leads to {target}, which has no record {_where(view)}: whoever"
            " follows it finds no address and waits in vain.",
            f"Enter the address that {target} gets its record from.",
            draft.choices.source("DNSREQ"),
            _places(draft, target, services),
        )


def _leads_out_of_the_plan(service: Record, target: str) -> bool:
    return service.name.startswith("_ntp._udp.") or names.is_under(target, MICROSOFT_365)


def autodiscover_alias(draft: Draft) -> Iterator[Finding]:
    """`autodiscover.alias-other-domain`: mobile clients don't follow it over HTTPS.

    Source: Technical requirements for mobility.
    """
    for record in draft.planned.aliases:
        if record.view is not View.EXTERNAL or not record.name.startswith(_AUTODISCOVER):
            continue
        domain = record.name.removeprefix(_AUTODISCOVER)
        if names.is_under(record.data, domain) or names.is_under(record.data, MICROSOFT_365):
            continue
        yield Finding(
            "autodiscover.alias-other-domain",
            Severity.WARNING,
            record.name,
            f"{record.name} is an alias of {record.data}, outside {domain}: mobile clients don't"
            " follow it over HTTPS, and sign in only if it is published on port 80 as well.",
            "Publish it on port 80 too, or plan addresses in place of the alias.",
            draft.choices.source("MOBTECH"),
            _places(draft, record.name, [record]),
        )
