"""Who gets at a version of a deployment; and doing things on a page, with what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest

from lyncplanner.deployments.access import deployment_for
from lyncplanner.http import Request
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.roles import Refused
from lyncplanner.reviews.versions import WORKING, Version, version_of


def version_for(request: Request, slug: str, key: str | int | None = None) -> Version:
    """A version of a deployment of which the person is a member; else a 404.

    `key`: a revision's number; by default the working copy.
    """
    version = version_of(deployment_for(request, slug), WORKING if key is None else str(key))
    if version is None:
        raise Http404
    request.version = version
    return version


def revision_for(request: Request, slug: str, number: int) -> Revision:
    """The same for what only a revision can do."""
    version = version_for(request, slug, number)
    if version.revision is None:
        raise Http404
    return version.revision


def attempt(request: HttpRequest, act: Callable[[], object], said: str = "") -> bool:
    """Do something and say so; or say why it can't be done. Whether it was done."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    if said:
        messages.success(request, said)
    return True
