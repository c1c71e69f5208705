"""The history of a deployment, and undoing one change of it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.models import Change
from lyncplanner.http import Request, page_number
from lyncplanner.planning.diff import Difference
from lyncplanner.reviews.access import attempt
from lyncplanner.reviews.forms import HistoryForm
from lyncplanner.reviews.history import HistoryFilter, changes_of, people_of, told
from lyncplanner.reviews.roles import Refused
from lyncplanner.reviews.undoing import effect_of_undoing, undo, who_undoes

PAGE_LENGTH = 25
MOST_OBJECTS = 500
"""Of one change, on its own page."""


@require_GET
def history_list(request: Request, slug: str) -> HttpResponse:
    """List the changes, filtered, the newest first."""
    deployment = deployment_for(request, slug)
    form = HistoryForm(request.GET)
    chosen = HistoryFilter(**form.cleaned_data) if form.is_valid() else HistoryFilter()
    page = Paginator(changes_of(deployment, chosen), PAGE_LENGTH).get_page(page_number(request))
    parameters = request.GET.copy()
    parameters.pop("page", None)
    context = {
        "deployment": deployment,
        "form": form,
        "chosen": chosen,
        "lines": told(list(page.object_list)),
        "page": page,
        "people": people_of(deployment),
        "rest": parameters.urlencode(),
    }
    return render(request, "reviews/history_list.html", context)


@require_http_methods(["GET", "POST"])
def change_show(request: Request, slug: str, pk: int) -> HttpResponse:
    """One change in full, and what undoing it would change in DNS; POST undoes it."""
    deployment = deployment_for(request, slug)
    entry = get_object_or_404(Change.objects.select_related("person"), pk=pk, deployment=deployment)
    entry.deployment = deployment
    if request.method == "POST":
        if not deployment.may_edit:
            raise PermissionDenied
        if attempt(request, lambda: undo(entry, request.user), "Undone, as a change of its own."):
            return redirect("reviews:history-list", slug)
        return redirect("reviews:change-show", slug, pk)
    [line] = told([entry], most=MOST_OBJECTS)
    effect, refused = _effect(entry) if line.undoable and deployment.may_edit else (None, "")
    context = {"deployment": deployment, "line": line, "effect": effect, "refused": refused}
    return render(request, "reviews/change_show.html", context)


def _effect(entry: Change) -> tuple[Difference | None, str]:
    if entry.deployment.role not in who_undoes(entry):
        return None, "Only owners rename a deployment, so one of them has to undo this."
    try:
        return effect_of_undoing(entry), ""
    except Refused as refused:
        return None, str(refused)
