"""Invitations to a deployment."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lyncplanner.deployments.models import Deployment, Membership


class Invitation(models.Model):
    """A link that makes whoever opens it a member, once and for a while."""

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="invitations")
    role = models.CharField(
        max_length=10, choices=Membership.Role, default=Membership.Role.REVIEWER
    )
    note = models.CharField("for whom", blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    """The link itself is shown once and kept nowhere."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.note}"
