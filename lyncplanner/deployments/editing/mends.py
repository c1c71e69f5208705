"""What a field of a form would better say, where that is safe to propose."""

import re
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from typing import NamedTuple

from lyncplanner.deployments.editing.object_form import ObjectForm
from lyncplanner.planning import names
from lyncplanner.planning.findings import Finding
from lyncplanner.planning.topology import Topology

_NEXT_TRIED = 255


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


_Propose = Callable[[Finding, str, Topology], Mend | None]
_MENDS: dict[str, _Propose] = {
    "address.shared": _next_address,
    "name.not-a-hostname": _host_name,
    "name.single-label": _full_name,
    "simple-url.not-https": _https,
}
