"""The form of any object: shown, edited without saving, its effect told, saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments.access import deployment_for, editable_deployment
from lyncplanner.deployments.editing import form_rows
from lyncplanner.deployments.editing.conflict import conflict_of, with_choices
from lyncplanner.deployments.editing.effect import Advice, Effect, effect_of
from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.deployments.editing.options_form import OptionsForm
from lyncplanner.deployments.editing.saving import Stale, last_change, save_form
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.views.kinds import Kind
from lyncplanner.deployments.views.lists import dns_tabs
from lyncplanner.http import Request, wants_part


class Editing:
    """One request for one form: whose it is, where it is posted, and what it leads to."""

    def __init__(self, request: Request, kind: Kind | None, pk: int | None) -> None:
        self.request = request
        self.deployment: Deployment = request.deployment
        self.kind = kind
        self.pk = pk

    def form(self, data: QueryDict | None = None) -> ObjectForm:
        """The form as it is stored, or as posted."""
        if self.kind is None:
            return OptionsForm(self.row(), data)
        if self.pk is None:
            return self.kind.add(self.deployment, data, self.request.GET.dict())
        return self.kind.edit(self.deployment, self.row(), data)

    def posted(self) -> QueryDict:
        """What was posted, with what was chosen between two versions."""
        data = self.request.POST
        chosen = any(name.startswith("choose-") for name in data)
        return with_choices(data, self.form()) if chosen else data

    def row(self) -> Any:
        """The object as it is stored now."""
        if self.kind is None:
            return deployment_for(self.request, self.deployment.slug)
        row = get_object_or_404(getattr(self.deployment, self.kind.related), pk=self.pk)
        row.deployment = self.deployment
        return row

    def reshaped(self, form: ObjectForm) -> ObjectForm:
        """The form with the fields that a choice made in it asks for."""
        data = self.request.POST
        return self.form(self.kind.reshape(form, data) if self.kind is not None else data)

    @property
    def action(self) -> str:
        if self.kind is None:
            return reverse("deployments:options-edit", args=[self.deployment.slug])
        if self.pk is None:
            return reverse(f"deployments:{self.kind.key}-add", args=[self.deployment.slug])
        return reverse(f"deployments:{self.kind.key}-edit", args=[self.deployment.slug, self.pk])

    @property
    def list_address(self) -> str:
        if self.kind is None:
            return reverse("deployments:sip-domain-list", args=[self.deployment.slug])
        return reverse(f"deployments:{self.kind.key}-list", args=[self.deployment.slug])

    def after_saving(self, form: ObjectForm) -> str:
        """The object's own page, or the list that several new ones are in."""
        if self.kind is None or self.pk is not None:
            return self.action
        if self.kind.one_by_one:
            slug = self.deployment.slug
            return reverse(f"deployments:{self.kind.key}-edit", args=[slug, form.row.pk])
        return self.list_address

    def page(self, form: ObjectForm, **more: Any) -> HttpResponse:
        return render(self.request, "deployments/object_edit.html", {**self.context(form), **more})

    def context(self, form: ObjectForm) -> dict[str, Any]:
        return {
            "form": form,
            "tabs": dns_tabs(self.deployment, None) if self.kind is None else (),
            "kind": self.kind,
            "deployment": self.deployment,
            "action": self.action,
            "effect_address": f"{self.action}effect/",
            "list_address": self.list_address,
        }


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def object_edit(
    request: Request, slug: str, kind: Kind | None, pk: int | None = None
) -> HttpResponse:
    """Show an object's form; save it, or change it without saving: `do` says which."""
    adding = kind is not None and pk is None
    if request.method == "GET" and not adding:
        editing = Editing(_read(request, slug), kind, pk)
        form = editing.form()
        if not request.deployment.may_edit:
            form.disable()
        return editing.page(form)
    editing = Editing(_written(request, slug), kind, pk)
    if request.method == "GET":
        return editing.page(editing.form())
    form = editing.form(editing.posted())
    do, _, argument = request.POST.get("do", "save").partition("-")
    if do in ("save", "effect") and request.POST.get("shape", "") == form.shape:
        return _save(editing, form) if do == "save" else _show_effect(editing, form)
    return _changed(editing, form, do, argument)


@require_POST
def object_effect(
    request: Request, slug: str, kind: Kind | None, pk: int | None = None
) -> HttpResponse:
    """What the form as it stands would change. Saves nothing."""
    editing = Editing(_written(request, slug), kind, pk)
    form = editing.form(editing.posted())
    effect = None
    if form.is_valid():
        effect = effect_of(form, everything=request.POST.get("everything") == "yes")
    more = {"effect": effect, "beside": True, "under": _under(form, effect)}
    return render(request, "deployments/_effect.html", {**editing.context(form), **more})


def _read(request: Request, slug: str) -> Request:
    deployment_for(request, slug)
    return request


def _written(request: Request, slug: str) -> Request:
    editable_deployment(request, slug)
    return request


def _under(form: ObjectForm, effect: Effect | None) -> list[tuple[str, list[Advice]]]:
    """What stands under each field: its findings, or nothing in place of earlier ones."""
    found = effect.under if effect is not None else {}
    return [(name, found.get(name, [])) for name in form.field_names()]


def _show_effect(editing: Editing, form: ObjectForm) -> HttpResponse:
    return editing.page(form, effect=effect_of(form) if form.is_valid() else None)


def _save(editing: Editing, form: ObjectForm) -> HttpResponse:
    request = editing.request
    if not form.adding and request.POST.get("version") != str(form.row.version):
        return _stale(editing, form)
    if not form.is_valid():
        return editing.page(form, problems=form.problems())
    if not form.adding and not form.has_changed():
        messages.info(request, "Nothing to save: nothing was changed.")
        return redirect(editing.action)
    effect = effect_of(form)
    try:
        save_form(form, by=request.user)
    except Stale:
        return _stale(editing, form)
    messages.success(request, f"Saved. {effect.told}")
    return redirect(editing.after_saving(form))


def _stale(editing: Editing, form: ObjectForm) -> HttpResponse:
    """Both versions, field by field; below, the form with what is offered taken."""
    saved = editing.form()
    form.is_valid()
    opened = editing.request.POST.get("version", "")
    conflict = conflict_of(form, saved, int(opened) if opened.isdecimal() else 0)
    stale = {"change": last_change(saved.row), "clashes": conflict.clashes}
    return editing.page(editing.form(conflict.data), stale=stale)


def _changed(editing: Editing, form: ObjectForm, do: str, argument: str) -> HttpResponse:
    """The form with its rows or its shape changed, as posted otherwise."""
    rows = form.rows.kind if form.rows is not None else None
    if do not in _ROW_CHANGES or rows is None:
        form, template = editing.reshaped(form), form.template
    else:
        form = editing.form(_with_rows(editing.request.POST, rows, do, argument))
        template = "deployments/_form_rows.html"
        if do == "add" and form.rows is not None and form.rows.forms:
            new = form.rows.forms[-1]
            new.fields[form.rows.kind.key].widget.attrs["autofocus"] = True
    if not wants_part(editing.request):
        return editing.page(form)
    response = render(editing.request, template, editing.context(form))
    response["HX-Trigger-After-Settle"] = "rowschanged"
    return response


_ROW_CHANGES = frozenset({"add", "remove", "keep", "paste"})


def _with_rows(data: QueryDict, kind: form_rows.RowKind, do: str, argument: str) -> QueryDict:
    row = int(argument) if argument.isascii() and argument.isdecimal() and len(argument) < 6 else 0
    match do:
        case "add":
            return form_rows.with_row(data, kind)
        case "remove":
            return form_rows.with_removed(data, kind, row)
        case "keep":
            return form_rows.with_put_back(data, kind, row)
        case _:
            return form_rows.with_pasted(data, kind, row, data.get("pasted", ""))
