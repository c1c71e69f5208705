"""What reverse proxies publish, as the lines of their boxes and as the pools behind them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from lyncplanner.pages.diagram.scene import Line
from lyncplanner.planning import names
from lyncplanner.planning.choices import Choices, external_name
from lyncplanner.planning.topology import UNKNOWN_ADDRESSES, Component, Pool, ReverseProxy

MOST_HOSTS = 8
LISTENER = "listener"
"""The dock of a proxy's own addresses; a host's own listener is called by its place."""


class Entry(NamedTuple):
    """A host that a proxy publishes."""

    host: str
    addresses: tuple[str, ...]
    """Its own listener's; empty: the proxy's."""
    place: str


class Publishing:
    """Who publishes what, and which pools stand behind it."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.behind = _pools_behind(choices)
        """Host to the pools that a proxy sends it to."""
        self._urls: dict[str, list[str]] = defaultdict(list)
        for url in choices.urls:
            self._urls[url.host].append(url.place.removesuffix(".url"))

    @cached_property
    def _unnamed(self) -> list[Entry]:
        """What a proxy publishes that names nothing."""
        named = self.choices.published_by_name
        return [Entry(host, (), "") for host in self.choices.to_publish if host not in named]

    @cached_property
    def _unnamed_pools(self) -> list[Pool]:
        return self._pools(self._unnamed)

    def _entries(self, number: int) -> list[Entry]:
        proxy = self.choices.topology.reverse_proxies[number]
        if proxy.publishes is None:
            return self._unnamed
        place = f"reverse_proxies[{number}].publishes"
        return [
            Entry(entry.host, entry.addresses, f"{place}[{i}]")
            for i, entry in enumerate(proxy.publishes)
        ]

    def pools(self, number: int) -> list[Pool]:
        """The pools that the proxy sends requests to, each once."""
        if self.choices.topology.reverse_proxies[number].publishes is None:
            return self._unnamed_pools
        return self._pools(self._entries(number))

    def _pools(self, entries: list[Entry]) -> list[Pool]:
        found = {id(pool): pool for entry in entries for pool in self.behind.get(entry.host, ())}
        return list(found.values())

    def lines(self, number: int) -> tuple[Line, ...]:
        """A line a host; the hosts of many SIP domains with one first label share theirs."""
        proxy = self.choices.topology.reverse_proxies[number]
        groups: dict[tuple[tuple[str, ...], str], list[Entry]] = defaultdict(list)
        for entry in self._entries(number):
            groups[entry.addresses, self._group(entry.host)].append(entry)
        # The proxy's own addresses stand at the first line, so that its hosts follow them.
        ordered = sorted(groups.items(), key=lambda item: bool(item[0][0]))
        if not ordered:
            return (_nothing(proxy, number),)
        lines = [self._line(entries) for _, entries in ordered]
        if not ordered[0][0][0]:
            lines[0] = _with_listener(lines[0], proxy, number)
        return tuple(_shortened(lines))

    def _group(self, host: str) -> str:
        if names.parent(host) in self.choices.sip_domain_names:
            return f"{names.first_label(host)}."
        return host

    def _line(self, entries: list[Entry]) -> Line:
        first, more = entries[0], len(entries) - 1
        hosts = tuple(entry.host for entry in entries)
        urls = tuple(place for host in hosts for place in self._urls.get(host, ()))
        return Line(
            first.host,
            f"+{more:,} domain{'s' if more > 1 else ''}" if more else "",
            tab=_shown(first.addresses),
            dock=first.place if first.addresses else "",
            places=(*(entry.place for entry in entries if entry.place), *urls),
            names=hosts,
        )


def _pools_behind(choices: Choices) -> dict[str, list[Pool]]:
    found: dict[str, list[Pool]] = defaultdict(list)
    for host, pools in _sent_to(choices):
        found[host] += pools
    for host, pair in choices.geo_pairs.items():
        found[host] += [pair.entry, pair.partner]
    return found


def _sent_to(choices: Choices) -> Iterator[tuple[str, list[Pool]]]:
    for pool in choices.web_pools:
        if pool.external_web is not None:
            yield pool.external_web.fqdn, [pool]
    for farm in choices.farms:
        if (name := external_name(farm)) is not None:
            yield name, [farm]
    for url in choices.urls:
        if url.url.component is not Component.ADMIN:
            yield url.host, _entry(choices, url.url.site)
    for domain in choices.served:
        yield f"lyncdiscover.{domain.name}", _entry(choices, None)


def _entry(choices: Choices, site: str | None) -> list[Pool]:
    pool = choices.web_entry_of(site)
    return [] if pool is None else [pool]


def _nothing(proxy: ReverseProxy, number: int) -> Line:
    line = Line("publishes nothing", faint=True, is_name=False)
    return _with_listener(line, proxy, number)


def _with_listener(line: Line, proxy: ReverseProxy, number: int) -> Line:
    return replace(
        line,
        tab=_shown(proxy.external_addresses),
        dock=LISTENER,
        places=(*line.places, f"reverse_proxies[{number}].external_addresses"),
    )


def _shown(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("not known" if a in UNKNOWN_ADDRESSES else a for a in addresses)


def _shortened(lines: list[Line]) -> Iterator[Line]:
    """The first lines; those that don't fit share one, which keeps their tabs' addresses."""
    if len(lines) <= MOST_HOSTS:
        yield from lines
        return
    yield from lines[: MOST_HOSTS - 1]
    rest = lines[MOST_HOSTS - 1 :]
    yield Line(
        f"and {sum(len(line.names) for line in rest):,} more hosts",
        faint=True,
        is_name=False,
        tab=tuple(dict.fromkeys(address for line in rest for address in line.tab)),
        dock=next((line.dock for line in rest if line.dock), ""),
        places=tuple(place for line in rest for place in line.places),
        names=tuple(name for line in rest for name in line.names),
    )
