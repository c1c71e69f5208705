"""Names that should lead to another part of the topology and lead nowhere."""

from collections.abc import Iterator

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import USER_ROLES, Component, Role, Topology


def unknown(draft: Draft) -> Iterator[Finding]:
    """`reference.unknown`: a site, next hop, pair, branch parent or Meet domain that is not there.

    Source: field practice.
    """
    for subject, what, name, place in _references(draft.choices):
        yield Finding(
            "reference.unknown",
            Severity.ERROR,
            subject,
            f"{subject} names {name} as its {what}, and there is no such {_KIND[what]}.",
            f"Choose a {_KIND[what]} that exists, or add {name}.",
            draft.choices.source("practice"),
            (place,),
        )


_KIND = {
    "site": "site",
    "next hop": "pool",
    "pair": "pool",
    "central site": "site",
    "SIP domain": "SIP domain",
}


def _references(choices: Choices) -> Iterator[tuple[str, str, str, str]]:
    """Subject, what the reference is, the name that leads nowhere, and its place."""
    topology = choices.topology
    exists = {
        "site": {site.name for site in topology.sites},
        "pool": {pool.fqdn for pool in topology.pools},
        "SIP domain": {domain.name for domain in topology.sip_domains},
    }
    for subject, what, name, place in _all_references(topology):
        if name is not None and name not in exists[_KIND[what]]:
            yield subject, what, name, place


def _all_references(topology: Topology) -> Iterator[tuple[str, str, str | None, str]]:
    for i, site in enumerate(topology.sites):
        yield site.name, "central site", site.parent, f"sites[{i}].parent"
    for i, pool in enumerate(topology.pools):
        yield pool.fqdn, "site", pool.site, f"pools[{i}].site"
        if pool.role is Role.EDGE:
            yield pool.fqdn, "next hop", pool.next_hop, f"pools[{i}].next_hop"
        if pool.role in USER_ROLES:
            yield pool.fqdn, "pair", pool.paired_with, f"pools[{i}].paired_with"
    for i, url in enumerate(topology.simple_urls):
        yield url.url, "site", url.site, f"simple_urls[{i}].site"
        if url.component is Component.MEET:
            yield url.url, "SIP domain", url.sip_domain, f"simple_urls[{i}].sip_domain"


def site_missing(draft: Draft) -> Iterator[Finding]:
    """`site.missing`: where there are several sites, each pool is in one.

    Source: field practice.
    """
    choices = draft.choices
    if len(choices.topology.sites) < 2:
        return
    for pool in choices.pools:
        if pool.site is None:
            yield Finding(
                "site.missing",
                Severity.WARNING,
                pool.fqdn,
                f"{pool.fqdn} has no site, and there are {len(choices.topology.sites)}: simple URLs"
                " of a site don't lead to this pool.",
                "Choose the pool's site.",
                choices.source("practice"),
                (f"{choices.place(pool)}.site",),
            )
