"""Addresses that can't work where they stand."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import UNKNOWN_ADDRESSES, WEB_ROLES, Pool, ReverseProxy


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(one) for one in text.split())


_LINK_LOCAL = _networks("169.254.0.0/16 fe80::/10")
_PRIVATE = (
    *_networks("10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 127.0.0.0/8 fc00::/7"),
    *_networks("::1/128"),
    *_LINK_LOCAL,
)
_DOCUMENTATION = _networks("192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20")


class _Kind(NamedTuple):
    private: bool
    link_local: bool
    documentation: bool


@lru_cache(maxsize=50_000)
def _kind(address: str) -> _Kind:
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    private, link_local, documentation = (
        any(parsed in network for network in networks)
        for networks in (_PRIVATE, _LINK_LOCAL, _DOCUMENTATION)
    )
    return _Kind(private, link_local, documentation)


class _Held(NamedTuple):
    """An address, the object that has it, and its place."""

    subject: str
    address: str
    place: str


def _held(subject: str, addresses: tuple[str, ...], place: str) -> Iterator[_Held]:
    for address in addresses:
        if address not in UNKNOWN_ADDRESSES:
            yield _Held(subject, address, place)


def _inside(choices: Choices) -> Iterator[_Held]:
    """The addresses of servers, virtual IPs, internal web services and internal interfaces."""
    for pool in choices.pools:
        place = choices.place(pool)
        for i, server in enumerate(pool.servers):
            yield from _held(server.fqdn, server.addresses, f"{place}.servers[{i}].addresses")
        yield from _held(pool.fqdn, pool.vip, f"{place}.vip")
        if pool.role in WEB_ROLES and pool.internal_web is not None:
            web = pool.internal_web.addresses
            yield from _held(pool.internal_web_fqdn, web, f"{place}.internal_web.addresses")
    for i, proxy in enumerate(choices.topology.reverse_proxies):
        place = f"reverse_proxies[{i}].internal_addresses"
        yield from _held(proxy.name, proxy.internal_addresses, place)


def _outside(choices: Choices) -> Iterator[_Held]:
    """The addresses that records outside lead to."""
    for edge in choices.edges:
        yield from _published(choices, edge)
    for i, proxy in enumerate(choices.topology.reverse_proxies):
        yield from _listening(proxy, f"reverse_proxies[{i}]")


def _published(choices: Choices, edge: Pool) -> Iterator[_Held]:
    if edge.external is None:
        return
    for key, service in edge.external.named():
        given = "nat_addresses" if service.nat_addresses else "addresses"
        place = f"{choices.place(edge)}.external.{key}.{given}"
        yield from _held(service.fqdn, getattr(service, given), place)


def _listening(proxy: ReverseProxy, place: str) -> Iterator[_Held]:
    yield from _held(proxy.name, proxy.external_addresses, f"{place}.external_addresses")
    for j, entry in enumerate(proxy.publishes or ()):
        yield from _held(proxy.name, entry.addresses, f"{place}.publishes[{j}].addresses")


def _behind_nat(choices: Choices) -> Iterator[_Held]:
    for edge in choices.edges:
        for key, service in edge.external.named() if edge.external is not None else ():
            if service.nat_addresses:
                place = f"{choices.place(edge)}.external.{key}.addresses"
                yield from _held(service.fqdn, service.addresses, place)


def private_outside(draft: Draft) -> Iterator[Finding]:
    """`address.private-outside`: the Internet has no way to such an address.

    Source: DNS summary - Single consolidated edge with private IP addresses using NAT.
    """
    source = draft.choices.source("EDGE1")
    for subject, address, place in _outside(draft.choices):
        if _kind(address).private:
            fix = "Enter the public address that reaches it."
            if place.endswith(".addresses") and ".external." in place:
                fix = "Enter the public address in front of NAT as the service's NAT address."
            yield Finding(
                "address.private-outside",
                Severity.ERROR,
                subject,
                f"{subject} has the address {address} outside, which nothing on the Internet can"
                " reach: people outside and partners don't get through.",
                fix,
                source,
                (place,),
            )


def documentation(draft: Draft) -> Iterator[Finding]:
    """`address.documentation`: an address that stands for an example. Source: RFC 5737."""
    choices = draft.choices
    for subject, address, place in (
        *_inside(choices),
        *_outside(choices),
        *_behind_nat(choices),
    ):
        if _kind(address).documentation:
            yield Finding(
                "address.documentation",
                Severity.INFO,
                subject,
                f"{address} of {subject} is from a range for examples in documents: no network"
                " has it, so nobody reaches it.",
                "Enter the real address before this plan is deployed.",
                choices.source("RFC 5737"),
                (place,),
            )


def link_local(draft: Draft) -> Iterator[Finding]:
    """`address.link-local`: an address that holds on one network segment only.

    Source: Technical requirements for IPv6.
    """
    for subject, address, place in _inside(draft.choices):
        if _kind(address).link_local:
            yield Finding(
                "address.link-local",
                Severity.ERROR,
                subject,
                f"{subject} has the link-local address {address}, which holds on its own network"
                " segment only: clients and servers elsewhere don't reach it.",
                "Enter its routable address.",
                draft.choices.source("IPV6"),
                (place,),
            )


def shared(draft: Draft) -> Iterator[Finding]:
    """`address.shared`: one address for two servers. Source: field practice."""
    choices = draft.choices
    holders: dict[str, dict[str, str]] = defaultdict(dict)
    for pool in choices.pools:
        for i, server in enumerate(pool.servers):
            place = f"{choices.place(pool)}.servers[{i}].addresses"
            for held in _held(server.fqdn, server.addresses, place):
                holders[held.address].setdefault(server.fqdn, place)
    for address, servers in holders.items():
        if len(servers) > 1:
            yield Finding(
                "address.shared",
                Severity.WARNING,
                address,
                f"{listed(servers)} have the same address {address}: clients that ask for the one"
                " can land on the other.",
                "Give each server its own address.",
                choices.source("practice"),
                tuple(servers.values()),
            )
