"""A new deployment as a copy of another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lyncplanner.accounts.models import User
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.http import Request


class CopyForm(forms.Form):
    of = forms.ModelChoiceField(
        Deployment.objects.none(),
        to_field_name="slug",
        label="Deployment to copy",
        help_text="Its topology is copied as it stands: not its people, revisions or history.",
        empty_label="Choose one",
    )
    name = forms.CharField(max_length=100, label="Name of the copy")

    def __init__(self, person: User, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        field = self.fields["of"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = Deployment.objects.visible_to(person).order_by("name", "pk")


@require_http_methods(["GET", "POST"])
def copy(request: Request) -> HttpResponse:
    """Create a deployment of one's own that says what another says, of which one is a member."""
    form = CopyForm(request.user, request.POST or None, initial=_proposed(request))
    if form.is_valid():
        original = form.cleaned_data["of"]
        deployment = create_deployment(
            form.cleaned_data["name"],
            request.user,
            load_topology(original),
            what=f"Copied from {original.name}",
        )
        messages.success(request, f"Created {deployment.name}, a copy of {original.name}.")
        return redirect("pages:plan-show", deployment.slug)
    return render(request, "deployments/copy.html", {"form": form})


def _proposed(request: Request) -> dict[str, str]:
    mine = Deployment.objects.visible_to(request.user)
    original = mine.filter(slug=request.GET.get("of", "")).first()
    if original is None:
        return {}
    return {"of": original.slug, "name": f"Copy of {original.name}"[:100]}
