"""Tokens, by which programs act for a person."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lyncplanner.deployments.models import Deployment


class Scope(models.TextChoices):
    READ = "read", "Read: plans, revisions, exports"
    EDIT = "edit", "Edit: create, change the working copy, propose, mark deployed"
    DECIDE = "decide", "Decide on proposals"


class Token(models.Model):
    """Acts for a person within its scopes, never beyond the person's own role."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField()
    hash = models.CharField(max_length=64, unique=True)
    """The token itself is shown once and kept nowhere."""
    scopes = models.JSONField(default=list)
    deployment = models.ForeignKey(
        Deployment, models.CASCADE, null=True, blank=True, related_name="+"
    )
    """`None`: all of the person's."""
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_labels(self) -> list[str]:
        return [scope.label.partition(":")[0] for scope in Scope if scope.value in self.scopes]
