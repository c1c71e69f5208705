"""The list of revisions, the review of one, proposing."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lyncplanner.deployments.access import deployment_for, editable_deployment
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.summaries import topology_hash
from lyncplanner.documents.reading import read
from lyncplanner.documents.topology_writer import write_yaml
from lyncplanner.http import Request, page_number
from lyncplanner.reviews.access import attempt, revision_for
from lyncplanner.reviews.comparing import compared
from lyncplanner.reviews.forms import DecisionForm, DeployFromForm, ProposeForm
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.objects import Objects
from lyncplanner.reviews.proposing import base_number, propose
from lyncplanner.reviews.review_page import review_page
from lyncplanner.reviews.review_rows import Wish, finding_lines, rows_of
from lyncplanner.reviews.versions import Version, version_of

PAGE_LENGTH = 50


@require_GET
def revision_list(request: Request, slug: str) -> HttpResponse:
    """List the revisions, the newest first."""
    deployment = deployment_for(request, slug)
    revisions = (
        deployment.revisions.without_content()
        .select_related("standing", "proposer")
        .prefetch_related("deployed", "decisions__person")
    )
    start = (page_number(request) - 1) * PAGE_LENGTH
    shown = list(revisions[start : start + PAGE_LENGTH + 1])
    context = {
        "deployment": deployment,
        "revisions": shown[:PAGE_LENGTH],
        "next_page": page_number(request) + 1 if len(shown) > PAGE_LENGTH else None,
        "base": base_number(deployment),
    }
    return render(request, "reviews/revision_list.html", context)


@require_GET
def revision_show(request: Request, slug: str, number: int) -> HttpResponse:
    """The review of one revision, by cause or by view and zone."""
    revision = revision_for(request, slug, number)
    page = review_page(request.version, revision, request.user, wish_of(request))
    context = {
        "deployment": revision.deployment,
        "revision": revision,
        "page": page,
        "form": DecisionForm(),
        "deploy_from": DeployFromForm(initial={"moment": revision.standing.deploy_from}),
        "commenting": request.GET.get("comment", ""),
        "here": request.get_full_path(),
    }
    return render(request, "reviews/revision_show.html", context)


@require_GET
def document_show(request: Request, slug: str, number: int) -> HttpResponse:
    """The topology document of a revision, to keep or to load elsewhere."""
    revision = revision_for(request, slug, number)
    topology = read(bytes(revision.document)).topology
    content = HttpResponse(write_yaml(topology), content_type="text/plain; charset=utf-8")
    name = f"{slug}-revision-{number}.yaml"
    content["Content-Disposition"] = f'attachment; filename="{name}"'
    return content


@require_http_methods(["GET", "POST"])
def revision_propose(request: Request, slug: str) -> HttpResponse:
    """Show what would be proposed, and propose it."""
    deployment = editable_deployment(request, slug)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _proposed(request, deployment, form):
        newest = deployment.revisions.without_content().latest("number")
        return redirect("reviews:revision-show", slug, newest.number)
    return render(request, "reviews/revision_propose.html", _context(deployment, form))


def wish_of(request: Request) -> Wish:
    """What of the changes the address asks for."""
    return Wish(
        by_view={"view": True, "cause": False}.get(request.GET.get("by", "")),
        unseen=request.GET.get("show") == "unseen",
        with_threads=request.GET.get("show") == "threads",
        page=page_number(request),
    )


def _proposed(request: Request, deployment: Deployment, form: ProposeForm) -> bool:
    return attempt(
        request,
        lambda: propose(deployment, request.user, **form.cleaned_data),
        "Proposed. Those who may decide see it in their inbox.",
    )


def _context(deployment: Deployment, form: ProposeForm) -> dict[str, object]:
    number = base_number(deployment)
    before = version_of(deployment, str(number)) if number else None
    comparison = compared(before, Version(deployment))
    objects = Objects(deployment)
    new, gone = finding_lines(comparison)
    return {
        "deployment": deployment,
        "form": form,
        "seen": topology_hash(load_topology(deployment)),
        "base": before.revision if before else None,
        "open": Revision.objects.without_content()
        .filter(deployment=deployment, standing__state__in=("in-review", "changes-requested"))
        .first(),
        "comparison": comparison,
        "rows": rows_of(comparison, Wish(), object_of=lambda h: objects.find(h.target)),
        "new_findings": new,
        "gone_findings": gone,
        "compare": reverse("reviews:compare", args=[deployment.slug, f"{number}..working"])
        if number
        else "",
    }
