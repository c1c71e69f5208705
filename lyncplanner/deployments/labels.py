"""What people read for the closed sets of the planner: Microsoft's terms."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from lyncplanner.planning.topology import (
    AutodiscoverForm,
    Component,
    DomainMode,
    LoadBalancing,
    Product,
    ProxyProduct,
    Role,
    SignIn,
    SignInHost,
    SiteKind,
    WithoutSplitBrain,
)

Member = TypeVar("Member", bound=StrEnum)

PRODUCTS = {
    Product.LYNC_2013: "Lync Server 2013",
    Product.SKYPE_2015: "Skype for Business Server 2015",
    Product.SKYPE_2019: "Skype for Business Server 2019",
    Product.SKYPE_SE: "Skype for Business Server Subscription Edition",
}
AUTODISCOVER = {AutodiscoverForm.HOST: "Host (A, AAAA)", AutodiscoverForm.ALIAS: "Alias (CNAME)"}
SIGN_IN = {SignIn.SRV: "Automatic, by SRV record", SignIn.GROUP_POLICY: "By Group Policy"}
WITHOUT_SPLIT_BRAIN = {
    WithoutSplitBrain.MATCHING_ZONE: "A matching internal zone",
    WithoutSplitBrain.PIN_POINT: "Pin-point zones",
}
SIGN_IN_HOSTS = {
    SignInHost.SIP: "sip. and the SIP domain",
    SignInHost.POOL: "The pool's own name",
}
DOMAIN_MODES = {
    DomainMode.ON_PREMISES: "On premises",
    DomainMode.HYBRID: "Hybrid, shared with Microsoft 365",
    DomainMode.TEAMS_ONLY: "Teams Only",
}
SITE_KINDS = {SiteKind.CENTRAL: "Central site", SiteKind.BRANCH: "Branch site"}
ROLES = {
    Role.FRONT_END: "Front End pool (Enterprise Edition)",
    Role.STANDARD_EDITION: "Standard Edition server",
    Role.DIRECTOR: "Director",
    Role.EDGE: "Edge pool",
    Role.MEDIATION: "Mediation pool",
    Role.PERSISTENT_CHAT: "Persistent Chat pool",
    Role.SURVIVABLE_BRANCH: "Survivable Branch Appliance or Server",
    Role.TRUSTED_APPLICATION: "Trusted application pool",
    Role.OFFICE_WEB_APPS: "Office Web Apps farm",
    Role.BACK_END: "Back End (SQL Server)",
    Role.VIDEO_INTEROP: "Video Interop Server pool",
}
LOAD_BALANCING = {
    LoadBalancing.SINGLE: "None, a single server",
    LoadBalancing.DNS: "DNS load balancing",
    LoadBalancing.HARDWARE: "Hardware load balancer",
}
PROXY_PRODUCTS = {
    ProxyProduct.ISA_2006: "ISA Server 2006",
    ProxyProduct.TMG_2010: "Forefront TMG 2010",
    ProxyProduct.IIS_ARR: "IIS Application Request Routing",
    ProxyProduct.WEB_APPLICATION_PROXY: "Web Application Proxy",
    ProxyProduct.F5: "F5 BIG-IP",
    ProxyProduct.KEMP: "Kemp LoadMaster",
    ProxyProduct.NETSCALER: "Citrix NetScaler",
    ProxyProduct.OTHER: "Other",
}
COMPONENTS = {
    Component.MEET: "Meet",
    Component.DIALIN: "Dial-in",
    Component.ADMIN: "Admin",
    Component.SCHEDULER: "Scheduler",
}
EDGE_SERVICES = {
    "access": "Access Edge",
    "web_conferencing": "Web Conferencing Edge",
    "av": "A/V Edge",
}


def choices(labels: Mapping[Member, str]) -> list[tuple[str, str]]:
    """The labels as Django wants them; plain texts, so that migrations need no planner."""
    return [(member.value, label) for member, label in labels.items()]
