"""Where Microsoft's topics are, by exact title: only those whose address is known for sure."""

_LYNC = "https://learn.microsoft.com/previous-versions/office/lync-server-2013/lync-server-2013-"
_SKYPE = "https://learn.microsoft.com/skypeforbusiness/plan-your-deployment/"

_URLS = {
    "Create DNS records for reverse proxy servers": (
        f"{_LYNC}create-dns-records-for-reverse-proxy-servers"
    ),
    "Determine DNS requirements": f"{_LYNC}determine-dns-requirements",
    "DNS load balancing": f"{_LYNC}dns-load-balancing",
    "DNS requirements for automatic client sign-in": (
        f"{_LYNC}dns-requirements-for-automatic-client-sign-in"
    ),
    "DNS requirements for Front End pool": f"{_LYNC}dns-requirements-for-front-end-pool",
    "DNS requirements for Front End pools": f"{_LYNC}dns-requirements-for-front-end-pools",
    "DNS requirements for simple URLs": f"{_LYNC}dns-requirements-for-simple-urls",
    "DNS summary - Autodiscover": f"{_LYNC}dns-summary-autodiscover",
    "DNS summary - DNS and HLB load balanced": f"{_LYNC}dns-summary-dns-and-hlb-load-balanced",
    "DNS summary - Extensible messaging and presence protocol (XMPP) federation": (
        f"{_LYNC}dns-summary-extensible-messaging-and-presence-protocol-xmpp-federation"
    ),
    "DNS summary - Reverse proxy": f"{_LYNC}dns-summary-reverse-proxy",
    "DNS summary - Scaled consolidated edge, DNS load balancing with public IP addresses": (
        f"{_LYNC}dns-summary-scaled-consolidated-edge-dns-load-balancing-with-public-ip-addresses"
    ),
    "DNS summary - Scaled Director pool, hardware load balancer": (
        f"{_LYNC}dns-summary-scaled-director-pool-hardware-load-balancer"
    ),
    "DNS summary - SIP, XMPP federation, and public instant messaging": (
        f"{_LYNC}dns-summary-sip-xmpp-federation-and-public-instant-messaging"
    ),
    "Planning for simple URLs": f"{_LYNC}planning-for-simple-urls",
    "Set up network interfaces for Edge Servers": (
        f"{_LYNC}set-up-network-interfaces-for-edge-servers"
    ),
    "Setting up reverse proxy servers": f"{_LYNC}setting-up-reverse-proxy-servers",
    "Advanced Edge Server DNS planning for Skype for Business Server": (
        f"{_SKYPE}edge-server-deployments/advanced-edge-server-dns"
    ),
    "DNS requirements for Skype for Business Server": f"{_SKYPE}network-requirements/dns",
    "DNS requirements for simple URLs in Skype for Business Server": (
        f"{_SKYPE}network-requirements/simple-urls"
    ),
    "Edge Server environmental requirements in Skype for Business Server": (
        f"{_SKYPE}edge-server-deployments/edge-environmental-requirements"
    ),
    "Load balancing requirements for Skype for Business": (
        f"{_SKYPE}network-requirements/load-balancing"
    ),
}


def topic_url(title: str) -> str:
    """The topic's page; empty where its address is not known for sure."""
    return _URLS.get(title, "")
