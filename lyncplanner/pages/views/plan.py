"""The plan page and the page of one record set."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from lyncplanner.http import Request, page_number, wants_part
from lyncplanner.pages.plan_page import plan_page
from lyncplanner.pages.record_detail import record_detail
from lyncplanner.pages.record_filter import RecordFilter
from lyncplanner.pages.record_table import VIEW_TITLES
from lyncplanner.planning.records import View
from lyncplanner.reviews.access import version_for
from lyncplanner.reviews.record_history import record_history, since_newest
from lyncplanner.reviews.versions import Version


@require_GET
@vary_on_headers("HX-Request")
def plan_show(request: Request, slug: str, number: int | None = None) -> HttpResponse:
    """Show the planned records, of the working copy or of a revision.

    htmx asks for chips and tables, or for the next page of rows.
    """
    version = version_for(request, slug, number)
    chosen = RecordFilter.read(dict(request.GET.lists()))
    page = plan_page(version.plan, chosen, page=page_number(request))
    template = "pages/plan_show.html"
    if wants_part(request):
        template = "pages/_record_tables.html" if page.table.page > 1 else "pages/_plan.html"
    context = {"page": page, "deployment": version.deployment, "version": version}
    if not wants_part(request) and version.revision is None:
        context["since"] = since_newest(version)
    return render(request, template, context)


@require_GET
@vary_on_headers("HX-Request")
def record_show(request: Request, slug: str, key: str, number: int | None = None) -> HttpResponse:
    """Show one record set. htmx asks for what its row opens to."""
    version = version_for(request, slug, number)
    deployment = version.deployment
    detail = record_detail(version.plan, key)
    if detail is None:
        return _not_planned(request, version, key)
    subjects = {why.reason.subject for why in detail.whys}
    pools = dict(deployment.pools.filter(fqdn__in=subjects).values_list("fqdn", "pk"))
    template = "pages/_record_detail.html" if wants_part(request) else "pages/record_show.html"
    context = {"detail": detail, "pools": pools, "deployment": deployment, "version": version}
    if not wants_part(request):
        context["history"] = record_history(deployment, detail.found.key, version)
    return render(request, template, context)


def _not_planned(request: Request, version: Version, key: str) -> HttpResponse:
    """A set of other versions, to which the state line leads too; of none: a 404."""
    history = record_history(version.deployment, key, version)
    if not history:
        raise Http404
    view, name, kind = key.split("~")
    context = {
        "name": name,
        "type": kind,
        "view": VIEW_TITLES[View(view)],
        "history": history,
        "deployment": version.deployment,
        "version": version,
    }
    return render(request, "pages/record_not_planned.html", context)
