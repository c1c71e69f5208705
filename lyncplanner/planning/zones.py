"""Which zone a name goes into, and which zones there are."""

from collections.abc import Iterable
from typing import Self

from lyncplanner.planning import names
from lyncplanner.planning.records import View
from lyncplanner.planning.topology import DnsOptions


class Zones:
    """The zones of a deployment, by view.

    Sources: Determine DNS requirements; Set up network interfaces for Edge Servers.
    """

    def __init__(
        self,
        *,
        internal: frozenset[str],
        external: frozenset[str],
        sip_domains: frozenset[str],
        pin_point: bool,
    ) -> None:
        self.internal = internal
        self.external = external
        self._sip_domains = sip_domains
        self._pin_point = pin_point

    @classmethod
    def derive(
        cls,
        dns: DnsOptions,
        *,
        sip_domains: frozenset[str],
        inside: Iterable[str],
        outside: Iterable[str],
    ) -> Self:
        """The zones given, else those that follow from SIP domains and names inside and outside."""
        geo = {dns.geo_dns} if dns.geo_dns is not None else set()
        if dns.internal_zones:
            internal = set(dns.internal_zones)
        else:
            internal = {names.parent(name) for name in inside if names.is_hostname(name)}
            if dns.split_brain:
                internal |= sip_domains
        if dns.external_zones:
            external = set(dns.external_zones)
        else:
            external = set(sip_domains)
            external |= {
                names.parent(name)
                for name in outside
                if names.is_hostname(name) and _longest(name, sip_domains) is None
            }
        return cls(
            internal=frozenset(internal | geo),
            external=frozenset(external | geo),
            sip_domains=sip_domains,
            pin_point=dns.pin_point,
        )

    def listed_inside(self, name: str) -> str | None:
        """The longest internal zone, given or derived, that a name is in."""
        return _longest(name, self.internal)

    def zone_of(self, view: View, name: str) -> str:
        """The zone that a record of this name goes into."""
        # A perimeter server with the whole SIP domain's zone would hide the public names.
        if view is View.PERIMETER and _longest(name, self._sip_domains) is not None:
            return name
        listed = self.external if view is View.EXTERNAL else self.internal
        if (zone := _longest(name, listed)) is not None:
            return zone
        if self._pin_point and view is not View.EXTERNAL:
            return name
        return _longest(name, self._sip_domains) or names.parent(name)

    def is_served(self, view: View, zone: str) -> bool:
        """Whether a zone is one of those given or derived; nothing is said of the perimeter."""
        if view is View.PERIMETER or "." not in zone:
            return True
        return zone in (self.external if view is View.EXTERNAL else self.internal)


def _longest(name: str, zones: frozenset[str]) -> str | None:
    """The longest of the zones that the name is in."""
    while name and name not in zones:
        name = name.partition(".")[2]
    return name or None
