"""Topologies made of few names, so that they clash and refer to each other."""

from hypothesis import strategies as st

from lyncplanner.planning.topology import (
    AutodiscoverForm,
    Component,
    DnsOptions,
    DomainMode,
    EdgeService,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    LeftOut,
    LoadBalancing,
    Pool,
    Product,
    PublishedHost,
    ReverseProxy,
    Role,
    Server,
    SignIn,
    SignInHost,
    SimpleUrl,
    SipDomain,
    Site,
    Topology,
    WithoutSplitBrain,
)

NAMES = (
    "contoso.com",
    "fabrikam.com",
    "sip.contoso.com",
    "access.contoso.com",
    "pool01.contoso.net",
    "pool02.contoso.net",
    "fe01.contoso.net",
    "webext.contoso.com",
    "meet.contoso.com",
    "lyncdiscover.contoso.com",
    "xmpp.fabrikam.com",
    "sipdir.online.lync.com",
    "single",
    "bad_name.contoso.com",
    f"{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.com",
)
ADDRESSES = ("192.168.10.90", "192.168.10.91", "131.107.155.10", "2001:db8::1", "0.0.0.0", "::")

name = st.sampled_from(NAMES)
names = st.lists(name, max_size=2).map(tuple)
addresses = st.lists(st.sampled_from(ADDRESSES), max_size=3).map(tuple)
site = st.sampled_from((None, "Redmond", "London"))


def _maybe(strategy):
    return st.none() | strategy


servers = st.builds(Server, name, addresses)
edge_service = st.builds(EdgeService, name, st.sampled_from((443, 5061)), addresses, addresses)
pools = st.builds(
    Pool,
    fqdn=name,
    role=st.sampled_from(Role),
    site=site,
    load_balancing=_maybe(st.sampled_from(LoadBalancing)),
    servers=st.lists(servers, max_size=3).map(tuple),
    vip=addresses,
    internal_web=_maybe(st.builds(InternalWeb, _maybe(name), addresses)),
    external_web=_maybe(st.builds(ExternalWeb, name)),
    sign_in=st.booleans(),
    paired_with=_maybe(name),
    external=_maybe(
        st.builds(EdgeServices, _maybe(edge_service), _maybe(edge_service), _maybe(edge_service))
    ),
    next_hop=_maybe(name),
    federation=st.booleans(),
    xmpp=st.booleans(),
    published=st.booleans(),
)
reverse_proxies = st.builds(
    ReverseProxy,
    name=st.sampled_from(("tmg01", "tmg02")),
    external_addresses=addresses,
    fqdn=_maybe(name),
    internal_addresses=addresses,
    publishes=_maybe(st.lists(st.builds(PublishedHost, name, addresses), max_size=3).map(tuple)),
)
simple_urls = st.builds(
    SimpleUrl,
    st.sampled_from(Component),
    name.map(lambda host: f"https://{host}/x"),
    _maybe(name),
    site,
)
dns = st.builds(
    DnsOptions,
    ttl=st.sampled_from((300, 3600)),
    split_brain=st.booleans(),
    internal_zones=names,
    external_zones=names,
    autodiscover=st.sampled_from(AutodiscoverForm),
    sign_in=st.sampled_from(SignIn),
    without_split_brain=st.sampled_from(WithoutSplitBrain),
    sign_in_host=st.sampled_from(SignInHost),
    time_server=_maybe(name),
    geo_dns=_maybe(name),
    device_update=st.booleans(),
)
topologies = st.builds(
    Topology,
    name=st.just("Contoso"),
    product=st.sampled_from(Product),
    dns=dns,
    sip_domains=st.lists(
        st.builds(
            SipDomain,
            name,
            default=st.booleans(),
            xmpp=_maybe(st.booleans()),
            mode=st.sampled_from(DomainMode),
        ),
        max_size=3,
    ).map(tuple),
    sites=st.lists(st.builds(Site, st.sampled_from(("Redmond", "London"))), max_size=2).map(tuple),
    pools=st.lists(pools, max_size=4).map(tuple),
    reverse_proxies=st.lists(reverse_proxies, max_size=2).map(tuple),
    simple_urls=st.lists(simple_urls, max_size=3).map(tuple),
    left_out=st.lists(st.builds(LeftOut, st.just("Not here."), name=name), max_size=1).map(tuple),
)
