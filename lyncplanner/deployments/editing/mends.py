"""What a field of a form would better say, where that is safe to propose."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from ipaddress import ip_address
from typing import Any, NamedTuple

from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.planning import names
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.topology import Topology

_NEXT_TRIED = 255
_ALIKE = 0.8


class Mend(NamedTuple):
    """Another value for the field; `shown` is the part of it that differs."""

    value: str
    shown: str


def mend_for(finding: Finding, field: str, form: ObjectForm, topology: Topology) -> Mend | None:
    """What to type instead, if the finding's field was typed just now and the remedy is plain."""
    propose = _MENDS.get(finding.code)
    bound = form.field_named(field)
    if propose is None or bound is None or not bound.form.has_changed():
        return None
    return propose(finding, str(bound.value() or ""), topology)


class PlacedMend(NamedTuple):
    """A mend of what is stored, and the place of the document that it changes."""

    place: str
    mend: Mend


def mend_at(finding: Finding, topology: Topology) -> PlacedMend | None:
    """What to store instead, where the remedy is plain.

    Of several places the last is changed: what two share, the first had before.
    """
    propose = _STORED_MENDS.get(finding.code)
    for place in reversed(finding.places if propose is not None else ()):
        found = propose(finding, _text_at(topology, place), topology) if propose else None
        if found is not None:
            return PlacedMend(place, found)
    return None


def _text_at(topology: Topology, place: str) -> str:
    """What stands at a place of the document, as it is typed; nothing where there is nothing."""
    value: Any = topology
    for name, number in re.findall(r"([a-z_]+)|\[(\d+)\]", place):
        try:
            value = getattr(value, name) if name else value[int(number)]
        except (AttributeError, IndexError, TypeError):
            return ""
    return " ".join(value) if isinstance(value, tuple) else str(value or "")


def _next_address(finding: Finding, typed: str, topology: Topology) -> Mend | None:
    """The next address after the shared one that nothing in the topology has."""
    taken = set(_addresses(topology))
    shared = ip_address(finding.subject)
    for step in range(1, _NEXT_TRIED):
        try:
            free = str(shared + step)
        except ValueError:
            return None
        if free not in taken and not _ends_network(free):
            return _in_place_of(finding.subject, free, typed)
    return None


def _in_place_of(old: str, new: str, typed: str) -> Mend | None:
    changed = re.sub(rf"(?<![\w.:]){re.escape(old)}(?![\w.:])", new, typed)
    return Mend(changed, new) if changed != typed else None


def _ends_network(address: str) -> bool:
    return "." in address and address.rpartition(".")[2] in ("0", "255")


def _addresses(topology: Topology) -> Iterator[str]:
    for pool in topology.pools:
        yield from pool.vip
        yield from pool.internal_web.addresses if pool.internal_web else ()
        for server in pool.servers:
            yield from server.addresses
        for _, service in pool.external.named() if pool.external else ():
            yield from (*service.addresses, *service.nat_addresses)
    for proxy in topology.reverse_proxies:
        yield from (*proxy.external_addresses, *proxy.internal_addresses)
        for published in proxy.publishes or ():
            yield from published.addresses


def _host_name(finding: Finding, typed: str, topology: Topology) -> Mend | None:
    """Underscores are the usual mistake: hyphens look the same and are allowed."""
    better = re.sub(r"\.{2,}", ".", finding.subject.replace("_", "-")).strip(".-")
    return Mend(better, better) if names.is_hostname(better) else None


def _full_name(finding: Finding, typed: str, topology: Topology) -> Mend | None:
    """A name without a dot lies where all other pools are, if they are in one domain."""
    domains = {names.parent(pool.fqdn) for pool in topology.pools} - {""}
    if len(domains) != 1:
        return None
    full = f"{finding.subject}.{domains.pop()}"
    return Mend(full, full)


def _https(finding: Finding, typed: str, topology: Topology) -> Mend | None:
    better = re.sub(r"^(?:\w+://)?", "https://", typed.strip())
    return Mend(better, better)


def _known_name(finding: Finding, typed: str, topology: Topology) -> Mend | None:
    """A name that is there and nearly the same: most likely a slip."""
    known = [pool.fqdn for pool in topology.pools if pool.fqdn != finding.subject]
    known += [site.name for site in topology.sites]
    known += [domain.name for domain in topology.sip_domains]
    near = get_close_matches(typed, known, n=2, cutoff=_ALIKE)
    return Mend(near[0], near[0]) if len(near) == 1 else None


_Propose = Callable[[Finding, str, Topology], Mend | None]
_MENDS: dict[str, _Propose] = {
    "address.shared": _next_address,
    "name.not-a-hostname": _host_name,
    "name.single-label": _full_name,
    "simple-url.not-https": _https,
}
_STORED_MENDS: dict[str, _Propose] = {**_MENDS, "reference.unknown": _known_name}
