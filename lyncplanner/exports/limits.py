"""What public and private clouds don't take, common to the formats that lead there."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from lyncplanner.exports.refusals import Refusal
from lyncplanner.planning.records import Record, View, record_sets

MOST_AT_AZURE = 20
"""Values a set; azure-docs, includes/dns-limits.md."""
MOST_AT_GOOGLE = 100
"""Values a set; cloud.google.com/dns/quotas."""
MOST_AT_ROUTE_53 = 400
"""Values a set; AmazonRoute53 developer guide, DNSLimitations."""
LOWEST_TTL_AT_CLOUDFLARE = 60
HIGHEST_TTL_AT_CLOUDFLARE = 86_400
"""cloudflare-docs, ttl.mdx."""


def ttl_outside(
    records: Sequence[Record], *, least: int, most: int = 2**31 - 1, whose: str
) -> Iterator[Refusal]:
    """Record sets with a TTL that a service doesn't take."""
    for view, _, name, type_, _ in record_sets(r for r in records if not least <= r.ttl <= most):
        up_to = "" if most == 2**31 - 1 else f" to {most}"
        yield Refusal(view, name, type_, f"{whose} takes a TTL from {least}{up_to} seconds")


def pin_point_zones(records: Sequence[Record], *, whose: str) -> Iterator[Refusal]:
    """Zones made for a single name inside: a service whose zones are public can't have them."""
    inside = [record for record in records if record.view is not View.EXTERNAL]
    for (_, zone), group in groupby(inside, attrgetter("view", "zone")):
        of_zone = list(group)
        if any(record.name != zone for record in of_zone):
            continue
        for view, _, name, type_, _ in record_sets(of_zone):
            why = f"its zone is for this name alone, inside; {whose} serves it to everybody"
            yield Refusal(view, name, type_, why)
