"""Values as the texts that forms post, so that versions of an object can be compared."""

from collections.abc import Iterable, Mapping
from typing import Any

from lyncplanner.deployments.editing.form_rows import RowKind

BETWEEN = "\t"
"""Between the cells of a row's text: no cell can hold it."""


def as_text(value: Any) -> str:
    """A field's value as a form posts it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    return value if isinstance(value, str) else " ".join(map(str, _several(value)))


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple | list) else (value,)


def row_key(kind: RowKind, pk: int | str) -> str:
    """How a row that is stored is called among fields."""
    return f"{kind.prefix} {pk}"


def row_text(kind: RowKind, values: Mapping[str, Any]) -> str:
    """All cells of a row."""
    return BETWEEN.join(as_text(values.get(column.name)) for column in kind.columns)
