"""The request as our views see it: signed in, and with htmx."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from lyncplanner.accounts.models import User


class Request(HttpRequest):
    user: User
    htmx: HtmxDetails
    deployment: Any
    """The Deployment that `deployments.access` found. Not typed: this module stands below."""
    version: Any
    """The Version that `reviews.access` found, where the page shows one."""


def wants_part(request: Request) -> bool:
    """Whether htmx asks for a part of the page, and not for all of it again."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def page_number(request: HttpRequest) -> int:
    """The page of a long list that the address asks for; the first where it asks for none."""
    text = request.GET.get("page", "")[:6]
    return int(text) if text.isascii() and text.isdecimal() and int(text) else 1
