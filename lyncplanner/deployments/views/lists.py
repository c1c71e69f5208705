"""The list of any kind of object: filtered, a page at a time, in the order that rules read."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments.access import deployment_for, editable_deployment
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.ordering import move
from lyncplanner.deployments.removing import NotThere, put_back, remove, removed_row
from lyncplanner.deployments.views.kinds import DNS_ZONES, DOMAINS, LEFT_OUTS, POOLS, PROXIES, Kind
from lyncplanner.http import Request, page_number, wants_part

PAGE_LENGTH = 100
_PARTS = {POOLS.key: "servers", PROXIES.key: "hosts"}
"""What an object's size counts."""


class Cell(NamedTuple):
    label: str
    text: str
    mono: bool

    @property
    def bare(self) -> bool:
        """Whether it says little without its label."""
        return len(self.text) <= 3


class ListRow(NamedTuple):
    """An object in its list; without an address it was removed just now."""

    pk: int
    name: str
    address: str
    cells: list[Cell]
    undo: int | None = None


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def object_list(request: Request, slug: str, kind: Kind) -> HttpResponse:
    """List the objects; move or remove one, or put it back: `do` says which."""
    if request.method == "GET":
        deployment = deployment_for(request, slug)
        return _page(request, deployment, kind, undo=_number(request.GET.get("removed", "")))
    deployment = editable_deployment(request, slug)
    do, _, argument = request.POST.get("do", "").partition("-")
    removed = _do(request, deployment, kind, do, _number(argument))
    if wants_part(request):
        deployment = deployment_for(request, slug)
        return _page(request, deployment, kind, undo=removed)
    query = request.GET.copy()
    query.pop("removed", None)
    if removed:
        query["removed"] = str(removed)
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def _do(
    request: Request, deployment: Deployment, kind: Kind, do: str, number: int | None
) -> int | None:
    """Do it; the key of the change that removed something, if one did."""
    if do == "undo":
        entry = get_object_or_404(deployment.changes, pk=number)
        try:
            put_back(entry, by=request.user)
        except NotThere as problem:
            messages.warning(request, str(problem))
        return None
    siblings = getattr(deployment, kind.related)
    row = get_object_or_404(siblings, pk=number)
    row.deployment = deployment
    if do == "remove":
        return int(remove(row, by=request.user).pk)
    if do not in ("up", "down"):
        raise Http404
    move(row, siblings, up=do == "up", by=request.user)
    return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _page(
    request: Request, deployment: Deployment, kind: Kind, *, undo: int | None
) -> HttpResponse:
    q = request.GET.get("q", "").strip()[:200]
    page = Paginator(_matching(deployment, kind, q), PAGE_LENGTH).get_page(page_number(request))
    siblings = getattr(deployment, kind.related)
    context = {
        "deployment": deployment,
        "kind": kind,
        "rows": _rows(deployment, kind, page, undo),
        "page": page,
        "q": q,
        "all": siblings.count() if q else page.paginator.count,
        "list_address": reverse(f"deployments:{kind.key}-list", args=[deployment.slug]),
        "add_address": reverse(f"deployments:{kind.key}-add", args=[deployment.slug]),
        "tabs": dns_tabs(deployment, kind) if kind.tabs else (),
    }
    context["part"] = wants_part(request)
    template = "deployments/_objects.html" if context["part"] else "deployments/object_list.html"
    return render(request, template, context)


def _matching(deployment: Deployment, kind: Kind, q: str) -> QuerySet[Any]:
    found: QuerySet[Any] = getattr(deployment, kind.related).order_by("position", "pk")
    if q:
        wanted = Q()
        for field in kind.search:
            how = "contains" if "addresses" in field else "icontains"
            wanted |= Q(**{f"{field}__{how}": q})
        keys = found.filter(wanted).values("pk")
        found = found.filter(pk__in=keys)
    if kind.key in _PARTS:
        found = found.annotate(size=Count(_PARTS[kind.key], distinct=True))
    return found


def _rows(deployment: Deployment, kind: Kind, page: Page[Any], undo: int | None) -> list[ListRow]:
    rows = [_row(deployment, kind, row) for row in page]
    if undo is None:
        return rows
    entry = deployment.changes.filter(pk=undo).first()
    gone = removed_row(entry) if entry is not None else None
    related = getattr(deployment, kind.related)
    if gone is None or not isinstance(gone, related.model) or related.filter(pk=gone.pk).exists():
        return rows
    at = sum((row.position, row.pk) < (gone.position, gone.pk) for row in page)
    rows.insert(at, ListRow(gone.pk, str(gone), "", [], undo))
    return rows


def _row(deployment: Deployment, kind: Kind, row: Any) -> ListRow:
    address = reverse(f"deployments:{kind.key}-edit", args=[deployment.slug, row.pk])
    cells = [Cell(column.label, column.text(row), column.mono) for column in kind.columns]
    return ListRow(row.pk, str(row), address, cells)


class Tab(NamedTuple):
    label: str
    address: str
    current: bool
    number: int | None


def dns_tabs(deployment: Deployment, kind: Kind | None) -> list[Tab]:
    """The pages under Domains and DNS."""
    found = [
        Tab(
            other.plural,
            reverse(f"deployments:{other.key}-list", args=[deployment.slug]),
            other is kind,
            getattr(deployment, other.related).count(),
        )
        for other in (DOMAINS, DNS_ZONES, LEFT_OUTS)
    ]
    address = reverse("deployments:options-edit", args=[deployment.slug])
    return [*found, Tab("DNS options", address, kind is None, None)]
