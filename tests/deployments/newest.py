"""The newest entry of a deployment's history, of which there always is one."""

from typing import Any

from lyncplanner.deployments import changes
from lyncplanner.deployments.models import Deployment


def newest_change(deployment: Deployment) -> Any:
    return changes.newest_change(deployment)
