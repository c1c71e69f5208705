"""Plans and exports of any version."""

from dataclasses import replace
from typing import Literal

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Router
from ninja.errors import HttpError

from lyncplanner.api.access import ApiRequest, deployment_in, version_in
from lyncplanner.api.schemas import REFUSED
from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.delivery import Choice, deliver
from lyncplanner.exports.download import download
from lyncplanner.exports.files import BadOption, Options
from lyncplanner.exports.json_document import document
from lyncplanner.planning.certificates import certificates
from lyncplanner.planning.records import Requirement, View
from lyncplanner.reviews.delivering import deployed_records
from lyncplanner.reviews.versions import Version

ANSWERS = {304: None, **REFUSED}
_FILE = {
    "responses": {
        "200": {
            "description": "A file, or a zip of several",
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}
_PLAN = {
    "responses": {
        "200": {
            "description": "The plan document, lyncplanner-plan/1",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    }
}

router = Router(tags=["exports"])


@router.get("/deployments/{slug}/plan", response=ANSWERS, openapi_extra=_PLAN)
def plan_show(
    request: ApiRequest, slug: str, version: str = Query("working", max_length=20)
) -> HttpResponseBase:
    """The records with their reasons, the findings and the stamp. The ETag is the plan's hash."""
    found = version_in(deployment_in(request, slug), version)
    if _is_known(request, found):
        return HttpResponse(status=304)
    parts = document(found.records, found.findings, found.stamp)
    answer = StreamingHttpResponse(parts, content_type="application/json")
    return _tagged(answer, found)


@router.get("/deployments/{slug}/exports/{to}", response=ANSWERS, openapi_extra=_FILE)
def export_show(
    request: ApiRequest,
    slug: str,
    to: str,
    version: str = Query("approved", max_length=20),
    view: list[Literal["external", "internal", "perimeter"]] = Query([], max_length=3),  # noqa: B008 - ninja's way
    zone: list[str] = Query([], max_length=1000),  # noqa: B008 - ninja's way
    requirement: list[Literal["required", "conditional", "optional"]] = Query([], max_length=3),  # noqa: B008 - ninja's way
) -> HttpResponseBase:
    """The records in a format, as the exports page downloads them; what is approved, by default."""
    deployment = deployment_in(request, slug)
    if to not in EXPORTERS:
        raise HttpError(404, f"There is no such format. Give one of: {', '.join(EXPORTERS)}.")
    found = version_in(deployment, version)
    if _is_known(request, found):
        return HttpResponse(status=304)
    choice = Choice(
        frozenset(map(View, view)), frozenset(zone), frozenset(map(Requirement, requirement))
    )
    try:
        files = deliver(
            to,
            found.records,
            stamp=found.stamp,
            options=_options(found),
            choice=choice,
            previous=deployed_records(deployment),
        ).files
        made = download(to, files, found.stamp)
    except BadOption as bad:
        raise HttpError(422, str(bad)) from None
    answer = StreamingHttpResponse(made.parts, content_type=made.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return _tagged(answer, found)


def _options(version: Version) -> Options:
    found = tuple(certificates(version.topology))
    return replace(Options(), findings=version.findings, certificates=found)


def _is_known(request: ApiRequest, version: Version) -> bool:
    """Whether the program has these records already, and asks only for others."""
    return _tag(version) in request.headers.get("If-None-Match", "").split(", ")


def _tagged(answer: StreamingHttpResponse, version: Version) -> StreamingHttpResponse:
    answer["ETag"] = _tag(version)
    return answer


def _tag(version: Version) -> str:
    """Also the approval counts: with it the files say something else."""
    approved = "approved" if version.stamp.approved else "draft"
    return f'"{version.stamp.hash}-{version.key}-{approved}"'
