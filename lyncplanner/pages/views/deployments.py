"""The list of one's deployments."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from lyncplanner.deployments.models import Deployment, SipDomain
from lyncplanner.deployments.models.deployment import DeploymentQuerySet
from lyncplanner.deployments.summaries import keep_summaries
from lyncplanner.http import Request, page_number, wants_part
from lyncplanner.reviews.inbox import waiting_for
from lyncplanner.reviews.states import newest_states
from lyncplanner.reviews.wording import address, sentence

PAGE_LENGTH = 100
WAITING_SHOWN = 5
"""The inbox has the rest."""
STATES = {
    "errors": ("With errors", Q(summary__errors__gt=0)),
    "warnings": ("With warnings", Q(summary__warnings__gt=0)),
    "clean": ("No errors or warnings", Q(summary__errors=0, summary__warnings=0)),
}


@dataclass(frozen=True, slots=True)
class StateChip:
    id: str
    label: str
    count: int
    address: str
    pressed: bool


@require_GET
@vary_on_headers("HX-Request")
def deployment_list(request: Request) -> HttpResponse:
    """List one's deployments, the newest changes first. htmx asks for the list alone."""
    q, state = request.GET.get("q", "").strip()[:200], request.GET.get("state", "")
    mine = Deployment.objects.visible_to(request.user)
    found = _matching(mine, q)
    shown = found.filter(STATES[state][1]) if state in STATES else found
    page = Paginator(shown, PAGE_LENGTH).get_page(page_number(request))
    summaries = keep_summaries(page.object_list)
    states = newest_states(page.object_list)
    first_waiting = () if wants_part(request) else waiting_for(request.user)[:WAITING_SHOWN]
    context = {
        "page": page,
        "rows": [(d, summaries[d.pk], states.get(d.pk)) for d in page],
        "waiting": [(entry, sentence(entry), address(entry)) for entry in first_waiting],
        "chips": _chips(found, q, state),
        "all": mine.count(),
        "deleted": Deployment.objects.deleted_by_owner(request.user).count(),
        "q": q,
        "state": state,
        "next_address": _address(q, state, page.number + 1),
    }
    template = "pages/_deployments.html" if wants_part(request) else "pages/deployment_list.html"
    return render(request, template, context)


def _matching(mine: DeploymentQuerySet, q: str) -> DeploymentQuerySet:
    if not q:
        return mine
    domains = SipDomain.objects.filter(deployment=OuterRef("pk"), name__icontains=q)
    return mine.filter(Q(name__icontains=q) | Exists(domains))


def _chips(found: DeploymentQuerySet, q: str, state: str) -> list[StateChip]:
    chips = [StateChip("state-all", "All", found.count(), _address(q, ""), state not in STATES)]
    for value, (label, condition) in STATES.items():
        count = found.filter(condition).count()
        if count or value == state:
            address = _address(q, value)
            chips.append(StateChip(f"state-{value}", label, count, address, value == state))
    return chips


def _address(q: str, state: str, page: int = 1) -> str:
    parameters = {"q": q, "state": state, "page": str(page) if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in parameters.items() if value})
