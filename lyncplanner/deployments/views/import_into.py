"""A file into a deployment that exists: first the difference, then it takes the working copy."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lyncplanner.deployments.access import editable_deployment
from lyncplanner.deployments.changes import Overtaken, as_seen, newest_change
from lyncplanner.deployments.editing.effect import effect_between
from lyncplanner.deployments.import_form import FileForm
from lyncplanner.deployments.import_into import IntoForm, arrival, topology_changes
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Upload
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.documents.errors import BadDocument
from lyncplanner.documents.reading import read
from lyncplanner.http import Request

PROBLEMS_SHOWN = 200


@require_http_methods(["GET", "POST"])
def import_into(request: Request, slug: str) -> HttpResponse:
    """Take a file, and lead to what it would change."""
    deployment = editable_deployment(request, slug)
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "deployment": deployment}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            read(content, name=file.name)
        except BadDocument as bad:
            problems = bad.problems[:PROBLEMS_SHOWN]
            more = len(bad.problems) - len(problems) + bad.more
            context |= {"problems": problems, "more": more, "file_name": file.name}
        else:
            upload = Upload.objects.keep(request.user, name=file.name, content=content)
            return redirect("deployments:import-into-review", slug, upload.key)
    return render(request, "deployments/import_into.html", context)


@require_http_methods(["GET", "POST"])
def import_into_review(request: Request, slug: str, upload_key: str) -> HttpResponse:
    """Show what an upload would change; `do` says whether to look again or to do it."""
    deployment = editable_deployment(request, slug)
    upload = get_object_or_404(Upload.objects.of(request.user), key=upload_key)
    before = load_topology(deployment)
    found = arrival(upload.content, before, name=upload.name)
    newest = newest_change(deployment)
    initial = {"seen": newest.pk if newest else 0}
    form = IntoForm(found.imported, request.POST or None, initial=initial)
    context: dict[str, Any] = {"form": form, "upload": upload, "found": found, "newest": newest}
    if form.is_valid() and request.POST.get("do") == "replace":
        try:
            return _replace(request, upload, form)
        except Overtaken as overtaken:
            context["overtaken"] = overtaken.change
    after = form.topology() if form.is_valid() else form.as_it_stands()
    context |= {
        "deployment": deployment,
        "effect": effect_between(before, after),
        "changes": topology_changes(before, after),
        "differs": before != after,
    }
    return render(request, "deployments/import_into_review.html", context)


def _replace(request: Request, upload: Upload, form: IntoForm) -> HttpResponse:
    deployment = request.deployment
    with as_seen(deployment, form.cleaned_data["seen"]):
        what = f"Imported {upload.name}"
        entry = update_rows(deployment, form.topology(), by=request.user, what=what)
        upload.delete()
    if entry is None:
        messages.info(request, f"Nothing to import: {upload.name} says what the deployment says.")
    else:
        messages.success(request, f"Imported {upload.name}.")
    return redirect("pages:plan-show", deployment.slug)
