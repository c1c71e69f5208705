"""Comments, which stay with what they are about from revision to revision, and seen ticks."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lyncplanner.deployments.models import Deployment
from lyncplanner.reviews.models.revisions import Revision


class Thread(models.Model):
    """Comments about one thing, until they are resolved."""

    class About(models.TextChoices):
        WHOLE = "whole", "the proposal"
        RECORD = "record", "a record set"
        FINDING = "finding", "a finding"
        OBJECT = "object", "a part of the topology"

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="threads")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="threads")
    """Where it was begun."""
    about = models.CharField(max_length=10, choices=About)
    key = models.CharField(blank=True)
    """A set's `view~name~type`, a finding's `code~subject`, an object's `kind~row`."""
    title = models.CharField(blank=True)
    """What it is about, in words."""
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["deployment", "about", "key"], name="thread_by_subject")]

    def __str__(self) -> str:
        return self.title or self.get_about_display()


class Comment(models.Model):
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    """The one that was looked at."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class SeenTick(models.Model):
    """A person has seen a record set with this content; it lasts while the set stays so."""

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deployment", "person", "key", "hash"], name="one_tick_a_set"
            )
        ]

    def __str__(self) -> str:
        return self.key
