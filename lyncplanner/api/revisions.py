"""Revisions and decisions."""

from ninja import Path, Query, Router, Status
from ninja.errors import HttpError

from lyncplanner.api.access import ApiRequest, deployment_in, revision_in, told, version_in
from lyncplanner.api.models import Scope
from lyncplanner.api.outputs import Answer, decision_out, revision_out
from lyncplanner.api.schemas import (
    REFUSED,
    DecisionIn,
    DecisionOut,
    DeployedIn,
    ProposalIn,
    RevisionOut,
)
from lyncplanner.reviews.approval import Verdict
from lyncplanner.reviews.deciding import decide
from lyncplanner.reviews.delivering import mark_deployed
from lyncplanner.reviews.models import Deployed
from lyncplanner.reviews.proposing import propose

MOST_LISTED = 50
LARGEST = 2**31 - 1
router = Router(tags=["revisions"])


@router.get("/deployments/{slug}/revisions", response={200: list[RevisionOut], **REFUSED})
def revision_list(
    request: ApiRequest,
    slug: str,
    limit: int = Query(MOST_LISTED, ge=1, le=MOST_LISTED),
    offset: int = Query(0, ge=0, le=LARGEST),
) -> list[Answer]:
    """List the revisions, the newest first."""
    deployment = deployment_in(request, slug)
    found = deployment.revisions.without_content().select_related("standing", "proposer")
    return [revision_out(revision) for revision in found[offset : offset + limit]]


@router.post("/deployments/{slug}/revisions", response={201: RevisionOut, **REFUSED})
def revision_propose(request: ApiRequest, slug: str, given: ProposalIn) -> Status[Answer]:
    """Propose the working copy for review. An open proposal is replaced."""
    deployment = deployment_in(request, slug, Scope.EDIT)
    with told():
        revision = propose(
            deployment,
            request.auth.person,
            title=given.title,
            description=given.description,
            seen=given.topology_hash,
        )
    return Status(201, revision_out(revision))


@router.get("/deployments/{slug}/approved", response={200: RevisionOut, **REFUSED})
def approved_show(request: ApiRequest, slug: str, hash: str = Query("", max_length=64)) -> Answer:
    """The newest approved revision; with `hash`, a 404 unless its records are those."""
    deployment = deployment_in(request, slug)
    revision = version_in(deployment, "approved").revision
    if revision is None or (hash and revision.hash != hash):
        raise HttpError(404, "The newest approved revision has other records.")
    return revision_out(revision)


@router.get("/deployments/{slug}/revisions/{number}", response={200: RevisionOut, **REFUSED})
def revision_show(
    request: ApiRequest, slug: str, number: int = Path(..., ge=1, le=LARGEST)
) -> Answer:
    """One revision: its state, its approvals, where it is deployed."""
    return revision_out(revision_in(deployment_in(request, slug), number))


@router.get(
    "/deployments/{slug}/revisions/{number}/decisions",
    response={200: list[DecisionOut], **REFUSED},
)
def decision_list(
    request: ApiRequest, slug: str, number: int = Path(..., ge=1, le=LARGEST)
) -> list[Answer]:
    """Who decided what about a revision."""
    revision = revision_in(deployment_in(request, slug), number)
    return [decision_out(each) for each in revision.decisions.select_related("person")]


@router.post(
    "/deployments/{slug}/revisions/{number}/decisions", response={201: RevisionOut, **REFUSED}
)
def decision_make(
    request: ApiRequest,
    slug: str,
    given: DecisionIn,
    number: int = Path(..., ge=1, le=LARGEST),
) -> Status[Answer]:
    """Approve a proposal of somebody else, or request changes with a reason."""
    revision = revision_in(deployment_in(request, slug, Scope.DECIDE), number)
    with told():
        decide(revision, request.auth.person, Verdict(given.verdict), given.words)
    return Status(201, revision_out(revision))


@router.post(
    "/deployments/{slug}/revisions/{number}/deployed", response={200: RevisionOut, **REFUSED}
)
def deployed_mark(
    request: ApiRequest,
    slug: str,
    given: DeployedIn,
    number: int = Path(..., ge=1, le=LARGEST),
) -> Answer:
    """Say that an approved revision's records stand in DNS."""
    revision = revision_in(deployment_in(request, slug, Scope.EDIT), number)
    with told():
        mark_deployed(revision, request.auth.person, [Deployed.Side(s) for s in given.sides])
    return revision_out(revision)
