"""The lists of a topology document that stand on their own: a row for each entry.

References (`site`, `parent`, `sip_domain`) are names, as in the document, so that everything a
document may hold can be stored; "" is an absent key.
"""

from django.db import models

from lyncplanner.deployments import labels
from lyncplanner.deployments.fields import FqdnField
from lyncplanner.deployments.models.deployment import Deployment
from lyncplanner.deployments.models.history import history
from lyncplanner.planning.records import RecordType, Requirement, View
from lyncplanner.planning.topology import DomainMode, SiteKind


class Row(models.Model):
    """What every row has: a place in its list, and a version that tells of others' changes."""

    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class SipDomain(Row):
    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="sip_domains")
    name = FqdnField()
    default = models.BooleanField("default SIP domain", default=False)
    xmpp = models.BooleanField("XMPP federation", null=True, blank=True)
    """`None`: where an Edge pool has XMPP."""
    mode = models.CharField(
        max_length=20,
        choices=labels.choices(labels.DOMAIN_MODES),
        default=DomainMode.ON_PREMISES.value,
    )

    history = history()

    class Meta(Row.Meta):
        verbose_name = "SIP domain"
        constraints = [
            models.UniqueConstraint(
                fields=["deployment"],
                condition=models.Q(default=True),
                name="one_default_sip_domain",
                violation_error_message="Another SIP domain is the default.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Zone(Row):
    """A zone that the DNS team is authoritative for, seen from inside or outside."""

    VIEWS = [(View.INTERNAL.value, "Internal"), (View.EXTERNAL.value, "External")]

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="zones")
    view = models.CharField(max_length=10, choices=VIEWS)
    name = FqdnField()

    history = history()

    def __str__(self) -> str:
        return self.name


class Site(Row):
    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="sites")
    name = models.CharField()
    kind = models.CharField(
        max_length=10,
        choices=labels.choices(labels.SITE_KINDS),
        default=SiteKind.CENTRAL.value,
    )
    parent = models.CharField(blank=True)

    history = history()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["deployment", "name"],
                name="one_site_of_a_name",
                violation_error_message="Another site has this name.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SimpleUrl(Row):
    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="simple_urls")
    component = models.CharField(max_length=10, choices=labels.choices(labels.COMPONENTS))
    url = models.CharField("URL")
    sip_domain = FqdnField("SIP domain", blank=True)
    site = models.CharField(blank=True)

    history = history()

    class Meta(Row.Meta):
        verbose_name = "simple URL"

    def __str__(self) -> str:
        return self.url


class LeftOut(Row):
    """Records that this organisation does not deploy: those that match every key given."""

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="left_out")
    reason = models.CharField()
    view = models.CharField(max_length=10, blank=True, choices=[(v.value, v.value) for v in View])
    name = FqdnField(blank=True)
    type = models.CharField(
        max_length=10, blank=True, choices=[(t.value, t.value) for t in RecordType]
    )
    rule = models.CharField(blank=True)
    requirement = models.CharField(
        max_length=20, blank=True, choices=[(r.value, r.value) for r in Requirement]
    )

    history = history()

    class Meta(Row.Meta):
        verbose_name = verbose_name_plural = "records left out"

    def __str__(self) -> str:
        return self.reason
