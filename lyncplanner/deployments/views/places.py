"""From a place of the document to the field of a form; and mending what stands there."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lyncplanner.deployments.access import deployment_for, editable_deployment
from lyncplanner.deployments.editing.effect import effect_of
from lyncplanner.deployments.editing.mends import mend_at
from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.plans import plan_of
from lyncplanner.deployments.views.kinds import DNS_ZONES, KINDS, Kind
from lyncplanner.deployments.views.objects import Editing
from lyncplanner.http import Request
from lyncplanner.planning.findings import Finding

_ZONES = re.compile(r"dns\.(internal|external)_zones\[(\d{1,6})\]")
_ENTRY = re.compile(r"(\w+)\[(\d{1,6})\]")
_OF_ALL = frozenset({"dns", "product", "name"})


class _Spot(NamedTuple):
    """The form that a place is in."""

    kind: Kind | None
    """`None`: the DNS options."""
    pk: int | None


def place_address(deployment: Deployment, place: str) -> str:
    """Where to find the field of a place; its form is only looked for when somebody goes there."""
    address = reverse("deployments:place-show", args=[deployment.slug])
    return f"{address}?{urlencode({'at': place})}"


@require_GET
def place_show(request: Request, slug: str) -> HttpResponse:
    """Lead to the form and the field of a place, `pools[2].servers[0].addresses`."""
    deployment = deployment_for(request, slug)
    place = request.GET.get("at", "")[:1000]
    if kind := next((kind for kind in KINDS if kind.related == place), None):
        # What is missing in a list as a whole is added there.
        return redirect(reverse(f"deployments:{kind.key}-list", args=[slug]))
    spot = _spot(deployment, place)
    if spot is None:
        raise Http404
    editing = Editing(request, spot.kind, spot.pk)
    field = _field_id(editing.form(), place)
    return redirect(f"{editing.action}#{field}" if field else editing.action)


@require_GET
def mend_show(request: Request, slug: str) -> HttpResponse:
    """Show the form with a finding mended in it, and what that changes. Saves nothing."""
    deployment = editable_deployment(request, slug)
    found = _finding(deployment, request.GET.get("code", ""), request.GET.get("subject", ""))
    placed = mend_at(found, load_topology(deployment)) if found is not None else None
    spot = _spot(deployment, placed.place) if placed is not None else None
    if placed is None or spot is None:
        messages.info(request, "Nothing to mend: this finding is gone already.")
        return redirect(reverse("pages:finding-list", args=[slug]))
    editing = Editing(request, spot.kind, spot.pk)
    stored = editing.form()
    data = posted(stored)
    data[stored.field_at(placed.place) or ""] = placed.mend.value
    form = editing.form(data)
    effect = effect_of(form) if form.is_valid() else None
    context = {**editing.context(form), "effect": effect, "mended": found}
    return render(request, "deployments/object_edit.html", context)


def posted(form: ObjectForm) -> QueryDict:
    """What a browser would post of a form that nobody has typed in."""
    data = QueryDict(mutable=True)
    data["shape"] = form.shape
    parts = [part for part, _ in form.labelled_parts()]
    for whole in form.parts():
        if hasattr(whole, "management_form"):
            parts.append(whole.management_form)
    for part in parts:
        for name in part.fields:
            value = _as_posted(part[name].value())
            if value is not None and name != "DELETE":
                data[part.add_prefix(name)] = value
    return data


def _as_posted(value: Any) -> str | None:
    if value is None or value is False:
        return None
    if isinstance(value, tuple | list):
        return " ".join(map(str, value))
    return "on" if value is True else str(value)


def _finding(deployment: Deployment, code: str, subject: str) -> Finding | None:
    findings = plan_of(load_topology(deployment)).findings
    return next((f for f in findings if (f.code, f.subject) == (code, subject)), None)


def _spot(deployment: Deployment, place: str) -> _Spot | None:
    """The object that a place lies in, by the order of its list; `None` where it is none."""
    if zone := _ZONES.match(place):
        rows = deployment.zones.filter(view=zone[1])
        return _in_list(DNS_ZONES, rows, int(zone[2]))
    if entry := _ENTRY.match(place):
        kind = next((kind for kind in KINDS if kind.related == entry[1]), None)
        return _in_list(kind, getattr(deployment, entry[1]), int(entry[2])) if kind else None
    return _Spot(None, None) if place.partition(".")[0] in _OF_ALL else None


def _in_list(kind: Kind, rows: Any, number: int) -> _Spot | None:
    keys = rows.order_by("position", "pk").values_list("pk", flat=True)[number : number + 1]
    return next((_Spot(kind, pk) for pk in keys), None)


def _field_id(form: ObjectForm, place: str) -> str:
    name = form.field_at(place)
    bound = form.field_named(name) if name else None
    return str(bound.id_for_label) if bound is not None else ""
