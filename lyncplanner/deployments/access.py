"""Who gets at a deployment. Every view of one begins here."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from lyncplanner.deployments.models import Deployment
from lyncplanner.http import Request


def deployment_for(request: Request, slug: str) -> Deployment:
    """A deployment of which the person is a member; there is no other, so strangers get a 404."""
    mine = Deployment.objects.visible_to(request.user).select_related("summary")
    found: Deployment = get_object_or_404(mine, slug=slug)
    request.deployment = found
    return found


def editable_deployment(request: Request, slug: str) -> Deployment:
    """The same for changing it: members who may only read get a 403."""
    deployment = deployment_for(request, slug)
    if not deployment.may_edit:
        raise PermissionDenied
    return deployment


def owned_deployment(request: Request, slug: str) -> Deployment:
    """The same for its people, its name and its end: members who do not own it get a 403."""
    deployment = deployment_for(request, slug)
    if not deployment.may_own:
        raise PermissionDenied
    return deployment
