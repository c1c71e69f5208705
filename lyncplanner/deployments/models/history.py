"""History: every row remembers its earlier states, grouped by the change that made them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

_current: ContextVar["Change | None"] = ContextVar("change", default=None)


class Change(models.Model):
    """One entry of a deployment's history, however many rows it touched."""

    deployment = models.ForeignKey(
        "deployments.Deployment", on_delete=models.CASCADE, related_name="changes"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    what = models.CharField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["deployment", "-at"], name="change_by_time")]

    def __str__(self) -> str:
        return self.what


class Remembered(models.Model):
    """What a row of history knows besides the row's own fields."""

    change = models.ForeignKey(Change, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def history(*, excluded: tuple[str, ...] = ()) -> HistoricalRecords:
    """The history of one model."""
    return HistoricalRecords(bases=[Remembered], excluded_fields=list(excluded))


def remember_proxy(history: HistoricalRecords, proxy: type[models.Model]) -> None:
    """Keep history for rows saved through a proxy: Django's signals name the proxy as sender."""
    post_save.connect(history.post_save, sender=proxy, weak=False)
    post_delete.connect(history.post_delete, sender=proxy, weak=False)
    pre_delete.connect(history.pre_delete, sender=proxy, weak=False)
    proxy._meta.simple_history_manager_attribute = history.manager_name  # type: ignore[attr-defined]  # simple-history's own mark


def current_change() -> Change | None:
    """The change that is being made."""
    return _current.get()


@contextmanager
def remembering(change: Change) -> Iterator[None]:
    """Put every row of history that is written inside under this change."""
    token = _current.set(change)
    try:
        yield
    finally:
        _current.reset(token)


@receiver(pre_create_historical_record)
def _put_under_change(history_instance: Any, **_: object) -> None:
    change = current_change()
    if change is None or not isinstance(history_instance, Remembered):
        return
    history_instance.change = change
    history_instance.history_user_id = change.person_id  # type: ignore[attr-defined]  # simple-history's
