"""Comparing any two versions."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from lyncplanner.deployments.access import deployment_for
from lyncplanner.http import Request
from lyncplanner.reviews.access import version_for
from lyncplanner.reviews.comparing import compared
from lyncplanner.reviews.cut_over_steps import step_lines
from lyncplanner.reviews.objects import Objects
from lyncplanner.reviews.proposing import base_number
from lyncplanner.reviews.review_rows import finding_lines, rows_of
from lyncplanner.reviews.versions import WORKING
from lyncplanner.reviews.views.revisions import wish_of


@require_GET
def compare_choose(request: Request, slug: str) -> HttpResponse:
    """Lead to the comparison that a form asks for, or to the usual one."""
    deployment = deployment_for(request, slug)
    newest = deployment.revisions.values_list("number", flat=True).first()
    before = request.GET.get("a") or str(base_number(deployment) or newest or WORKING)
    after = request.GET.get("b") or WORKING
    return redirect("reviews:compare", slug, f"{before}..{after}")


@require_GET
def compare(request: Request, slug: str, versions: str) -> HttpResponse:
    """What differs from one version to another."""
    first, dots, second = versions.partition("..")
    if not dots:
        raise Http404
    before = version_for(request, slug, first)
    after = version_for(request, slug, second)
    before.deployment = after.deployment
    comparison = compared(before, after)
    objects = Objects(after.deployment)
    wish = wish_of(request)
    new, gone = finding_lines(comparison)
    context = {
        "deployment": after.deployment,
        "before": before,
        "after": after,
        "comparison": comparison,
        "wish": wish,
        "rows": rows_of(comparison, wish, object_of=lambda h: objects.find(h.target)),
        "new_findings": new,
        "gone_findings": gone,
        "cut_overs": [(found, list(step_lines(found))) for found in comparison.cut_overs],
        "revisions": after.deployment.revisions.without_content().select_related("standing"),
    }
    return render(request, "reviews/compare.html", context)
