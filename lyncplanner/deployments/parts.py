"""The kinds of objects in a deployment, as addresses and pages name them."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from lyncplanner.deployments.models import (
    Deployment,
    LeftOut,
    Pool,
    ReverseProxy,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
)
from lyncplanner.deployments.models.rows import Row
from lyncplanner.planning.changes import ObjectKind


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of object whose rows can be deleted and moved, each on its own."""

    slug: str
    """Its part of addresses, `/contoso/reverse-proxies/7/delete/`."""
    model: type[Row]
    kind: ObjectKind
    noun: str
    list: str
    """Where its list stands, below the deployment."""
    inside: tuple[tuple[str, str], ...] = ()
    """What stands inside it and goes with it: the relation, and what one of it is called."""


_ALL = (
    Part("sip-domains", SipDomain, ObjectKind.SIP_DOMAIN, "SIP domain", "dns/"),
    Part("sites", Site, ObjectKind.SITE, "site", "sites/"),
    Part(
        *("pools", Pool, ObjectKind.POOL, "pool", "pools/"),
        inside=(("servers", "server"), ("services", "Edge service")),
    ),
    Part("servers", Server, ObjectKind.SERVER, "server", "pools/"),
    Part(
        *("reverse-proxies", ReverseProxy, ObjectKind.REVERSE_PROXY),
        *("reverse proxy", "reverse-proxies/"),
        inside=(("hosts", "published host"),),
    ),
    Part("simple-urls", SimpleUrl, ObjectKind.SIMPLE_URL, "simple URL", "simple-urls/"),
    Part("left-out", LeftOut, ObjectKind.LEFT_OUT, "entry of records left out", "dns/"),
)
PARTS = {part.slug: part for part in _ALL}


class PartConverter:
    """A part in an address; others are other pages."""

    regex = "|".join(PARTS)

    def to_python(self, value: str) -> Part:
        return PARTS[value]

    def to_url(self, value: Part | str) -> str:
        return value if isinstance(value, str) else value.slug


class RenamableConverter(PartConverter):
    """A part whose objects have names that others refer to, or that stand in lists."""

    regex = "sip-domains|sites|pools|servers|reverse-proxies"


@dataclass(frozen=True, slots=True)
class Found:
    """An object of a deployment: its row, and where it stands in the document."""

    part: Part
    row: Any
    deployment: Deployment

    @property
    def name(self) -> str:
        return str(self.row)

    @property
    def siblings(self) -> Any:
        """The rows of its list, in their order."""
        rows: Any = self.part.model._default_manager.order_by("position", "pk")
        if self.part.kind is ObjectKind.SERVER:
            return rows.filter(pool=self.row.pool_id)
        return rows.filter(deployment=self.deployment)

    @property
    def place(self) -> int:
        """Its index in its list in the document."""
        return _index(self.siblings, self.row.pk)

    @property
    def pool_place(self) -> int | None:
        """Of a server: where its pool stands."""
        if self.part.kind is not ObjectKind.SERVER:
            return None
        return _index(self.deployment.pools.order_by("position", "pk"), self.row.pool_id)

    @property
    def list_address(self) -> str:
        """Where its list stands; a server's is the page of its pool."""
        inside = f"{self.row.pool_id}/" if self.part.kind is ObjectKind.SERVER else ""
        return f"/{self.deployment.slug}/{self.part.list}{inside}"


def found_or_404(deployment: Deployment, part: Part, pk: int) -> Found:
    """An object by its address."""
    rows: Any = part.model._default_manager.all()
    owner = "pool__deployment" if part.kind is ObjectKind.SERVER else "deployment"
    return Found(part, get_object_or_404(rows, **{owner: deployment}, pk=pk), deployment)


def _index(rows: Any, pk: int) -> int:
    return list(rows.values_list("pk", flat=True)).index(pk)
