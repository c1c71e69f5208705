"""An object of a deployment by its address: its row, and where it stands in the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

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
from lyncplanner.planning.changes import ObjectKind
from lyncplanner.planning.removing import without
from lyncplanner.planning.topology import Topology

_MODELS: dict[ObjectKind, type[Any]] = {
    ObjectKind.SIP_DOMAIN: SipDomain,
    ObjectKind.SITE: Site,
    ObjectKind.POOL: Pool,
    ObjectKind.SERVER: Server,
    ObjectKind.REVERSE_PROXY: ReverseProxy,
    ObjectKind.SIMPLE_URL: SimpleUrl,
    ObjectKind.LEFT_OUT: LeftOut,
}
_INSIDE: dict[ObjectKind, tuple[tuple[str, str], ...]] = {
    ObjectKind.POOL: (("servers", "server"), ("services", "Edge service")),
    ObjectKind.REVERSE_PROXY: (("hosts", "published host"),),
}
"""What stands inside an object and goes with it: the relation, and what one of it is called."""
NOUNS = {
    ObjectKind.SIP_DOMAIN: "SIP domain",
    ObjectKind.SITE: "site",
    ObjectKind.POOL: "pool",
    ObjectKind.SERVER: "server",
    ObjectKind.REVERSE_PROXY: "reverse proxy",
    ObjectKind.SIMPLE_URL: "simple URL",
    ObjectKind.LEFT_OUT: "entry",
}
_PLURALS = {
    ObjectKind.SIP_DOMAIN: "SIP domains",
    ObjectKind.SITE: "Sites",
    ObjectKind.POOL: "Pools",
    ObjectKind.SERVER: "Pools",
    ObjectKind.REVERSE_PROXY: "Reverse proxies",
    ObjectKind.SIMPLE_URL: "Simple URLs",
    ObjectKind.LEFT_OUT: "Left out",
}


@dataclass(frozen=True)
class Part:
    """One object of a deployment."""

    kind: ObjectKind
    row: Any
    deployment: Deployment

    @property
    def name(self) -> str:
        return str(self.row)

    @property
    def noun(self) -> str:
        return NOUNS[self.kind]

    @cached_property
    def place(self) -> int:
        """Its index in its list in the document."""
        rows = _MODELS[self.kind].objects
        if self.kind is ObjectKind.SERVER:
            return _index(rows.filter(pool=self.row.pool_id), self.row.pk)
        return _index(rows.filter(deployment=self.deployment), self.row.pk)

    @cached_property
    def pool_place(self) -> int | None:
        """Of a server: where its pool stands."""
        if self.kind is not ObjectKind.SERVER:
            return None
        return _index(self.deployment.pools, self.row.pool_id)

    @property
    def address(self) -> str:
        """The page of its form; a server's is its pool's."""
        if self.kind is ObjectKind.SERVER:
            return reverse("deployments:pool-edit", args=[self.deployment.slug, self.row.pool_id])
        return reverse(f"deployments:{self.kind}-edit", args=[self.deployment.slug, self.row.pk])

    @property
    def list_address(self) -> str:
        """The page of its list; a server is found by its pool."""
        kind = ObjectKind.POOL if self.kind is ObjectKind.SERVER else self.kind
        return reverse(f"deployments:{kind}-list", args=[self.deployment.slug])

    @property
    def list_title(self) -> str:
        return _PLURALS[self.kind]

    def inside(self) -> Iterator[tuple[str, list[str]]]:
        """What goes with it: what each is called, and their names."""
        for relation, noun in _INSIDE.get(self.kind, ()):
            rows = getattr(self.row, relation).all()
            if names := [getattr(row, "fqdn", "") or str(row) for row in rows]:
                yield noun, names

    def taken_from(self, topology: Topology) -> Topology:
        """What a deployment is without it."""
        return without(topology, self.kind, self.place, pool_place=self.pool_place)


def part_or_404(deployment: Deployment, kind: ObjectKind, pk: int) -> Part:
    """An object by its address."""
    rows = _MODELS[kind].objects
    owner = "pool__deployment" if kind is ObjectKind.SERVER else "deployment"
    row = get_object_or_404(rows, **{owner: deployment}, pk=pk)
    if kind is not ObjectKind.SERVER:
        row.deployment = deployment
    return Part(kind, row, deployment)


def _index(rows: Any, pk: int) -> int:
    return list(rows.order_by("position", "pk").values_list("pk", flat=True)).index(pk)
