"""Deployments, and their topologies in and out."""

import json
from typing import Any

from ninja import Header, Query, Router, Status
from ninja.errors import HttpError

from lyncplanner.api.access import ApiRequest, deployment_in, require, told, version_in
from lyncplanner.api.models import Scope
from lyncplanner.api.outputs import Answer, counts_out, deployment_out
from lyncplanner.api.schemas import REFUSED, DeploymentIn, DeploymentOut, TopologyChanged
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.replacing import replace_rows
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.deployments.summaries import keep_summaries, keep_summary, topology_hash
from lyncplanner.documents.errors import BadDocument
from lyncplanner.documents.reading import Kind, read
from lyncplanner.documents.topology_writer import plain
from lyncplanner.planning.topology import Topology
from lyncplanner.reviews.roles import EDITING, Refused, turn

MOST_LISTED = 100
UNREADABLE = 422
DOCUMENT_FORMS = (Kind.YAML, Kind.JSON)

router = Router(tags=["deployments"])


@router.get("/deployments", response={200: list[DeploymentOut], **REFUSED})
def deployment_list(
    request: ApiRequest,
    limit: int = Query(MOST_LISTED, ge=1, le=MOST_LISTED),
    offset: int = Query(0, ge=0, le=1_000_000),
) -> list[Answer]:
    """List your deployments, the newest changes first."""
    require(request, Scope.READ)
    mine = Deployment.objects.visible_to(request.auth.person)
    if request.auth.deployment_id is not None:
        mine = mine.filter(pk=request.auth.deployment_id)
    shown = list(mine[offset : offset + limit])
    summaries = keep_summaries(shown)
    return [deployment_out(deployment, summaries[deployment.pk]) for deployment in shown]


@router.post("/deployments", response={201: DeploymentOut, **REFUSED})
def deployment_create(request: ApiRequest, given: DeploymentIn) -> Status[Answer]:
    """Create a deployment from a topology document."""
    require(request, Scope.EDIT)
    if request.auth.deployment_id is not None:
        raise HttpError(403, "This token is for one deployment, and creates none.")
    topology = _read(json.dumps(given.document).encode())
    made = create_deployment(given.name, request.auth.person, topology, what="Created by the API")
    deployment = Deployment.objects.visible_to(request.auth.person).get(pk=made.pk)
    return Status(201, deployment_out(deployment, keep_summary(deployment)))


@router.get("/deployments/{slug}", response={200: DeploymentOut, **REFUSED})
def deployment_show(request: ApiRequest, slug: str) -> Answer:
    """One deployment, with the counts of its working copy."""
    deployment = deployment_in(request, slug)
    return deployment_out(deployment, keep_summary(deployment))


@router.get(
    "/deployments/{slug}/topology",
    response={200: dict[str, Any], **REFUSED},
)
def topology_show(
    request: ApiRequest, slug: str, version: str = Query("working", max_length=20)
) -> Any:
    """The topology document: of the working copy, a revision's number, `approved`, `deployed`."""
    return plain(version_in(deployment_in(request, slug), version).topology)


@router.put(
    "/deployments/{slug}/topology",
    response={200: TopologyChanged, **REFUSED},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"type": "object"}},
                "application/yaml": {"schema": {"type": "string"}},
            },
        }
    },
)
def topology_replace(
    request: ApiRequest, slug: str, if_match: str = Header("", max_length=64)
) -> Answer:
    """Make the working copy what a document says, in JSON or YAML, as one change of history.

    `If-Match`: the topology_hash that you changed; 409 where somebody changed it since.
    """
    deployment = deployment_in(request, slug, Scope.EDIT)
    person = request.auth.person
    topology = _read(request.body)
    with told(), turn(deployment, person, EDITING):
        if if_match and if_match.strip('"') != topology_hash(load_topology(deployment)):
            raise Refused("The topology was changed since. Read it again, then change it.")
        with change(deployment, by=person, what="Replaced by the API"):
            replace_rows(deployment, topology, by=person)
    summary = keep_summary(Deployment.objects.get(pk=deployment.pk))
    return {"topology_hash": summary.topology_hash, "counts": counts_out(summary)}


def _read(content: bytes) -> Topology:
    try:
        found = read(content)
    except BadDocument as bad:
        raise HttpError(UNREADABLE, "\n".join(bad.shown())) from None
    if found.kind not in DOCUMENT_FORMS:
        raise HttpError(UNREADABLE, "Give a topology document, lyncplanner-topology/1.")
    return found.topology
