"""Clients that end nowhere, whatever they ask for."""

from collections.abc import Iterator, Sequence

from lyncplanner.planning.answers import Answers
from lyncplanner.planning.clients import Client, Side
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.lookup import Lookup

_DESKTOP = (Client.LYNC_2013_DESKTOP, Client.SFB_DESKTOP)
_MOBILE = (Client.LYNC_MOBILE, Client.SFB_MOBILE)


def trace(draft: Draft) -> Iterator[Finding]:
    """`trace.no-way-in` and `trace.no-mobile`: clients of a SIP domain reach nothing.

    Source: Determine DNS requirements; Technical requirements for mobility.
    """
    choices = draft.choices
    lookup = Lookup(choices, Answers(draft.records, choices.zones.internal))
    desktop_sides = [Side.INSIDE, Side.OUTSIDE] if choices.edges else [Side.INSIDE]
    mobile_sides = [Side.OUTSIDE] if choices.topology.reverse_proxies else []
    domains = choices.topology.sip_domains
    index = {domains[i].name: i for i in reversed(range(len(domains)))}
    for domain in choices.sip_domains:
        place = f"sip_domains[{index[domain.name]}].name"
        if sides := _without_a_way(lookup, _DESKTOP, desktop_sides, domain.name):
            yield _no_way_in(draft, domain.name, sides, place)
        if _without_a_way(lookup, _MOBILE, mobile_sides, domain.name):
            yield _no_mobile(draft, domain.name, place)


def _without_a_way(
    lookup: Lookup, clients: Sequence[Client], sides: Sequence[Side], sip_domain: str
) -> list[Side]:
    """The sides from which none of the clients gets in."""
    return [
        side
        for side in sides
        if all(lookup.way(client, side, sip_domain) is None for client in clients)
    ]


def _no_way_in(draft: Draft, sip_domain: str, sides: Sequence[Side], place: str) -> Finding:
    return Finding(
        "trace.no-way-in",
        Severity.ERROR,
        sip_domain,
        f"Desktop clients of {sip_domain} find no server from {' or from '.join(sides)}: whatever"
        " name they ask for, nothing answers or it leads nowhere, and nobody can sign in.",
        f"Trace the sign-in of {sip_domain}, and give the names that it ends at their records.",
        draft.choices.source("DNSREQ"),
        (place,),
    )


def _no_mobile(draft: Draft, sip_domain: str, place: str) -> Finding:
    return Finding(
        "trace.no-mobile",
        Severity.WARNING,
        sip_domain,
        f"Mobile clients of {sip_domain} find no web services from outside: nobody can sign in"
        " on a mobile phone.",
        f"Publish lyncdiscover.{sip_domain} and the home pool's external web services FQDN.",
        draft.choices.source("MOBTECH"),
        (place,),
    )
