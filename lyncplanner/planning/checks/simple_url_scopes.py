"""Which simple URLs there are: in all, for each SIP domain, for each site."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from lyncplanner.planning.checks._wording import COMPONENTS, listed
from lyncplanner.planning.checks.simple_urls import Scope, scope_of
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import USER_ROLES, Component, Pool
from lyncplanner.planning.urls import UrlHost

_MOST_DOMAINS = 5


def _leads_nowhere(choices: Choices, url: UrlHost) -> bool:
    """A Meet URL of a SIP domain that does not exist: `reference.unknown`."""
    domain = url.url.sip_domain
    return domain is not None and domain not in choices.sip_domain_names


def missing(draft: Draft) -> Iterator[Finding]:
    """`simple-url.no-meet`, `simple-url.no-dialin`: at global scope.

    Source: Planning for simple URLs.
    """
    choices = draft.choices
    if not choices.served:
        return
    anywhere = [url for url in choices.urls if url.url.site is None]
    yield from _domains_without_meet(choices, anywhere)
    if all(url.url.component is not Component.DIALIN for url in anywhere):
        yield Finding(
            "simple-url.no-dialin",
            Severity.ERROR,
            choices.topology.name,
            "There is no Dial-in URL for the whole deployment: people find neither the"
            " conferencing numbers nor the page where they set their PIN.",
            "Add a Dial-in URL without a site.",
            choices.source("SURLPLAN"),
            ("simple_urls",),
        )


def _domains_without_meet(choices: Choices, anywhere: list[UrlHost]) -> Iterator[Finding]:
    meet = [url for url in anywhere if url.url.component is Component.MEET]
    present = {url.url.sip_domain for url in meet}
    lacking = [domain.name for domain in choices.served if domain.name not in present]
    # A Meet URL for a misspelt domain is one mistake, and `reference.unknown` names it.
    if len(lacking) <= sum(_leads_nowhere(choices, url) for url in meet):
        return
    index = {domain.name: i for i, domain in enumerate(choices.topology.sip_domains)}
    for name in lacking:
        yield Finding(
            "simple-url.no-meet",
            Severity.ERROR,
            name,
            f"{name} has no Meet URL for the whole deployment: its users can't schedule meetings"
            " that people join by a link.",
            f"Add a Meet URL for {name} without a site, like https://meet.{name}.",
            choices.source("SURLPLAN"),
            ("simple_urls", f"sip_domains[{index[name]}].name"),
        )


def several(draft: Draft) -> Iterator[Finding]:
    """`simple-url.several`: only one of them can be in use. Source: Planning for simple URLs."""
    choices = draft.choices
    first: dict[Scope, UrlHost] = {}
    for url in choices.urls:
        before = first.setdefault(scope_of(url.url), url)
        if before is url:
            continue
        component, site, domain = scope_of(url.url)
        within = "".join((f" for {domain}" if domain else "", f" in {site}" if site else ""))
        yield Finding(
            "simple-url.several",
            Severity.ERROR,
            url.url.url,
            f"{url.url.url} is a second {COMPONENTS[component]} URL{within}, beside"
            f" {before.url.url}: only one of them can be active, and links made from the other"
            " don't open.",
            "Remove one of the two.",
            choices.source("SURLPLAN"),
            (url.place, before.place),
        )


def _by_site(choices: Choices) -> dict[str, list[UrlHost]]:
    """The URLs of each site that there is."""
    exists = {site.name for site in choices.topology.sites}
    found: dict[str, list[UrlHost]] = defaultdict(list)
    for url in choices.urls:
        if url.url.site in exists:
            found[url.url.site].append(url)
    return found


def site_incomplete(draft: Draft) -> Iterator[Finding]:
    """`simple-url.site-incomplete`: a site's URLs replace the global ones altogether.

    Source: Planning for simple URLs.
    """
    choices = draft.choices
    for site, urls in _by_site(choices).items():
        lacking = _lacking(choices, urls)
        if not lacking:
            continue
        yield Finding(
            "simple-url.site-incomplete",
            Severity.ERROR,
            site,
            f"{site} has simple URLs of its own, which replace the global ones, and lacks"
            f" {lacking}: users of this site have no such link.",
            f"Add what is missing for {site}, or remove its URLs.",
            choices.source("SURLPLAN"),
            tuple(url.place.removesuffix(".url") + ".site" for url in urls),
        )


def _lacking(choices: Choices, urls: list[UrlHost]) -> str:
    """What a site's own URLs lack, in words; empty where nothing."""
    meet = {url.url.sip_domain for url in urls if url.url.component is Component.MEET}
    without = (domain.name for domain in choices.served if domain.name not in meet)
    domains = list(islice(without, _MOST_DOMAINS))
    lacking = [f"Meet for {listed(domains)}"] if domains else []
    if choices.served and all(url.url.component is not Component.DIALIN for url in urls):
        lacking.append("Dial-in")
    return " and ".join(lacking)


def site_failover(draft: Draft) -> Iterator[Finding]:
    """`simple-url.site-failover`: a site's URLs don't move to the other site.

    Source: Planning for simple URLs.
    """
    choices = draft.choices
    for site, urls in _by_site(choices).items():
        pool = next(
            (p for p in choices.web_pools_by_site.get(site, ()) if _paired_away(choices, p)), None
        )
        if pool is None:
            continue
        yield Finding(
            "simple-url.site-failover",
            Severity.WARNING,
            site,
            f"{site} has simple URLs of its own, and its pool {pool.fqdn} is paired with"
            f" {pool.paired_with} in another site: after a failover these URLs lead nowhere, and"
            " meetings have to be scheduled anew.",
            "Use global simple URLs for sites whose pools are paired.",
            choices.source("SURLPLAN"),
            (
                *(url.place.removesuffix(".url") + ".site" for url in urls),
                f"{choices.place(pool)}.paired_with",
            ),
        )


def _paired_away(choices: Choices, pool: Pool) -> bool:
    """Whether a pool is paired with one in another site."""
    if pool.role not in USER_ROLES or pool.paired_with is None:
        return False
    partner = choices.pool_by_fqdn.get(pool.paired_with)
    if partner is None:
        return False
    elsewhere = choices.site_of(partner)
    return elsewhere is not None and elsewhere != choices.site_of(pool)
