"""What goes in and comes out, as the OpenAPI document describes it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

# PostgreSQL's texts hold every character but one.
NO_NUL = r"^[^\x00]*$"
Title = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_NUL)]
Words = Annotated[str, Field(max_length=10_000, pattern=NO_NUL)]


class Said(Schema):
    """What is wrong, and what to do."""

    detail: str


REFUSED: dict[int, Any] = {400: Said, 401: Said, 403: Said, 404: Said, 409: Said, 422: Any}
"""How every part may refuse."""


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class CountsOut(Schema):
    records: int
    left_out: int
    record_sets: int
    errors: int
    warnings: int
    infos: int


class DeploymentOut(Schema):
    slug: str
    name: str
    product: str
    role: str
    changed_at: datetime
    counts: CountsOut
    topology_hash: str
    """Send it back with a change: it is refused where somebody changed the topology since."""


class DeploymentIn(Strict):
    name: Title
    document: dict[str, Any]
    """A topology document, lyncplanner-topology/1."""


class TopologyChanged(Schema):
    topology_hash: str
    counts: CountsOut


class ApprovalOut(Schema):
    by: str
    at: datetime


class MarkOut(Schema):
    side: Literal["internal", "external"]
    by: str
    at: datetime


class RevisionOut(Schema):
    number: int
    title: str
    description: str
    state: Literal["in-review", "changes-requested", "approved", "replaced", "withdrawn"]
    hash: str
    """SHA-256 over the records in plan order: equal hash, the records are the same."""
    planner_version: str
    proposed_by: str
    proposed_at: datetime
    approvals: list[ApprovalOut]
    approvals_needed: int
    deploy_from: datetime | None
    deployed: list[MarkOut]
    counts: CountsOut


class ProposalIn(Strict):
    title: Title
    description: Words = ""
    topology_hash: Annotated[str, Field(max_length=64)] = ""
    """Refused with 409 where the working copy is another by now."""


class DecisionIn(Strict):
    verdict: Literal["approve", "request-changes"]
    words: Words = ""


class DecisionOut(Schema):
    by: str
    at: datetime
    verdict: str
    words: str


class DeployedIn(Strict):
    sides: Annotated[list[Literal["internal", "external"]], Field(min_length=1, max_length=2)]
