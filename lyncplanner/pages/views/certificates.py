"""The certificates page, its table as CSV and its requests for PowerShell."""

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments.certificate_output import certificates_csv
from lyncplanner.exports.download import download
from lyncplanner.exports.files import File
from lyncplanner.exports.wording import one_line
from lyncplanner.http import Request, wants_part
from lyncplanner.pages.certificate_page import MOST_REQUESTS, certificate_page, requests
from lyncplanner.planning.certificates import certificates
from lyncplanner.reviews.access import version_for
from lyncplanner.reviews.proposing import base_number
from lyncplanner.reviews.versions import Version, version_of

FORMS = frozenset({"csv", "powershell"})


@require_GET
@vary_on_headers("HX-Request")
def certificate_list(request: Request, slug: str, number: int | None = None) -> HttpResponse:
    """List the certificates: `wildcard` asks whether one would do, `of` shows one alone."""
    version = version_for(request, slug, number)
    base = _base(version)
    page = certificate_page(
        version.topology,
        before=base.topology if base is not None else None,
        wildcard=request.GET.get("wildcard", "").strip()[:1000],
        alone=request.GET.get("of", ""),
    )
    authority = _authority(request)
    lines = requests([block.certificate for block in page.blocks], authority)
    context = {
        "page": page,
        "base": base,
        "requests": lines if len(lines) <= MOST_REQUESTS else "",
        "authority": authority,
        "deployment": version.deployment,
        "version": version,
        "part": wants_part(request),
    }
    part = wants_part(request)
    template = "pages/_certificates.html" if part else "pages/certificate_list.html"
    return render(request, template, context)


@require_GET
def certificate_download(
    request: Request, slug: str, form: str, number: int | None = None
) -> HttpResponseBase:
    """The certificates as a table, or the lines that request them."""
    version = version_for(request, slug, number)
    if form not in FORMS:
        raise Http404
    found = list(certificates(version.topology))
    if form == "csv":
        file = File("certificates.csv", certificates_csv(found, []))
    else:
        head = "".join(f"# {one_line(line)}\n" for line in version.stamp.lines())
        file = File("requests.ps1", head + requests(found, _authority(request)))
    made = download("certificates" if form == "csv" else "requests", [file], version.stamp)
    response = StreamingHttpResponse(made.parts, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _base(version: Version) -> Version | None:
    """What the version is compared with: deployed, or else approved."""
    revision = version.revision
    number = revision.base_number if revision is not None else base_number(version.deployment)
    return version_of(version.deployment, str(number)) if number is not None else None


def _authority(request: Request) -> str:
    return request.GET.get("ca", "").strip()[:500]
