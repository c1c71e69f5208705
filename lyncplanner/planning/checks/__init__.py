"""Every check: what is wrong with a topology. One function a check, one line in the table."""

from collections.abc import Callable, Iterator

from lyncplanner.planning.checks import missing, names, outside, references, trace, zones
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding

Check = Callable[[Draft], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    names.hostnames,
    names.too_long,
    references.unknown,
    outside.nothing_outside,
    outside.no_listener,
    outside.loops,
    missing.edge_services,
    missing.addresses,
    missing.sign_in_pool,
    zones.not_served,
    zones.alias_at_apex,
    trace.trace,
)
"""`plan` orders findings, so the order here is free."""
