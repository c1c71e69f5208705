"""The findings page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments.views.places import place_address
from lyncplanner.http import Request, page_number, wants_part
from lyncplanner.pages.finding_list import finding_list as listed
from lyncplanner.planning.findings import Finding
from lyncplanner.reviews.accepting import accepted_in
from lyncplanner.reviews.access import version_for
from lyncplanner.reviews.versions import Version


@require_GET
@vary_on_headers("HX-Request")
def finding_list(request: Request, slug: str, number: int | None = None) -> HttpResponse:
    """List what is wrong, the worst first. htmx asks for the list alone."""
    version = version_for(request, slug, number)
    deployment = version.deployment
    findings = listed(
        version.plan,
        dict(request.GET.lists()),
        form_of=lambda finding: _form_of(version, finding),
        accepted=accepted_in(version),
        page=page_number(request),
    )
    template = "pages/finding_list.html"
    if wants_part(request):
        template = "pages/_finding_groups.html" if findings.page > 1 else "pages/_findings.html"
    context = {"findings": findings, "deployment": deployment, "version": version}
    return render(request, template, context)


def _form_of(version: Version, finding: Finding) -> str:
    """The field of the working copy; what a revision says may stand elsewhere by now."""
    if version.revision is not None or not finding.places:
        return ""
    return place_address(version.deployment, finding.places[0])
