"""The settings page of a deployment, and the page of one's deleted deployments."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lyncplanner.deployments.access import deployment_for, owned_deployment
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.settings.deleting import (
    delete,
    delete_for_good,
    put_back,
    what_goes,
)
from lyncplanner.deployments.settings.forms import NameForm, TypeNameForm
from lyncplanner.deployments.settings.renaming import Overtaken, rename
from lyncplanner.http import Request


@require_http_methods(["GET", "POST"])
def settings_edit(request: Request, slug: str) -> HttpResponse:
    """Show the settings; rename the deployment."""
    if request.method == "GET":
        deployment_for(request, slug)
        return _page(request)
    deployment = owned_deployment(request, slug)
    form = NameForm(request.POST, instance=deployment)
    if form.is_valid():
        form = _rename(request, form) or form
    if form.errors:
        return _page(request, name_form=form)
    return redirect("settings:settings-edit", slug)


def _rename(request: Request, form: NameForm) -> NameForm | None:
    """Save the name; or the form again, where somebody saved the deployment meanwhile."""
    if not form.has_changed():
        messages.info(request, "Nothing to save: nothing was changed.")
        return None
    name = form.cleaned_data["name"]
    try:
        rename(form.instance, name, version=form.cleaned_data["version"], by=request.user)
    except Overtaken:
        return _overtaken(form)
    messages.success(request, f"Saved. The deployment is called {name} now.")
    return None


def _overtaken(form: NameForm) -> NameForm:
    stored = Deployment.objects.get(pk=form.instance.pk)
    name = form.cleaned_data["name"]
    again = NameForm({"name": name, "version": stored.version}, instance=stored)
    again.add_error(
        None,
        f"Somebody saved this deployment after you opened the page; it is called {stored.name}"
        " now. Save again to have your name for it.",
    )
    return again


@require_POST
def deployment_delete(request: Request, slug: str) -> HttpResponse:
    """Hide a deployment whose name was typed, and offer to take it back."""
    deployment = owned_deployment(request, slug)
    form = TypeNameForm(deployment, request.POST)
    if not form.is_valid():
        return _page(request, delete_form=form)
    delete(deployment, by=request.user)
    undo = reverse("settings:deployment-put-back", args=[slug])
    messages.success(request, f"Deleted {deployment.name}.", extra_tags=undo)
    return redirect("/")


@require_POST
def deployment_put_back(request: Request, slug: str) -> HttpResponse:
    """Take the deleting back."""
    deployment = _deleted(request, slug)
    put_back(deployment, by=request.user)
    messages.success(request, f"{deployment.name} is there again.")
    return redirect(deployment)


@require_GET
def deleted_list(request: Request) -> HttpResponse:
    """Show the deployments that one owns and deleted."""
    return _deleted_page(request)


@require_POST
def deployment_purge(request: Request, slug: str) -> HttpResponse:
    """Delete for good what was deleted, where its name was typed."""
    deployment = _deleted(request, slug)
    form = TypeNameForm(deployment, request.POST, prefix=str(deployment.pk))
    if not form.is_valid():
        return _deleted_page(request, refused=form, slug=slug)
    delete_for_good(deployment)
    messages.success(request, f"Deleted {deployment.name} for good.")
    return redirect("settings:deleted-list")


def _deleted(request: Request, slug: str) -> Deployment:
    mine = Deployment.objects.deleted_by_owner(request.user)
    return get_object_or_404(mine, slug=slug)


def _deleted_page(
    request: Request, *, refused: TypeNameForm | None = None, slug: str = ""
) -> HttpResponse:
    deleted = Deployment.objects.deleted_by_owner(request.user).order_by("-deleted_at")
    rows = [
        (
            each,
            refused if refused and each.slug == slug else TypeNameForm(each, prefix=str(each.pk)),
        )
        for each in deleted
    ]
    return render(request, "deployments/deleted_list.html", {"rows": rows, "refused": refused})


def _page(
    request: Request,
    *,
    name_form: NameForm | None = None,
    delete_form: TypeNameForm | None = None,
) -> HttpResponse:
    # The form writes what was typed into its deployment, whose stored name the frame shows.
    deployment = Deployment.objects.get(pk=request.deployment.pk)
    deployment.role = request.deployment.role
    request.deployment = deployment
    context: dict[str, Any] = {
        "deployment": deployment,
        "form": name_form or NameForm(instance=deployment),
        "delete_form": delete_form or TypeNameForm(deployment),
        "what_goes": what_goes(deployment),
    }
    return render(request, "deployments/settings.html", context)
