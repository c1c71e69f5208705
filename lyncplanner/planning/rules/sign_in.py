"""Inside: simple URLs, Autodiscover, automatic sign-in, and what phones ask for."""

from collections.abc import Iterator

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.records import Requirement, View
from lyncplanner.planning.rules._shapes import Wanted, alias, hosts, reason, service
from lyncplanner.planning.topology import Component, Product, Role, SignIn

R, C, O = Requirement.REQUIRED, Requirement.CONDITIONAL, Requirement.OPTIONAL  # noqa: E741 - the levels of the rules

SIGN_IN_PORT = 5061
NTP_PORT = 123
INSIDE_USE = {
    Component.DIALIN: "People inside open the Dial-in page by this name.",
    Component.SCHEDULER: "People inside plan meetings in the browser by this name.",
}


def simple_url(choices: Choices) -> Iterator[Wanted]:
    """The host of each Meet, Dial-in and scheduler URL leads to the web entry pool.

    Source: DNS requirements for simple URLs.
    """
    for url, host, _ in choices.urls:
        pool = choices.web_entry_of(url.site)
        if url.component is Component.ADMIN or host in choices.geo_pairs or pool is None:
            continue
        because = INSIDE_USE.get(
            url.component, f"People inside join meetings of {url.sip_domain} by this name."
        )
        level = O if url.component is Component.SCHEDULER else R
        why = reason(choices, "simple-url.inside", url.url, because, "SURLDNS")
        yield hosts(View.INTERNAL, host, choices.web_addresses(pool), level, why)


def admin_url(choices: Choices) -> Iterator[Wanted]:
    """The host of an Admin URL, where it is its own, leads to the web entry pool.

    Source: DNS requirements for simple URLs.
    """
    shared = {u.host for u in choices.urls if u.url.component is not Component.ADMIN}
    because = "Administrators open the Control Panel by this name."
    for url, host, _ in choices.urls:
        pool = choices.web_entry_of(url.site)
        if url.component is Component.ADMIN and host not in shared and pool is not None:
            why = reason(choices, "simple-url.admin", url.url, because, "SURLDNS")
            yield hosts(View.INTERNAL, host, choices.web_addresses(pool), O, why)


def autodiscover(choices: Choices) -> Iterator[Wanted]:
    """`lyncdiscoverinternal` of each SIP domain leads to the web entry pool.

    Source: DNS summary - Autodiscover; DNS requirements for mobility.
    """
    pool = choices.web_entry_pool
    if pool is None:
        return
    for domain in choices.served:
        name = f"lyncdiscoverinternal.{domain.name}"
        if name in choices.geo_pairs:
            continue
        because = f"Clients of {domain.name} inside ask for this name first."
        why = reason(choices, "autodiscover.inside", domain.name, because, "ADSUM")
        addresses = choices.web_addresses(pool)
        if choices.autodiscover_by_alias:
            target = pool.internal_web_fqdn
            yield alias(View.INTERNAL, name, target, R, why, addresses.places)
        else:
            yield hosts(View.INTERNAL, name, addresses, R, why)


def _level(choices: Choices) -> Requirement:
    """Skype for Business clients need the SRV record only where they are old, or phones."""
    return R if choices.product is Product.LYNC_2013 else C


def _srv_source(choices: Choices) -> str:
    if choices.product is not Product.LYNC_2013:
        return "SFB-DNS"
    pool = choices.sign_in_pool
    return "DIRAUTO" if pool is not None and pool.role is Role.DIRECTOR else "AUTO"


def srv(choices: Choices) -> Iterator[Wanted]:
    """Clients inside find the sign-in pool by `_sipinternaltls._tcp`.

    Source: DNS requirements for automatic client sign-in.
    """
    if choices.dns.sign_in is not SignIn.SRV:
        return
    because = "Clients inside find the sign-in pool by this record."
    for domain in choices.served:
        target = choices.srv_host_inside(domain.name)
        if target is not None:
            why = reason(choices, "sign-in.srv", domain.name, because, _srv_source(choices))
            name = f"_sipinternaltls._tcp.{domain.name}"
            yield service(View.INTERNAL, name, target, SIGN_IN_PORT, _level(choices), why)


def srv_host(choices: Choices) -> Iterator[Wanted]:
    """The host of that record leads to the sign-in pool, where it is not the pool itself.

    Source: Determine DNS requirements.
    """
    pool = choices.sign_in_pool
    if pool is None or choices.dns.sign_in is not SignIn.SRV:
        return
    for domain in choices.served:
        target = choices.srv_host_inside(domain.name)
        if target is not None and target != pool.fqdn:
            because = f"The sign-in record of {domain.name} leads to this name."
            why = reason(choices, "sign-in.host", domain.name, because, "DNSREQ")
            found = choices.sip_addresses(pool)
            yield hosts(View.INTERNAL, target, found, _level(choices), why)


def sip(choices: Choices) -> Iterator[Wanted]:
    """`sip` leads to the sign-in pool: for phones and clients without SRV look-up.

    Source: DNS requirements for Front End pool; DNS summary - Single Director.
    """
    because = "Phones and clients that skip SRV records ask for this name."
    yield from _sign_in_names(choices, "sip", "sign-in.sip", because, C)


def sipinternal(choices: Choices) -> Iterator[Wanted]:
    """`sipinternal` leads to the sign-in pool. Source: Determine DNS requirements."""
    because = "A name that desktop clients try when no SRV record answers."
    yield from _sign_in_names(choices, "sipinternal", "sign-in.sipinternal", because, O)


def _sign_in_names(
    choices: Choices, label: str, rule: str, because: str, level: Requirement
) -> Iterator[Wanted]:
    pool = choices.sign_in_pool
    if pool is None:
        return
    source = "DNSREQ"
    if rule == "sign-in.sip":
        source = "DIR1" if pool.role is Role.DIRECTOR else "FEPOOL"
    for domain in choices.served:
        why = reason(choices, rule, domain.name, because, source)
        found = choices.sip_addresses(pool)
        yield hosts(View.INTERNAL, f"{label}.{domain.name}", found, level, why)


def device_update(choices: Choices) -> Iterator[Wanted]:
    """Phones fetch their firmware from the home pool.

    Source: DNS requirements for Front End pools.
    """
    pool = choices.home_pool
    if pool is None or not choices.dns.device_update:
        return
    because = "Phones fetch their firmware by this name."
    for domain in choices.served:
        why = reason(choices, "device-update", domain.name, because, "FEPOOLS")
        found = choices.web_addresses(pool)
        yield hosts(View.INTERNAL, f"ucupdates-r2.{domain.name}", found, C, why)


def phone_time(choices: Choices) -> Iterator[Wanted]:
    """Phones find their time server. Source: DNS requirements for Front End pool."""
    target = choices.dns.time_server
    if target is None:
        return
    because = "Phones set their clock by this record."
    for domain in choices.served:
        why = reason(choices, "phone.time", domain.name, because, "FEPOOL")
        name = f"_ntp._udp.{domain.name}"
        yield service(View.INTERNAL, name, target, NTP_PORT, O, why)
