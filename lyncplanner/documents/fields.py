"""Reading plain values key by key, and telling every one that is not what it has to be."""

import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from lyncplanner.documents.errors import Problems, listed, quoted, shown, suggestion
from lyncplanner.documents.plain import Entries, Items, Plain, Refused, below
from lyncplanner.planning import names

LONGEST_TEXT = 200
LONGEST_REASON = 1000
LONGEST_URL = 2000

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters, line breaks, and those that turn the direction of writing."""


def has_control_character(text: str) -> bool:
    """Whether a text holds what no text of one line may: see `_CONTROL`."""
    return _CONTROL.search(text) is not None


Word = TypeVar("Word", bound=StrEnum)
Value = TypeVar("Value")


class BadAddress(ValueError):
    """Text that is no address; the message says what to write."""


@lru_cache(maxsize=100_000)
def address(text: str) -> str:
    """An IPv4 or IPv6 address in its one form, IPv6 as in RFC 5952. Raises `BadAddress`."""
    trimmed = text.strip()
    if "%" in trimmed:
        raise BadAddress("has a scope id. Leave out the percent sign and what follows it.")
    if "/" in trimmed:
        raise BadAddress("has a prefix length. Leave out the slash and what follows it.")
    try:
        return str(ipaddress.ip_address(trimmed))
    except ValueError:
        raise BadAddress(
            "is no IPv4 or IPv6 address. Write one like 192.168.10.91 or 2001:db8::91."
        ) from None


@dataclass(frozen=True, slots=True)
class Item:
    """A value, with where it stands."""

    value: Plain
    place: str
    line: int | None


class Fields:
    """The keys of one mapping. Each method takes one key, notes what is wrong, and then gives
    the default (of what is required: an empty value), so that reading goes on.

    `known` are the keys there can be; any other is a problem, unless `others` allows them.
    """

    def __init__(
        self, item: Item, known: tuple[str, ...], problems: Problems, *, others: bool = False
    ) -> None:
        self.place = item.place
        self.line = item.line
        self.problems = problems
        self.readable = isinstance(item.value, Entries)
        self._entries = item.value if isinstance(item.value, Entries) else Entries()
        if not self.readable:
            _wrong_type(item, f"a mapping with keys like {listed(known[:3])}", problems)
        elif not others:
            self._refuse_unknown(known)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def lacks(self, key: str) -> bool:
        """Whether a list is absent, or empty, which is the same."""
        return self.readable and self._entries.get(key, []) == []

    def mappings(self, key: str) -> Iterator[tuple[str, Entries]]:
        """The mappings in a list as they stand, with their places."""
        value = self._entries.get(key)
        for n, inner in enumerate(value if isinstance(value, list) else ()):
            if isinstance(inner, Entries):
                yield f"{below(self.place, key)}[{n}]", inner

    def problem(self, key: str, message: str) -> None:
        """Note a problem at a key; at an absent one, where the mapping begins."""
        line = self._entries.lines.get(key, self._entries.line or self.line)
        self.problems.add(below(self.place, key), line, message)

    def item(self, key: str) -> Item | None:
        """A key's value as it stands; nothing where it is absent, empty or refused already."""
        value = self._entries.get(key)
        if value is None:
            if key in self._entries:
                self.problem(key, "This key is empty. Give it a value, or leave it out.")
            return None
        if isinstance(value, Refused):
            return None
        return Item(value, below(self.place, key), self._entries.lines.get(key))

    def require(self, key: str, what: str) -> None:
        """Note a problem where a key is absent."""
        if self.readable and key not in self._entries:
            self.problem(key, f"This key is missing. Give {what}.")

    def text(self, key: str, *, longest: int = LONGEST_TEXT) -> str | None:
        """A text of one line, trimmed."""
        return self._take(key, lambda item: free_text(item, self.problems, longest=longest))

    def name(self, key: str) -> str | None:
        """A DNS name in its canonical form."""
        return self._take(key, lambda item: dns_name(item, self.problems))

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self._take(key, lambda item: flag(item, self.problems))
        return default if value is None else value

    def number(self, key: str, *, default: int, least: int, most: int) -> int:
        """A whole number between two."""
        value = self._take(key, lambda item: number(item, self.problems, least=least, most=most))
        return default if value is None else value

    def word(self, key: str, words: type[Word], *, default: Word) -> Word:
        """One word of a closed set."""
        return self.optional_word(key, words) or default

    def optional_word(self, key: str, words: type[Word]) -> Word | None:
        """One word of a closed set, or nothing."""
        return self._take(key, lambda item: closed_word(item, words, self.problems))

    def addresses(self, key: str) -> tuple[str, ...]:
        """A list of addresses."""
        return tuple(self.each(key, ip_address, "addresses, like [192.168.10.91]"))

    def names(self, key: str) -> tuple[str, ...]:
        """A list of DNS names."""
        return tuple(self.each(key, dns_name, "names, like [contoso.com]"))

    def each(
        self, key: str, read: "Callable[[Item, Problems], Value | None]", what: str
    ) -> Iterator[Value]:
        """What `read` makes of each item of a list; what it can't make anything of is left out."""
        item = self.item(key)
        if item is None:
            return
        for inner in items(item, what, self.problems):
            if self.problems.enough:
                return
            value = read(inner, self.problems)
            if value is not None:
                yield value

    def _take(self, key: str, read: "Callable[[Item], Value | None]") -> Value | None:
        item = self.item(key)
        return None if item is None else read(item)

    def _refuse_unknown(self, known: tuple[str, ...]) -> None:
        for key in self._entries:
            if key in known:
                continue
            message = "" if self.problems.full else _unknown_key(key, known)
            self.problem(key, message)


def items(item: Item, what: str, problems: Problems) -> Iterator[Item]:
    """The items of a list; what has been refused already is left out."""
    if not isinstance(item.value, list):
        _wrong_type(item, f"a list of {what}", problems)
        return
    lines = item.value.lines if isinstance(item.value, Items) else None
    for n, value in enumerate(item.value):
        if not isinstance(value, Refused):
            line = lines[n] if lines is not None else item.line
            yield Item(value, f"{item.place}[{n}]", line)


def free_text(item: Item, problems: Problems, *, longest: int = LONGEST_TEXT) -> str | None:
    """A text of one line, trimmed."""
    text = _text(item, problems)
    if text is None:
        return None
    trimmed = text.strip()
    if not trimmed:
        problems.add(item.place, item.line, "This text is empty.")
    elif len(trimmed) > longest:
        said = f"This text has {len(trimmed):,} characters; at most {longest:,} are kept."
        problems.add(item.place, item.line, said)
    elif has_control_character(trimmed):
        problems.add(
            item.place,
            item.line,
            f"{quoted(trimmed)} holds a line break or control character. Take it out.",
        )
    else:
        return trimmed
    return None


def dns_name(item: Item, problems: Problems) -> str | None:
    """A DNS name in its canonical form."""
    text = _text(item, problems)
    if text is None:
        return None
    try:
        return names.parse(text)
    except names.BadName as error:
        said = f"{quoted(text)} can't be a name: {error}."
        problems.add(item.place, item.line, said)
        return None


def ip_address(item: Item, problems: Problems) -> str | None:
    """An address in its canonical form."""
    text = _text(item, problems)
    if text is None:
        return None
    try:
        return address(text)
    except BadAddress as error:
        problems.add(item.place, item.line, f"{quoted(text)} {error}")
        return None


def flag(item: Item, problems: Problems) -> bool | None:
    """True or false; not YAML 1.1's `yes` and `no`."""
    if isinstance(item.value, bool):
        return item.value
    _wrong_type(item, "true or false", problems)
    return None


def number(item: Item, problems: Problems, *, least: int, most: int) -> int | None:
    """A whole number from `least` to `most`."""
    if not isinstance(item.value, int) or isinstance(item.value, bool):
        _wrong_type(item, f"a whole number from {least} to {most}", problems)
        return None
    if least <= item.value <= most:
        return item.value
    problems.add(item.place, item.line, f"This has to be a number from {least} to {most}.")
    return None


def closed_word(item: Item, words: type[Word], problems: Problems) -> Word | None:
    """One word of a closed set."""
    text = _text(item, problems)
    if text is None:
        return None
    try:
        return words(text.strip())
    except ValueError:
        known = [word.value for word in words]
        said = f"{quoted(text)} is not known here. Write {listed(known)}."
        problems.add(item.place, item.line, said + suggestion(text, known))
        return None


def _text(item: Item, problems: Problems) -> str | None:
    if isinstance(item.value, str):
        return item.value
    _wrong_type(item, "text", problems)
    return None


def _wrong_type(item: Item, wanted: str, problems: Problems) -> None:
    if isinstance(item.value, Refused):
        return
    said = f"This has to be {wanted}, and is {_kind(item.value)}."
    if wanted == "text" and isinstance(item.value, bool | int | float):
        said += " Put it in quotes."
    problems.add(item.place, item.line, said)


def _kind(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {shown(value)}"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return "empty" if value is None else "a mapping" if isinstance(value, Entries) else "a list"


def _unknown_key(key: str, known: tuple[str, ...]) -> str:
    near = suggestion(key, known)
    return f"This key is not known here.{near or f' Known are {listed(known)}.'}"
