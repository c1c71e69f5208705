"""Changing a deployment: all or nothing, one entry of history, counts kept, nobody overwritten."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Change, Deployment
from lyncplanner.deployments.models.history import remembering
from lyncplanner.deployments.summaries import keep_summary


class Overtaken(Exception):
    """Somebody changed the deployment after it was looked at; `change` is the newest."""

    def __init__(self, change: Change) -> None:
        super().__init__(change)
        self.change = change


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


def newest_change(deployment: Deployment) -> Change | None:
    """The last entry of a deployment's history."""
    return deployment.changes.select_related("person").order_by("-pk").first()


@contextmanager
def as_seen(deployment: Deployment, seen: int | None) -> Iterator[Deployment]:
    """The deployment as it is stored, held against others' changes until the end.

    `seen` is the key of the newest change that the person looked at; raises `Overtaken` where there
    is another by now. `None`: whatever is stored is changed.
    """
    with transaction.atomic():
        current = lock(deployment)
        newest = newest_change(current)
        if seen is not None and newest is not None and newest.pk != seen:
            raise Overtaken(newest)
        yield current


def claim(row: models.Model, version: int) -> bool:
    """Take the next version of a row, or say that somebody saved it since `version` was read.

    To be called inside `change`, before `row.save()`: the update leaves no history, the save does.
    """
    claimed = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not claimed.update(version=models.F("version") + 1):
        return False
    row.version = version + 1  # type: ignore[attr-defined]  # every row and deployment has one
    return True
