"""What the deployment asks of an approval."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lyncplanner.deployments.access import deployment_for
from lyncplanner.http import Request
from lyncplanner.reviews.access import attempt
from lyncplanner.reviews.deciding import set_rules
from lyncplanner.reviews.forms import RulesForm
from lyncplanner.reviews.weighing import rules_row


@require_http_methods(["GET", "POST"])
def rules_edit(request: Request, slug: str) -> HttpResponse:
    """Members read the rules, owners change them."""
    deployment = deployment_for(request, slug)
    if request.method == "POST" and not deployment.may_own:
        raise PermissionDenied
    row = rules_row(deployment)
    form = RulesForm(request.POST or None, instance=row, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        if attempt(request, lambda: set_rules(deployment, request.user, row, seen=seen), "Saved."):
            return redirect("reviews:rules-edit", slug)
    elif form.errors:
        messages.error(request, "Not saved. Look at the fields below.")
    return render(request, "reviews/rules_edit.html", {"deployment": deployment, "form": form})
