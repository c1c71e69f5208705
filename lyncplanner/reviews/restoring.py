"""A revision's topology back into the working copy."""

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Change
from lyncplanner.deployments.replacing import replace_rows
from lyncplanner.deployments.summaries import topology_hash
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.roles import EDITING, Refused, turn
from lyncplanner.reviews.versions import Version


def restore(revision: Revision, by: User, *, seen: str = "") -> Change:
    """Make the working copy what the revision froze, as one entry of history.

    `seen`: the hash of the topology that the person agreed to lose; raises `Refused` where somebody
    has changed it since.
    """
    deployment = revision.deployment
    with (
        turn(deployment, by, EDITING),
        change(deployment, by=by, what=f"Restored revision {revision.number}") as entry,
    ):
        if seen and seen != topology_hash(load_topology(deployment)):
            raise Refused("The working copy was changed meanwhile. Look again, then restore.")
        replace_rows(deployment, Version(deployment, revision).topology, by=by)
    return entry
