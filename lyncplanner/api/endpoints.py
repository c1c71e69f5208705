"""The API: one table of its parts, one OpenAPI document."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from lyncplanner.api import deployments, exports, revisions
from lyncplanner.api.access import FORBIDDEN, ByToken

api = NinjaAPI(
    title="Lync DNS Planner",
    version="1",
    description=(
        "Deployments, their topologies, plans, revisions, decisions and exports. A program acts for"
        " a person by a token, within the token's scopes and the person's role."
    ),
    urls_namespace="api",
    # Its page of docs wants scripts that our policy forbids; the document itself is enough.
    docs_url=None,
    auth=ByToken(),
)
api.add_router("", deployments.router)
api.add_router("", revisions.router)
api.add_router("", exports.router)


api_urls = api.urls
for _pattern in api_urls[0]:
    # Tokens decide here, not sessions: who has none gets a 401, not the way to the sign-in page.
    if _pattern.callback is not None:
        login_not_required(_pattern.callback)


@api.exception_handler(PermissionDenied)
def _forbidden(request: HttpRequest, refused: PermissionDenied) -> HttpResponse:
    answer = {"detail": "Your role here does not allow that."}
    return api.create_response(request, answer, status=FORBIDDEN)
