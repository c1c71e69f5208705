"""Texts that go into comments and cells: one line each, with nothing in it that a reader obeys."""

import re
from collections.abc import Iterator

from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.records import Reason, Record

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


def stamp_lines(stamp: Stamp) -> Iterator[str]:
    """The stamp as lines for comments."""
    return map(comment_text, stamp.lines())


class Explanations:
    """Why records are there, as comments. Records share reasons, so each is worded once."""

    def __init__(self) -> None:
        self._known: dict[Reason, str] = {}

    def of(self, record: Record) -> str:
        """`required: Users sign in by this name. (edge.access for sip.contoso.com)`."""
        known = self._known
        reasons = record.reasons
        if len(reasons) == 1:
            reason = reasons[0]
            return f"{record.requirement}: {known.get(reason) or self._word(reason)}"
        texts = [known.get(reason) or self._word(reason) for reason in reasons]
        return f"{record.requirement}: {' '.join(texts)}"

    def _word(self, reason: Reason) -> str:
        if len(self._known) >= _KNOWN_REASONS:
            self._known.clear()
        text = comment_text(f"{reason.because} ({reason.rule} for {reason.subject})")
        self._known[reason] = text
        return text
