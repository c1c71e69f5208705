"""The names and addresses of web services."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.checks.load_balancing import lacks_web_vip
from lyncplanner.planning.choices import Choices, external_name
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import WEB_ROLES, LoadBalancing, Pool, Role

_DNS_BALANCED_WEB = frozenset({Role.FRONT_END, Role.DIRECTOR})


class _Use(NamedTuple):
    pool: Pool
    place: str


def dns_balanced(draft: Draft) -> Iterator[Finding]:
    """`web.dns-lb-needs-override`, `web.dns-lb-needs-vip`: HTTPS can't be balanced by DNS.

    Source: DNS load balancing.
    """
    choices = draft.choices
    for pool in choices.web_pools:
        if pool.role not in _DNS_BALANCED_WEB or pool.balancing is not LoadBalancing.DNS:
            continue
        place = choices.place(pool)
        if pool.internal_web_fqdn == pool.fqdn:
            yield Finding(
                "web.dns-lb-needs-override",
                Severity.ERROR,
                pool.fqdn,
                f"{pool.fqdn} uses DNS load balancing, and its web services have no name of their"
                " own inside: HTTPS goes to single servers past the load balancer, and meetings,"
                " the address book and sign-in break when one is down.",
                "Enter an internal web services FQDN other than the pool FQDN.",
                choices.source("DNSLB"),
                (f"{place}.internal_web.fqdn",),
            )
        if lacks_web_vip(pool):
            yield Finding(
                "web.dns-lb-needs-vip",
                Severity.ERROR,
                pool.fqdn,
                f"{pool.fqdn} uses DNS load balancing, which can't balance HTTPS, and no virtual IP"
                " is given for its web services: their names, simple URLs and Autodiscover get no"
                " records inside, and clients can't join meetings.",
                "Enter the load balancer's virtual IP as the internal web services' address.",
                choices.source("DNSLB"),
                (f"{place}.internal_web.addresses",),
            )


def _names(choices: Choices) -> dict[str, list[_Use]]:
    """Every pool FQDN and web services FQDN, with the pools that have it and where."""
    found: dict[str, list[_Use]] = defaultdict(list)
    for pool in choices.pools:
        place = choices.place(pool)
        found[pool.fqdn].append(_Use(pool, f"{place}.fqdn"))
        if pool.role in WEB_ROLES and pool.internal_web_fqdn != pool.fqdn:
            found[pool.internal_web_fqdn].append(_Use(pool, f"{place}.internal_web.fqdn"))
        if pool.role in WEB_ROLES | {Role.OFFICE_WEB_APPS} and pool.external_web is not None:
            found[pool.external_web.fqdn].append(_Use(pool, f"{place}.external_web.fqdn"))
    return found


def _shared(choices: Choices, key: str) -> Iterator[tuple[str, list[_Use]]]:
    """Names given as this kind of web services FQDN that another pool has too."""
    for name, uses in _names(choices).items():
        of_the_kind = any(use.place.endswith(f".{key}.fqdn") for use in uses)
        if of_the_kind and len({id(use.pool) for use in uses}) > 1:
            yield name, uses


def shared_names(choices: Choices) -> frozenset[str]:
    """Web services FQDNs that several pools have."""
    return frozenset(
        name for key in ("internal_web", "external_web") for name, _ in _shared(choices, key)
    )


def internal_not_unique(draft: Draft) -> Iterator[Finding]:
    """`web.internal-not-unique`: clients of one pool land on another inside.

    Source: DNS load balancing.
    """
    for name, uses in _shared(draft.choices, "internal_web"):
        yield Finding(
            "web.internal-not-unique",
            Severity.ERROR,
            name,
            f"{name} is the internal web services FQDN of a pool, and"
            f" {listed(use.pool.fqdn for use in uses)} share it: web requests of the one pool's"
            " users land on the other.",
            "Give each pool an internal web services FQDN of its own.",
            draft.choices.source("DNSLB"),
            tuple(use.place for use in uses),
        )


def external_not_unique(draft: Draft) -> Iterator[Finding]:
    """`web.external-not-unique`: users outside land on another pool.

    Source: Define optional Director topologies in your topology.
    """
    for name, uses in _shared(draft.choices, "external_web"):
        yield Finding(
            "web.external-not-unique",
            Severity.ERROR,
            name,
            f"{name} is the external web services FQDN of a pool, and"
            f" {listed(use.pool.fqdn for use in uses)} share it: the reverse proxy can send it to"
            " one of them only, and users of the other get no web services outside.",
            "Give each pool an external web services FQDN of its own.",
            draft.choices.source("DEFDIR"),
            tuple(use.place for use in uses),
        )


def external_is_internal(draft: Draft) -> Iterator[Finding]:
    """`web.external-is-internal`: one name for both sides.

    Source: Technical requirements for mobility.
    """
    choices = draft.choices
    for pool in choices.web_pools:
        if pool.external_web is None:
            continue
        name = pool.external_web.fqdn
        if name not in (pool.fqdn, pool.internal_web_fqdn):
            continue
        what = "own FQDN" if name == pool.fqdn else "internal web services FQDN"
        yield Finding(
            "web.external-is-internal",
            Severity.WARNING,
            pool.fqdn,
            f"The external web services FQDN of {pool.fqdn} is its {what} too: mobile clients"
            " inside reach the internal web site by it, where they can't sign in.",
            "Enter an external web services FQDN that is used outside only.",
            choices.source("MOBTECH"),
            (f"{choices.place(pool)}.external_web.fqdn",),
        )


def not_published(draft: Draft) -> Iterator[Finding]:
    """`web.not-published`: a reverse proxy, and nothing of this pool to publish.

    Source: DNS summary - Reverse proxy; Define optional Director topologies in your topology.
    """
    choices = draft.choices
    if not choices.topology.reverse_proxies:
        return
    has_director = any(pool.role is Role.DIRECTOR for pool in choices.web_pools)
    for pool in choices.web_pools:
        if pool.external_web is not None:
            continue
        director = pool.role is Role.DIRECTOR
        who = (
            "users outside are not redirected to their pool"
            if director
            else ("users homed here get no meeting content, address book or mobile sign-in outside")
        )
        yield Finding(
            "web.not-published",
            Severity.ERROR if has_director else Severity.WARNING,
            pool.fqdn,
            f"{pool.fqdn} has no external web services FQDN, so the reverse proxy doesn't publish"
            f" it: {who}.",
            "Enter the pool's external web services FQDN.",
            choices.source("DEFDIR" if director else "RPDNS"),
            (f"{choices.place(pool)}.external_web",),
        )


def standard_edition_override(draft: Draft) -> Iterator[Finding]:
    """`web.standard-edition-override`: its internal web services FQDN can't be chosen.

    Source: Change the Web Services URL.
    """
    choices = draft.choices
    for pool in choices.web_pools:
        if pool.role is Role.STANDARD_EDITION and pool.internal_web_fqdn != pool.fqdn:
            yield Finding(
                "web.standard-edition-override",
                Severity.ERROR,
                pool.fqdn,
                f"The Standard Edition server {pool.fqdn} can't have another internal web services"
                f" FQDN: nothing answers for {pool.internal_web_fqdn} on it, and its certificate"
                " lacks that name.",
                "Remove the internal web services FQDN.",
                choices.source("WEBURL"),
                (f"{choices.place(pool)}.internal_web.fqdn",),
            )


def edge_service_names(choices: Choices) -> dict[str, str]:
    """The FQDNs of Edge services, with their places."""
    return {
        service.fqdn: f"{choices.place(edge)}.external.{key}.fqdn"
        for edge in choices.edges
        if edge.external is not None
        for key, service in edge.external.named()
    }


def names_of_edge(choices: Choices) -> Iterator[tuple[str, list[str]]]:
    """Web services FQDNs and simple URL hosts that are an Edge service's, with their places."""
    of_edge = edge_service_names(choices)
    found: dict[str, list[str]] = defaultdict(list)
    for name, place in _web_hosts(choices):
        if name in of_edge:
            found[name].append(place)
    for name, places in found.items():
        yield name, [*places, of_edge[name]]


def _web_hosts(choices: Choices) -> Iterator[tuple[str, str]]:
    for pool in choices.web_pools:
        place = choices.place(pool)
        overridden = pool.internal_web_fqdn != pool.fqdn
        yield pool.internal_web_fqdn, f"{place}.internal_web.fqdn" if overridden else place
        if pool.external_web is not None:
            yield pool.external_web.fqdn, f"{place}.external_web.fqdn"
    for farm in choices.farms:
        if (name := external_name(farm)) is not None:
            yield name, choices.place(farm)
    for url in choices.urls:
        yield url.host, url.place


def is_edge_name(draft: Draft) -> Iterator[Finding]:
    """`web.is-edge-name`: one name can't lead to the reverse proxy and to the Edge pool.

    Source: field practice.
    """
    for name, places in names_of_edge(draft.choices):
        yield Finding(
            "web.is-edge-name",
            Severity.ERROR,
            name,
            f"{name} is the name of an Edge service and of web services: the one needs the Edge"
            " pool's address, the other the reverse proxy's, and clients of either land on the"
            " other.",
            "Give the web services or simple URL another name.",
            draft.choices.source("practice"),
            tuple(places),
        )
