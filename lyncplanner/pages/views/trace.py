"""The trace page: where clients end, one client's questions, and what people ask of a plan."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from lyncplanner.http import Request, page_number, wants_part
from lyncplanner.pages.answer import ask
from lyncplanner.pages.ladder import chosen_from, ladder
from lyncplanner.pages.trace_page import trace_page
from lyncplanner.planning.lookup import Lookup
from lyncplanner.reviews.access import version_for

PARTS = {
    "steps": "pages/_ladder.html",
    "answer": "pages/_answer.html",
    "matrix": "pages/_trace_matrix.html",
}
"""What htmx asks for, by the element that it puts it in."""


@require_GET
@vary_on_headers("HX-Request", "HX-Target")
def trace_show(request: Request, slug: str, number: int | None = None) -> HttpResponse:
    """Trace every client; `client`, `domain` and `side` open a ladder, `ask` and `about` ask."""
    version = version_for(request, slug, number)
    planned = version.plan
    lookup = Lookup.of(planned)
    wanted = request.GET
    chosen = chosen_from(
        wanted.get("client", ""), wanted.get("side", ""), wanted.get("domain", ""), lookup
    )
    page = trace_page(
        planned,
        lookup,
        q=wanted.get("q", "").strip()[:200],
        page=page_number(request),
        chosen=chosen,
    )
    askings, answer = ask(planned, wanted.get("ask", ""), wanted.get("about", ""))
    context = {
        "page": page,
        "ladder": ladder(planned, lookup, page.chosen) if page.chosen is not None else None,
        "askings": askings,
        "answer": answer,
        "deployment": version.deployment,
        "version": version,
        "part": wants_part(request),
    }
    return render(request, _template(request), context)


def _template(request: Request) -> str:
    if not wants_part(request):
        return "pages/trace_show.html"
    if page_number(request) > 1:
        return "pages/_trace_tables.html"
    return PARTS.get(request.htmx.target or "", "pages/trace_show.html")
