"""Renaming a deployment."""

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change, claim
from lyncplanner.deployments.models import Deployment


class Overtaken(Exception):
    """Somebody saved the deployment since its name was looked at."""


def rename(deployment: Deployment, name: str, *, version: int, by: User) -> None:
    """Give a deployment another name, as one entry of history. Its address stays.

    Raises `Overtaken` where it is not in this version any more.
    """
    with change(deployment, by=by, what=f"Renamed the deployment to {name}"):
        if not claim(deployment, version):
            raise Overtaken
        deployment.name = name
        deployment.save(update_fields=["name", "version"])
