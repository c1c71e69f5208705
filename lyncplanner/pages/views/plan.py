"""The plan page and the page of one record set."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.loading import load_topology
from lyncplanner.http import Request, page_number, wants_part
from lyncplanner.pages.plan_page import plan_page
from lyncplanner.pages.record_detail import record_detail
from lyncplanner.pages.record_filter import RecordFilter
from lyncplanner.planning.plan import plan


@require_GET
@vary_on_headers("HX-Request")
def plan_show(request: Request, slug: str) -> HttpResponse:
    """Show the planned records. htmx asks for chips and tables, or for the next page of rows."""
    deployment = deployment_for(request, slug)
    planned = plan(load_topology(deployment))
    chosen = RecordFilter.read(dict(request.GET.lists()))
    page = plan_page(planned, chosen, page=page_number(request))
    template = "pages/plan_show.html"
    if wants_part(request):
        template = "pages/_record_tables.html" if page.table.page > 1 else "pages/_plan.html"
    return render(request, template, {"page": page, "deployment": deployment})


@require_GET
@vary_on_headers("HX-Request")
def record_show(request: Request, slug: str, key: str) -> HttpResponse:
    """Show one record set. htmx asks for what its row opens to."""
    deployment = deployment_for(request, slug)
    detail = record_detail(plan(load_topology(deployment)), key)
    if detail is None:
        raise Http404
    subjects = {why.reason.subject for why in detail.whys}
    pools = dict(deployment.pools.filter(fqdn__in=subjects).values_list("fqdn", "pk"))
    template = "pages/_record_detail.html" if wants_part(request) else "pages/record_show.html"
    context = {"detail": detail, "pools": pools, "deployment": deployment}
    return render(request, template, context)
