"""The external services of Edge pools, and what they hand on to."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from lyncplanner.planning.checks._wording import SERVICES, counted, listed
from lyncplanner.planning.choices import Choices, access_of
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import (
    UNKNOWN_ADDRESSES,
    EdgeService,
    LoadBalancing,
    Pool,
    Role,
)

_ACCESS_PORT = 443


class _Service(NamedTuple):
    """An Edge service as the checks compare it."""

    label: str
    place: str
    service: EdgeService
    own: frozenset[str]
    """Its known addresses."""
    published: frozenset[str]
    """Its known public ones."""


def _services(choices: Choices, edge: Pool) -> list[_Service]:
    if edge.external is None:
        return []
    return [
        _Service(
            SERVICES[key],
            f"{choices.place(edge)}.external.{key}",
            service,
            frozenset(service.addresses) - UNKNOWN_ADDRESSES,
            frozenset(service.nat_addresses or service.addresses) - UNKNOWN_ADDRESSES,
        )
        for key, service in edge.external.named()
    ]


def _pairs(
    choices: Choices, matches: Callable[[_Service, _Service], bool]
) -> Iterator[tuple[Pool, list[_Service]]]:
    """The Edge pools with two services that match each other, and those services."""
    for edge in choices.edges:
        found: dict[str, _Service] = {}
        for one, other in combinations(_services(choices, edge), 2):
            if matches(one, other):
                found |= {one.label: one, other.label: other}
        if found:
            yield edge, list(found.values())


def _share_an_address(one: _Service, other: _Service) -> bool:
    return bool(one.own & other.own or one.published & other.published)


def _clash(one: _Service, other: _Service) -> bool:
    return one.service.port == other.service.port and _share_an_address(one, other)


def _share(one: _Service, other: _Service) -> bool:
    return one.service.port != other.service.port and _share_an_address(one, other)


def _same_name_elsewhere(one: _Service, other: _Service) -> bool:
    both_known = bool(one.published and other.published)
    return (
        one.service.fqdn == other.service.fqdn and both_known and one.published != other.published
    )


def _labels(services: list[_Service]) -> str:
    return listed(service.label for service in services)


def port_clash(draft: Draft) -> Iterator[Finding]:
    """`edge.port-clash`: two services can't listen on one port.

    Source: Define your edge topology.
    """
    for edge, services in _pairs(draft.choices, _clash):
        yield Finding(
            "edge.port-clash",
            Severity.ERROR,
            edge.fqdn,
            f"{_labels(services)} of {edge.fqdn} have the same address and port: only one of them"
            " can listen there, and people outside don't reach the others.",
            "Give each service an address of its own, or ports of their own on one address.",
            draft.choices.source("EDGEDEF"),
            tuple(f"{service.place}.port" for service in services),
        )


def shared_address(draft: Draft) -> Iterator[Finding]:
    """`edge.shared-address`: only one service can have port 443.

    Source: DNS summary - Single consolidated edge with private IP addresses using NAT.
    """
    for edge, services in _pairs(draft.choices, _share):
        ports = sorted({service.service.port for service in services})
        yield Finding(
            "edge.shared-address",
            Severity.WARNING,
            edge.fqdn,
            f"{_labels(services)} of {edge.fqdn} share an address, on the ports"
            f" {listed(map(str, ports))}: firewalls of hotels and partners often let only 443"
            " through, and people behind them can't use the others.",
            "Give each service an address of its own, with port 443.",
            draft.choices.source("EDGE1"),
            tuple(f"{service.place}.addresses" for service in services),
        )


def access_port(draft: Draft) -> Iterator[Finding]:
    """`edge.access-port`: clients outside sign in on an unusual port.

    Source: Define your edge topology.
    """
    choices = draft.choices
    for edge in choices.edges:
        access = access_of(edge)
        if access is not None and access.port != _ACCESS_PORT:
            yield Finding(
                "edge.access-port",
                Severity.WARNING,
                edge.fqdn,
                f"The Access Edge service of {edge.fqdn} listens on port {access.port}: firewalls"
                f" that let only {_ACCESS_PORT} through keep people outside from signing in.",
                f"Use port {_ACCESS_PORT} on an address of its own.",
                choices.source("EDGEDEF"),
                (f"{choices.place(edge)}.external.access.port",),
            )


def nat_with_hardware(draft: Draft) -> Iterator[Finding]:
    """`edge.nat-with-hardware`: a hardware load balancer needs public addresses.

    Source: Hardware load balancer requirements.
    """
    choices = draft.choices
    for edge in choices.edges:
        behind_nat = [one for one in _services(choices, edge) if one.service.nat_addresses]
        if edge.balancing is LoadBalancing.HARDWARE and behind_nat:
            yield Finding(
                "edge.nat-with-hardware",
                Severity.ERROR,
                edge.fqdn,
                f"{edge.fqdn} is behind a hardware load balancer and NAT: that works only with"
                " public addresses, and audio and video from outside fail.",
                "Give the services public addresses without NAT, or choose DNS load balancing.",
                choices.source("HLB"),
                tuple(f"{one.place}.nat_addresses" for one in behind_nat),
            )


def mixed_nat(draft: Draft) -> Iterator[Finding]:
    """`edge.mixed-nat`: all three services are behind NAT, or none. Source: Choosing a topology."""
    choices = draft.choices
    for edge in choices.edges:
        services = _services(choices, edge)
        behind = [one for one in services if one.service.nat_addresses]
        private = frozenset[str]().union(*(one.own for one in behind))
        # On the address of a service behind NAT, another one is behind NAT as well.
        public = [
            one
            for one in services
            if not one.service.nat_addresses and one.own and not one.own & private
        ]
        if behind and public:
            yield Finding(
                "edge.mixed-nat",
                Severity.ERROR,
                edge.fqdn,
                f"{_labels(behind)} of {edge.fqdn} {_verb(behind)} behind NAT and {_labels(public)}"
                f" {_verb(public)} not: that is not supported, and audio and video from outside"
                " fail.",
                "Put all three services behind NAT, or none.",
                choices.source("EDGETOP"),
                tuple(f"{one.place}.nat_addresses" for one in services),
            )


def _verb(services: list[_Service]) -> str:
    return "is" if len(services) == 1 else "are"


def same_named(choices: Choices) -> Iterator[tuple[Pool, list[_Service]]]:
    """Edge pools with services of one name and different published addresses."""
    return _pairs(choices, _same_name_elsewhere)


def names_with_two_addresses(choices: Choices) -> frozenset[str]:
    """The FQDNs of which `edge.same-names` is said."""
    return frozenset(one.service.fqdn for _, services in same_named(choices) for one in services)


def same_names(draft: Draft) -> Iterator[Finding]:
    """`edge.same-names`: one name for services on different addresses.

    Source: Define your edge topology.
    """
    for edge, services in same_named(draft.choices):
        yield Finding(
            "edge.same-names",
            Severity.ERROR,
            edge.fqdn,
            f"{_labels(services)} of {edge.fqdn} are named"
            f" {listed(one.service.fqdn for one in services)} and have different addresses:"
            " clients of the one land on the other.",
            "Give each service a name of its own, or the same address and different ports.",
            draft.choices.source("EDGEDEF"),
            tuple(f"{one.place}.fqdn" for one in services),
        )


def next_hop(draft: Draft) -> Iterator[Finding]:
    """`edge.no-next-hop`, `edge.next-hop-not-director`. Source: Define your edge topology."""
    choices = draft.choices
    directors = [pool for pool in choices.web_pools if pool.role is Role.DIRECTOR]
    for edge in choices.edges:
        place = f"{choices.place(edge)}.next_hop"
        if edge.next_hop is None:
            default = choices.sign_in_pool
            leads = f"the plan assumes {default.fqdn}" if default is not None else "none is assumed"
            yield Finding(
                "edge.no-next-hop",
                Severity.WARNING,
                edge.fqdn,
                f"{edge.fqdn} has no next hop, and {leads}: if that is wrong, the Edge Servers"
                " can't hand sign-ins from outside on.",
                "Choose the pool that the Edge pool sends SIP to.",
                choices.source("EDGEDEF"),
                (place,),
            )
            continue
        hop = choices.next_hop(edge)
        if directors and hop is not None and hop.role is not Role.DIRECTOR:
            yield Finding(
                "edge.next-hop-not-director",
                Severity.WARNING,
                edge.fqdn,
                f"{edge.fqdn} sends SIP to {hop.fqdn}, past the Director {directors[0].fqdn}:"
                " people outside are authenticated by the pool that homes users, which the"
                " Director should shield.",
                "Choose the Director as next hop.",
                choices.source("EDGEDEF"),
                (place,),
            )


def address_count(draft: Draft) -> Iterator[Finding]:
    """`edge.address-count`: DNS load balancing needs an address for each server and service.

    Source: Choosing a topology.
    """
    choices = draft.choices
    for edge in choices.edges:
        if edge.balancing is not LoadBalancing.DNS or not edge.servers:
            continue
        for one in _services(choices, edge):
            yield from _counts(choices, edge, one)


def _counts(choices: Choices, edge: Pool, one: _Service) -> Iterator[Finding]:
    for key in ("addresses", "nat_addresses"):
        for family, count in _by_family(getattr(one.service, key)):
            if count == len(edge.servers):
                continue
            what = f"{'public ' if key == 'nat_addresses' else ''}{family} address"
            servers = counted(len(edge.servers), "server")
            yield Finding(
                "edge.address-count",
                Severity.WARNING,
                edge.fqdn,
                f"{one.label} of {edge.fqdn} has {counted(count, what)} for {servers}: with DNS"
                " load balancing some servers get no connections, or clients run into addresses"
                " without a server.",
                "Enter one address for each server.",
                choices.source("EDGETOP"),
                (f"{one.place}.{key}",),
            )


def _by_family(addresses: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """How many addresses there are of each family that is present and known throughout."""
    for family, colon in (("IPv4", False), ("IPv6", True)):
        found = {address for address in addresses if (":" in address) is colon}
        if found and not found & UNKNOWN_ADDRESSES:
            yield family, len(found)
