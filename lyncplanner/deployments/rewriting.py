"""Renames and renumberings in the rows: worked out on what is stored, all of it or none."""

from collections.abc import Callable

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import as_seen
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Change, Deployment
from lyncplanner.deployments.parts import Part
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.planning.changes import ObjectKind
from lyncplanner.planning.domain_renaming import rename_sip_domain
from lyncplanner.planning.renaming import (
    rename_pool,
    rename_reverse_proxy,
    rename_server,
    rename_site,
)
from lyncplanner.planning.topology import Topology


def rewrite(
    deployment: Deployment,
    rewriting: Callable[[Topology], Topology],
    *,
    by: User,
    what: str,
    seen: int | None = None,
) -> Change | None:
    """Give the same objects other values, as one entry of history.

    What `rewriting` raises goes through, and nothing is changed. Raises `Overtaken` where somebody
    changed the deployment after `seen`.
    """
    with as_seen(deployment, seen) as current:
        topology = rewriting(load_topology(current))
        return update_rows(deployment, topology, by=by, what=what, same_objects=True)


def renamed(topology: Topology, part: Part, new: str, *, names_too: bool = True) -> Topology:
    """The topology in which an object has another name. Raises `CannotRename`.

    `names_too`: with a SIP domain, the names in it that users outside see.
    """
    place = part.place
    match part.kind:
        case ObjectKind.POOL:
            return rename_pool(topology, place, new)
        case ObjectKind.SERVER:
            return rename_server(topology, part.pool_place or 0, place, new)
        case ObjectKind.SITE:
            return rename_site(topology, place, new)
        case ObjectKind.REVERSE_PROXY:
            return rename_reverse_proxy(topology, place, new)
        case ObjectKind.SIP_DOMAIN:
            return rename_sip_domain(topology, place, new, names_too=names_too)
        case _:
            raise AssertionError(f"{part.noun} has no name of its own")
