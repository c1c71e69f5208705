"""The topology as a document, to keep, to compare and to import again."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.loading import load_topology
from lyncplanner.documents.topology_writer import write_json, write_yaml
from lyncplanner.http import Request

WRITERS = {"yaml": write_yaml, "json": write_json}


@require_GET
def topology_download(request: Request, slug: str, form: str) -> HttpResponse:
    """The working copy as a topology document, YAML or JSON. Importing it again loses nothing."""
    deployment = deployment_for(request, slug)
    text = WRITERS[form](load_topology(deployment))
    response = HttpResponse(text, content_type=f"application/{form}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{deployment.slug}-topology.{form}"'
    return response
