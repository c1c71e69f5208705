"""The names of pools and servers among each other."""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.names import first_label
from lyncplanner.planning.topology import Pool, Role

_LONGEST_COMPUTER_NAME = 15


def duplicates(choices: Choices) -> Iterator[tuple[str, list[str]]]:
    """FQDNs of two pools, two servers, or a pool and another pool's server; with their places."""
    holders: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for number, pool in enumerate(choices.pools):
        place = choices.place(pool)
        holders[pool.fqdn].append((number, "pool", f"{place}.fqdn"))
        for i, server in enumerate(pool.servers):
            holders[server.fqdn].append((number, "server", f"{place}.servers[{i}].fqdn"))
    for name, found in holders.items():
        # A pool and a server of its own may have one name: a single server is its pool.
        pools = {number for number, _, _ in found}
        servers = sum(kind == "server" for _, kind, _ in found)
        if len(pools) > 1 or servers > 1:
            yield name, [place for _, _, place in found]


def duplicate(draft: Draft) -> Iterator[Finding]:
    """`name.duplicate`: one name for several machines. Source: DNS load balancing."""
    for name, places in duplicates(draft.choices):
        yield Finding(
            "name.duplicate",
            Severity.ERROR,
            name,
            f"{len(places)} pools or servers are named {name}: DNS gives all their addresses for"
            " it, and clients and servers land on the wrong one.",
            "Give each pool and each server a name of its own.",
            draft.choices.source("DNSLB"),
            tuple(places),
        )


def named_as_a_server(pool: Pool) -> bool:
    """A pool of several servers that has the name of one of them."""
    return len(pool.servers) > 1 and any(server.fqdn == pool.fqdn for server in pool.servers)


def pool_is_server(draft: Draft) -> Iterator[Finding]:
    """`name.pool-is-server`: a pool of several needs a name of its own.

    Source: DNS load balancing.
    """
    choices = draft.choices
    for pool in choices.pools:
        # Of a Standard Edition server `lb.standard-edition` says that it can't have several.
        if named_as_a_server(pool) and pool.role is not Role.STANDARD_EDITION:
            yield Finding(
                "name.pool-is-server",
                Severity.ERROR,
                pool.fqdn,
                f"The pool {pool.fqdn} has {len(pool.servers)} servers and the name of one of them:"
                " connections meant for that server land on the others.",
                "Give the pool a name of its own.",
                choices.source("DNSLB"),
                (f"{choices.place(pool)}.fqdn",),
            )


def standard_edition(draft: Draft) -> Iterator[Finding]:
    """`name.standard-edition`: the pool is the server, so its name is the server's.

    Source: Certificate requirements for internal servers.
    """
    choices = draft.choices
    for pool in choices.pools:
        if pool.role is not Role.STANDARD_EDITION or not pool.servers:
            continue
        if all(server.fqdn != pool.fqdn for server in pool.servers):
            place = choices.place(pool)
            yield Finding(
                "name.standard-edition",
                Severity.ERROR,
                pool.fqdn,
                f"The Standard Edition server {pool.fqdn} has a server named"
                f" {pool.servers[0].fqdn}: they are one machine, whose certificate holds only one"
                " of these names, so clients refuse the other.",
                "Give pool and server the same name.",
                choices.source("CERTINT"),
                (f"{place}.fqdn", f"{place}.servers[0].fqdn"),
            )


def computer_name(draft: Draft) -> Iterator[Finding]:
    """`name.computer-name`: Windows cuts a computer's name off. Source: field practice."""
    choices = draft.choices
    for pool in choices.pools:
        for i, server in enumerate(pool.servers):
            label = first_label(server.fqdn)
            if len(label) > _LONGEST_COMPUTER_NAME:
                yield Finding(
                    "name.computer-name",
                    Severity.WARNING,
                    server.fqdn,
                    f"{label} has {len(label)} characters, and a computer's name has at most"
                    f" {_LONGEST_COMPUTER_NAME}: Windows shortens it, and the server doesn't have"
                    " the name by which others look for it.",
                    f"Shorten the first part of the name to {_LONGEST_COMPUTER_NAME} characters.",
                    choices.source("practice"),
                    (f"{choices.place(pool)}.servers[{i}].fqdn",),
                )
