"""SIP domains, and names that stand for them."""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning import names
from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import WEB_ROLES, Component, Pool, Role

RESERVED = frozenset(
    ("local", "internal", "lan", "corp", "home", "test", "invalid", "localhost", "example")
)
"""Last labels that public DNS can't have (RFC 6761, and names that ICANN keeps out)."""


def none(draft: Draft) -> Iterator[Finding]:
    """`sip-domain.none`: nobody has a SIP address. Source: Determine DNS requirements."""
    choices = draft.choices
    if choices.topology.sip_domains:
        return
    yield Finding(
        "sip-domain.none",
        Severity.ERROR,
        choices.topology.name,
        "There is no SIP domain: users have no addresses, and no sign-in or Autodiscover record is"
        " planned.",
        "Add the domain of the users' SIP addresses.",
        choices.source("DNSREQ"),
        ("sip_domains",),
    )


def is_sip_domain(draft: Draft) -> Iterator[Finding]:
    """`name.is-sip-domain`: the domain's own name is taken, by domain controllers or a web site.

    Source: DNS requirements for simple URLs in Skype for Business Server.
    """
    choices = draft.choices
    for domain in choices.topology.sip_domains:
        places = [
            place
            for place in draft.given.get(domain.name, ())
            if place.startswith(("pools[", "simple_urls["))
        ]
        if places:
            yield Finding(
                "name.is-sip-domain",
                Severity.ERROR,
                domain.name,
                f"{domain.name} is a SIP domain, and a host has the same name: that name leads to"
                " the domain's own servers, such as domain controllers and the web site, so clients"
                " don't reach the host.",
                f"Name the host below the domain, like lync.{domain.name}.",
                choices.source("SFB-URL"),
                tuple(dict.fromkeys(places)),
            )


def reserved_tld(draft: Draft) -> Iterator[Finding]:
    """`name.reserved-tld`: public DNS can't have the name.

    Said of the names as given, and of those in a SIP domain once, with the domain. Nothing is
    said where there is no outside. Source: RFC 6761.
    """
    choices = draft.choices
    if not choices.outside:
        return
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, place in _outside(choices):
        if name.rpartition(".")[2] in RESERVED and names.is_hostname(name):
            domain = next((s for s in names.suffixes(name) if s in choices.sip_domain_names), name)
            found[domain].append((name, place))
    for subject, named in found.items():
        last = subject.rpartition(".")[2]
        yield Finding(
            "name.reserved-tld",
            Severity.ERROR,
            subject,
            f"{listed(name for name, _ in named)} can't be looked up from the Internet, since"
            f" public DNS can't have names in {last}, and no public certificate is issued for"
            " them: people outside don't get in.",
            "Choose a name in a domain that you have registered.",
            choices.source("RFC 6761"),
            tuple(dict.fromkeys(place for _, place in named)),
        )


def _outside(choices: Choices) -> Iterator[tuple[str, str]]:
    """The names as given that public DNS is asked for, with their places."""
    topology = choices.topology
    for i, domain in enumerate(topology.sip_domains):
        yield domain.name, f"sip_domains[{i}].name"
    for pool in choices.pools:
        yield from _of_pool(pool, choices.place(pool))
    for url in choices.urls:
        if url.url.component is not Component.ADMIN:
            yield url.host, url.place


def _of_pool(pool: Pool, place: str) -> Iterator[tuple[str, str]]:
    if pool.role in WEB_ROLES | {Role.OFFICE_WEB_APPS} and pool.external_web is not None:
        yield pool.external_web.fqdn, f"{place}.external_web.fqdn"
    elif pool.role is Role.OFFICE_WEB_APPS and pool.published:
        yield pool.fqdn, f"{place}.fqdn"
    if pool.role is Role.EDGE and pool.external is not None:
        for key, service in pool.external.named():
            yield service.fqdn, f"{place}.external.{key}.fqdn"
