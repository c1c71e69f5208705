"""Pools of every role in one table, their servers, and what Edge pools offer outside."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from lyncplanner.deployments import labels
from lyncplanner.deployments.fields import AddressListField, FqdnField
from lyncplanner.deployments.models.deployment import Deployment
from lyncplanner.deployments.models.history import history, remember_proxy
from lyncplanner.deployments.models.rows import Row
from lyncplanner.planning.topology import Role

_POOL_HISTORY = history()


class Pool(Row):
    """A pool. Which fields its form has depends on the role; a document may fill any."""

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="pools")
    fqdn = FqdnField("pool FQDN")
    role = models.CharField(max_length=30, choices=labels.choices(labels.ROLES))
    site = models.CharField(blank=True)
    load_balancing = models.CharField(
        max_length=10, blank=True, choices=labels.choices(labels.LOAD_BALANCING)
    )
    """ "": by the number of servers."""
    vip = AddressListField("virtual IP addresses", blank=True)
    internal_web_fqdn = FqdnField("internal web services FQDN", blank=True)
    internal_web_addresses = AddressListField("internal web services addresses", blank=True)
    internal_web_empty = models.BooleanField(default=False, editable=False)
    """The document has the key `internal_web` with nothing in it."""
    external_web_fqdn = FqdnField("external web services FQDN", blank=True)
    sign_in = models.BooleanField("answers automatic sign-in", default=False)
    paired_with = FqdnField("backup pool", blank=True)
    next_hop = FqdnField(blank=True)
    federation = models.BooleanField("SIP federation", default=False)
    xmpp = models.BooleanField("XMPP federation", default=False)
    external_empty = models.BooleanField(default=False, editable=False)
    """The document has the key `external` with nothing in it."""
    published = models.BooleanField("published outside", default=False)

    history = _POOL_HISTORY

    def __str__(self) -> str:
        return self.fqdn


class Server(Row):
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="servers")
    fqdn = FqdnField("server FQDN")
    addresses = AddressListField(blank=True)

    history = history()

    def __str__(self) -> str:
        return self.fqdn


class EdgeService(Row):
    """What an Edge pool offers outside."""

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="services")
    kind = models.CharField(max_length=20, choices=list(labels.EDGE_SERVICES.items()))
    fqdn = FqdnField("FQDN")
    port = models.PositiveIntegerField(
        default=443, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    addresses = AddressListField(blank=True)
    nat_addresses = AddressListField("public addresses behind NAT", blank=True)

    history = history()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["pool", "kind"], name="one_edge_service_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.fqdn}"


class OneRole(models.Manager[Any]):
    """The pools of one role."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self.role = role

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(role=self.role.value)

    def create(self, **fields: Any) -> Any:
        return super().create(**{"role": self.role.value, **fields})


class FrontEndPool(Pool):
    objects: ClassVar[models.Manager[Any]] = OneRole(Role.FRONT_END)

    class Meta:
        proxy = True
        verbose_name = "Front End pool"


class StandardEditionServer(Pool):
    objects: ClassVar[models.Manager[Any]] = OneRole(Role.STANDARD_EDITION)

    class Meta:
        proxy = True
        verbose_name = "Standard Edition server"


class Director(Pool):
    objects: ClassVar[models.Manager[Any]] = OneRole(Role.DIRECTOR)

    class Meta:
        proxy = True
        verbose_name = "Director"


class EdgePool(Pool):
    objects: ClassVar[models.Manager[Any]] = OneRole(Role.EDGE)

    class Meta:
        proxy = True
        verbose_name = "Edge pool"


class OfficeWebAppsFarm(Pool):
    objects: ClassVar[models.Manager[Any]] = OneRole(Role.OFFICE_WEB_APPS)

    class Meta:
        proxy = True
        verbose_name = "Office Web Apps farm"


ROLE_MODELS: dict[Role, type[Pool]] = {
    Role.FRONT_END: FrontEndPool,
    Role.STANDARD_EDITION: StandardEditionServer,
    Role.DIRECTOR: Director,
    Role.EDGE: EdgePool,
    Role.OFFICE_WEB_APPS: OfficeWebAppsFarm,
}
"""Roles with fields of their own; all others are plain pools."""

for _proxy in ROLE_MODELS.values():
    remember_proxy(_POOL_HISTORY, _proxy)
