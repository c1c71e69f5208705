"""Rows of the pool form while it is edited: added, pasted, removed, put back. Nothing is saved."""

import re
from collections.abc import Sequence

from django.http import QueryDict

from lyncplanner.deployments.pool_form import MOST_SERVERS
from lyncplanner.planning import addresses

_TOTAL = "servers-TOTAL_FORMS"
_BETWEEN = re.compile(r"[\s,;]+")


def with_row(data: QueryDict) -> QueryDict:
    """With one more empty row at the end."""
    changed = data.copy()
    changed[_TOTAL] = str(min(_rows(data) + 1, MOST_SERVERS))
    return changed


def with_removed(data: QueryDict, row: int) -> QueryDict:
    """With a row marked to go when the form is saved."""
    changed = data.copy()
    changed[f"servers-{row}-DELETE"] = "on"
    return changed


def with_put_back(data: QueryDict, row: int) -> QueryDict:
    """With a row no longer marked to go."""
    changed = data.copy()
    changed.pop(f"servers-{row}-DELETE", None)
    return changed


def with_pasted(data: QueryDict, row: int, text: str) -> QueryDict:
    """With pasted lines as rows from `row` on: each `name address…`, or addresses alone.

    Addresses alone fill the rows that are there, as a column of a spreadsheet does. Names never
    replace a name: they go into empty rows and, beyond these, into new ones.
    """
    changed = data.copy()
    lines = [words for line in text.splitlines() if (words := _words(line))]
    for words in lines[:MOST_SERVERS]:
        name, found = _split(words)
        if name:
            row = _first_without_name(changed, row)
        if row >= MOST_SERVERS:
            break
        changed[_TOTAL] = str(max(_rows(changed), row + 1))
        if name:
            changed[f"servers-{row}-fqdn"] = name
        if found or name:
            changed[f"servers-{row}-addresses"] = " ".join(found)
        row += 1
    return changed


def _rows(data: QueryDict) -> int:
    text = data.get(_TOTAL, "0")
    return min(int(text), MOST_SERVERS) if text.isascii() and text.isdecimal() else 0


def _words(line: str) -> list[str]:
    return [word for word in _BETWEEN.split(line.strip()) if word]


def _split(words: Sequence[str]) -> tuple[str, list[str]]:
    found = [word for word in words if _is_address(word)]
    return next((word for word in words if not _is_address(word)), ""), found


def _is_address(word: str) -> bool:
    try:
        addresses.parse(word)
    except addresses.BadAddress:
        return False
    return True


def _first_without_name(data: QueryDict, row: int) -> int:
    while row < _rows(data) and data.get(f"servers-{row}-fqdn", "").strip():
        row += 1
    return row
