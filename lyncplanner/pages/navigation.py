"""The side navigation: one table, in the order of the work. A new page is one line here."""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from lyncplanner.deployments.models import Summary


class Entry(NamedTuple):
    """A page of a deployment."""

    label: str
    url_name: str
    counts: tuple[str, ...] = ()
    """Fields of the summary whose sum stands beside the label."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry, drawn for one deployment."""

    label: str
    href: str
    count: int | None
    current: bool


class Group(NamedTuple):
    heading: str
    links: list[Link]


GROUPS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("", (Entry("Overview", "pages:deployment-show"),)),
    (
        "Describe",
        (
            Entry("Domains and DNS", "deployments:sip-domain-list", ("sip_domains",)),
            Entry("Sites", "deployments:site-list", ("sites",)),
            Entry("Pools", "deployments:pool-list", ("pools",)),
            Entry("Reverse proxies", "deployments:reverse-proxy-list", ("reverse_proxies",)),
            Entry("Simple URLs", "deployments:simple-url-list", ("simple_urls",)),
        ),
    ),
    (
        "Check",
        (
            Entry("Plan", "pages:plan-show", ("records",)),
            Entry("Findings", "pages:finding-list", ("errors", "warnings", "infos")),
            Entry("Sign-in trace", "pages:trace-show"),
            Entry("Certificates", "pages:certificate-list"),
        ),
    ),
    (
        "Agree",
        (
            Entry("Revisions", "reviews:revision-list"),
            Entry("Compare", "reviews:compare-choose"),
            Entry("History", "reviews:history-list"),
        ),
    ),
    ("Deliver", (Entry("Exports", "pages:export-show"),)),
    (
        "Deployment",
        (
            Entry("People", "people:member-list"),
            Entry("Settings", "settings:settings-edit"),
        ),
    ),
)


def navigation(slug: str, summary: Summary | None, path: str) -> list[Group]:
    """The groups of links for one deployment; the link that `path` lies under is current."""
    return [
        Group(heading, [_link(entry, slug, summary, path) for entry in entries])
        for heading, entries in GROUPS
    ]


def _link(entry: Entry, slug: str, summary: Summary | None, path: str) -> Link:
    href = reverse(entry.url_name, args=[slug])
    count = None
    if summary is not None and entry.counts:
        count = sum(getattr(summary, field) for field in entry.counts)
    # The overview lies above all others.
    current = path == href if entry.url_name == "pages:deployment-show" else path.startswith(href)
    return Link(entry.label, href, count, current)
