"""Rows inside a form while it is edited: added, pasted, removed, put back. Nothing is saved."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.http import QueryDict

from lyncplanner.planning import addresses

MOST_ROWS = 1000
"""So many rows a form can grow to."""
MOST_SENT = 5000
"""So many it takes, where an import made more; the settings allow as many fields."""
_BETWEEN = re.compile(r"[\s,;]+")


class Column(NamedTuple):
    """A field of each row, and what stands over it."""

    name: str
    label: str
    spoken: str
    """How the label is said with the row's number before it."""


class RowKind(NamedTuple):
    """What the rows of a form are."""

    prefix: str
    noun: str
    columns: tuple[Column, ...]
    read: Callable[[Sequence[str]], dict[str, str]]
    """The cells that the words of a pasted line fill."""

    @property
    def key(self) -> str:
        """The column that names a row."""
        return self.columns[0].name

    @property
    def article(self) -> str:
        return "an" if self.noun[0] in "aeio" else "a"


def with_row(data: QueryDict, kind: RowKind) -> QueryDict:
    """With one more empty row at the end."""
    changed = data.copy()
    changed[_total(kind)] = str(min(_rows(data, kind) + 1, MOST_ROWS))
    return changed


def with_removed(data: QueryDict, kind: RowKind, row: int) -> QueryDict:
    """With a row marked to go when the form is saved."""
    changed = data.copy()
    changed[f"{kind.prefix}-{row}-DELETE"] = "on"
    return changed


def with_put_back(data: QueryDict, kind: RowKind, row: int) -> QueryDict:
    """With a row no longer marked to go."""
    changed = data.copy()
    changed.pop(f"{kind.prefix}-{row}-DELETE", None)
    return changed


def with_pasted(data: QueryDict, kind: RowKind, row: int, text: str) -> QueryDict:
    """With pasted lines as rows from `row` on.

    Lines without a name fill the rows that are there, as a column of a spreadsheet does. Names
    never replace a name: they go into empty rows and, beyond these, into new ones.
    """
    changed = data.copy()
    lines = [words for line in text.splitlines() if (words := _words(line))]
    for words in lines[:MOST_ROWS]:
        cells = kind.read(words)
        if cells.get(kind.key):
            row = _first_without_name(changed, kind, row)
        if row >= MOST_ROWS:
            break
        changed[_total(kind)] = str(max(_rows(changed, kind), row + 1))
        for name, value in cells.items():
            changed[f"{kind.prefix}-{row}-{name}"] = value
        row += 1
    return changed


def name_and_addresses(key: str) -> Callable[[Sequence[str]], dict[str, str]]:
    """Reads a line that is a name, addresses, or a name with its addresses."""

    def read(words: Sequence[str]) -> dict[str, str]:
        found = [word for word in words if _is_address(word)]
        name = next((word for word in words if not _is_address(word)), "")
        cells = {key: name} if name else {}
        if found or name:
            cells["addresses"] = " ".join(found)
        return cells

    return read


def first_word(key: str) -> Callable[[Sequence[str]], dict[str, str]]:
    """Reads a line for the name it begins with."""
    return lambda words: {key: words[0]}


def _total(kind: RowKind) -> str:
    return f"{kind.prefix}-TOTAL_FORMS"


def _rows(data: QueryDict, kind: RowKind) -> int:
    text = data.get(_total(kind), "0")
    # No longer than numbers of rows are: converting a long text of digits is slow.
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _words(line: str) -> list[str]:
    return [word for word in _BETWEEN.split(line.strip()) if word]


def _is_address(word: str) -> bool:
    try:
        addresses.parse(word)
    except addresses.BadAddress:
        return False
    return True


def _first_without_name(data: QueryDict, kind: RowKind, row: int) -> int:
    while row < _rows(data, kind) and data.get(f"{kind.prefix}-{row}-{kind.key}", "").strip():
        row += 1
    return row
