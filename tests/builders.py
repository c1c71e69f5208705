"""Plain values for tests: each complete by default, with what a test is about as a change."""

from typing import Any

from lyncplanner.planning.topology import (
    Component,
    DnsOptions,
    EdgeService,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    LeftOut,
    LoadBalancing,
    Pool,
    ProxyProduct,
    PublishedHost,
    ReverseProxy,
    Role,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Topology,
)


def a_server(fqdn: str = "fe01.contoso.net", *addresses: str) -> Server:
    return Server(fqdn, addresses or ("192.168.10.91",))


def a_pool(fqdn: str = "pool01.contoso.net", **changes: Any) -> Pool:
    """A Front End pool of three servers behind DNS load balancing."""
    values: dict[str, Any] = {
        "role": Role.FRONT_END,
        "site": "Redmond",
        "load_balancing": LoadBalancing.DNS,
        "servers": tuple(
            a_server(f"fe0{number}.contoso.net", f"192.168.10.9{number}") for number in (1, 2, 3)
        ),
        "internal_web": InternalWeb("webint.contoso.net", ("192.168.10.90",)),
        "external_web": ExternalWeb("webext.contoso.com"),
    }
    return Pool(fqdn, **{**values, **changes})


def a_standard_edition_server(fqdn: str = "se01.contoso.net", **changes: Any) -> Pool:
    values: dict[str, Any] = {
        "role": Role.STANDARD_EDITION,
        "site": "Redmond",
        "servers": (a_server(fqdn, "192.168.10.90"),),
        "external_web": ExternalWeb("webext.contoso.com"),
    }
    return Pool(fqdn, **{**values, **changes})


def a_director(fqdn: str = "dir01.contoso.net", **changes: Any) -> Pool:
    values: dict[str, Any] = {
        "role": Role.DIRECTOR,
        "site": "Redmond",
        "servers": (a_server(fqdn, "192.168.10.80"),),
        "external_web": ExternalWeb("webdirext.contoso.com"),
    }
    return Pool(fqdn, **{**values, **changes})


def an_edge_service(fqdn: str = "sip.contoso.com", *addresses: str, **changes: Any) -> EdgeService:
    values: dict[str, Any] = {"addresses": addresses or ("131.107.155.10",)}
    return EdgeService(fqdn, **{**values, **changes})


def edge_services(**changes: Any) -> EdgeServices:
    """The three services of an Edge pool, each with a name and an address of its own."""
    values: dict[str, Any] = {
        "access": an_edge_service("sip.contoso.com", "131.107.155.10"),
        "web_conferencing": an_edge_service("webcon.contoso.com", "131.107.155.20"),
        "av": an_edge_service("av.contoso.com", "131.107.155.30"),
    }
    return EdgeServices(**{**values, **changes})


def an_edge_pool(fqdn: str = "lsedge.contoso.net", **changes: Any) -> Pool:
    """A single Edge Server with federation."""
    values: dict[str, Any] = {
        "role": Role.EDGE,
        "site": "Redmond",
        "servers": (a_server(fqdn, "172.25.33.10"),),
        "external": edge_services(),
        "next_hop": "pool01.contoso.net",
        "federation": True,
    }
    return Pool(fqdn, **{**values, **changes})


def an_office_web_apps_farm(fqdn: str = "owa01.contoso.net", **changes: Any) -> Pool:
    values: dict[str, Any] = {
        "role": Role.OFFICE_WEB_APPS,
        "site": "Redmond",
        "servers": (a_server(fqdn, "192.168.10.120"),),
        "published": True,
    }
    return Pool(fqdn, **{**values, **changes})


def a_reverse_proxy(name: str = "tmg01", *addresses: str, **changes: Any) -> ReverseProxy:
    values: dict[str, Any] = {
        "external_addresses": addresses or ("131.107.155.40",),
        "product": ProxyProduct.TMG_2010,
    }
    return ReverseProxy(name, **{**values, **changes})


def a_published_host(host: str = "meet.contoso.com", *addresses: str) -> PublishedHost:
    return PublishedHost(host, addresses)


def a_sip_domain(name: str = "contoso.com", **changes: Any) -> SipDomain:
    return SipDomain(name, **changes)


def a_site(name: str = "Redmond", **changes: Any) -> Site:
    return Site(name, **changes)


def a_simple_url(
    component: str = "meet", url: str = "https://meet.contoso.com", **changes: Any
) -> SimpleUrl:
    values: dict[str, Any] = {"sip_domain": "contoso.com" if component == "meet" else None}
    return SimpleUrl(Component(component), url, **{**values, **changes})


def simple_urls() -> tuple[SimpleUrl, ...]:
    """One for each component of Lync Server 2013, a host name each."""
    return (
        a_simple_url("meet", "https://meet.contoso.com"),
        a_simple_url("dialin", "https://dialin.contoso.com"),
        a_simple_url("admin", "https://admin.contoso.com"),
    )


def a_left_out(reason: str = "Nobody uses Lync Phone Edition.", **keys: Any) -> LeftOut:
    return LeftOut(reason, **(keys or {"name": "ucupdates-r2.contoso.net"}))


def dns_options(**changes: Any) -> DnsOptions:
    return DnsOptions(**changes)


def a_topology(*pools: Pool, **changes: Any) -> Topology:
    """A sound deployment: a Front End pool, an Edge pool, a reverse proxy; or with these pools."""
    values: dict[str, Any] = {
        "sip_domains": (a_sip_domain(default=True),),
        "sites": (a_site(),),
        "pools": pools or (a_pool(), an_edge_pool()),
        "reverse_proxies": (a_reverse_proxy(),),
        "simple_urls": simple_urls(),
    }
    return Topology(**{"name": "Contoso", **values, **changes})
