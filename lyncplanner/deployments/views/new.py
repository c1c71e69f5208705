"""New deployments: from a file, after a look at what it holds, or from the sample."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from lyncplanner.deployments.empty_form import EmptyForm
from lyncplanner.deployments.import_form import FileForm, ImportForm
from lyncplanner.deployments.imports import facts, understood
from lyncplanner.deployments.models import Deployment, Upload
from lyncplanner.deployments.sample import sample_topology
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.documents.errors import BadDocument
from lyncplanner.documents.reading import read
from lyncplanner.http import Request
from lyncplanner.planning.plan import plan

PROBLEMS_SHOWN = 200


@require_GET
def new(request: Request) -> HttpResponse:
    """Choose where a new deployment comes from."""
    return render(request, "deployments/new.html")


@require_http_methods(["GET", "POST"])
def empty(request: Request) -> HttpResponse:
    """Create a deployment with a name and little else, to describe by hand."""
    form = EmptyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        topology = form.topology()
        deployment = create_deployment(topology.name, request.user, topology, what="Created")
        messages.success(request, f"Created {deployment.name}.")
        return redirect("deployments:sip-domain-list", deployment.slug)
    return render(request, "deployments/empty.html", {"form": form})


@require_http_methods(["GET", "POST"])
def import_(request: Request) -> HttpResponse:
    """Take a file, and lead to what was understood of it. A bad file: all that is wrong with it."""
    sent = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if sent else FileForm()
    context: dict[str, Any] = {"form": form}
    if sent and form.is_valid():
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
            return redirect("deployments:import-review", upload.key)
    return render(request, "deployments/import.html", context)


@require_http_methods(["GET", "POST"])
def import_review(request: Request, key: str) -> HttpResponse:
    """Show what was understood of an upload, what it lacks and what is left out; create from it."""
    upload = get_object_or_404(Upload.objects.of(request.user), key=key)
    imported = understood(upload.content, name=upload.name)
    form = ImportForm(imported, request.POST or None)
    if request.method == "POST" and form.is_valid():
        topology = form.topology()
        what = f"Created from {upload.name}"
        deployment = create_deployment(topology.name, request.user, topology, what=what)
        upload.delete()
        return _created(request, deployment)
    context = {
        "upload": upload,
        "imported": imported,
        "form": form,
        "planned": plan(imported.topology),
    }
    return render(request, "deployments/import_review.html", context)


@require_http_methods(["GET", "POST"])
def sample(request: Request) -> HttpResponse:
    """Create a deployment from the sample."""
    topology = sample_topology()
    if request.method == "POST":
        deployment = create_deployment(
            topology.name, request.user, topology, what="Created from the sample"
        )
        return _created(request, deployment)
    context = {"topology": topology, "facts": facts(topology), "planned": plan(topology)}
    return render(request, "deployments/sample.html", context)


def _created(request: Request, deployment: Deployment) -> HttpResponse:
    messages.success(request, f"Created {deployment.name}.")
    return redirect("pages:plan-show", deployment.slug)
