"""Deployments of a wanted size: a hoster with one pool and very many SIP domains."""

from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import (
    Component,
    EdgeService,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    Pool,
    ReverseProxy,
    Role,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Topology,
)

_DOMAINS_TO_COUNT = 50


def hoster(records: int) -> Topology:
    """A topology whose plan has about so many records."""
    base = len(plan(_hoster(1)).records)
    more = (len(plan(_hoster(1 + _DOMAINS_TO_COUNT)).records) - base) / _DOMAINS_TO_COUNT
    return _hoster(max(1, round(1 + (records - base) / more)))


def _hoster(domains: int) -> Topology:
    names = ["contoso.com", *(f"customer{number:06}.example.com" for number in range(1, domains))]
    return Topology(
        name="Hoster",
        sip_domains=tuple(SipDomain(name) for name in names),
        sites=(Site("Redmond"),),
        pools=(_front_end(), _edge()),
        reverse_proxies=(ReverseProxy("tmg01", ("131.107.155.40",)),),
        simple_urls=(
            *(_meet(name) for name in names),
            SimpleUrl(Component.DIALIN, "https://dialin.contoso.com"),
            SimpleUrl(Component.ADMIN, "https://admin.contoso.com"),
        ),
    )


def _meet(domain: str) -> SimpleUrl:
    return SimpleUrl(Component.MEET, f"https://meet.{domain}", sip_domain=domain)


def _front_end() -> Pool:
    return Pool(
        "pool01.contoso.net",
        Role.FRONT_END,
        site="Redmond",
        servers=_servers("fe", "192.168.10.9", 3),
        internal_web=InternalWeb("webint.contoso.net", ("192.168.10.90",)),
        external_web=ExternalWeb("webext.contoso.com"),
    )


def _edge() -> Pool:
    return Pool(
        "lsedge.contoso.net",
        Role.EDGE,
        site="Redmond",
        servers=_servers("edge", "172.25.33.1", 2),
        next_hop="pool01.contoso.net",
        federation=True,
        external=EdgeServices(_service("access", 10), _service("webcon", 20), _service("av", 30)),
    )


def _service(name: str, last: int) -> EdgeService:
    addresses = (f"131.107.155.{last}", f"131.107.155.{last + 1}")
    return EdgeService(f"{name}.contoso.com", addresses=addresses)


def _servers(name: str, address: str, count: int) -> tuple[Server, ...]:
    return tuple(
        Server(f"{name}0{number}.contoso.net", (f"{address}{number}",))
        for number in range(1, count + 1)
    )
