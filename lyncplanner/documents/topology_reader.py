"""Plain values → `Topology`: the document `lyncplanner-topology/1`."""

from lyncplanner.documents.errors import BadDocument, Problems, quoted
from lyncplanner.documents.fields import LONGEST_REASON, LONGEST_URL, Fields, Item, dns_name
from lyncplanner.documents.plain import Entries, Plain
from lyncplanner.documents.pool_reader import read_pool
from lyncplanner.planning.records import RecordType, Requirement, View
from lyncplanner.planning.topology import (
    AutodiscoverForm,
    Component,
    DnsOptions,
    DomainMode,
    LeftOut,
    Product,
    ProxyProduct,
    PublishedHost,
    ReverseProxy,
    SignIn,
    SignInHost,
    SimpleUrl,
    SipDomain,
    Site,
    SiteKind,
    Topology,
    WithoutSplitBrain,
)

FORMAT = "lyncplanner-topology/1"
LONGEST_TTL = 2_147_483_647
"""RFC 2181, 8."""

TOPOLOGY_KEYS = (
    "format",
    "name",
    "product",
    "dns",
    "sip_domains",
    "sites",
    "pools",
    "reverse_proxies",
    "simple_urls",
    "left_out",
)
DNS_KEYS = (
    "ttl",
    "split_brain",
    "zones",
    "autodiscover",
    "sign_in",
    "without_split_brain",
    "sign_in_host",
    "time_server",
    "geo_dns",
    "device_update",
)
ZONE_KEYS = ("internal", "external")
SIP_DOMAIN_KEYS = ("name", "default", "xmpp", "mode")
SITE_KEYS = ("name", "kind", "parent")
PROXY_KEYS = (
    "name",
    "product",
    "external_addresses",
    "fqdn",
    "internal_addresses",
    "publishes",
)
PUBLISHED_KEYS = ("host", "addresses")
SIMPLE_URL_KEYS = ("component", "url", "sip_domain", "site")
MATCHED_KEYS = ("view", "name", "type", "rule", "requirement")
LEFT_OUT_KEYS = ("reason", *MATCHED_KEYS)


def read_topology(value: Plain, problems: Problems) -> Topology:
    """The topology that a document's plain value describes. What is wrong goes to `problems`;
    the topology is only to be used where there are none.

    Raises `BadDocument` for a value that is no topology document at all.
    """
    _refuse_other_documents(value)
    document = Fields(Item(value, "", None), TOPOLOGY_KEYS, problems)
    _check_format(document)
    document.require("name", "the deployment's name")
    topology = Topology(
        name=document.text("name") or "",
        product=document.word("product", Product, default=Product.LYNC_2013),
        dns=_dns(document, problems),
        sip_domains=tuple(document.each("sip_domains", _sip_domain, "SIP domains")),
        sites=tuple(document.each("sites", _site, "sites")),
        pools=tuple(document.each("pools", read_pool, "pools")),
        reverse_proxies=tuple(document.each("reverse_proxies", _proxy, "reverse proxies")),
        simple_urls=tuple(document.each("simple_urls", _simple_url, "simple URLs")),
        left_out=tuple(document.each("left_out", _left_out, "records left out")),
    )
    _check_one_default(document, problems)
    _check_site_names(document, problems)
    return topology


def _refuse_other_documents(value: Plain) -> None:
    given = value.get("format") if isinstance(value, Entries) else None
    if isinstance(given, str) and given.startswith("lyncplanner-plan/"):
        raise BadDocument.because("This is a plan. Give the topology that it was made from.")
    if isinstance(value, Entries) and not value.keys().isdisjoint(TOPOLOGY_KEYS):
        return
    raise BadDocument.because(
        f"This is no topology document: it begins with the key format: {FORMAT}, "
        "and has keys like name, sip_domains and pools.",
        line=1,
    )


def _check_format(document: Fields) -> None:
    document.require("format", FORMAT)
    given = document.text("format")
    if given is not None and given != FORMAT:
        document.problem("format", f"{quoted(given)} is not read here. Write {FORMAT}.")


def _dns(document: Fields, problems: Problems) -> DnsOptions:
    item = document.item("dns")
    if item is None:
        return DnsOptions()
    dns = Fields(item, DNS_KEYS, problems)
    internal_zones, external_zones = _zones(dns, problems)
    return DnsOptions(
        ttl=dns.number("ttl", default=3600, least=0, most=LONGEST_TTL),
        split_brain=dns.flag("split_brain", default=True),
        internal_zones=internal_zones,
        external_zones=external_zones,
        autodiscover=dns.word("autodiscover", AutodiscoverForm, default=AutodiscoverForm.HOST),
        sign_in=dns.word("sign_in", SignIn, default=SignIn.SRV),
        without_split_brain=dns.word(
            "without_split_brain", WithoutSplitBrain, default=WithoutSplitBrain.MATCHING_ZONE
        ),
        sign_in_host=dns.word("sign_in_host", SignInHost, default=SignInHost.SIP),
        time_server=dns.name("time_server"),
        geo_dns=dns.name("geo_dns"),
        device_update=dns.flag("device_update", default=True),
    )


def _zones(dns: Fields, problems: Problems) -> tuple[tuple[str, ...], tuple[str, ...]]:
    item = dns.item("zones")
    if item is None:
        return (), ()
    zones = Fields(item, ZONE_KEYS, problems)
    return zones.names("internal"), zones.names("external")


def _sip_domain(item: Item, problems: Problems) -> SipDomain | None:
    domain = Fields(item, SIP_DOMAIN_KEYS, problems)
    domain.require("name", "the SIP domain, like contoso.com")
    name = domain.name("name")
    default = domain.flag("default", default=False)
    xmpp = domain.flag("xmpp", default=False) if "xmpp" in domain else None
    mode = domain.word("mode", DomainMode, default=DomainMode.ON_PREMISES)
    return None if name is None else SipDomain(name, default=default, xmpp=xmpp, mode=mode)


def _site(item: Item, problems: Problems) -> Site | None:
    site = Fields(item, SITE_KEYS, problems)
    site.require("name", "the site's name")
    name = site.text("name")
    kind = site.word("kind", SiteKind, default=SiteKind.CENTRAL)
    parent = site.text("parent")
    return None if name is None else Site(name, kind, parent)


def _proxy(item: Item, problems: Problems) -> ReverseProxy | None:
    proxy = Fields(item, PROXY_KEYS, problems)
    proxy.require("name", "the reverse proxy's name")
    name = proxy.text("name")
    product = proxy.word("product", ProxyProduct, default=ProxyProduct.OTHER)
    external = proxy.addresses("external_addresses")
    if proxy.lacks("external_addresses"):
        proxy.problem(
            "external_addresses",
            "A reverse proxy needs external addresses. Where they are not known yet, "
            "write [0.0.0.0].",
        )
    fqdn = proxy.name("fqdn")
    internal = proxy.addresses("internal_addresses")
    publishes = None
    if "publishes" in proxy:
        publishes = tuple(proxy.each("publishes", _published, "host names"))
    if name is None:
        return None
    return ReverseProxy(name, external, product, fqdn, internal, publishes)


def _published(item: Item, problems: Problems) -> PublishedHost | None:
    if isinstance(item.value, str):
        host = dns_name(item, problems)
        return None if host is None else PublishedHost(host)
    published = Fields(item, PUBLISHED_KEYS, problems)
    published.require("host", "the host name that is published")
    host = published.name("host")
    addresses = published.addresses("addresses")
    return None if host is None else PublishedHost(host, addresses)


def _simple_url(item: Item, problems: Problems) -> SimpleUrl | None:
    entry = Fields(item, SIMPLE_URL_KEYS, problems)
    entry.require("component", "meet, dialin, admin or scheduler")
    entry.require("url", "the URL, like https://meet.contoso.com")
    component = entry.optional_word("component", Component)
    url = entry.text("url", longest=LONGEST_URL)
    if component is Component.MEET:
        entry.require("sip_domain", "the SIP domain that this Meet URL is for")
    sip_domain = entry.name("sip_domain")
    site = entry.text("site")
    if component is None or url is None:
        return None
    return SimpleUrl(component, url, sip_domain, site)


def _left_out(item: Item, problems: Problems) -> LeftOut | None:
    entry = Fields(item, LEFT_OUT_KEYS, problems)
    entry.require("reason", "the reason why these records are not deployed")
    reason = entry.text("reason", longest=LONGEST_REASON)
    if entry.readable and not any(key in entry for key in MATCHED_KEYS):
        entry.problem("reason", "Say which records: give view, name, type, rule or requirement.")
    view = entry.optional_word("view", View)
    name = entry.name("name")
    record_type = entry.optional_word("type", RecordType)
    rule = entry.text("rule")
    requirement = entry.optional_word("requirement", Requirement)
    if reason is None:
        return None
    return LeftOut(
        reason,
        view=None if view is None else view.value,
        name=name,
        type=None if record_type is None else record_type.value,
        rule=rule,
        requirement=None if requirement is None else requirement.value,
    )


def _check_one_default(document: Fields, problems: Problems) -> None:
    default: str | None = None
    for place, entries in document.mappings("sip_domains"):
        if entries.get("default") is not True:
            continue
        if default is not None:
            said = f"{default} is the default already. Only one SIP domain can be."
            problems.add(f"{place}.default", entries.lines.get("default"), said)
        default = default or quoted(entries.get("name"))


def _check_site_names(document: Fields, problems: Problems) -> None:
    places: dict[str, str] = {}
    for place, entries in document.mappings("sites"):
        name = entries.get("name")
        if not isinstance(name, str):
            continue
        first = places.setdefault(name.strip(), place)
        if first != place:
            said = f"{quoted(name.strip())} is the name of {first} too. Give one another name."
            problems.add(f"{place}.name", entries.lines.get("name"), said)
