"""Invitations by link: making them, and taking one up."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lyncplanner.accounts.models import User
from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.models import Deployment
from lyncplanner.http import Request
from lyncplanner.reviews.access import attempt
from lyncplanner.reviews.forms import InvitationForm
from lyncplanner.reviews.invitations import (
    VALID_FOR,
    invite,
    open_invitations,
    take_up,
    valid_invitation,
    withdraw_invitation,
)
from lyncplanner.reviews.models import Invitation
from lyncplanner.reviews.signing_up import INVITED


@never_cache
@require_http_methods(["GET", "POST"])
def invitation_list(request: Request, slug: str) -> HttpResponse:
    """The open invitations; POST makes one and shows its link, once."""
    deployment = _owned(request, slug)
    form = InvitationForm(request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        _, token = invite(deployment, request.user, **form.cleaned_data)
        link = settings.SITE_URL + reverse("reviews:invitation-take-up", args=[token])
        form = InvitationForm()
    context = {
        "deployment": deployment,
        "form": form,
        "link": link,
        "days": VALID_FOR.days,
        "invitations": open_invitations(deployment),
    }
    return render(request, "reviews/invitation_list.html", context)


@require_POST
def invitation_withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    deployment = _owned(request, slug)
    invitation = get_object_or_404(Invitation, pk=pk, deployment=deployment)
    attempt(request, lambda: withdraw_invitation(invitation, request.user), "Withdrawn.")
    return redirect("reviews:invitation-list", slug)


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def invitation_take_up(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to join; who has no account may make one first."""
    invitation = valid_invitation(token)
    if invitation is None:
        return render(request, "reviews/invitation_over.html", status=404)
    if not isinstance(request.user, User):
        request.session[INVITED] = invitation.pk
    elif request.method == "POST":
        person = request.user
        said = f"You are a member of {invitation.deployment.name} now."
        if attempt(request, lambda: take_up(invitation, person), said):
            request.session.pop(INVITED, None)
            return redirect("pages:deployment-show", invitation.deployment.slug)
        return redirect("/")
    return render(request, "reviews/invitation_take_up.html", {"invitation": invitation})


def _owned(request: Request, slug: str) -> Deployment:
    deployment = deployment_for(request, slug)
    if not deployment.may_own:
        raise PermissionDenied
    return deployment
