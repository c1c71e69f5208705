"""Plans that pages ask for again and again: the last few are kept, by the topology's value."""

from functools import lru_cache

from lyncplanner.planning.plan import Plan, plan
from lyncplanner.planning.topology import Topology

_KEPT = 8


@lru_cache(maxsize=_KEPT)
def plan_of(topology: Topology) -> Plan:
    """The plan of a topology, computed once for equal topologies; plans never change."""
    return plan(topology)
