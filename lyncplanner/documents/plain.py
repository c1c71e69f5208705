"""Text files as plain values: mappings, lists, texts, numbers, with the lines they stand on."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from lyncplanner.documents.errors import BadDocument, quoted

DEEPEST = 40
LONGEST_NUMBER = 18
BEYOND_ANY_NUMBER: int = 10**LONGEST_NUMBER

_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,59}")
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}


class Entries(dict[str, "Plain"]):
    """A mapping. `lines` has each key's line, where the kind of file tells it."""

    __slots__ = ("line", "lines", "repeated")

    def __init__(self, line: int | None = None) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.repeated: tuple[str, ...] = ()


class Items(list["Plain"]):
    """A list, with each item's line, where the kind of file tells it."""

    __slots__ = ("lines",)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []


class Refused:
    """Stands where something is that a problem has been told of already."""


REFUSED = Refused()
Plain: TypeAlias = None | bool | int | float | str | Entries | Items | list["Plain"] | Refused
"""JSON's arrays are bare lists: they have no lines."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read."""

    size: int
    """Bytes."""
    values: int


TOPOLOGY_LIMITS = Limits(size=20_000_000, values=2_000_000)
PLAN_LIMITS = Limits(size=100_000_000, values=10_000_000)


def check_size(content: bytes, limits: Limits) -> None:
    """Refuse a file that is larger than the limit."""
    if len(content) > limits.size:
        megabytes = limits.size // 1_000_000
        raise BadDocument.because(
            f"The file has {len(content) / 1_000_000:.1f} MB; at most {megabytes} MB are read."
        )


def decoded(content: bytes) -> str:
    """The text of a UTF-8 file, with or without a byte order mark."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadDocument.because("The file is UTF-16. Save it as UTF-8.", line=1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDocument.because(
            f"The file is no UTF-8 text: byte {content[error.start]:#04x} at position "
            f"{error.start:,}. Save it as UTF-8.",
            line=content.count(b"\n", 0, error.start) + 1,
        ) from None


def too_deep() -> BadDocument:
    """The error for lists and mappings within each other beyond the limit."""
    return BadDocument.because(f"Lists and mappings lie more than {DEEPEST} deep in each other.")


def too_many_values(limits: Limits) -> BadDocument:
    """The error for a file with more values than are read."""
    return BadDocument.because(f"The file has more than {limits.values:,} values.")


def below(place: str, key: str) -> str:
    """The place of a mapping's key: `dns` and `ttl` give `dns.ttl`."""
    if not _KEY.fullmatch(key):
        return f"{place}[{quoted(key)}]"
    return f"{place}.{key}" if place else key


def whole_number(text: str) -> int:
    """A number's value; one of many digits as a number that is out of any range."""
    if len(text) <= LONGEST_NUMBER:
        return int(text)
    return -BEYOND_ANY_NUMBER if text.startswith("-") else BEYOND_ANY_NUMBER


def resolved(text: str) -> None | bool | int | float | str:
    """What an unquoted YAML scalar is: null, true, false, a decimal number as in JSON, else text.

    Narrower than YAML 1.1, which makes other types of `no`, `012`, `1:30` and dates.
    """
    if text in _WORDS:
        return _WORDS[text]
    if not text.isascii() or not (text[0].isdigit() or text[0] == "-"):
        return text
    if _WHOLE_NUMBER.fullmatch(text):
        return whole_number(text)
    return float(text) if _FRACTION.fullmatch(text) else text
