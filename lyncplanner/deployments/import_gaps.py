"""Filling what a file lacks: addresses at a place in the topology document."""

import re
from dataclasses import replace
from typing import Any

from lyncplanner.planning.topology import InternalWeb, ReverseProxy, Topology

PROXIES = "reverse_proxies"
FILLABLE = re.compile(
    rf"^{PROXIES}$"
    r"|^pools\[\d+\]\.(?:vip|servers\[\d+\]\.addresses|internal_web\.addresses"
    r"|external\.(?:access|web_conferencing|av)\.(?:nat_)?addresses)$"
)
"""The places that addresses fill."""
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def fill(topology: Topology, place: str, addresses: tuple[str, ...]) -> Topology:
    """The topology with addresses at a `FILLABLE` place; `PROXIES` makes a new reverse proxy."""
    if place == PROXIES:
        proxy = ReverseProxy("reverse-proxy", addresses)
        return replace(topology, reverse_proxies=(*topology.reverse_proxies, proxy))
    filled: Topology = _filled(topology, place.split("."), addresses)
    return filled


def _filled(value: Any, steps: list[str], addresses: tuple[str, ...]) -> Any:
    if not steps:
        return addresses
    step, *rest = steps
    found = _STEP.fullmatch(step)
    assert found is not None  # noqa: S101 - places are ours, FILLABLE says how they look
    name, number = found[1], found[2]
    inner = getattr(value, name)
    if name == "internal_web" and inner is None:
        inner = InternalWeb()
    if number is None:
        return replace(value, **{name: _filled(inner, rest, addresses)})
    at = int(number)
    changed = _filled(inner[at], rest, addresses)
    return replace(value, **{name: (*inner[:at], changed, *inner[at + 1 :])})
