"""Planning a record set again that an entry leaves out."""

from collections.abc import Iterator
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lyncplanner.deployments.access import editable_deployment
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import LeftOut
from lyncplanner.deployments.removing import remove
from lyncplanner.http import Request
from lyncplanner.planning.plan import plan
from lyncplanner.planning.records import Record
from lyncplanner.planning.topology import Topology


@require_POST
def plan_again(request: Request, slug: str) -> HttpResponse:
    """Remove the entry that leaves one record set out; one that leaves out more is shown."""
    deployment = editable_deployment(request, slug)
    topology = load_topology(deployment)
    view, _, rest = request.POST.get("key", "").partition("~")
    name, _, type_ = rest.rpartition("~")
    number = _responsible(topology, (view, name, type_))
    if number is None:
        raise Http404
    entry: LeftOut = deployment.left_out.order_by("position", "pk")[number]
    entry.deployment = deployment
    others = {key for key in _planned_without(topology, number) if key != (view, name, type_)}
    if others:
        sets = f"{len(others)} other record set{'' if len(others) == 1 else 's'}"
        messages.info(request, f"This entry leaves out {sets} too: narrow it, or remove it.")
        return redirect("deployments:left-out-edit", slug, entry.pk)
    undo = remove(entry, by=request.user)
    address = reverse("deployments:left-out-list", args=[slug])
    return redirect(f"{address}?removed={undo.pk}")


Key = tuple[str, str, str]


def _responsible(topology: Topology, key: Key) -> int | None:
    """The place of the first entry without which the set would be planned."""
    for number in range(len(topology.left_out)):
        if key in _planned_without(topology, number):
            return number
    return None


def _planned_without(topology: Topology, number: int) -> set[Key]:
    """Record sets that one entry alone leaves out."""
    entries = topology.left_out
    fewer = replace(topology, left_out=(*entries[:number], *entries[number + 1 :]))
    return set(_left_out(topology)) - set(_left_out(fewer))


def _left_out(topology: Topology) -> Iterator[Key]:
    for record in plan(topology).records:
        if record.left_out is not None:
            yield _key(record)


def _key(record: Record) -> Key:
    return str(record.view), record.name, str(record.type)
