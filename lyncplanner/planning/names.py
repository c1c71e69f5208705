"""DNS names as this product holds them: lower case, no trailing dot."""

import re

LONGEST_INPUT = 1000
LONGEST_NAME = 253
LONGEST_LABEL = 63

_UNREADABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOSTNAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_SERVICE = re.compile(rf"(?:_[a-z0-9-]{{1,62}}\.){{2}}{_LABEL}(?:\.{_LABEL})+")


class BadName(ValueError):
    """Text that can't be a DNS name in any reading; the message says why."""


def parse(text: str) -> str:
    """The canonical form of a name as people type it: trimmed, lower case, one final dot dropped.

    Refuses only what can't be stored: nothing at all, control characters, inner blanks, over 1,000
    characters. Whatever else is wrong with a name is a finding, not an error.
    """
    name = text.strip()
    if len(name) > LONGEST_INPUT:
        raise BadName(f"a name has at most {LONGEST_INPUT} characters")
    name = name.lower().removesuffix(".")
    if not name:
        raise BadName("a name is missing")
    if _UNREADABLE.search(name):
        raise BadName("a name has no blanks or control characters")
    return name


def parent(name: str) -> str:
    """The name without its first label; empty for a single label."""
    return name.partition(".")[2]


def first_label(name: str) -> str:
    """The part before the first dot."""
    return name.partition(".")[0]


def is_under(name: str, domain: str) -> bool:
    """Whether a name is the domain itself or lies below it."""
    return name == domain or name.endswith(f".{domain}")


def suffixes(name: str) -> list[str]:
    """The name and every domain above it, longest first: `a.b.c` gives a.b.c, b.c, c."""
    found = [name]
    while name := parent(name):
        found.append(name)
    return found


def is_hostname(name: str) -> bool:
    """Whether a host can have this name: two or more labels of a-z, 0-9, hyphen (RFC 1123)."""
    return len(name) <= LONGEST_NAME and _HOSTNAME.fullmatch(name) is not None


def is_service_name(name: str) -> bool:
    """Whether an SRV record can stand here: `_service._protocol.` and a host name (RFC 2782)."""
    return len(name) <= LONGEST_NAME and _SERVICE.fullmatch(name) is not None
