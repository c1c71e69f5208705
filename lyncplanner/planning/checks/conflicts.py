"""Names that several things want for themselves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.checks.edge import names_with_two_addresses
from lyncplanner.planning.checks.pool_names import duplicates, named_as_a_server
from lyncplanner.planning.checks.simple_urls import hosts_taken
from lyncplanner.planning.checks.web_services import names_of_edge, shared_names
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import Reason, Record, View

_Wishes = dict[Reason, frozenset[str]]
"""What each reason wants a name to lead to."""

_WHERE = {
    View.EXTERNAL: "outside",
    View.INTERNAL: "inside",
    View.PERIMETER: "in the perimeter",
}


def conflict(draft: Draft) -> Iterator[Finding]:
    """`name.conflict`: one name should lead to different addresses.

    Not said of a name of which another finding says that several things share it. Source: field
    practice.
    """
    for view, name, wishes in _conflicts(draft):
        yield Finding(
            "name.conflict",
            Severity.ERROR,
            name,
            f"{name} should lead {_WHERE[view]} to {_whose(wishes)}: DNS gives all of these to"
            " everybody, so clients of the one land on the other.",
            "Give each of them a name of its own.",
            draft.choices.source("practice"),
            draft.places_of(name, (reason.subject for reason in wishes)),
        )


def _conflicts(draft: Draft) -> Iterator[tuple[View, str, _Wishes]]:
    differing = draft.planned.differing
    if not differing:
        return
    told = _told(draft.choices)
    said: set[str] = set()
    for records in differing:
        name, view = records[0].name, records[0].view
        wishes = _addresses_by_reason(draft.choices, records)
        # The perimeter comes last, and would only repeat what is so inside and outside.
        repeats = view is View.PERIMETER and name in said
        if name not in told and not repeats and len(set(wishes.values())) > 1:
            said.add(name)
            yield view, name, wishes


def _whose(wishes: _Wishes) -> str:
    """Each set of addresses, with one thing that it is for where these are different."""
    sets = {addresses: reason.subject for reason, addresses in reversed(wishes.items())}
    distinct = len(set(sets.values())) > 1
    return listed(
        ", ".join(sorted(addresses)) + (f" for {subject}" if distinct else "")
        for addresses, subject in reversed(sets.items())
    )


def _addresses_by_reason(choices: Choices, records: Sequence[Record]) -> _Wishes:
    """What each reason wants the name to lead to; paired pools want it together."""
    together: dict[str, Reason] = {}
    found: dict[Reason, set[str]] = defaultdict(set)
    for record in records:
        for reason in record.reasons:
            if _is_shared_by_a_pair(choices, record.name, reason):
                reason = together.setdefault(reason.rule, reason)
            found[reason].add(record.data)
    return {reason: frozenset(addresses) for reason, addresses in found.items()}


def _is_shared_by_a_pair(choices: Choices, name: str, reason: Reason) -> bool:
    if reason.rule == "perimeter.reverse-proxy":
        return name in choices.geo_pairs
    return reason.rule == "geo.target"


def _told(choices: Choices) -> frozenset[str]:
    """Names of which another finding says that several things share them."""
    urls = {url.host for url in choices.urls} & hosts_taken(choices)
    servers = {pool.fqdn for pool in choices.pools if named_as_a_server(pool)}
    return (
        names_with_two_addresses(choices)
        | shared_names(choices)
        | {name for name, _ in duplicates(choices)}
        | {name for name, _ in names_of_edge(choices)}
        | servers
        | urls
    )


def beside_alias(draft: Draft) -> Iterator[Finding]:
    """`cname.beside-other-data`: an alias is the only record of its name. Source: RFC 1034."""
    for record in draft.planned.beside_aliases:
        name, view = record.name, record.view
        yield Finding(
            "cname.beside-other-data",
            Severity.ERROR,
            name,
            f"{name} should be an alias {_WHERE[view]} and have other records too: DNS servers"
            " refuse that, or answer with the one or the other, and clients don't get where they"
            " should.",
            "Give what else has this name another one, or plan addresses in place of the alias.",
            draft.choices.source("RFC 1034"),
            draft.places_of(name, (reason.subject for reason in record.reasons)),
        )
