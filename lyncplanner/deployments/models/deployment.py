"""A deployment, who works on it, and the counts that lists show."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models

from lyncplanner.deployments import labels
from lyncplanner.deployments.fields import FqdnField
from lyncplanner.deployments.models.history import history
from lyncplanner.planning.topology import (
    AutodiscoverForm,
    Product,
    SignIn,
    SignInHost,
    WithoutSplitBrain,
)

if TYPE_CHECKING:
    from lyncplanner.accounts.models import User

RESERVED_SLUGS = frozenset(
    ["new", "inbox", "account", "accounts", "admin", "api", "static"]
    + ["health", "metrics", "invite", "search"]
)
"""First parts of other pages' addresses."""
LONGEST_TTL = 2**31 - 1


def refuse_reserved(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"{slug} is the address of another page. Choose another.")


class DeploymentQuerySet(models.QuerySet["Deployment"]):
    def visible_to(self, person: "User | AnonymousUser") -> "DeploymentQuerySet":
        """Those that the person is a member of, each with the person's `role`; no deleted ones."""
        return self._of(person, deleted_at=None)

    def editable_by(self, person: "User | AnonymousUser") -> "DeploymentQuerySet":
        """Those that the person may change."""
        return self._of(person, deleted_at=None, memberships__role__in=Membership.EDITING)

    def deleted_by_owner(self, person: "User | AnonymousUser") -> "DeploymentQuerySet":
        """Deleted ones that the person owns, and so may put back or delete for good."""
        return self._of(person, deleted_at__isnull=False, memberships__role=Membership.Role.OWNER)

    def _of(self, person: "User | AnonymousUser", **conditions: Any) -> "DeploymentQuerySet":
        if not person.is_authenticated:
            return self.none()
        # All conditions in one filter: they are about one and the same membership.
        mine = self.filter(memberships__user=person, **conditions)
        return mine.annotate(role=models.F("memberships__role"))


class Deployment(models.Model):
    """One deployment; its fields are the name, product and DNS options of its document."""

    name = models.CharField()
    slug = models.SlugField("address", unique=True, max_length=60, validators=[refuse_reserved])
    product = models.CharField(
        max_length=30, choices=labels.choices(labels.PRODUCTS), default=Product.LYNC_2013.value
    )
    ttl = models.PositiveIntegerField(
        "TTL", default=3600, validators=[MaxValueValidator(LONGEST_TTL)]
    )
    split_brain = models.BooleanField("split-brain DNS", default=True)
    autodiscover = models.CharField(
        max_length=10,
        choices=labels.choices(labels.AUTODISCOVER),
        default=AutodiscoverForm.HOST.value,
    )
    sign_in = models.CharField(
        "sign-in inside",
        max_length=20,
        choices=labels.choices(labels.SIGN_IN),
        default=SignIn.SRV.value,
    )
    without_split_brain = models.CharField(
        max_length=20,
        choices=labels.choices(labels.WITHOUT_SPLIT_BRAIN),
        default=WithoutSplitBrain.MATCHING_ZONE.value,
    )
    sign_in_host = models.CharField(
        max_length=10,
        choices=labels.choices(labels.SIGN_IN_HOSTS),
        default=SignInHost.SIP.value,
    )
    time_server = FqdnField(blank=True)
    geo_dns = FqdnField("GeoDNS zone", blank=True)
    device_update = models.BooleanField("plan Device Update names", default=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    """When anything of it was last changed; kept by `changes.change`."""
    deleted_at = models.DateTimeField(null=True, editable=False)
    """Deleted ones are seen by nobody until an owner puts them back or deletes them for good."""
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="deployments"
    )

    role: str
    """What the person who asks is; set by `visible_to`."""

    history = history(excluded=("changed_at",))
    objects = DeploymentQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["-changed_at", "-id"], name="deployment_by_change")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/{self.slug}/"

    @property
    def may_edit(self) -> bool:
        """Whether the person who asks may change it."""
        return self.role in Membership.EDITING

    @property
    def may_own(self) -> bool:
        """Whether the person who asks decides on its people, its name and its end."""
        return self.role == Membership.Role.OWNER


class Membership(models.Model):
    """What a person may do with a deployment."""

    class Role(models.TextChoices):
        OWNER = "owner", "Owner"
        EDITOR = "editor", "Editor"
        REVIEWER = "reviewer", "Reviewer"
        VIEWER = "viewer", "Viewer"

    EDITING = frozenset({Role.OWNER, Role.EDITOR})

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.VIEWER)

    history = history()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["deployment", "user"], name="one_role_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class Summary(models.Model):
    """The counts of a deployment's working copy, so that no list has to plan."""

    deployment = models.OneToOneField(
        Deployment, models.CASCADE, primary_key=True, related_name="summary"
    )
    topology_hash = models.CharField(max_length=64)
    planner_version = models.CharField(max_length=30)
    domain_names = models.CharField(blank=True)
    """The first SIP domains, as a list shows them."""
    sip_domains = models.PositiveIntegerField()
    sites = models.PositiveIntegerField()
    pools = models.PositiveIntegerField()
    reverse_proxies = models.PositiveIntegerField()
    simple_urls = models.PositiveIntegerField()
    records = models.PositiveIntegerField()
    record_sets = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    errors = models.PositiveIntegerField()
    warnings = models.PositiveIntegerField()
    """Without those that are accepted."""
    accepted = models.PositiveIntegerField(default=0)
    """Warnings that somebody gave a reason to live with."""
    infos = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "summaries"

    def __str__(self) -> str:
        return f"{self.records} records"
