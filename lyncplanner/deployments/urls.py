"""Describing a deployment."""

from collections.abc import Iterator

from django.urls import URLPattern, include, path

from lyncplanner.deployments.views import left_out, lists, new, objects, places
from lyncplanner.deployments.views.kinds import KINDS, Kind


def _of_kind(kind: Kind) -> Iterator[URLPattern]:
    """A list, the form of a new object, and the form of one that is there, each with its effect."""
    at, given = f"<slug:slug>/{kind.path}", {"kind": kind}
    yield path(at, lists.object_list, given, name=f"{kind.key}-list")
    for form, name in (("add/", "add"), ("<int:pk>/", "edit")):
        yield path(f"{at}{form}", objects.object_edit, given, name=f"{kind.key}-{name}")
        effect = f"{kind.key}-{'add-' if name == 'add' else ''}effect"
        yield path(f"{at}{form}effect/", objects.object_effect, given, name=effect)


_OPTIONS = {"kind": None}

app_name = "deployments"
urlpatterns = [
    path("new/", new.new, name="new"),
    path("new/empty/", new.empty, name="empty"),
    path("new/import/", new.import_, name="import"),
    path("new/import/<str:key>/", new.import_review, name="import-review"),
    path("new/sample/", new.sample, name="sample"),
    path("<slug:slug>/dns/options/", objects.object_edit, _OPTIONS, name="options-edit"),
    path("<slug:slug>/dns/options/effect/", objects.object_effect, _OPTIONS, name="options-effect"),
    path("<slug:slug>/dns/left-out/again/", left_out.plan_again, name="left-out-again"),
    path("<slug:slug>/place/", places.place_show, name="place-show"),
    path("<slug:slug>/mend/", places.mend_show, name="mend-show"),
    *(pattern for kind in KINDS for pattern in _of_kind(kind)),
    path("", include("lyncplanner.deployments.changing_urls")),
]
