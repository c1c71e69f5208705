"""The pages that check a plan beside findings, of the working copy and of a revision."""

from collections.abc import Callable, Iterator

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from lyncplanner.pages.views import certificates, cut_over, trace


def _of_each_version(
    at: str, view: Callable[..., HttpResponseBase], name: str
) -> Iterator[URLPattern]:
    yield path(f"<slug:slug>/{at}", view, name=name)
    yield path(f"<slug:slug>/revisions/<int:number>/{at}", view, name=f"frozen-{name}")


urlpatterns = [
    *_of_each_version("trace/", trace.trace_show, "trace-show"),
    *_of_each_version("certificates/", certificates.certificate_list, "certificate-list"),
    *_of_each_version(
        "certificates/<str:form>/", certificates.certificate_download, "certificate-download"
    ),
    *_of_each_version("cut-over/", cut_over.cut_over_show, "cut-over-show"),
]
