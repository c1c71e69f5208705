"""What stands around every page: bars, navigation, where line."""

from collections.abc import Sequence
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse

from lyncplanner.accounts.models import Theme, User
from lyncplanner.deployments.models import Deployment, Summary
from lyncplanner.pages.navigation import Group, navigation
from lyncplanner.pages.version_links import VersionLink, version_links
from lyncplanner.reviews.inbox import waiting_for
from lyncplanner.reviews.versions import Version

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

    @property
    def version(self) -> Version | None:
        """The version that the page shows: left on the request by the view's look-up."""
        found: Version | None = getattr(self._request, "version", None)
        return found

    @cached_property
    def summary(self) -> Summary | None:
        return getattr(self.deployment, "summary", None)

    @property
    def shown_summary(self) -> Summary | None:
        """The counts of the version looked at."""
        if self.version is not None and self.version.revision is not None:
            counts: Summary = self.version.revision.summary
            return counts
        return self.summary

    @cached_property
    def versions(self) -> Sequence[VersionLink]:
        """The state line: the same page of the working copy, and of the newest revisions."""
        if self.deployment is None:
            return ()
        return version_links(self.deployment, self.summary, self.version, self._request)

    @property
    def tally_address(self) -> str:
        """The findings of the version looked at."""
        if self.deployment is None:
            return ""
        if self.version is not None and self.version.revision is not None:
            arguments = [self.deployment.slug, self.version.revision.number]
            return reverse("pages:frozen-finding-list", args=arguments)
        return reverse("pages:finding-list", args=[self.deployment.slug])

    @cached_property
    def waiting(self) -> int:
        """How much waits in the inbox."""
        person = self._request.user
        return waiting_for(person).count() if isinstance(person, User) else 0

    @cached_property
    def groups(self) -> Sequence[Group]:
        if self.deployment is None:
            return ()
        return navigation(self.deployment.slug, self.shown_summary, self._request.path)

    @cached_property
    def switcher(self) -> Sequence[Deployment]:
        """The person's other deployments, the newest changes first."""
        mine = Deployment.objects.visible_to(self._request.user).select_related("summary")
        return list(mine[:SWITCHER_LENGTH])


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: `frame` in every template."""
    return {"frame": Frame(request)}
