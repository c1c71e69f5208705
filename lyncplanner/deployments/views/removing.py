"""Removing an object of which more hangs: what goes with it is named first."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lyncplanner.deployments.access import editable_deployment
from lyncplanner.deployments.changes import Overtaken, newest_change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Change
from lyncplanner.deployments.parts import Part, part_or_404
from lyncplanner.deployments.removing import remove
from lyncplanner.deployments.views.effects import effect_context
from lyncplanner.http import Request
from lyncplanner.planning.changes import ObjectKind


@require_http_methods(["GET", "POST"])
def object_remove(request: Request, slug: str, kind: ObjectKind, pk: int) -> HttpResponse:
    """Name what goes with an object; POST removes it, and the list offers to undo that."""
    part = part_or_404(editable_deployment(request, slug), kind, pk)
    if request.method == "GET":
        return _page(request, part)
    seen = request.POST.get("seen", "")
    try:
        entry = remove(part.row, by=request.user, seen=_number(seen))
    except Overtaken as overtaken:
        return _page(request, part, overtaken.change)
    return redirect(f"{part.list_address}?removed={entry.pk}")


def _page(request: Request, part: Part, overtaken: Change | None = None) -> HttpResponse:
    before = load_topology(part.deployment)
    context = {
        "deployment": part.deployment,
        "part": part,
        "inside": list(part.inside()),
        "newest": newest_change(part.deployment),
        "overtaken": overtaken,
        **effect_context(request, before, part.taken_from(before)),
    }
    return render(request, "deployments/object_remove.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
