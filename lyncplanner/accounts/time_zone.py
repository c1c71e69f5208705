"""Times as each person's clock shows them."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

Answer = Callable[[HttpRequest], HttpResponse]


def in_own_time_zone(answer: Answer) -> Answer:
    """Middleware: what a page shows and reads is in the time zone that its person chose."""
    known = available_timezones()

    def answered(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "time_zone", "")
        with timezone.override(ZoneInfo(chosen) if chosen in known else None):
            return answer(request)

    return answered
