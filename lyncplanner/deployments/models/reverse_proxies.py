"""Reverse proxies and the hosts that they publish."""

from django.db import models

from lyncplanner.deployments import labels
from lyncplanner.deployments.fields import AddressListField, FqdnField
from lyncplanner.deployments.models.deployment import Deployment
from lyncplanner.deployments.models.history import history
from lyncplanner.deployments.models.rows import Row
from lyncplanner.planning.topology import ProxyProduct


class ReverseProxy(Row):
    class Publishes(models.TextChoices):
        EVERYTHING = "everything", "Everything that no other reverse proxy names"
        THESE_HOSTS = "these-hosts", "Only these hosts"

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="reverse_proxies")
    name = models.CharField()
    product = models.CharField(
        max_length=30,
        choices=labels.choices(labels.PROXY_PRODUCTS),
        default=ProxyProduct.OTHER.value,
    )
    external_addresses = AddressListField()
    fqdn = FqdnField("internal FQDN", blank=True)
    internal_addresses = AddressListField(blank=True)
    publishes = models.CharField(max_length=15, choices=Publishes, default=Publishes.EVERYTHING)
    """These hosts, and there are none: it publishes nothing."""

    history = history()

    class Meta(Row.Meta):
        verbose_name_plural = "reverse proxies"

    def __str__(self) -> str:
        return self.name


class PublishedHost(Row):
    reverse_proxy = models.ForeignKey(ReverseProxy, models.CASCADE, related_name="hosts")
    host = FqdnField()
    addresses = AddressListField("addresses of its own listener", blank=True)

    history = history()

    def __str__(self) -> str:
        return self.host
