"""Random topologies that hold everything a document may hold, sense or no sense."""

from typing import Any

from hypothesis import strategies as st

from lyncplanner.planning import topology as planned
from lyncplanner.planning.records import RecordType, Requirement, View

labels = st.text("abcxyz09-_é", min_size=1, max_size=8)
names = st.lists(labels, min_size=1, max_size=4).map(".".join)
texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12
)
addresses = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).map(str)


def a_tuple(entries: Any, most: int = 3) -> Any:
    return st.lists(entries, max_size=most).map(tuple)


def perhaps(values: Any) -> Any:
    return st.none() | values


dns_options = st.builds(
    planned.DnsOptions,
    ttl=st.integers(0, 2**31 - 1),
    split_brain=st.booleans(),
    internal_zones=a_tuple(names),
    external_zones=a_tuple(names),
    autodiscover=st.sampled_from(planned.AutodiscoverForm),
    sign_in=st.sampled_from(planned.SignIn),
    without_split_brain=st.sampled_from(planned.WithoutSplitBrain),
    sign_in_host=st.sampled_from(planned.SignInHost),
    time_server=perhaps(names),
    geo_dns=perhaps(names),
    device_update=st.booleans(),
)
sip_domains = st.builds(
    planned.SipDomain,
    name=names,
    xmpp=perhaps(st.booleans()),
    mode=st.sampled_from(planned.DomainMode),
)
sites = st.builds(
    planned.Site, name=texts, kind=st.sampled_from(planned.SiteKind), parent=perhaps(texts)
)
servers = st.builds(planned.Server, fqdn=names, addresses=a_tuple(addresses))
edge_services = st.builds(
    planned.EdgeService,
    fqdn=names,
    port=st.integers(1, 65535),
    addresses=a_tuple(addresses),
    nat_addresses=a_tuple(addresses),
)
pools = st.builds(
    planned.Pool,
    fqdn=names,
    role=st.sampled_from(planned.Role),
    site=perhaps(texts),
    load_balancing=perhaps(st.sampled_from(planned.LoadBalancing)),
    servers=a_tuple(servers),
    vip=a_tuple(addresses),
    internal_web=perhaps(
        st.builds(planned.InternalWeb, fqdn=perhaps(names), addresses=a_tuple(addresses))
    ),
    external_web=perhaps(st.builds(planned.ExternalWeb, fqdn=names)),
    sign_in=st.booleans(),
    paired_with=perhaps(names),
    external=perhaps(
        st.builds(
            planned.EdgeServices,
            access=perhaps(edge_services),
            web_conferencing=perhaps(edge_services),
            av=perhaps(edge_services),
        )
    ),
    next_hop=perhaps(names),
    federation=st.booleans(),
    xmpp=st.booleans(),
    published=st.booleans(),
)
reverse_proxies = st.builds(
    planned.ReverseProxy,
    name=texts,
    external_addresses=st.lists(addresses, min_size=1, max_size=3).map(tuple),
    product=st.sampled_from(planned.ProxyProduct),
    fqdn=perhaps(names),
    internal_addresses=a_tuple(addresses),
    publishes=perhaps(
        a_tuple(st.builds(planned.PublishedHost, host=names, addresses=a_tuple(addresses)))
    ),
)
simple_urls = st.builds(
    planned.SimpleUrl,
    component=st.sampled_from(planned.Component),
    url=texts,
    sip_domain=perhaps(names),
    site=perhaps(texts),
)
left_out = st.builds(
    planned.LeftOut,
    reason=texts,
    view=perhaps(st.sampled_from([view.value for view in View])),
    name=perhaps(names),
    type=perhaps(st.sampled_from([type_.value for type_ in RecordType])),
    rule=perhaps(st.just("rp.simple-url")),
    requirement=perhaps(st.sampled_from([level.value for level in Requirement])),
)
topologies = st.builds(
    planned.Topology,
    name=st.just("Random"),
    product=st.sampled_from(planned.Product),
    dns=dns_options,
    sip_domains=a_tuple(sip_domains),
    sites=st.lists(sites, max_size=3, unique_by=lambda site: site.name).map(tuple),
    pools=a_tuple(pools, most=4),
    reverse_proxies=a_tuple(reverse_proxies),
    simple_urls=a_tuple(simple_urls),
    left_out=a_tuple(left_out),
)
