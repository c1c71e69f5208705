"""Topologies in which names meet: few names for many things, so that rules touch each other."""

from hypothesis import strategies as st

from lyncplanner.planning.topology import (
    Component,
    DnsOptions,
    EdgeService,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    LeftOut,
    Pool,
    PublishedHost,
    ReverseProxy,
    Role,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Topology,
)

NAMES = (
    "contoso.com",
    "fabrikam.com",
    "sub.contoso.com",
    "pool01.contoso.com",
    "pool02.contoso.net",
    "sip.contoso.com",
    "sip.fabrikam.com",
    "meet.contoso.com",
    "lyncdiscover.contoso.com",
    "lyncdiscoverinternal.contoso.com",
    "geo.contoso.com",
    "meet.sub.contoso.com",
    "single",
    "under_score.contoso.com",
    f"{'a' * 63}.contoso.com",
    ".".join(["a" * 60] * 4) + ".com",
)
ADDRESSES = ("192.168.10.1", "192.168.10.2", "131.107.1.1", "2001:db8::1", "0.0.0.0", "::")
SITES = ("Redmond", "London", "Nowhere")

names = st.sampled_from(NAMES)
addresses = st.lists(st.sampled_from(ADDRESSES), max_size=3).map(tuple)


def some(values, most=4):
    return st.lists(values, max_size=most).map(tuple)


servers = st.builds(Server, names, addresses)
edge_services = st.none() | st.builds(
    EdgeService, names, st.sampled_from((443, 5061)), addresses, addresses
)
pools = st.builds(
    Pool,
    names,
    st.sampled_from(Role),
    site=st.none() | st.sampled_from(SITES),
    servers=some(servers),
    vip=addresses,
    internal_web=st.none() | st.builds(InternalWeb, st.none() | names, addresses),
    external_web=st.none() | st.builds(ExternalWeb, names),
    sign_in=st.booleans(),
    paired_with=st.none() | names,
    external=st.none() | st.builds(EdgeServices, edge_services, edge_services, edge_services),
    next_hop=st.none() | names,
    federation=st.booleans(),
    xmpp=st.booleans(),
    published=st.booleans(),
)
proxies = st.builds(
    ReverseProxy,
    st.sampled_from(("tmg01", "tmg02")),
    addresses,
    fqdn=st.none() | names,
    internal_addresses=addresses,
    publishes=st.none() | some(st.builds(PublishedHost, names, addresses)),
)
urls = st.builds(
    SimpleUrl,
    st.sampled_from(Component),
    names.map("https://{}/Meet".format),
    names,
    st.none() | st.sampled_from(SITES),
)
left_outs = st.builds(
    LeftOut,
    st.sampled_from(("Not here.", "Not yet.")),
    view=st.none() | st.sampled_from(("internal", "external")),
    name=names,
)
dns_options = st.builds(
    DnsOptions,
    internal_zones=some(names, 2),
    external_zones=some(names, 2),
    geo_dns=st.none() | names,
    time_server=st.none() | names,
)
topologies = st.builds(
    Topology,
    st.just("Crowded"),
    dns=dns_options,
    sip_domains=some(st.builds(SipDomain, names)),
    sites=some(st.sampled_from(SITES), 2).map(
        lambda found: tuple(Site(name) for name in dict.fromkeys(found))
    ),
    pools=some(pools, 6),
    reverse_proxies=some(proxies, 3),
    simple_urls=some(urls),
    left_out=some(left_outs, 2),
)
