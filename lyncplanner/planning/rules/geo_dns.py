"""Paired pools behind a GeoDNS provider.

Source of both rules: DNS requirements for simple URLs; Determine DNS requirements.
"""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning import names
from lyncplanner.planning.addresses import Addresses
from lyncplanner.planning.choices import Choices, Pair
from lyncplanner.planning.records import Requirement, View
from lyncplanner.planning.rules._shapes import Wanted, alias, hosts, reason
from lyncplanner.planning.topology import Pool


def _first_label(host: str) -> str:
    label = names.first_label(host)
    return "lyncdiscoverint" if label == "lyncdiscoverinternal" else label


def labels(choices: Choices) -> dict[str, str]:
    """The label under the GeoDNS zone for each geo-balanced host.

    Where hosts with different pairs share their first label, the whole host with hyphens for dots.
    """
    pairs: dict[str, set[frozenset[str]]] = defaultdict(set)
    for host, pair in choices.geo_pairs.items():
        pairs[_first_label(host)].add(pair.key)
    return {
        host: label if len(pairs[label := _first_label(host)]) == 1 else host.replace(".", "-")
        for host in choices.geo_pairs
    }


def _aliases(choices: Choices) -> Iterator[tuple[View, str, str, Pair]]:
    """View, host, GeoDNS name and pair of each alias; outside only of hosts that are published."""
    zone = choices.dns.geo_dns
    if zone is None:
        return
    autodiscover = {f"lyncdiscover.{d.name}" for d in choices.served}
    inside_only = {f"lyncdiscoverinternal.{d.name}" for d in choices.served}
    for host, label in labels(choices).items():
        pair = choices.geo_pairs[host]
        if host not in autodiscover:
            yield View.INTERNAL, host, f"{label}-int.{zone}", pair
        if host in inside_only or not choices.outside or host in choices.unpublished:
            continue
        yield View.EXTERNAL, host, f"{label}-ext.{zone}", pair


def geo_alias(choices: Choices) -> Iterator[Wanted]:
    """A geo-balanced host is an alias of its GeoDNS name."""
    for view, host, target, pair in _aliases(choices):
        because = (
            f"The GeoDNS provider sends this name to {pair.entry.fqdn},"
            f" or to {pair.partner.fqdn} when that is down."
        )
        why = reason(choices, "geo.alias", host, because, "SURLDNS")
        places = (place for pool in pair for place in _answer(choices, view, pool).places)
        yield alias(view, host, target, Requirement.REQUIRED, why, tuple(places))


def _answer(choices: Choices, view: View, pool: Pool) -> Addresses:
    """What the GeoDNS provider answers for a pool: its web addresses, outside its listener."""
    if view is View.INTERNAL:
        return choices.web_addresses(pool)
    if pool.external_web is None:
        return Addresses((), (f"{choices.place(pool)}.external_web",))
    listener = choices.listener(pool.external_web.fqdn)
    return Addresses(listener.data, listener.places)


def geo_target(choices: Choices) -> Iterator[Wanted]:
    """A GeoDNS name leads to both pools: inside to their web addresses, outside to listeners."""
    seen = set()
    for view, _, target, pair in _aliases(choices):
        for pool in pair:
            if (view, target, pool.fqdn) in seen:
                continue
            seen.add((view, target, pool.fqdn))
            because = f"One of the two answers of the GeoDNS provider: {pool.fqdn}."
            why = reason(choices, "geo.target", pool.fqdn, because, "SURLDNS")
            found = _answer(choices, view, pool)
            wanted = hosts(view, target, found, Requirement.REQUIRED, why)
            yield wanted._replace(if_aliased=True)
