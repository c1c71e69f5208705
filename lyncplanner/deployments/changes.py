"""Changing a deployment: all or nothing, one entry of history, counts kept, nobody overwritten."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Change, Deployment
from lyncplanner.deployments.models.history import remembering
from lyncplanner.deployments.summaries import keep_summary


@contextmanager
def change(deployment: Deployment, *, by: User | None, what: str) -> Iterator[Change]:
    """Everything saved inside is one change: it succeeds or fails as a whole.

    Changes of one deployment wait for each other, so that counts are of what is stored.
    """
    with transaction.atomic():
        lock(deployment)
        entry = Change.objects.create(deployment=deployment, person=by, what=what)
        with remembering(entry):
            yield entry
        Deployment.objects.filter(pk=deployment.pk).update(changed_at=timezone.now())
        keep_summary(Deployment.objects.get(pk=deployment.pk))


def lock(deployment: Deployment) -> Deployment:
    """The deployment as it is stored; others' changes of it wait for the end of the transaction."""
    return Deployment.objects.select_for_update().get(pk=deployment.pk)


def claim(row: models.Model, version: int) -> bool:
    """Take the next version of a row, or say that somebody saved it since `version` was read.

    To be called inside `change`, before `row.save()`: the update leaves no history, the save does.
    """
    claimed = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not claimed.update(version=models.F("version") + 1):
        return False
    row.version = version + 1  # type: ignore[attr-defined]  # every row and deployment has one
    return True
