"""What a deployment consists of: plain values, named as in Topology Builder.

Names are lower case without the trailing dot (`names.parse`); addresses are IPv4 or IPv6 literals,
IPv6 in its RFC 5952 form; `0.0.0.0` and `::` mean "not known". `None` means that the document
leaves a key out, so that writing a topology gives back what was read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

UNKNOWN_ADDRESSES = frozenset({"0.0.0.0", "::"})  # noqa: S104 - a value in documents, nothing listens


class Product(StrEnum):
    LYNC_2013 = "lync-server-2013"
    SKYPE_2015 = "skype-for-business-2015"
    SKYPE_2019 = "skype-for-business-2019"
    SKYPE_SE = "skype-for-business-se"


class AutodiscoverForm(StrEnum):
    HOST = "host"
    ALIAS = "alias"


class SignIn(StrEnum):
    SRV = "srv"
    GROUP_POLICY = "group-policy"


class WithoutSplitBrain(StrEnum):
    MATCHING_ZONE = "matching-zone"
    PIN_POINT = "pin-point"


class SignInHost(StrEnum):
    SIP = "sip"
    POOL = "pool"


class DomainMode(StrEnum):
    ON_PREMISES = "on-premises"
    HYBRID = "hybrid"
    TEAMS_ONLY = "teams-only"


class SiteKind(StrEnum):
    CENTRAL = "central"
    BRANCH = "branch"


class Role(StrEnum):
    FRONT_END = "front-end"
    STANDARD_EDITION = "standard-edition"
    DIRECTOR = "director"
    EDGE = "edge"
    MEDIATION = "mediation"
    PERSISTENT_CHAT = "persistent-chat"
    SURVIVABLE_BRANCH = "survivable-branch"
    TRUSTED_APPLICATION = "trusted-application"
    OFFICE_WEB_APPS = "office-web-apps"
    BACK_END = "back-end"
    VIDEO_INTEROP = "video-interop"


class LoadBalancing(StrEnum):
    SINGLE = "single"
    DNS = "dns"
    HARDWARE = "hardware"


class ProxyProduct(StrEnum):
    ISA_2006 = "isa-2006"
    TMG_2010 = "tmg-2010"
    IIS_ARR = "iis-arr"
    WEB_APPLICATION_PROXY = "web-application-proxy"
    F5 = "f5"
    KEMP = "kemp"
    NETSCALER = "netscaler"
    OTHER = "other"


class Component(StrEnum):
    MEET = "meet"
    DIALIN = "dialin"
    ADMIN = "admin"
    SCHEDULER = "scheduler"


USER_ROLES = frozenset({Role.FRONT_END, Role.STANDARD_EDITION})
"""Roles that home users."""
WEB_ROLES = USER_ROLES | {Role.DIRECTOR}
"""Roles with internal and external web services, and that can answer sign-in inside."""


@dataclass(frozen=True, slots=True)
class DnsOptions:
    ttl: int = 3600
    split_brain: bool = True
    internal_zones: tuple[str, ...] = ()
    external_zones: tuple[str, ...] = ()
    autodiscover: AutodiscoverForm = AutodiscoverForm.HOST
    sign_in: SignIn = SignIn.SRV
    without_split_brain: WithoutSplitBrain = WithoutSplitBrain.MATCHING_ZONE
    sign_in_host: SignInHost = SignInHost.SIP
    time_server: str | None = None
    geo_dns: str | None = None
    device_update: bool = True

    @property
    def pin_point(self) -> bool:
        """Pin-point mode: read only where there is no split-brain."""
        return not self.split_brain and self.without_split_brain is WithoutSplitBrain.PIN_POINT


@dataclass(frozen=True, slots=True)
class SipDomain:
    name: str
    default: bool = False
    xmpp: bool | None = None
    """`None`: true where an Edge pool has XMPP."""
    mode: DomainMode = DomainMode.ON_PREMISES


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    kind: SiteKind = SiteKind.CENTRAL
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Server:
    fqdn: str
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InternalWeb:
    fqdn: str | None = None
    """`None`: the pool FQDN."""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExternalWeb:
    fqdn: str


@dataclass(frozen=True, slots=True)
class EdgeService:
    fqdn: str
    port: int = 443
    addresses: tuple[str, ...] = ()
    nat_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeServices:
    access: EdgeService | None = None
    web_conferencing: EdgeService | None = None
    av: EdgeService | None = None

    def named(self) -> Iterator[tuple[str, EdgeService]]:
        """The services that are there, with their keys in the document."""
        for key in ("access", "web_conferencing", "av"):
            service: EdgeService | None = getattr(self, key)
            if service is not None:
                yield key, service


@dataclass(frozen=True, slots=True)
class Pool:
    fqdn: str
    role: Role
    site: str | None = None
    load_balancing: LoadBalancing | None = None
    """`None`: by the number of servers, see `balancing`."""
    servers: tuple[Server, ...] = ()
    vip: tuple[str, ...] = ()
    internal_web: InternalWeb | None = None
    external_web: ExternalWeb | None = None
    sign_in: bool = False
    paired_with: str | None = None
    external: EdgeServices | None = None
    next_hop: str | None = None
    federation: bool = False
    xmpp: bool = False
    published: bool = False

    @property
    def balancing(self) -> LoadBalancing:
        """How SIP is balanced: as said, else DNS for several servers and none for one."""
        if self.load_balancing is not None:
            return self.load_balancing
        return LoadBalancing.DNS if len(self.servers) > 1 else LoadBalancing.SINGLE

    @property
    def internal_web_fqdn(self) -> str:
        """The internal web services FQDN: an override where one is given, else the pool FQDN."""
        override = self.internal_web.fqdn if self.internal_web is not None else None
        return override or self.fqdn


@dataclass(frozen=True, slots=True)
class PublishedHost:
    host: str
    addresses: tuple[str, ...] = ()
    """Its own listener's; empty: the proxy's external addresses."""


@dataclass(frozen=True, slots=True)
class ReverseProxy:
    name: str
    external_addresses: tuple[str, ...]
    product: ProxyProduct = ProxyProduct.OTHER
    fqdn: str | None = None
    internal_addresses: tuple[str, ...] = ()
    publishes: tuple[PublishedHost, ...] | None = None
    """`None`: everything that no other proxy names; `()`: nothing."""


@dataclass(frozen=True, slots=True)
class SimpleUrl:
    component: Component
    url: str
    sip_domain: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Records that this organisation does not deploy: those that match every key given."""

    reason: str
    view: str | None = None
    name: str | None = None
    type: str | None = None
    rule: str | None = None
    requirement: str | None = None


@dataclass(frozen=True, slots=True)
class Topology:
    name: str
    product: Product = Product.LYNC_2013
    dns: DnsOptions = field(default_factory=DnsOptions)
    sip_domains: tuple[SipDomain, ...] = ()
    sites: tuple[Site, ...] = ()
    pools: tuple[Pool, ...] = ()
    reverse_proxies: tuple[ReverseProxy, ...] = ()
    simple_urls: tuple[SimpleUrl, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
