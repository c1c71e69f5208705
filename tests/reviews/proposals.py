"""Short ways to a proposal, a decision, a change of the working copy."""

from typing import Any

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.models import Deployment, Server
from lyncplanner.reviews.approval import Verdict
from lyncplanner.reviews.deciding import decide
from lyncplanner.reviews.models import ReviewRules, Revision
from lyncplanner.reviews.proposing import propose


def a_proposal(deployment: Deployment, by: User, title: str = "First", **changes: Any) -> Revision:
    return propose(deployment, by, title=title, **changes)


def approve(revision: Revision, by: User, words: str = "") -> None:
    decide(revision, by, Verdict.APPROVE, words)


def request_changes(revision: Revision, by: User, words: str = "Not yet.") -> None:
    decide(revision, by, Verdict.REQUEST_CHANGES, words)


def an_approved_revision(deployment: Deployment, by: User, reviewer: User) -> Revision:
    revision = a_proposal(deployment, by)
    approve(revision, reviewer)
    return revision


def rules(deployment: Deployment, **fields: Any) -> ReviewRules:
    return ReviewRules.objects.create(deployment=deployment, **{"errors_hold": False, **fields})


def add_a_server(deployment: Deployment, by: User, fqdn: str = "fe04.contoso.net") -> None:
    """Change the working copy: pool01 gets a server, so records are added."""
    pool = deployment.pools.get(fqdn="pool01.contoso.net")
    with change(deployment, by=by, what=f"Added {fqdn}"):
        Server.objects.create(pool=pool, fqdn=fqdn, addresses=("192.168.10.94",), position=9)
