"""What a deployment asks of an approval, and the warnings that it lives with."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone

from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.models.history import history

MOST_APPROVALS = 9


class ReviewRules(models.Model):
    deployment = models.OneToOneField(
        Deployment, models.CASCADE, primary_key=True, related_name="review_rules"
    )
    approvals_needed = models.PositiveSmallIntegerField(
        default=1, validators=[MaxValueValidator(MOST_APPROVALS)]
    )
    errors_hold = models.BooleanField("errors among the findings hold approval back", default=True)
    unseen_hold = models.BooleanField("changes not seen hold approval back", default=False)
    threads_hold = models.BooleanField("open threads hold approval back", default=False)
    second_approval = models.TextField("names that need a second approval", blank=True)
    """A pattern a line, see `approval.sensitive_names`."""
    version = models.PositiveIntegerField(default=1)

    history = history()

    class Meta:
        verbose_name_plural = "review rules"

    def __str__(self) -> str:
        return f"{self.approvals_needed} needed"

    @property
    def patterns(self) -> frozenset[str]:
        return frozenset(self.second_approval.lower().split())


class AcceptedFinding(models.Model):
    """A warning that this organisation lives with, and why."""

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="accepted_findings")
    code = models.CharField()
    subject = models.CharField()
    message = models.TextField()
    """As it was when it was accepted."""
    reason = models.CharField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    history = history()

    class Meta:
        ordering = ["code", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["deployment", "code", "subject"], name="one_acceptance_a_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.subject}"
