"""A topology without one of its objects. What refers to it stays, and becomes a finding."""

from dataclasses import replace
from typing import Any

from lyncplanner.planning.changes import LISTS, ObjectKind
from lyncplanner.planning.topology import Topology


def without(
    topology: Topology, kind: ObjectKind, place: int, *, pool_place: int | None = None
) -> Topology:
    """The topology without the object at a place of its list; a server stands in its pool's."""
    if kind is ObjectKind.SERVER:
        assert pool_place is not None  # noqa: S101 - for the type checker
        pool = topology.pools[pool_place]
        pools = list(topology.pools)
        pools[pool_place] = replace(pool, servers=_without(pool.servers, place))
        return replace(topology, pools=tuple(pools))
    attribute = LISTS[kind]
    changed: dict[str, Any] = {attribute: _without(getattr(topology, attribute), place)}
    return replace(topology, **changed)


def _without(entries: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return (*entries[:place], *entries[place + 1 :])
