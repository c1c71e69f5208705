"""Accepting a warning of the working copy, and taking that back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.plans import plan_of
from lyncplanner.http import Request
from lyncplanner.planning.findings import Finding
from lyncplanner.reviews.access import attempt
from lyncplanner.reviews.deciding import accept_finding, take_acceptance_back
from lyncplanner.reviews.roles import Refused


@require_POST
def finding_accept(request: Request, slug: str) -> HttpResponse:
    """Accept a finding with a reason; `back` takes that back."""
    deployment = deployment_for(request, slug)
    if not deployment.may_edit:
        raise PermissionDenied
    code, subject = request.POST.get("code", ""), request.POST.get("subject", "")
    if "back" in request.POST:
        attempt(request, lambda: take_acceptance_back(deployment, request.user, code, subject))
    else:
        reason = request.POST.get("reason", "")[:1000]
        attempt(
            request,
            lambda: accept_finding(
                deployment, request.user, _finding(deployment, code, subject), reason
            ),
            "Accepted. It counts apart from now on.",
        )
    return redirect(reverse("pages:finding-list", args=[slug]))


def _finding(deployment: Deployment, code: str, subject: str) -> Finding:
    for finding in plan_of(load_topology(deployment)).findings:
        if (finding.code, finding.subject) == (code, subject):
            return finding
    raise Refused("This finding is gone already.")
