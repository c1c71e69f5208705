"""Where a deployment stands: what the overview says of its working copy, and of what came of it.

Whatever else has something to say adds a function to `SAYINGS`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from lyncplanner.deployments.models import Deployment
from lyncplanner.planning.plan import Plan
from lyncplanner.reviews.states import version_states


class Said(NamedTuple):
    """One line: a link, what is so, and since when."""

    icon: str
    """Of lucide."""
    about: str
    text: str
    href: str = ""
    at: datetime | None = None
    look: str = ""
    """`error` or `warning` where it is one."""


def working_copy(deployment: Deployment, plan: Plan) -> Iterator[Said]:
    """The last change, by whom."""
    change = deployment.changes.select_related("person").first()
    href = reverse("pages:plan-show", args=[deployment.slug])
    if change is None:
        yield Said("pencil", "Working copy", ", never changed.", href)
        return
    by = f" by {change.person.get_username()}" if change.person is not None else ""
    yield Said("pencil", "Working copy", f", last change{by}: {change.what}.", href, change.at)


def revisions(deployment: Deployment, plan: Plan) -> Iterator[Said]:
    """The newest proposal, and what stands in DNS or may go there."""
    states = list(version_states(deployment, getattr(deployment, "summary", None)))[1:]
    if not states:
        href = reverse("reviews:revision-list", args=[deployment.slug])
        yield Said("circle-dashed", "No revision", ": nothing was proposed for review yet.", href)
    for version, label, words, icon in states:
        if version.revision is not None:
            number = version.revision.number
            href = reverse("reviews:revision-show", args=[deployment.slug, number])
            yield Said(icon, label, f", {words}.", href, version.revision.proposed_at)


def left_out(deployment: Deployment, plan: Plan) -> Iterator[Said]:
    """How many records this organisation does not deploy."""
    count = len(plan.records) - len(plan.deployed)
    if count:
        word = "record is" if count == 1 else "records are"
        href = reverse("pages:plan-show", args=[deployment.slug])
        yield Said("eye-off", f"{count:,} {word}", " left out, with a reason.", href)


SAYINGS: tuple[Callable[[Deployment, Plan], Iterator[Said]], ...] = (
    working_copy,
    revisions,
    left_out,
)


def standing(deployment: Deployment, plan: Plan) -> list[Said]:
    """Everything that is to be said, in order."""
    return [said for saying in SAYINGS for said in saying(deployment, plan)]
