"""The cut-over list of a SIP domain that moves to Teams Only."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lyncplanner.http import Request
from lyncplanner.pages.cut_over_page import cut_over_page
from lyncplanner.reviews.access import version_for


@require_GET
def cut_over_show(request: Request, slug: str, number: int | None = None) -> HttpResponse:
    """List the steps of the SIP domain `domain`, or the SIP domains to choose from."""
    version = version_for(request, slug, number)
    page = cut_over_page(version.plan, request.GET.get("domain", "").strip().lower()[:1000])
    context = {"page": page, "deployment": version.deployment, "version": version}
    return render(request, "pages/cut_over_show.html", context)
