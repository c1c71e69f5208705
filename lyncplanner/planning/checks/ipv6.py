"""IPv6 addresses, among a pool's servers and in the plan."""

from collections.abc import Iterator
from ipaddress import IPv6Address, IPv6Network

from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import UNKNOWN_ADDRESSES, Pool, Server

_UNIQUE_LOCAL = IPv6Network("fc00::/7")
_LINK_LOCAL = IPv6Network("fe80::/10")


def only(draft: Draft) -> Iterator[Finding]:
    """`ipv6.only`: IPv4 stays needed. Source: Overview of IP address types for Lync Server."""
    for record in draft.planned.only_ipv6:
        name = record.name
        yield Finding(
            "ipv6.only",
            Severity.WARNING,
            name,
            f"{name} has IPv6 addresses and no IPv4 address: clients and partners without IPv6"
            " don't reach it.",
            "Add the IPv4 address beside it.",
            draft.choices.source("IPTYPE"),
            draft.places_of(name, (reason.subject for reason in record.reasons)),
        )


def _known(server: Server) -> list[str]:
    return [address for address in server.addresses if address not in UNKNOWN_ADDRESSES]


def partial(draft: Draft) -> Iterator[Finding]:
    """`ipv6.partial`: some servers of a pool have IPv6. Source: Technical requirements for IPv6."""
    choices = draft.choices
    for pool in choices.pools:
        known = [(server.fqdn, _known(server)) for server in pool.servers]
        without = [
            fqdn for fqdn, found in known if found and not any(":" in address for address in found)
        ]
        if without and any(":" in address for _, found in known for address in found):
            yield Finding(
                "ipv6.partial",
                Severity.WARNING,
                pool.fqdn,
                f"Some servers of {pool.fqdn} have IPv6 addresses, and {listed(without)} not:"
                " clients with IPv6 alone never reach these, and their load is uneven.",
                "Give all servers of the pool IPv6 addresses, or none.",
                choices.source("IPV6"),
                tuple(
                    f"{choices.place(pool)}.servers[{i}].addresses"
                    for i, server in enumerate(pool.servers)
                    if server.fqdn in without
                ),
            )


def _scopes(server: Server) -> frozenset[str]:
    """Global or unique local; a link-local address is a finding of its own."""
    found = set()
    for address in server.addresses:
        if ":" in address and address not in UNKNOWN_ADDRESSES:
            parsed = IPv6Address(address)
            if parsed not in _LINK_LOCAL:
                found.add("unique local" if parsed in _UNIQUE_LOCAL else "global")
    return frozenset(found)


def _differing_scopes(pool: Pool) -> set[frozenset[str]]:
    return {found for server in pool.servers if (found := _scopes(server))}


def scope(draft: Draft) -> Iterator[Finding]:
    """`ipv6.scope`: servers of one pool in different scopes.

    Source: Technical requirements for IPv6.
    """
    choices = draft.choices
    for pool in choices.pools:
        if len(_differing_scopes(pool)) > 1:
            place = choices.place(pool)
            yield Finding(
                "ipv6.scope",
                Severity.WARNING,
                pool.fqdn,
                f"The servers of {pool.fqdn} have IPv6 addresses of different scope, global and"
                " unique local: servers and clients that have only one of these reach a part of"
                " the pool.",
                "Give all servers of the pool addresses of one scope.",
                choices.source("IPV6"),
                tuple(f"{place}.servers[{i}].addresses" for i in range(len(pool.servers))),
            )
