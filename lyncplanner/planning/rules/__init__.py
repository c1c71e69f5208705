"""Every rule: what a topology requires of DNS. One function a rule, one line in the table."""

from collections.abc import Callable, Iterator

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.rules import edge, geo_dns, pools, reverse_proxy, sign_in, teams
from lyncplanner.planning.rules._shapes import Wanted

Rule = Callable[[Choices], Iterator[Wanted]]

RULES: dict[str, Rule] = {
    "rp.external-web-services": reverse_proxy.external_web_services,
    "rp.director-web-services": reverse_proxy.director_web_services,
    "rp.simple-url": reverse_proxy.simple_url,
    "rp.autodiscover": reverse_proxy.autodiscover,
    "rp.office-web-apps": reverse_proxy.office_web_apps,
    "rp.internal-interface": reverse_proxy.internal_interface,
    "edge.access": edge.access,
    "edge.web-conferencing": edge.web_conferencing,
    "edge.av": edge.av,
    "edge.sip-domain": edge.sip_domain,
    "edge.sign-in-srv": edge.sign_in_srv,
    "edge.federation-srv": edge.federation_srv,
    "edge.xmpp-srv": edge.xmpp_srv,
    "edge.xmpp-host": edge.xmpp_host,
    "edge.sipexternal": edge.sipexternal,
    "hybrid.web-conferencing": edge.hybrid_web_conferencing,
    "pool.name": pools.pool_name,
    "pool.server": pools.server,
    "web.internal": pools.internal_web,
    "web.external-inside": pools.external_web_inside,
    "simple-url.inside": sign_in.simple_url,
    "simple-url.admin": sign_in.admin_url,
    "autodiscover.inside": sign_in.autodiscover,
    "sign-in.srv": sign_in.srv,
    "sign-in.host": sign_in.srv_host,
    "sign-in.sip": sign_in.sip,
    "sign-in.sipinternal": sign_in.sipinternal,
    "device-update": sign_in.device_update,
    "phone.time": sign_in.phone_time,
    "perimeter.reverse-proxy": reverse_proxy.perimeter,
    "perimeter.next-hop": edge.next_hop,
    "perimeter.next-hop-server": edge.next_hop_server,
    "teams.sign-in-srv": teams.sign_in_srv,
    "teams.federation-srv": teams.federation_srv,
    "teams.sip": teams.sip,
    "teams.autodiscover": teams.autodiscover,
    "geo.alias": geo_dns.geo_alias,
    "geo.target": geo_dns.geo_target,
}
