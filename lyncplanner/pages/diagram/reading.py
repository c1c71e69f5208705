"""A topology as boxes and wires."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from lyncplanner.pages.diagram.folding import MOST_POOLS, MOST_SITES, proxies_box, role_boxes
from lyncplanner.pages.diagram.pool_boxes import pool_box
from lyncplanner.pages.diagram.publishing import Publishing
from lyncplanner.pages.diagram.scene import Band, Box, Line, Links, Scene, Stripe
from lyncplanner.pages.diagram.wiring import Wiring
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.topology import Topology

MOST_PROXIES = 12
NO_SITE = "No site"


def read_scene(topology: Topology, links: Links) -> Scene:
    """Everything that the diagram of a topology shows; a box leads where `links` says."""
    return _Reading(topology, links).scene()


class _Reading:
    def __init__(self, topology: Topology, links: Links) -> None:
        self.topology = topology
        self.links = links
        self.choices = Choices(topology)
        self.publishing = Publishing(self.choices)
        self.sites = _Sites(self.choices)
        self.box_of_pool: dict[int, Box] = {}
        self.box_of_proxy: dict[int, Box] = {}

    def scene(self) -> Scene:
        boxes: dict[str, list[Box]] = defaultdict(list)
        for box in (*self._proxy_boxes(), *self._pool_boxes()):
            boxes[box.site].append(box)
        wires = Wiring(self.choices, self.publishing, self.box_of_pool, self.box_of_proxy).wires()
        several = len(self.sites.titles) > 1
        stripes = (
            Stripe(title if several else "", tuple(boxes[title]), self.sites.places[title])
            for title in self.sites.titles
        )
        return Scene(tuple(stripes), tuple(wires))

    def _pool_boxes(self) -> Iterator[Box]:
        by_site: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self.topology.pools)):
            by_site[self.sites.of_pool(number)].append(number)
        folded = len(self.topology.pools) > MOST_POOLS
        for site in self.sites.titles:
            if folded:
                made = role_boxes(self.choices, by_site[site], site=site, links=self.links)
            else:
                made = ((self._pool_box(number, site), [number]) for number in by_site[site])
            for box, numbers in made:
                self.box_of_pool |= dict.fromkeys(numbers, box)
                yield box

    def _pool_box(self, number: int, site: str) -> Box:
        return pool_box(self.choices, number, site=site, href=self.links.pools[number])

    def _proxy_boxes(self) -> Iterator[Box]:
        proxies = range(len(self.topology.reverse_proxies))
        if len(proxies) > MOST_PROXIES:
            site = self.sites.titles[0]
            box = proxies_box(self.choices, site=site, href=self.links.reverse_proxy_list)
            self.box_of_proxy |= dict.fromkeys(proxies, box)
            yield box
            return
        for number in proxies:
            box = self.box_of_proxy[number] = self._proxy_box(number)
            yield box

    def _proxy_box(self, number: int) -> Box:
        proxy = self.topology.reverse_proxies[number]
        place = f"reverse_proxies[{number}]"
        inside: tuple[Line, ...] = ()
        if proxy.internal_addresses:
            more = len(proxy.internal_addresses) - 1
            text = f"inside {proxy.internal_addresses[0]}{f' +{more}' if more else ''}"
            inside = (Line(text, faint=True, places=(f"{place}.internal_addresses",)),)
        sections = (self.publishing.lines(number), inside)
        return Box(
            key=place,
            title=proxy.name,
            kind="Reverse proxy",
            band=Band.PERIMETER,
            site=self.sites.of_proxy(self.publishing, number),
            sections=tuple(section for section in sections if section),
            href=self.links.reverse_proxies[number],
            places=(place,),
        )


class _Sites:
    """The stripes of the diagram, and which of them a pool or reverse proxy stands in."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        topology = choices.topology
        used = [choices.site_of(pool) or NO_SITE for pool in topology.pools]
        filled = dict.fromkeys(used)
        given = [site.name for site in topology.sites]
        wanted = dict.fromkeys(s for s in given if s in filled or len(given) <= MOST_SITES)
        wanted |= dict.fromkeys(site for site in filled if site != NO_SITE)
        wanted |= dict.fromkeys(site for site in filled if site == NO_SITE)
        titles = list(wanted) or [NO_SITE]
        self._folded: dict[str, str] = {}
        if len(titles) > MOST_SITES and len(topology.pools) > MOST_POOLS:
            rest = titles[MOST_SITES - 1 :]
            title = f"{len(rest):,} more sites"
            self._folded = dict.fromkeys(rest, title)
            titles[MOST_SITES - 1 :] = [title]
        self.titles = titles
        self.places: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for number, name in enumerate(given):
            self.places[self._folded.get(name, name)] += (f"sites[{number}]",)
        self._used = [self._folded.get(site, site) for site in used]
        self._number = {id(pool): number for number, pool in enumerate(topology.pools)}

    def of_pool(self, number: int) -> str:
        return self._used[number]

    def of_proxy(self, publishing: Publishing, number: int) -> str:
        """Where most of the pools stand that it publishes; the first site where it has none."""
        counts = Counter(self._used[self._number[id(pool)]] for pool in publishing.pools(number))
        return counts.most_common(1)[0][0] if counts else self.titles[0]
