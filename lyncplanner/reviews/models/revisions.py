"""Revisions as they were proposed, and beside them what became of each."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from lyncplanner.deployments.models import Deployment
from lyncplanner.reviews.approval import State, Verdict

CONTENT = ("document", "records", "findings")
STATES = {
    State.IN_REVIEW: "In review",
    State.CHANGES_REQUESTED: "Changes requested",
    State.APPROVED: "Approved",
    State.REPLACED: "Replaced",
    State.WITHDRAWN: "Withdrawn",
}
OPEN_STATES = (State.IN_REVIEW.value, State.CHANGES_REQUESTED.value)


class RevisionQuerySet(models.QuerySet["Revision"]):
    def without_content(self) -> "RevisionQuerySet":
        """For lists: what was frozen stays in the database."""
        return self.defer(*CONTENT)


class Revision(models.Model):
    """A frozen version of a deployment. Triggers refuse each UPDATE, and DELETE while the
    deployment is there; hence no cascade: `_forget_revisions` follows the deployment.
    """

    deployment = models.ForeignKey(Deployment, models.DO_NOTHING, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField()
    description = models.TextField(blank=True)
    document = models.BinaryField()
    """The topology document, JSON."""
    records = models.BinaryField()
    """`freezing.freeze_records`."""
    findings = models.BinaryField()
    accepted = models.JSONField(default=list)
    """The findings that were accepted: code, subject, message, reason, by, at."""
    counts = models.JSONField(default=dict)
    """The fields of a `Summary`, of this version."""
    hash = models.CharField(max_length=64)
    planner_version = models.CharField(max_length=30)
    base_number = models.PositiveIntegerField(null=True)
    """The revision that it is compared with: deployed, or else approved, when it was proposed."""
    # An account that proposed something can be switched off, not deleted: its name is on record.
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["deployment", "number"], name="one_revision_a_number")
        ]

    def __str__(self) -> str:
        return f"Revision {self.number}"

    @property
    def summary(self) -> Any:
        """Its counts, as a deployment's summary has them."""
        return SimpleNamespace(**self.counts)


@receiver(post_delete, sender=Deployment)
def _forget_revisions(instance: Deployment, **_: object) -> None:
    # The database lets revisions go only now that their deployment has gone.
    Revision.objects.filter(deployment_id=instance.pk).delete()


class Standing(models.Model):
    """What became of a revision."""

    revision = models.OneToOneField(
        Revision, models.CASCADE, primary_key=True, related_name="standing"
    )
    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="+")
    state = models.CharField(
        max_length=20,
        choices=[(state.value, label) for state, label in STATES.items()],
        default=State.IN_REVIEW.value,
    )
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    approvals = models.PositiveSmallIntegerField(default=0)
    approvals_needed = models.PositiveSmallIntegerField(default=1)
    """Kept as it was when the revision was approved: later rules don't take an approval away."""
    deploy_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deployment"],
                condition=models.Q(state__in=OPEN_STATES),
                name="one_open_proposal",
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_approved(self) -> bool:
        return self.state == State.APPROVED


class Decision(models.Model):
    """What a person decided about a revision; their latest counts."""

    VERDICTS = [
        (Verdict.APPROVE.value, "approved"),
        (Verdict.REQUEST_CHANGES.value, "requested changes"),
    ]

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="decisions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=VERDICTS)
    words = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.person} {self.get_verdict_display()}"


class Deployed(models.Model):
    """A revision's records stand in DNS: on one side, who says so and since when."""

    class Side(models.TextChoices):
        INTERNAL = "internal", "Internal"
        EXTERNAL = "external", "External"

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="deployed")
    side = models.CharField(max_length=10, choices=Side)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["revision", "side"], name="one_mark_a_side")]

    def __str__(self) -> str:
        return f"{self.revision}, {self.side}"
