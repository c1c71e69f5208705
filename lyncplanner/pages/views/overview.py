"""The overview of a deployment."""

from typing import Any

from django.db.models import Manager
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lyncplanner.deployments.access import deployment_for
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.plans import plan_of
from lyncplanner.deployments.views.places import place_address
from lyncplanner.http import Request
from lyncplanner.pages.diagram.scene import Links
from lyncplanner.pages.overview_page import overview_page
from lyncplanner.pages.standing import standing
from lyncplanner.reviews.accepting import accepted_in
from lyncplanner.reviews.versions import Version


@require_GET
def deployment_show(request: Request, slug: str) -> HttpResponse:
    """Show the facts, the diagram or its list, the first findings, and where it stands."""
    deployment = deployment_for(request, slug)
    planned = plan_of(load_topology(deployment))
    page = overview_page(
        planned,
        _links(deployment),
        as_list=request.GET.get("as") == "list",
        form_of=lambda f: place_address(deployment, f.places[0]) if f.places else "",
        accepted=accepted_in(Version(deployment)),
    )
    context = {
        "deployment": deployment,
        "page": page,
        "standing": standing(deployment, planned),
    }
    return render(request, "pages/overview.html", context)


def _links(deployment: Deployment) -> Links:
    """The forms, in the order of the document."""
    slug = deployment.slug

    def forms(kind: str, rows: Manager[Any]) -> tuple[str, ...]:
        keys = rows.order_by("position", "pk").values_list("pk", flat=True)
        return tuple(reverse(f"deployments:{kind}-edit", args=[slug, pk]) for pk in keys)

    return Links(
        pools=forms("pool", deployment.pools),
        reverse_proxies=forms("reverse-proxy", deployment.reverse_proxies),
        pool_list=reverse("deployments:pool-list", args=[slug]),
        reverse_proxy_list=reverse("deployments:reverse-proxy-list", args=[slug]),
    )
