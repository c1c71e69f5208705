"""What waits for a person."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lyncplanner.deployments.models import Deployment
from lyncplanner.reviews.models.conversations import Thread
from lyncplanner.reviews.models.revisions import Revision


class Entry(models.Model):
    """One thing that waits for one person, with its reason; it leaves when it is done."""

    class Kind(models.TextChoices):
        PROPOSAL = "proposal", "Proposal to review"
        STALE = "stale", "Proposal to review again"
        REPLY = "reply", "Reply"
        MENTION = "mention", "Mention"
        CHANGES_REQUESTED = "changes-requested", "Changes requested"
        TO_DEPLOY = "to-deploy", "Approved, not deployed yet"
        DRIFT = "drift", "Live DNS differs"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="waiting")
    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    revision = models.ForeignKey(Revision, models.CASCADE, null=True, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="+")
    caused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["person", "-at"], name="entry_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "deployment", "kind"],
                condition=models.Q(thread=None),
                name="one_entry_a_kind",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "thread"],
                condition=models.Q(thread__isnull=False),
                name="one_entry_a_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
