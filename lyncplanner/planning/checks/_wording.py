"""Words that several checks use."""

from collections.abc import Iterable

from lyncplanner.planning.topology import Component

SERVICES = {
    "access": "Access Edge",
    "web_conferencing": "Web Conferencing Edge",
    "av": "A/V Edge",
}
"""The Edge services by their keys in the document."""

COMPONENTS = {
    Component.MEET: "Meet",
    Component.DIALIN: "Dial-in",
    Component.ADMIN: "Admin",
    Component.SCHEDULER: "Scheduler",
}
"""The simple URLs by their components."""

_MOST = 5


def counted(number: int, noun: str) -> str:
    """`1 server`, `2 servers`, `2 addresses`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun}{'es' if noun.endswith('s') else 's'}"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; of very many the first few: `a, b, c, d, e and 12 more`."""
    distinct = list(dict.fromkeys(words))
    if len(distinct) > _MOST + 1:
        return f"{', '.join(distinct[:_MOST])} and {len(distinct) - _MOST} more"
    if len(distinct) < 2:
        return "".join(distinct)
    return f"{', '.join(distinct[:-1])} and {distinct[-1]}"
