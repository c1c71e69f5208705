"""Renaming an object and renumbering a network: the effect first, then all of it at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lyncplanner.deployments.access import editable_deployment
from lyncplanner.deployments.changes import Overtaken, newest_change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.parts import part_or_404
from lyncplanner.deployments.rewriting import rewrite
from lyncplanner.deployments.rewriting_forms import (
    CannotRewrite,
    RenameForm,
    RenumberForm,
    RewritingForm,
)
from lyncplanner.deployments.rewritten_lines import lines_between
from lyncplanner.deployments.views.effects import effect_context
from lyncplanner.http import Request
from lyncplanner.planning.changes import ObjectKind
from lyncplanner.planning.renumbering import networks_in_use

NETWORKS_SHOWN = 10
SERVERS_SHOWN = 50


@require_http_methods(["GET", "POST"])
def object_rename(request: Request, slug: str, kind: ObjectKind, pk: int) -> HttpResponse:
    """Show what another name of an object would change; POST gives it that name."""
    part = part_or_404(editable_deployment(request, slug), kind, pk)
    form = RenameForm(part, _sent(request, RenameForm))
    context: dict[str, Any] = {"form": form, "part": part}
    if kind is ObjectKind.POOL:
        context["servers"] = part.row.servers.exclude(fqdn=part.name)[:SERVERS_SHOWN]
    if request.method == "POST" and (done := _done(request, form, context)):
        return done
    return _page(request, "deployments/object_rename.html", context)


@require_http_methods(["GET", "POST"])
def renumber(request: Request, slug: str) -> HttpResponse:
    """Show what another prefix of a network would change; POST changes the addresses."""
    editable_deployment(request, slug)
    form = RenumberForm(_sent(request, RenumberForm))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and (done := _done(request, form, context)):
        return done
    return _page(request, "deployments/renumber.html", context)


def _sent(request: Request, form: type[RewritingForm]) -> Any:
    if request.method == "POST":
        return request.POST
    return request.GET if form.asked in request.GET else None


def _done(request: Request, form: RewritingForm, context: dict[str, Any]) -> HttpResponse | None:
    """The way on, where it could be done; else the context tells why not."""
    if not form.is_valid():
        return None
    deployment = request.deployment
    try:
        rewrite(
            deployment,
            form.rewriting,
            by=request.user,
            what=form.what,
            seen=form.cleaned_data["seen"],
        )
    except Overtaken as overtaken:
        context["overtaken"] = overtaken.change
    except CannotRewrite:
        pass
    else:
        messages.success(request, f"{form.what}.")
        part = context.get("part")
        return redirect(
            part.address if part else reverse("pages:plan-show", args=[deployment.slug])
        )
    return None


def _page(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form; where it is filled in, with everything that it would change."""
    form, deployment = context["form"], request.deployment
    before = load_topology(deployment)
    context |= {"deployment": deployment, "newest": newest_change(deployment)}
    if isinstance(form, RenumberForm):
        context["networks"] = networks_in_use(before)[:NETWORKS_SHOWN]
    if form.is_bound and form.is_valid():
        try:
            after = form.rewriting(before)
        except CannotRewrite:
            pass
        else:
            context |= effect_context(request, before, after)
            context["changes"] = lines_between(before, after)
    return render(request, template, context)
