"""The exports page, and what it downloads."""

from dataclasses import dataclass, replace

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.models import Deployment
from lyncplanner.exports.download import download
from lyncplanner.exports.files import BadOption
from lyncplanner.http import Request, wants_part
from lyncplanner.pages.export_form import ExportForm
from lyncplanner.pages.export_page import Preview, Wish, preview
from lyncplanner.planning.certificates import certificates
from lyncplanner.reviews.access import version_for
from lyncplanner.reviews.delivering import deployed_records, usual_version, versions_to_export
from lyncplanner.reviews.versions import Version


@dataclass
class _Asked:
    """What the address asks for, of which deployment."""

    deployment: Deployment
    version: Version
    form: ExportForm
    wish: Wish | None


@require_GET
@vary_on_headers("HX-Request")
def export_show(request: Request, slug: str) -> HttpResponse:
    """Choose a format and records, and see the files. htmx asks for the form and preview."""
    asked = _asked(request, slug)
    seen = _preview(asked, request.GET.get("file", ""))
    parameters = request.GET.copy()
    parameters.pop("file", None)
    template = "pages/_export.html" if wants_part(request) else "pages/export_show.html"
    context = {
        "deployment": asked.deployment,
        "version": asked.version,
        "versions": versions_to_export(asked.deployment),
        "form": asked.form,
        "preview": seen,
        "wish": asked.wish,
        "records": len(asked.wish.choice.of(asked.version.records)) if asked.wish else 0,
        "command": _command(request, asked),
        "parameters": parameters.urlencode(),
    }
    return render(request, template, context)


@require_GET
def export_download(request: Request, slug: str) -> HttpResponseBase:
    """The files: one as it is, several as an archive."""
    asked = _asked(request, slug)
    page = f"{reverse('pages:export-show', args=[slug])}?{request.GET.urlencode()}"
    if asked.wish is None:
        return redirect(page)
    version = asked.version
    try:
        files = asked.wish.delivery(version.records, version.stamp).files
        made = download(asked.wish.to, files, version.stamp)
    except BadOption:
        return redirect(page)
    response = StreamingHttpResponse(made.parts, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _command(request: Request, asked: _Asked) -> str:
    """How a script gets the same: of a revision from the API, where that can."""
    slug, revision = asked.deployment.slug, asked.version.revision
    if asked.wish is None:
        return ""
    if revision is None:
        return asked.wish.command(f"{slug}.yaml")
    if asked.wish.has_options:
        return asked.wish.command(f"{slug}-revision-{revision.number}.yaml")
    address = reverse("api:export_show", args=[slug, asked.wish.to])
    return asked.wish.request(request.build_absolute_uri(address), revision.number)


def _asked(request: Request, slug: str) -> _Asked:
    deployment = deployment_for(request, slug)
    version = version_for(request, slug, request.GET.get("version") or usual_version(deployment))
    form = ExportForm(request.GET, version.records)
    wish = None
    if form.is_valid():
        found = tuple(certificates(version.topology))
        options = replace(form.options(), findings=version.findings, certificates=found)
        wish = Wish(form.format, form.choice(), options, deployed_records(deployment))
    return _Asked(deployment, version, form, wish)


def _preview(asked: _Asked, path: str) -> Preview | None:
    if asked.wish is None:
        return None
    try:
        return preview(asked.wish, asked.version.records, asked.version.stamp, path)
    except BadOption as bad:
        asked.form.add_error(None, str(bad))
        return None
