"""What the Internet can reach, and what the reverse proxies do."""

from collections.abc import Iterator

from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.rules.reverse_proxy import loops as looping_hosts


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
            f"Add {host} to what a reverse proxy publishes.",
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
