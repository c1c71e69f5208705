"""Large deployments: a box a role and site in the place of a box a pool."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lyncplanner.pages.diagram.pool_boxes import KINDS, band_of
from lyncplanner.pages.diagram.scene import Band, Box, Line, Links
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.topology import UNKNOWN_ADDRESSES, Pool, Role

MOST_POOLS = 12
MOST_SITES = 12
SERVICES = "services"
LISTENERS = "listeners"
PLURALS = {
    Role.FRONT_END: "Front End pools",
    Role.STANDARD_EDITION: "Standard Edition servers",
    Role.DIRECTOR: "Directors",
    Role.EDGE: "Edge pools",
    Role.MEDIATION: "Mediation pools",
    Role.PERSISTENT_CHAT: "Persistent Chat pools",
    Role.SURVIVABLE_BRANCH: "Survivable Branch sites",
    Role.TRUSTED_APPLICATION: "Trusted application pools",
    Role.OFFICE_WEB_APPS: "Office Web Apps farms",
    Role.BACK_END: "Back End pools",
    Role.VIDEO_INTEROP: "Video Interop pools",
}


def role_boxes(
    choices: Choices, numbers: Sequence[int], *, site: str, links: Links
) -> Iterator[tuple[Box, list[int]]]:
    """A box for each role among the pools at these positions, with their positions."""
    by_role: dict[Role, list[int]] = defaultdict(list)
    for number in numbers:
        by_role[choices.topology.pools[number].role].append(number)
    for role in Role:
        if not (found := by_role[role]):
            continue
        box = _role_box(choices, role, found, site=site, href=links.pool_list)
        if len(found) == 1:
            href = links.pools[found[0]]
            pool = choices.topology.pools[found[0]]
            box = replace(box, title=pool.fqdn, kind=KINDS[role], href=href, counts=False)
        yield box, found


def _role_box(choices: Choices, role: Role, numbers: list[int], *, site: str, href: str) -> Box:
    pools = [choices.topology.pools[number] for number in numbers]
    lines = [_services(choices, pools)] if role is Role.EDGE else []
    if len(pools) > 1:
        names = tuple(pool.fqdn for pool in pools)
        lines.append(Line(names[0], f"and {len(names) - 1:,} more", names=names))
    if text := ", ".join(_sums(choices, pools)):
        lines.append(Line(text, faint=True, is_name=False))
    return Box(
        key=f"{role}@{site}",
        title=f"{len(pools):,} {PLURALS[role]}",
        kind="",
        band=band_of(role),
        site=site,
        sections=(tuple(lines),) if lines else (),
        href=href,
        places=tuple(f"pools[{number}]" for number in numbers),
        counts=True,
    )


def _sums(choices: Choices, pools: list[Pool]) -> Iterator[str]:
    count = sum(len(pool.servers) for pool in pools)
    if count:
        yield f"{count:,} server{'s' if count > 1 else ''}"
    if any(pool is choices.sign_in_pool for pool in pools):
        yield "sign-in inside"


def _services(choices: Choices, pools: list[Pool]) -> Line:
    found = [
        choices.published_addresses(pool, key)
        for pool in pools
        for key in ("access", "web_conferencing", "av")
    ]
    addresses = {address for each in found if each is not None for _, address in each.data}
    text = "Access Edge, Web Conf., A/V"
    return Line(text, is_name=False, tab=(_counted(len(addresses)),), dock=SERVICES)


def proxies_box(choices: Choices, *, site: str, href: str) -> Box:
    """One box for more reverse proxies than have room."""
    proxies = choices.topology.reverse_proxies
    addresses = {
        address
        for proxy in proxies
        for each in (
            proxy.external_addresses,
            *(entry.addresses for entry in proxy.publishes or ()),
        )
        for address in each
        if address not in UNKNOWN_ADDRESSES
    }
    hosts = f"{len(choices.to_publish):,} hosts to publish"
    line = Line(hosts, is_name=False, tab=(_counted(len(addresses)),), dock=LISTENERS)
    return Box(
        key="reverse-proxies",
        title=f"{len(proxies):,} reverse proxies",
        kind="",
        band=Band.PERIMETER,
        site=site,
        sections=((line,),),
        href=href,
        places=tuple(f"reverse_proxies[{number}]" for number in range(len(proxies))),
        counts=True,
    )


def _counted(number: int) -> str:
    return "1 address" if number == 1 else f"{number:,} addresses"
