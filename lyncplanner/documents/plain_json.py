"""JSON as plain values."""

import json
import re
from collections import Counter
from collections.abc import Iterable

from lyncplanner.documents.errors import BadDocument, Problems, quoted
from lyncplanner.documents.plain import (
    DEEPEST,
    Entries,
    Limits,
    Plain,
    below,
    too_deep,
    too_many_values,
    whole_number,
)

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read_json(text: str, problems: Problems, limits: Limits) -> Plain:
    """The value of a JSON text. Repeated keys are noted as problems, the first of them counts.

    Raises `BadDocument` for what is no JSON, is too deep, or has too many values.
    """
    if sum(map(text.count, ",[{")) > limits.values:
        raise too_many_values(limits)
    try:
        value: Plain = json.loads(
            text,
            object_pairs_hook=_entries,
            parse_int=whole_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        raise _no_json(error) from None
    except RecursionError:
        raise too_deep() from None
    _check(value, problems)
    return value


def _entries(pairs: list[tuple[str, Plain]]) -> Entries:
    entries = Entries()
    entries.update(pairs)
    if len(entries) < len(pairs):
        times = Counter(key for key, _ in pairs)
        entries.repeated = tuple(key for key, count in times.items() if count > 1)
        entries.update(reversed(pairs))  # of a key that stands there twice, the first counts
    return entries


def _no_number(word: str) -> Plain:
    raise BadDocument.because(f"{word} is no number that JSON has. Write digits, or leave it out.")


def _no_json(error: json.JSONDecodeError) -> BadDocument:
    if error.msg == "Extra data":
        message = "Something follows the document's end. A file holds one document."
    else:
        message = f"This is no JSON: {error.msg[:1].lower()}{error.msg[1:]}."
    return BadDocument.because(message, line=error.lineno)


def _check(root: Plain, problems: Problems) -> None:
    """Walk the values: their depth, keys given twice, and halves of characters."""
    waiting: list[tuple[Plain, str, int]] = [(root, "", 1)]
    while waiting:
        value, place, depth = waiting.pop()
        if depth > DEEPEST and isinstance(value, Entries | list):
            raise too_deep()
        for key, inner in _inside(value):
            if isinstance(inner, Entries | list):
                waiting.append((inner, _within(place, key), depth + 1))
            elif isinstance(inner, str) and not inner.isascii():
                _check_text(inner, _within(place, key), problems)
        if isinstance(value, Entries):
            _check_keys(value, place, problems)


def _inside(value: Plain) -> Iterable[tuple[str | int, Plain]]:
    if isinstance(value, Entries):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _within(place: str, key: str | int) -> str:
    return f"{place}[{key}]" if isinstance(key, int) else below(place, key)


def _check_keys(entries: Entries, place: str, problems: Problems) -> None:
    for key in entries.repeated:
        problems.add(below(place, key), None, "This key stands here twice. Keep one.")
    for key in entries:
        if not key.isascii():
            _check_text(key, place, problems)


def _check_text(text: str, place: str, problems: Problems) -> None:
    if _LONE_SURROGATE.search(text):
        problems.add(place, None, f"{quoted(text)} holds half of a character. Write it in full.")
