"""The box of one pool: what stands in it depends on the role."""

from collections.abc import Iterator

from lyncplanner.pages.diagram.scene import Band, Box, Line
from lyncplanner.planning.addresses import Addresses
from lyncplanner.planning.choices import Choices, external_name
from lyncplanner.planning.topology import WEB_ROLES, LoadBalancing, Pool, Role

MOST_SERVERS = 6
KINDS = {
    Role.FRONT_END: "Front End pool",
    Role.STANDARD_EDITION: "Standard Edition",
    Role.DIRECTOR: "Director",
    Role.EDGE: "Edge pool",
    Role.MEDIATION: "Mediation pool",
    Role.PERSISTENT_CHAT: "Persistent Chat",
    Role.SURVIVABLE_BRANCH: "Survivable Branch",
    Role.TRUSTED_APPLICATION: "Trusted application",
    Role.OFFICE_WEB_APPS: "Office Web Apps",
    Role.BACK_END: "Back End",
    Role.VIDEO_INTEROP: "Video Interop",
}
SERVICES = {"access": "Access Edge", "web_conferencing": "Web Conf.", "av": "A/V"}
BALANCING = {
    LoadBalancing.SINGLE: "",
    LoadBalancing.DNS: "DNS load balancing",
    LoadBalancing.HARDWARE: "hardware load balancer",
}


def pool_box(choices: Choices, number: int, *, site: str, href: str) -> Box:
    """The box of the pool at this position of the document."""
    pool = choices.topology.pools[number]
    place = f"pools[{number}]"
    sections = _edge(choices, pool, place) if pool.role is Role.EDGE else _inner(choices, pool)
    return Box(
        key=place,
        title=pool.fqdn,
        kind=KINDS[pool.role],
        band=band_of(pool.role),
        site=site,
        sections=tuple(tuple(section) for section in sections if section),
        href=href,
        places=(place,),
    )


def band_of(role: Role) -> Band:
    return Band.PERIMETER if role is Role.EDGE else Band.INSIDE


def _edge(choices: Choices, pool: Pool, place: str) -> Iterator[list[Line]]:
    services = pool.external.named() if pool.external is not None else ()
    yield [
        Line(
            service.fqdn,
            f"{SERVICES[key]} {service.port}{', NAT' if service.nat_addresses else ''}",
            tab=_outside(choices.published_addresses(pool, key)),
            dock=key,
            places=(f"{place}.external.{key}",),
            names=(service.fqdn,),
        )
        for key, service in services
    ]
    yield list(_servers(pool, place))
    said = [BALANCING[pool.balancing]] if len(pool.servers) > 1 else []
    said += ["federation"] * pool.federation + ["XMPP"] * pool.xmpp
    if text := ", ".join(filter(None, said)):
        yield [Line(text, faint=True, is_name=False, places=(f"{place}.load_balancing",))]


def _outside(found: Addresses | None) -> tuple[str, ...]:
    addresses = tuple(address for _, address in found.data) if found is not None else ()
    return addresses or ("not known",)


def _inner(choices: Choices, pool: Pool) -> Iterator[list[Line]]:
    place = choices.place(pool)
    yield list(_balanced(choices, pool, place))
    yield list(_servers(pool, place))
    yield list(_answers(choices, pool, place))


def _balanced(choices: Choices, pool: Pool, place: str) -> Iterator[Line]:
    if pool.vip:
        note = _joined(pool.vip)
        yield Line("virtual IP", note, True, is_name=False, places=(f"{place}.vip",))
    web = pool.internal_web
    if pool.role in WEB_ROLES and (pool.internal_web_fqdn != pool.fqdn or web and web.addresses):
        addresses = tuple(address for _, address in choices.web_addresses(pool).data)
        yield Line(
            pool.internal_web_fqdn,
            _joined(addresses),
            note_is_address=True,
            places=(f"{place}.internal_web",),
            names=(pool.internal_web_fqdn,),
        )


def _servers(pool: Pool, place: str) -> Iterator[Line]:
    shown = pool.servers
    if len(shown) > MOST_SERVERS:
        shown = shown[: MOST_SERVERS - 1]
    for i, server in enumerate(shown):
        yield Line(
            server.fqdn,
            _joined(server.addresses),
            note_is_address=True,
            places=(f"{place}.servers[{i}]",),
            names=(server.fqdn,),
        )
    rest = range(len(shown), len(pool.servers))
    if rest:
        yield Line(
            f"and {len(rest):,} more servers",
            faint=True,
            is_name=False,
            places=tuple(f"{place}.servers[{i}]" for i in rest),
            names=tuple(pool.servers[i].fqdn for i in rest),
        )


def _answers(choices: Choices, pool: Pool, place: str) -> Iterator[Line]:
    if pool is choices.sign_in_pool:
        yield from _of_domains(choices, "sip")
    if pool is choices.web_entry_pool:
        yield from _of_domains(choices, "lyncdiscoverinternal")
    if pool.paired_with:
        yield Line(pool.paired_with, "paired with", faint=True, places=(f"{place}.paired_with",))
    said = [BALANCING[pool.balancing]] if len(pool.servers) > 1 or pool.vip else []
    said += ["sign-in inside"] * (pool is choices.sign_in_pool)
    is_farm = pool.role is Role.OFFICE_WEB_APPS
    said += ["published outside"] * (is_farm and external_name(pool) is not None)
    if text := ", ".join(filter(None, said)):
        yield Line(text, faint=True, is_name=False, places=(f"{place}.load_balancing",))


def _of_domains(choices: Choices, label: str) -> Iterator[Line]:
    """A name that every SIP domain has: the first, and how many there are besides."""
    if not choices.served:
        return
    hosts = tuple(f"{label}.{domain.name}" for domain in choices.served)
    more = len(hosts) - 1
    note = f"+{more:,} domain{'s' if more > 1 else ''}" if more else ""
    yield Line(hosts[0], note, faint=True, names=hosts)


def _joined(addresses: tuple[str, ...]) -> str:
    """The first address, and how many there are besides."""
    if not addresses:
        return "no address"
    more = len(addresses) - 1
    return f"{addresses[0]} +{more}" if more else addresses[0]
