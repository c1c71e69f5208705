"""The topics that rules and findings rest on, by the short names of the specification.

A topic has its exact title for Lync Server 2013 and, where Skype for Business Server has one of its
own, that title; either may be missing.
"""

from typing import NamedTuple

from lyncplanner.planning.topology import Product

PRACTICE = "Field practice"


class Topic(NamedTuple):
    lync: str
    skype: str = ""


_SFB_DNS = "DNS requirements for Skype for Business Server"
_SFB_SIMPLE_URLS = "DNS requirements for simple URLs in Skype for Business Server"
_SFB_MOBILITY = "Plan for Mobility for Skype for Business Server"
_SFB_EDGE_DNS = "Advanced Edge Server DNS planning for Skype for Business Server"
_SFB_EDGE = "Edge Server environmental requirements in Skype for Business Server"
_SFB_RECORDS = "Create DNS records for Skype for Business Server"
_SFB_BALANCING = "Load balancing requirements for Skype for Business"
_EDGE = "DNS summary - Single consolidated edge with"
_EDGE_SCALED = "DNS summary - Scaled consolidated edge"
_TEAMS = "Disable hybrid to complete migration to the cloud"

TOPICS: dict[str, Topic] = {
    "RPCREATE": Topic("Create DNS records for reverse proxy servers", _SFB_DNS),
    "RPDNS": Topic("DNS summary - Reverse proxy", _SFB_DNS),
    "ADSUM": Topic("DNS summary - Autodiscover", _SFB_DNS),
    "MOBDNS": Topic("DNS requirements for mobility", _SFB_MOBILITY),
    "MOBTECH": Topic("Technical requirements for mobility", _SFB_MOBILITY),
    "SURLDNS": Topic("DNS requirements for simple URLs", _SFB_SIMPLE_URLS),
    "SURLPLAN": Topic("Planning for simple URLs", _SFB_SIMPLE_URLS),
    "EDGE1": Topic(f"{_EDGE} private IP addresses using NAT", _SFB_EDGE_DNS),
    "EDGE2": Topic(f"{_EDGE} public IP addresses", _SFB_EDGE_DNS),
    "EDGE3": Topic(
        f"{_EDGE_SCALED}, DNS load balancing with private IP addresses using NAT", _SFB_EDGE_DNS
    ),
    "EDGE4": Topic(f"{_EDGE_SCALED}, DNS load balancing with public IP addresses", _SFB_EDGE_DNS),
    "EDGE5": Topic(f"{_EDGE_SCALED} with hardware load balancers", _SFB_EDGE_DNS),
    "EDGECFG": Topic("Configure DNS for edge support", _SFB_EDGE),
    "EDGENIC": Topic("Set up network interfaces for Edge Servers", _SFB_EDGE),
    "FED": Topic("DNS summary - SIP, XMPP federation, and public instant messaging", _SFB_EDGE_DNS),
    "XMPP1": Topic("DNS summary - Extensible messaging and presence protocol (XMPP) federation"),
    "DNSREQ": Topic("Determine DNS requirements", _SFB_DNS),
    "DNSLB": Topic("DNS load balancing", _SFB_BALANCING),
    "FEPOOL": Topic("DNS requirements for Front End pool", _SFB_RECORDS),
    "FEPOOLS": Topic("DNS requirements for Front End pools", _SFB_RECORDS),
    "SE2": Topic("DNS requirements for Standard Edition servers", _SFB_RECORDS),
    "DIR1": Topic("DNS summary - Single Director", _SFB_DNS),
    "DIR2": Topic("DNS summary - DNS and HLB load balanced", _SFB_DNS),
    "DIR3": Topic("DNS summary - Scaled Director pool, hardware load balancer", _SFB_DNS),
    "PCHAT": Topic("DNS requirements for Persistent Chat Servers"),
    "AUTO": Topic("DNS requirements for automatic client sign-in", _SFB_DNS),
    "DIRAUTO": Topic("Configure Automatic Client Sign-In to use the Director", _SFB_DNS),
    "RPSET": Topic("Setting up reverse proxy servers"),
    "WEBURL": Topic("Change the Web Services URL"),
    "RPPUB": Topic("Configure web publishing rules for a single internal pool"),
    "OWA": Topic("Publishing Office Web Apps Server using a reverse proxy server"),
    "HYB": Topic(
        "Planning for hybrid deployments",
        "Plan hybrid connectivity between Skype for Business Server and Office 365",
    ),
    "SFB-DNS": Topic("", _SFB_DNS),
    "SFB-TEAMS": Topic(_TEAMS, _TEAMS),
    "INFRA": Topic("Domain Name System (DNS) infrastructure support"),
    "LBREQ": Topic("Load balancing requirements", _SFB_BALANCING),
    "HLB": Topic("Hardware load balancer requirements", _SFB_BALANCING),
    "HOSTREC": Topic("Configure DNS Host records", _SFB_RECORDS),
    "SRVREC": Topic("Create and verify DNS SRV records", _SFB_RECORDS),
    "MED": Topic("Define a Mediation Server in Topology Builder"),
    "DEFFE": Topic("Define and configure a Front End pool or Standard Edition server"),
    "DEFDIR": Topic("Define optional Director topologies in your topology"),
    "EDGETOP": Topic("Choosing a topology", _SFB_EDGE),
    "EDGEDEF": Topic("Define your edge topology", _SFB_EDGE),
    "FEDSET": Topic("Setting up Lync federation", _SFB_EDGE),
    "CERTINT": Topic("Certificate requirements for internal servers"),
    "CERTEXT": Topic("Certificate requirements for external user access", _SFB_EDGE),
    "CERTDIR1": Topic("Certificate summary - Single Director"),
    "CERTDIR2": Topic("Certificate summary - DNS and HLB load balanced"),
    "CERTDIR3": Topic("Certificate summary - Scaled Director pool, hardware load balancer"),
    "CERTWILD": Topic("Wildcard certificate support"),
    "RPCERT": Topic("Certificate summary - Reverse proxy"),
    "IPV6": Topic("Technical requirements for IPv6"),
    "IPTYPE": Topic("Overview of IP address types for Lync Server"),
    "PAIR": Topic("Supported pool pairing options and best practices"),
    "PAIRDEP": Topic("Deploying paired Front End pools for disaster recovery"),
    "SFB-URL": Topic("", _SFB_SIMPLE_URLS),
    "SFB-HA": Topic("", "Front End Pool high availability and management"),
    "SFB-CAP": Topic("", "Capacity planning for Skype for Business Server 2019"),
    "SFB-DEPR": Topic("", "What's deprecated from Skype for Business Server 2019"),
    "RFC 1034": Topic("RFC 1034: Domain names - concepts and facilities"),
    "RFC 1123": Topic("RFC 1123: Requirements for Internet hosts"),
    "RFC 2782": Topic("RFC 2782: A DNS RR for specifying the location of services"),
    "RFC 5737": Topic("RFC 5737: IPv4 address blocks reserved for documentation"),
    "RFC 6761": Topic("RFC 6761: Special-use domain names"),
    "practice": Topic(PRACTICE),
}


def title(short: str, product: Product) -> str:
    """The topic's exact title for this product; the other product's where it has none."""
    topic = TOPICS[short]
    if product is Product.LYNC_2013:
        return topic.lync or topic.skype
    return topic.skype or topic.lync
