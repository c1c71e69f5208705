"""The effect of a change on its own page, before it is done."""

from typing import Any

from lyncplanner.deployments.editing.effect import effect_between
from lyncplanner.http import Request
from lyncplanner.planning.topology import Topology


def effect_context(request: Request, before: Topology, after: Topology) -> dict[str, Any]:
    """What `_effect.html` draws: some of a long effect, all of it where the address asks."""
    everything = request.GET.get("everything") == "yes"
    context: dict[str, Any] = {"effect": effect_between(before, after, everything=everything)}
    if request.method == "GET":
        query = request.GET.copy()
        query["everything"] = "yes"
        context["all_address"] = f"?{query.urlencode()}"
    return context
