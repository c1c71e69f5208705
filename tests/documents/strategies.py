"""Hypothesis strategies: any topology that a document can hold."""

import ipaddress
import string

from hypothesis import strategies as st

from lyncplanner.planning import names
from lyncplanner.planning.records import RecordType, Requirement, View
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
    ProxyProduct,
    PublishedHost,
    ReverseProxy,
    Role,
    Server,
    SignIn,
    SignInHost,
    SimpleUrl,
    SipDomain,
    Site,
    SiteKind,
    Topology,
    WithoutSplitBrain,
)

WORDS_THAT_LOOK_LIKE_VALUES = (
    "no", "Yes", "null", "~", "on", "012", "1:30", "2001-01-01", "1e3", "0x1F", ".nan", "- a",
    "a: b", "a #b", "#", "*a", "&a", "!a", "{a", "[a", "'a'", '"a"', "a\\b", "=", "<<", "1.5", "-1",
    "@a", "%a", "`a`", "|", ">", "?", ",", "😀", "Zürich", "東京", "a,b", "tab\u00a0here",
)  # fmt: skip

_letters = st.sampled_from(string.ascii_lowercase + string.digits)
labels = st.text(_letters, min_size=1, max_size=8)
fqdns = st.lists(labels, min_size=2, max_size=4).map(".".join)


def _is_canonical(text: str) -> bool:
    try:
        return names.parse(text) == text
    except names.BadName:
        return False


odd_names = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
    st.sampled_from(WORDS_THAT_LOOK_LIKE_VALUES),
).filter(_is_canonical)
dns_names = st.one_of(fqdns, odd_names)

texts = st.one_of(
    st.sampled_from(WORDS_THAT_LOOK_LIKE_VALUES),
    st.text(
        st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=30
    ).filter(lambda text: text == text.strip()),
)
addresses = st.one_of(
    st.ip_addresses(v=4).map(str),
    st.ip_addresses(v=6).map(str),
    st.sampled_from(("0.0.0.0", "::", "::1", str(ipaddress.ip_address("2001:DB8:0:0:1::1")))),
)


def tuples(values, *, least=0, most=3, **options):
    """Tuples of some values."""
    return st.lists(values, min_size=least, max_size=most, **options).map(tuple)


some_addresses = tuples(addresses)


def maybe(values):
    """A value, or nothing."""
    return st.none() | values


dns_options = st.builds(
    DnsOptions,
    ttl=st.integers(0, 2_147_483_647),
    split_brain=st.booleans(),
    internal_zones=tuples(dns_names),
    external_zones=tuples(dns_names),
    autodiscover=st.sampled_from(AutodiscoverForm),
    sign_in=st.sampled_from(SignIn),
    without_split_brain=st.sampled_from(WithoutSplitBrain),
    sign_in_host=st.sampled_from(SignInHost),
    time_server=maybe(dns_names),
    geo_dns=maybe(dns_names),
    device_update=st.booleans(),
)
sip_domains = st.builds(
    SipDomain,
    name=dns_names,
    default=st.just(False),
    xmpp=maybe(st.booleans()),
    mode=st.sampled_from(DomainMode),
)
sites = st.builds(Site, name=texts, kind=st.sampled_from(SiteKind), parent=maybe(texts))
edge_services = st.builds(
    EdgeService,
    fqdn=dns_names,
    port=st.integers(1, 65535) | st.just(443),
    addresses=some_addresses,
    nat_addresses=some_addresses,
)
pools = st.builds(
    Pool,
    fqdn=dns_names,
    role=st.sampled_from(Role),
    site=maybe(texts),
    load_balancing=maybe(st.sampled_from(LoadBalancing)),
    servers=tuples(st.builds(Server, fqdn=dns_names, addresses=some_addresses)),
    vip=some_addresses,
    internal_web=maybe(st.builds(InternalWeb, fqdn=maybe(dns_names), addresses=some_addresses)),
    external_web=maybe(st.builds(ExternalWeb, fqdn=dns_names)),
    sign_in=st.booleans(),
    paired_with=maybe(dns_names),
    external=maybe(
        st.builds(
            EdgeServices,
            access=maybe(edge_services),
            web_conferencing=maybe(edge_services),
            av=maybe(edge_services),
        )
    ),
    next_hop=maybe(dns_names),
    federation=st.booleans(),
    xmpp=st.booleans(),
    published=st.booleans(),
)
reverse_proxies = st.builds(
    ReverseProxy,
    name=texts,
    external_addresses=tuples(addresses, least=1),
    product=st.sampled_from(ProxyProduct),
    fqdn=maybe(dns_names),
    internal_addresses=some_addresses,
    publishes=maybe(tuples(st.builds(PublishedHost, host=dns_names, addresses=some_addresses))),
)


def _simple_url(component, url, sip_domain, site, meet_domain):
    if component is Component.MEET:
        sip_domain = sip_domain or meet_domain
    return SimpleUrl(component, url, sip_domain, site)


simple_urls = st.builds(
    _simple_url,
    st.sampled_from(Component),
    texts | fqdns.map("https://{}/meet".format),
    maybe(dns_names),
    maybe(texts),
    dns_names,
)
left_outs = st.builds(
    LeftOut,
    reason=texts,
    view=maybe(st.sampled_from([view.value for view in View])),
    name=maybe(dns_names),
    type=maybe(st.sampled_from([kind.value for kind in RecordType])),
    rule=maybe(texts),
    requirement=maybe(st.sampled_from([level.value for level in Requirement])),
).filter(lambda entry: any((entry.view, entry.name, entry.type, entry.rule, entry.requirement)))


@st.composite
def topologies(draw):
    """Any topology that a document can hold."""
    domains = list(draw(tuples(sip_domains)))
    if domains and draw(st.booleans()):
        first = domains[0]
        domains[0] = SipDomain(first.name, True, first.xmpp, first.mode)
    return Topology(
        name=draw(texts),
        product=draw(st.sampled_from(Product)),
        dns=draw(dns_options),
        sip_domains=tuple(domains),
        sites=draw(tuples(sites, unique_by=lambda site: site.name)),
        pools=draw(tuples(pools)),
        reverse_proxies=draw(tuples(reverse_proxies)),
        simple_urls=draw(tuples(simple_urls)),
        left_out=draw(tuples(left_outs)),
    )
