"""What waits for the person who asks."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from lyncplanner.http import Request
from lyncplanner.reviews.inbox import done, may_be_done, waiting_for
from lyncplanner.reviews.wording import address, sentence

MOST = 200


@require_GET
def inbox_show(request: Request) -> HttpResponse:
    """List what waits, the newest first, each with its reason."""
    entries = [
        (entry, sentence(entry), address(entry), may_be_done(entry))
        for entry in waiting_for(request.user)[:MOST]
    ]
    return render(request, "reviews/inbox.html", {"entries": entries})


@require_POST
def entry_done(request: Request, pk: int) -> HttpResponse:
    """Say that something is done for oneself."""
    entry = get_object_or_404(waiting_for(request.user), pk=pk)
    done(entry, request.user)
    return redirect("reviews:inbox")
