"""The parts of a topology by their kind and row, so that what is said of one stays with it."""

from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, reverse

from lyncplanner.deployments.models import (
    Deployment,
    Pool,
    ReverseProxy,
    SimpleUrl,
    SipDomain,
    Site,
)
from lyncplanner.planning.changes import ObjectKind, Target

_ROWS: dict[ObjectKind, tuple[type[Any], tuple[str, ...], str]] = {
    ObjectKind.POOL: (Pool, ("fqdn",), "pool-edit"),
    ObjectKind.SITE: (Site, ("name",), "site-edit"),
    ObjectKind.SIP_DOMAIN: (SipDomain, ("name",), "sip-domain-edit"),
    ObjectKind.REVERSE_PROXY: (ReverseProxy, ("name",), "reverse-proxy-edit"),
    ObjectKind.SIMPLE_URL: (SimpleUrl, ("component", "sip_domain", "site"), "simple-url-edit"),
}

Name = tuple[ObjectKind, tuple[str, ...]]


class Objects:
    """The rows of a deployment by the names that a version knows them by."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self._kept: dict[ObjectKind, dict[tuple[str, ...], int]] = {}

    def find(self, target: Target | None) -> tuple[str, str]:
        """The key and the form's address of the object that a change is about; "" for none.

        Servers are their pool's. What is deleted by now has a key and no form.
        """
        if target is None:
            return "", ""
        kind, key = target.kind, target.key
        if target.pool is not None:
            kind, key = ObjectKind.POOL, target.pool
        if key is None or kind not in _ROWS:
            return "", ""
        pk = self._rows(kind).get(tuple(key.name))
        if pk is None:
            return "", ""
        model, _, form = _ROWS[kind]
        there = pk in self._there(kind)
        return f"{model._meta.model_name}~{pk}", self._address(form, pk) if there else ""

    def _rows(self, kind: ObjectKind) -> dict[tuple[str, ...], int]:
        if kind not in self._kept:
            self._kept[kind] = dict(self._named(kind))
        return self._kept[kind]

    def _named(self, kind: ObjectKind) -> Iterator[tuple[tuple[str, ...], int]]:
        """Every name that a row ever had; the names of today count before older ones."""
        model, names, _ = _ROWS[kind]
        rows = model.history.filter(deployment_id=self._deployment.pk).order_by("history_id")
        for pk, *name in rows.values_list("id", *names):
            yield tuple(name), pk
        for pk, *name in model.objects.filter(deployment=self._deployment).values_list(
            "pk", *names
        ):
            yield tuple(name), pk

    def _there(self, kind: ObjectKind) -> set[int]:
        model = _ROWS[kind][0]
        return set(model.objects.filter(deployment=self._deployment).values_list("pk", flat=True))

    def _address(self, form: str, pk: int) -> str:
        try:
            return reverse(f"deployments:{form}", args=[self._deployment.slug, pk])
        except NoReverseMatch:
            return ""
