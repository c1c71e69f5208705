"""What the Internet can reach, and what the reverse proxies do."""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.rules.reverse_proxy import loops as looping_hosts
from lyncplanner.planning.topology import Component

_HTTPS_PORT = 443


def nothing_outside(draft: Draft) -> Iterator[Finding]:
    """`external.none`: neither a reverse proxy nor an Edge pool. Source: field practice."""
    if draft.choices.outside:
        return
    yield Finding(
        "external.none",
        Severity.INFO,
        draft.choices.topology.name,
        "There is neither a reverse proxy nor an Edge pool: nothing else is planned outside, and"
        " people can work from inside only.",
        "Add an Edge pool and a reverse proxy if people work from outside.",
        draft.choices.source("practice"),
        ("pools", "reverse_proxies"),
    )


def no_listener(draft: Draft) -> Iterator[Finding]:
    """`rp.no-listener`: a host has to be published and no reverse proxy publishes it.

    Source: DNS summary - Reverse proxy.
    """
    choices = draft.choices
    for host in sorted(choices.unpublished):
        yield Finding(
            "rp.no-listener",
            Severity.ERROR,
            host,
            f"No reverse proxy publishes {host}: it gets no record outside, and people outside"
            " can't open it.",
            f"Add {host} to what a reverse proxy publishes."
            if choices.topology.reverse_proxies
            else f"Add a reverse proxy that publishes {host}.",
            choices.source("RPDNS"),
            tuple(choices.to_publish[host]),
        )


def loops(draft: Draft) -> Iterator[Finding]:
    """`rp.loop`: a proxy would send a name back to itself. Source: Change the Web Services URL."""
    for host, addresses, places in looping_hosts(draft.choices):
        yield Finding(
            "rp.loop",
            Severity.ERROR,
            host,
            f"The reverse proxy would send {host} to {', '.join(addresses)}, which is its own"
            " listener: requests go in a circle and nobody reaches the web services.",
            "Give the pool's web services an address inside, other than the listener's.",
            draft.choices.source("WEBURL"),
            places,
        )


def ambiguous_publisher(draft: Draft) -> Iterator[Finding]:
    """`rp.ambiguous-publisher`: several reverse proxies publish a host, and nothing fails over.

    Not of geo-balanced hosts, where it is as it should be. Source: field practice.
    """
    choices = draft.choices
    proxies = choices.topology.reverse_proxies
    for host in choices.to_publish:
        listener = choices.listener(host)
        if len(listener.proxies) < 2 or host in choices.geo_pairs:
            continue
        yield Finding(
            "rp.ambiguous-publisher",
            Severity.WARNING,
            host,
            f"Several reverse proxies publish {host}:"
            f" {listed(proxies[i].name for i in listener.proxies)}. Clients pick one of them by"
            " chance, and fail where it isn't set up for this name or is down.",
            f"Name {host} in what one reverse proxy publishes.",
            choices.source("practice"),
            tuple(f"reverse_proxies[{i}].publishes" for i in listener.proxies),
        )


def unknown_host(draft: Draft) -> Iterator[Finding]:
    """`rp.unknown-host`: a proxy names a host that nothing has to publish.

    Source: Setting up reverse proxy servers.
    """
    choices = draft.choices
    admin = {url.host for url in choices.urls if url.url.component is Component.ADMIN}
    for host, namings in choices.published_by_name.items():
        if host in choices.publishable:
            continue
        message = (
            f"A reverse proxy publishes {host}, and no pool, simple URL or Autodiscover has that"
            " name: it gets no record, and what was meant may be unpublished."
        )
        if host in admin:
            message = (
                f"A reverse proxy publishes {host}, the host of an Admin URL, which is for inside"
                " only: it gets no record outside, and the Control Panel would stand open."
            )
        yield Finding(
            "rp.unknown-host",
            Severity.WARNING,
            host,
            message,
            "Remove the name from what the reverse proxy publishes, or correct it.",
            choices.source("RPSET"),
            tuple(f"reverse_proxies[{i}].publishes[{j}]" for i, j in namings),
        )


def listener_is_edge(draft: Draft) -> Iterator[Finding]:
    """`rp.listener-is-edge`: one address can't lead to a reverse proxy and to an Edge service.

    Source: field practice.
    """
    choices = draft.choices
    edges = _edge_addresses(choices)
    for i, proxy in enumerate(choices.topology.reverse_proxies):
        for address, place in _listeners(choices, i):
            if address in edges:
                services = edges[address]
                yield Finding(
                    "rp.listener-is-edge",
                    Severity.ERROR,
                    proxy.name,
                    f"{address} of {proxy.name} is also the address of"
                    f" {listed(name for name, _ in services)} on port {_HTTPS_PORT}: either the"
                    " web services or the Edge service gets no connections from outside.",
                    "Give the reverse proxy a public address of its own.",
                    choices.source("practice"),
                    (place, *(where for _, where in services)),
                )


def _edge_addresses(choices: Choices) -> dict[str, list[tuple[str, str]]]:
    """Published addresses of Edge services on port 443: FQDNs and places of the services."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for edge in choices.edges:
        for key, service in edge.external.named() if edge.external is not None else ():
            published = choices.published_addresses(edge, key)
            if service.port == _HTTPS_PORT and published is not None:
                for _, address in published.data:
                    found[address].append((service.fqdn, published.places[0]))
    return found


def _listeners(choices: Choices, i: int) -> Iterator[tuple[str, str]]:
    """The addresses on which a proxy listens, with their places."""
    proxy = choices.topology.reverse_proxies[i]
    if proxy.publishes is None or any(not entry.addresses for entry in proxy.publishes):
        for address in proxy.external_addresses:
            yield address, f"reverse_proxies[{i}].external_addresses"
    for j, entry in enumerate(proxy.publishes or ()):
        for address in entry.addresses:
            yield address, f"reverse_proxies[{i}].publishes[{j}].addresses"
