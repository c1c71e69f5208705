"""What reverse proxies publish: web services, simple URLs, Autodiscover, Office Web Apps."""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning import names
from lyncplanner.planning.addresses import Addresses, known
from lyncplanner.planning.choices import Choices, external_name
from lyncplanner.planning.listeners import Listener
from lyncplanner.planning.records import Reason, Requirement, View
from lyncplanner.planning.rules._shapes import Wanted, alias, hosts, reason
from lyncplanner.planning.topology import USER_ROLES, Component, Pool, Role

R, C, O = Requirement.REQUIRED, Requirement.CONDITIONAL, Requirement.OPTIONAL  # noqa: E741 - the levels of the rules

OUTSIDE_USE = {
    Component.DIALIN: "People outside open the Dial-in page by this name.",
    Component.SCHEDULER: "People outside plan meetings in the browser by this name.",
}


def _listener(choices: Choices, host: str) -> Addresses:
    found = choices.listener(host)
    return Addresses(found.data, found.places)


def external_web_services(choices: Choices) -> Iterator[Wanted]:
    """A user pool's external web services FQDN leads to the listener that publishes it.

    Source: Create DNS records for reverse proxy servers; DNS summary - Reverse proxy.
    """
    because = "Users outside reach this pool's web services by this name."
    for pool in choices.web_pools:
        if choices.outside and pool.role in USER_ROLES and pool.external_web is not None:
            why = reason(choices, "rp.external-web-services", pool.fqdn, because, "RPCREATE")
            name = pool.external_web.fqdn
            yield hosts(View.EXTERNAL, name, _listener(choices, name), R, why)


def director_web_services(choices: Choices) -> Iterator[Wanted]:
    """A Director's external web services FQDN leads to the listener; the pools' names stay needed.

    Source: Create DNS records for reverse proxy servers; DNS summary - Reverse proxy.
    """
    because = "Users outside reach the Director's web services by this name."
    for pool in choices.web_pools:
        if choices.outside and pool.role is Role.DIRECTOR and pool.external_web is not None:
            why = reason(choices, "rp.director-web-services", pool.fqdn, because, "RPCREATE")
            name = pool.external_web.fqdn
            yield hosts(View.EXTERNAL, name, _listener(choices, name), R, why)


def simple_url(choices: Choices) -> Iterator[Wanted]:
    """The host of each Meet, Dial-in and scheduler URL leads to its listener; Admin never does.

    Source: Create DNS records for reverse proxy servers; DNS requirements for simple URLs.
    """
    if not choices.outside:
        return
    for url, host, _ in choices.urls:
        if url.component is Component.ADMIN or host in choices.geo_pairs:
            continue
        because = OUTSIDE_USE.get(
            url.component, f"People outside join meetings of {url.sip_domain} by this name."
        )
        level = O if url.component is Component.SCHEDULER else R
        why = reason(choices, "rp.simple-url", url.url, because, "RPCREATE")
        yield hosts(View.EXTERNAL, host, _listener(choices, host), level, why)


def autodiscover(choices: Choices) -> Iterator[Wanted]:
    """`lyncdiscover` of each SIP domain leads to its listener, or to the pool that answers.

    Source: Create DNS records for reverse proxy servers; DNS summary - Autodiscover.
    """
    if not choices.outside:
        return
    for domain in choices.served:
        name = f"lyncdiscover.{domain.name}"
        if name in choices.geo_pairs:
            continue
        because = f"Clients of {domain.name} outside ask for this name first."
        why = reason(choices, "rp.autodiscover", domain.name, because, "RPCREATE")
        if choices.autodiscover_by_alias:
            yield from _autodiscover_alias(choices, name, why)
        else:
            yield hosts(View.EXTERNAL, name, _listener(choices, name), R, why)


def _autodiscover_alias(choices: Choices, name: str, why: Reason) -> Iterator[Wanted]:
    pool = choices.web_entry_pool
    if pool is None:
        return
    if name in choices.unpublished:
        # Said by rp.no-listener; an alias would lead people to a proxy that does not know the name.
        return
    place = f"{choices.place(pool)}.external_web"
    if pool.external_web is None:
        yield hosts(View.EXTERNAL, name, Addresses((), (place,)), R, why)
    else:
        yield alias(View.EXTERNAL, name, pool.external_web.fqdn, R, why, (f"{place}.fqdn",))


def office_web_apps(choices: Choices) -> Iterator[Wanted]:
    """An Office Web Apps farm's external name leads to its listener.

    Source: Create DNS records for reverse proxy servers; DNS summary - Reverse proxy.
    """
    because = "People outside see presentations through this name."
    if not choices.outside:
        return
    for farm in choices.farms:
        if (name := external_name(farm)) is not None:
            why = reason(choices, "rp.office-web-apps", farm.fqdn, because, "RPCREATE")
            yield hosts(View.EXTERNAL, name, _listener(choices, name), C, why)


def internal_interface(choices: Choices) -> Iterator[Wanted]:
    """A reverse proxy's own name leads to its internal interface, for management.

    Source: Determine DNS requirements.
    """
    for i, proxy in enumerate(choices.topology.reverse_proxies):
        if proxy.fqdn is not None and proxy.internal_addresses:
            why = reason(
                choices,
                "rp.internal-interface",
                proxy.name,
                "For managing the reverse proxy.",
                "DNSREQ",
            )
            place = f"reverse_proxies[{i}].internal_addresses"
            found = Addresses(known(proxy.internal_addresses), (place,))
            yield hosts(View.INTERNAL, proxy.fqdn, found, O, why)


def destinations(choices: Choices) -> dict[str, list[tuple[Pool, str]]]:
    """Where a reverse proxy sends each published host: the pools, with the topic that says so."""
    found: dict[str, list[tuple[Pool, str]]] = defaultdict(list)
    for pool in choices.web_pools:
        if pool.external_web is not None:
            found[pool.external_web.fqdn].append((pool, "RPSET"))
    for farm in choices.farms:
        if (name := external_name(farm)) is not None:
            found[name].append((farm, "OWA"))
    for url, host, _ in choices.urls:
        if url.component is not Component.ADMIN:
            entry = choices.web_entry_of(url.site)
            found[host] += _entry_pools(choices, host, entry)
    for domain in choices.served:
        name = f"lyncdiscover.{domain.name}"
        found[name] += _entry_pools(choices, name, choices.web_entry_pool)
    return found


def _each_once(pools: list[tuple[Pool, str]]) -> Iterator[tuple[Pool, str]]:
    """Pools by identity: a pool's own hash goes through all its servers."""
    return iter({(id(pool), source): (pool, source) for pool, source in pools}.values())


def _entry_pools(choices: Choices, host: str, entry: Pool | None) -> list[tuple[Pool, str]]:
    if (pair := choices.geo_pairs.get(host)) is not None:
        return [(pair.entry, "RPSET"), (pair.partner, "RPSET")]
    return [(entry, "RPSET")] if entry is not None else []


def perimeter(choices: Choices) -> Iterator[Wanted]:
    """A name that has a listener outside leads, for the reverse proxy, to where it is sent.

    An address that is one of the name's own listener's would lead the proxy back to itself, and is
    left out (`rp.loop`). Source: Setting up reverse proxy servers; Change the Web Services URL.
    """
    for host, pools in destinations(choices).items():
        listener = choices.listener(host)
        if not listener.data or not names.is_hostname(host):
            continue
        own = set(listener.data)
        for pool, source in _each_once(pools):
            data = tuple(d for d in choices.web_addresses(pool).data if d not in own)
            if data:
                reasons = _sent_on(choices, listener, pool, source)
                yield Wanted(View.PERIMETER, host, data, C, reasons)


def _sent_on(choices: Choices, listener: Listener, pool: Pool, source: str) -> tuple[Reason, ...]:
    because = f"The reverse proxy sends this name on to the web services of {pool.fqdn}."
    if pool.role is Role.OFFICE_WEB_APPS:
        because = f"The reverse proxy sends this name on to the farm {pool.fqdn}."
    proxies = choices.topology.reverse_proxies
    return tuple(
        reason(choices, "perimeter.reverse-proxy", proxies[i].name, because, source)
        for i in listener.proxies
    )


def loops(choices: Choices) -> Iterator[tuple[str, list[str], tuple[str, ...]]]:
    """Hosts that a reverse proxy would send back to itself: host, addresses, places."""
    if choices.listener_addresses.isdisjoint(
        address
        for pool in (*choices.web_pools, *choices.farms)
        for _, address in choices.web_addresses(pool).data
    ):
        return
    for host, pools in destinations(choices).items():
        listener = choices.listener(host)
        own = set(listener.data)
        looping = [
            address
            for pool, _ in _each_once(pools)
            for kind, address in choices.web_addresses(pool).data
            if (kind, address) in own
        ]
        if looping:
            yield host, list(dict.fromkeys(looping)), listener.places
