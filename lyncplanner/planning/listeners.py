"""What reverse proxies publish: the public addresses behind a host."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from lyncplanner.planning.addresses import Data, known
from lyncplanner.planning.topology import ReverseProxy


class Listener(NamedTuple):
    """A reverse proxy's public addresses for a host, and the proxies that publish it."""

    data: Data
    places: tuple[str, ...]
    proxies: tuple[int, ...]
    """Their positions in the document."""

    @property
    def published(self) -> bool:
        """Whether any reverse proxy publishes the host, its addresses known or not."""
        return bool(self.proxies)


class Listeners:
    """The listener of every host, found without going through what each proxy publishes."""

    def __init__(self, proxies: Sequence[ReverseProxy]) -> None:
        self._proxies = proxies
        self.namings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        """Host to the proxies and entries of `publishes` that name it."""
        addresses: set[str] = set()
        for i, proxy in enumerate(proxies):
            addresses.update(proxy.external_addresses)
            for j, published in enumerate(proxy.publishes or ()):
                addresses.update(published.addresses)
                self.namings[published.host].append((i, j))
        self.addresses = frozenset(addresses)
        """Every address on which one of the proxies may listen."""
        self._found: dict[str, Listener] = {}
        self._default = self._of_hosts_that_no_proxy_names()

    def of(self, host: str) -> Listener:
        """The listener of a host: of the proxies that name it, else of those that name nothing."""
        if host not in self.namings:
            return self._default
        found = self._found.get(host)
        if found is None:
            found = self._found[host] = self._named(host)
        return found

    def _of_hosts_that_no_proxy_names(self) -> Listener:
        proxies = [(i, proxy) for i, proxy in enumerate(self._proxies) if proxy.publishes is None]
        return Listener(
            known(address for _, proxy in proxies for address in proxy.external_addresses),
            tuple(f"reverse_proxies[{i}].external_addresses" for i, _ in proxies),
            tuple(i for i, _ in proxies),
        )

    def _named(self, host: str) -> Listener:
        addresses: list[str] = []
        places = []
        for i, j in self.namings[host]:
            proxy = self._proxies[i]
            entry = (proxy.publishes or ())[j]
            addresses += entry.addresses or proxy.external_addresses
            field = f"publishes[{j}].addresses" if entry.addresses else "external_addresses"
            places.append(f"reverse_proxies[{i}].{field}")
        proxies = tuple(dict.fromkeys(i for i, _ in self.namings[host]))
        return Listener(known(addresses), tuple(places), proxies)
