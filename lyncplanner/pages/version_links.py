"""The state line's links: the page one is on, of another version."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import ResolverMatch, reverse

from lyncplanner.deployments.models import Deployment, Summary
from lyncplanner.reviews.states import VersionState, of_revision, version_states
from lyncplanner.reviews.versions import Version

SAME_PAGE = {
    "pages:plan-show": "pages:frozen-plan-show",
    "pages:record-show": "pages:frozen-record-show",
    "pages:finding-list": "pages:frozen-finding-list",
    "pages:trace-show": "pages:frozen-trace-show",
    "pages:certificate-list": "pages:frozen-certificate-list",
    "pages:cut-over-show": "pages:frozen-cut-over-show",
}
"""The pages that there are of every version: of the working copy, of a revision."""
OF_WORKING_COPY = {frozen: working for working, frozen in SAME_PAGE.items()}


class VersionLink(NamedTuple):
    label: str
    words: str
    icon: str
    href: str
    current: bool


def version_links(
    deployment: Deployment,
    summary: Summary | None,
    shown: Version | None,
    request: HttpRequest,
) -> list[VersionLink]:
    """The versions of a deployment, that shown marked; an older one stands last."""
    key = shown.key if shown is not None else Version(deployment).key
    states = list(version_states(deployment, summary))
    if key not in {state.version.key for state in states} and shown and shown.revision:
        states = [*states[:2], of_revision(deployment, shown.revision)]
    return list(_links(states, key, request))


def _links(states: list[VersionState], key: str, request: HttpRequest) -> Iterator[VersionLink]:
    for version, label, words, icon in states:
        current = version.key == key
        href = request.path if current else _address(version, request.resolver_match)
        yield VersionLink(label, words, icon, href, current)


def _address(version: Version, match: ResolverMatch | None) -> str:
    slug = version.deployment.slug
    name = match.view_name if match else ""
    kwargs = {k: v for k, v in match.kwargs.items() if k == "key"} if match else {}
    if version.revision is None:
        working = OF_WORKING_COPY.get(name, name if name in SAME_PAGE else "pages:plan-show")
        return reverse(working, kwargs={"slug": slug, **kwargs})
    frozen = SAME_PAGE.get(name, name if name in OF_WORKING_COPY else "")
    number = version.revision.number
    if not frozen:
        return reverse("reviews:revision-show", args=[slug, number])
    return reverse(frozen, kwargs={"slug": slug, "number": number, **kwargs})
