"""Words for several things."""

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """`a, b and c`, at most six of them."""
    *first, last = words
    return f"{', '.join(first[:5])} and {last}" if first else last
