"""What stands around every page: bars, navigation, where line."""

from collections.abc import Sequence
from functools import cached_property

from django.http import HttpRequest

from lyncplanner.accounts.models import Theme
from lyncplanner.deployments.models import Deployment, Summary
from lyncplanner.pages.navigation import Group, navigation

SWITCHER_LENGTH = 100
"""More deployments than this are found on the list of all."""


class Frame:
    """The frame of one page. Nothing is asked of the database before a template draws it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def theme(self) -> str:
        return str(getattr(self._request.user, "theme", Theme.SYSTEM))

    @property
    def first_theme(self) -> str:
        """What the page is sent with; a script turns "as the system" into dark where it is."""
        return "dark" if self.theme == Theme.DARK else "light"

    @property
    def other_theme(self) -> str:
        return "light" if self.first_theme == "dark" else "dark"

    @property
    def shortcuts(self) -> bool:
        return bool(getattr(self._request.user, "shortcuts", True))

    @property
    def deployment(self) -> Deployment | None:
        """The one that the page is about: left on the request by the view's look-up."""
        found: Deployment | None = getattr(self._request, "deployment", None)
        return found

    @cached_property
    def summary(self) -> Summary | None:
        return getattr(self.deployment, "summary", None)

    @cached_property
    def groups(self) -> Sequence[Group]:
        if self.deployment is None:
            return ()
        return navigation(self.deployment.slug, self.summary, self._request.path)

    @cached_property
    def switcher(self) -> Sequence[Deployment]:
        """The person's other deployments, the newest changes first."""
        mine = Deployment.objects.visible_to(self._request.user).select_related("summary")
        return list(mine[:SWITCHER_LENGTH])


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: `frame` in every template."""
    return {"frame": Frame(request)}
