"""The shapes that rules yield: what one name should lead to in one view, and why."""

from typing import NamedTuple

from lyncplanner.planning.addresses import Addresses, Data
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.records import Reason, RecordType, Requirement, View


class Wanted(NamedTuple):
    """What a rule asks of DNS: it becomes a record for each of its data."""

    view: View
    name: str
    data: Data
    """Nothing: no address is known for the name."""
    requirement: Requirement
    reasons: tuple[Reason, ...]
    places: tuple[str, ...] = ()
    """Where the document would have the addresses that are missing."""
    if_aliased: bool = False
    """Planned only where an alias of the plan leads to it."""


def hosts(
    view: View,
    name: str,
    addresses: Addresses,
    requirement: Requirement,
    *reasons: Reason,
) -> Wanted:
    """An A or AAAA record for each address."""
    return Wanted(view, name, addresses.data, requirement, reasons, addresses.places)


def alias(
    view: View,
    name: str,
    target: str,
    requirement: Requirement,
    reason: Reason,
    places: tuple[str, ...] = (),
) -> Wanted:
    """A CNAME record."""
    return Wanted(view, name, ((RecordType.CNAME, target),), requirement, (reason,), places)


def service(
    view: View,
    name: str,
    target: str,
    port: int,
    requirement: Requirement,
    reason: Reason,
    *,
    priority: int = 0,
    weight: int = 0,
) -> Wanted:
    """An SRV record; name with its `_service._protocol` labels."""
    data = f"{priority} {weight} {port} {target}"
    return Wanted(view, name, ((RecordType.SRV, data),), requirement, (reason,))


def reason(choices: Choices, rule: str, subject: str, because: str, source: str) -> Reason:
    """Why, with the topic's short name turned into its title."""
    return Reason(rule, subject, because, choices.source(source))
