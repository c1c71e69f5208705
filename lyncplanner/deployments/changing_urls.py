"""Pages that change rows otherwise than by the form of one object; part of `deployments`."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from lyncplanner.deployments.views import (
    copying,
    import_into,
    removing,
    rewriting,
    topology_document,
)
from lyncplanner.planning.changes import ObjectKind

_OBJECTS = {
    ObjectKind.SIP_DOMAIN: "dns/",
    ObjectKind.SITE: "sites/",
    ObjectKind.POOL: "pools/",
    ObjectKind.REVERSE_PROXY: "reverse-proxies/",
    ObjectKind.SIMPLE_URL: "simple-urls/",
    ObjectKind.SERVER: "servers/",
}
_WITHOUT_NAMES = frozenset({ObjectKind.SIMPLE_URL})
_IN_A_FORM = frozenset({ObjectKind.SERVER})


def _of_object(kind: ObjectKind, at: str) -> Iterator[URLPattern]:
    given = {"kind": kind}
    if kind not in _WITHOUT_NAMES:
        address = f"<slug:slug>/{at}<int:pk>/rename/"
        yield path(address, rewriting.object_rename, given, name=f"{kind}-rename")
    if kind not in _IN_A_FORM:
        address = f"<slug:slug>/{at}<int:pk>/remove/"
        yield path(address, removing.object_remove, given, name=f"{kind}-remove")


_YAML, _JSON = {"form": "yaml"}, {"form": "json"}

urlpatterns = [
    path("new/copy/", copying.copy, name="copy"),
    path("<slug:slug>/import/", import_into.import_into, name="import-into"),
    path(
        "<slug:slug>/import/<str:upload_key>/",
        import_into.import_into_review,
        name="import-into-review",
    ),
    path("<slug:slug>/renumber/", rewriting.renumber, name="renumber"),
    path(
        "<slug:slug>/topology.yaml",
        topology_document.topology_download,
        _YAML,
        name="topology-yaml",
    ),
    path(
        "<slug:slug>/topology.json",
        topology_document.topology_download,
        _JSON,
        name="topology-json",
    ),
    *(pattern for kind, at in _OBJECTS.items() for pattern in _of_object(kind, at)),
]
