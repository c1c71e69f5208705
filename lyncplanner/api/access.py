"""Who asks, by which token, for which deployment; and what is answered when it can't be."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from lyncplanner.api.models import Scope, Token
from lyncplanner.api.tokens import valid_token
from lyncplanner.deployments.models import Deployment
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.roles import Refused
from lyncplanner.reviews.versions import Version, version_of

MISSING, FORBIDDEN, CONFLICT = 404, 403, 409


class ApiRequest(HttpRequest):
    auth: Token


class ByToken(HttpBearer):
    """`Authorization: Bearer ldp_…`."""

    openapi_description = "A token made under Account, Tokens."

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = valid_token(token)
        if found is not None:
            request.user = found.person
        return found


def deployment_in(request: ApiRequest, slug: str, scope: Scope = Scope.READ) -> Deployment:
    """A deployment that token and person may use so; another one is not there."""
    require(request, scope)
    mine = Deployment.objects.visible_to(request.auth.person)
    if request.auth.deployment_id is not None:
        mine = mine.filter(pk=request.auth.deployment_id)
    # Slugs are ASCII; a NUL would be no question that PostgreSQL takes.
    deployment = mine.filter(slug=slug).first() if slug.isascii() and slug.isprintable() else None
    if deployment is None:
        raise HttpError(MISSING, "There is no such deployment for this token.")
    if scope is Scope.EDIT and not deployment.may_edit:
        raise HttpError(FORBIDDEN, "Your role here does not allow that.")
    return deployment


def require(request: ApiRequest, scope: Scope) -> None:
    """Refuse what the token was not made for."""
    if scope.value not in request.auth.scopes:
        raise HttpError(FORBIDDEN, f"This token lacks the scope {scope.value}.")


def version_in(deployment: Deployment, key: str) -> Version:
    """A version by its number, `working`, `approved` or `deployed`."""
    version = version_of(deployment, _number(deployment, key))
    if version is None:
        raise HttpError(MISSING, f"There is no version {key[:20]} of this deployment.")
    return version


def revision_in(deployment: Deployment, number: int) -> Revision:
    revision = version_in(deployment, str(number)).revision
    if revision is None:
        raise HttpError(MISSING, "There is no such revision.")
    return revision


@contextmanager
def told() -> Iterator[None]:
    """What can't be done as things stand is a 409 that says why."""
    try:
        yield
    except Refused as refused:
        raise HttpError(CONFLICT, str(refused)) from None


def _number(deployment: Deployment, key: str) -> str:
    if key not in ("approved", "deployed"):
        return key
    approved = deployment.revisions.filter(standing__state="approved")
    if key == "deployed":
        approved = approved.filter(deployed__isnull=False)
    newest: Any = approved.values_list("number", flat=True).first()
    if newest is None:
        raise HttpError(MISSING, f"No revision is {key} yet.")
    return str(newest)
