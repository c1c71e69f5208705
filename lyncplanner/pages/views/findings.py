"""The findings page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.loading import load_topology
from lyncplanner.http import Request, page_number, wants_part
from lyncplanner.pages.finding_list import finding_list as listed
from lyncplanner.planning.plan import plan


@require_GET
@vary_on_headers("HX-Request")
def finding_list(request: Request, slug: str) -> HttpResponse:
    """List what is wrong, the worst first. htmx asks for the list alone."""
    deployment = deployment_for(request, slug)
    forms = dict(deployment.pools.values_list("fqdn", "pk"))

    def form_of(fqdn: str) -> str:
        pk = forms.get(fqdn)
        return reverse("deployments:pool-edit", args=[slug, pk]) if pk else ""

    findings = listed(
        plan(load_topology(deployment)),
        dict(request.GET.lists()),
        form_of=form_of,
        page=page_number(request),
    )
    template = "pages/finding_list.html"
    if wants_part(request):
        template = "pages/_finding_groups.html" if findings.page > 1 else "pages/_findings.html"
    return render(request, template, {"findings": findings, "deployment": deployment})
