"""Texts that go into comments and cells: one line each, with nothing in it that a reader obeys."""

import re
from collections.abc import Iterator

from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.records import Reason

# Cloudflare's zone-file import obeys tags in comments (docs: DNS, import and export, record
# attributes). Text of users must not turn its proxy on.
_TAG = re.compile(r"cf_tags", re.IGNORECASE)
_KNOWN_REASONS = 50_000


def one_line(text: str) -> str:
    """The text without line breaks, control and invisible characters of any script."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
        text = " ".join(text.split())
    return text


def comment_text(text: str) -> str:
    """Text for a comment: one line, and no tag that an importer obeys."""
    text = one_line(text)
    return _TAG.sub("cf tags", text) if "_" in text else text


def ascii_line(text: str) -> str:
    """Text for a comment in ASCII; `\\u2019` for what isn't, quotes that only look so among it."""
    return comment_text(text).encode("ascii", "backslashreplace").decode()


def stamp_lines(stamp: Stamp) -> Iterator[str]:
    """The stamp as lines for comments."""
    return map(comment_text, stamp.lines())


class Explanations(dict[tuple[Reason, ...], str]):
    """The reasons of a record as a comment, worded once for all records that share them.

    `Users sign in by this name. (edge.access for sip.contoso.com)`
    """

    def __missing__(self, reasons: tuple[Reason, ...]) -> str:
        if len(self) >= _KNOWN_REASONS:
            self.clear()
        words = " ".join(
            [f"{because} ({rule} for {subject})" for rule, subject, because, _ in reasons]
        )
        if "_" in words or not words.isprintable():
            words = comment_text(words)
        self[reasons] = words
        return words
