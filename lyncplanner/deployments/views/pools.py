"""Pools: their list, the form of one, and what it changes in DNS while it is edited."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments import pool_rows
from lyncplanner.deployments.access import deployment_for, editable_deployment
from lyncplanner.deployments.models import Deployment, Pool
from lyncplanner.deployments.pool_effect import Effect, pool_effect
from lyncplanner.deployments.pool_form import PoolForm, with_fields_of_role
from lyncplanner.deployments.pool_saving import Stale, last_change, save_pool
from lyncplanner.http import Request, page_number, wants_part
from lyncplanner.planning.findings import Finding

PAGE_LENGTH = 200


@require_GET
@vary_on_headers("HX-Request")
def pool_list(request: Request, slug: str) -> HttpResponse:
    """List the pools in their order. htmx asks for the table alone."""
    deployment = deployment_for(request, slug)
    q = request.GET.get("q", "").strip()[:200]
    pools = _matching(deployment, q).annotate(size=Count("servers", distinct=True))
    page = Paginator(pools, PAGE_LENGTH).get_page(page_number(request))
    context = {
        "deployment": deployment,
        "page": page,
        "q": q,
        "all": deployment.pools.count() if q else page.paginator.count,
    }
    template = "deployments/_pools.html" if wants_part(request) else "deployments/pool_list.html"
    return render(request, template, context)


def _matching(deployment: Deployment, q: str) -> QuerySet[Pool]:
    pools = deployment.pools.order_by("position", "pk")
    if not q:
        return pools
    found = Q(fqdn__icontains=q) | Q(site__icontains=q) | Q(servers__fqdn__icontains=q)
    return pools.filter(found | Q(servers__addresses__contains=q)).distinct()


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def pool_edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Show a pool's form; save it, or change its rows without saving: `do` says which."""
    if request.method == "GET":
        pool = _pool(deployment_for(request, slug), pk)
        form = PoolForm(pool)
        if not request.deployment.may_edit:
            form.disable()
        return _page(request, form)
    pool = _pool(editable_deployment(request, slug), pk)
    do, _, argument = request.POST.get("do", "save").partition("-")
    if do == "save" and request.POST.get("shown_role") == request.POST.get("role"):
        return _save(request, PoolForm(pool, request.POST))
    if do == "effect":
        form = PoolForm(pool, request.POST)
        return _page(request, form, effect=pool_effect(form) if form.is_valid() else None)
    return _changed_form(request, pool, do, argument)


@require_POST
def pool_effect_show(request: Request, slug: str, pk: int) -> HttpResponse:
    """What the form as it stands would change. Saves nothing."""
    form = PoolForm(_pool(editable_deployment(request, slug), pk), request.POST)
    effect = None
    if form.is_valid():
        effect = pool_effect(form, everything=request.POST.get("everything") == "yes")
    context = {"form": form, "effect": effect, "deployment": request.deployment, "beside": True}
    context["under"] = _under(form, effect)
    return render(request, "deployments/_pool_effect.html", context)


def _under(form: PoolForm, effect: Effect | None) -> list[tuple[str, list[Finding]]]:
    """What stands under each field: its findings, or nothing in place of earlier ones."""
    found = effect.under if effect is not None else {}
    return [(name, found.get(name, [])) for name in form.field_names()]


def _pool(deployment: Deployment, pk: int) -> Pool:
    pool = get_object_or_404(deployment.pools.prefetch_related("services"), pk=pk)
    pool.deployment = deployment
    return pool


def _save(request: Request, form: PoolForm) -> HttpResponse:
    pool = form.pool
    if request.POST.get("version") != str(pool.version):
        return _stale(request, form)
    if not form.is_valid():
        return _page(request, form, problems=form.problems())
    if not form.has_changed():
        messages.info(request, "Nothing to save: nothing was changed.")
        return redirect("deployments:pool-edit", request.deployment.slug, pool.pk)
    effect = pool_effect(form)
    try:
        save_pool(form, by=request.user)
    except Stale:
        return _stale(request, form)
    messages.success(request, _saved(effect))
    return redirect("deployments:pool-edit", request.deployment.slug, pool.pk)


def _saved(effect: Effect) -> str:
    new, gone = len(effect.difference.new_findings), len(effect.difference.gone_findings)
    said = [f"Saved. {effect.sum}"]
    if new:
        said.append(f"{new} new finding{'' if new == 1 else 's'}.")
    if gone:
        said.append(f"{gone} finding{'' if gone == 1 else 's'} gone.")
    return " ".join(said)


def _stale(request: Request, form: PoolForm) -> HttpResponse:
    saved = Pool.objects.get(pk=form.pool.pk)
    form.is_valid()
    return _page(request, form, stale={"pool": saved, "change": last_change(saved)})


def _changed_form(request: Request, pool: Pool, do: str, argument: str) -> HttpResponse:
    """The form with its rows or its role changed, as posted otherwise."""
    data = _changed_data(request.POST, pool, do, argument)
    form = PoolForm(pool, data)
    new_row = len(form.servers.forms) - 1 if do == "add" else None
    if new_row is not None and new_row >= 0:
        form.servers.forms[new_row].fields["fqdn"].widget.attrs["autofocus"] = True
    if not wants_part(request):
        return _page(request, form)
    template = "deployments/_pool_servers.html"
    if do == "save" or do == "role":
        template = "deployments/_pool_form.html"
    response = render(request, template, _context(request, form))
    response["HX-Trigger-After-Settle"] = "poolrows"
    return response


def _changed_data(data: QueryDict, pool: Pool, do: str, argument: str) -> QueryDict:
    row = int(argument) if argument.isascii() and argument.isdecimal() and len(argument) < 6 else 0
    match do:
        case "add":
            return pool_rows.with_row(data)
        case "remove":
            return pool_rows.with_removed(data, row)
        case "keep":
            return pool_rows.with_put_back(data, row)
        case "paste":
            return pool_rows.with_pasted(data, row, data.get("pasted", ""))
        case _:
            return with_fields_of_role(data, pool)


def _page(request: Request, form: PoolForm, **more: Any) -> HttpResponse:
    return render(request, "deployments/pool_edit.html", {**_context(request, form), **more})


def _context(request: Request, form: PoolForm) -> dict[str, Any]:
    return {"form": form, "pool": form.pool, "deployment": request.deployment}
