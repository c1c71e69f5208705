"""An export as the page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from shlex import join, quote
from urllib.parse import urlencode

from lyncplanner.exports.delivery import Choice, Delivery, deliver
from lyncplanner.exports.download import download
from lyncplanner.exports.files import File, Options
from lyncplanner.exports.refusals import Refusal
from lyncplanner.exports.stamp import Stamp
from lyncplanner.pages.export_options import command_words
from lyncplanner.planning.records import Record

PREVIEW_LINES = 500
TABS = 30
NOT_TEXT = frozenset({"pdf", "xlsx"})
"""Formats that can't be shown as text, and cost too much to be made only for a look."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants exported."""

    to: str
    choice: Choice
    options: Options
    previous: Sequence[Record] = ()
    """What is deployed now, so that what was dropped since is removed."""

    def delivery(self, records: Sequence[Record], stamp: Stamp) -> Delivery:
        return deliver(
            self.to,
            records,
            stamp=stamp,
            options=self.options,
            choice=self.choice,
            previous=self.previous,
        )

    @property
    def has_options(self) -> bool:
        """Whether it is another than the API's, which takes no options of a format."""
        return any(command_words(self.options, self.to))

    def command(self, document: str) -> str:
        """The same on the command line, of a topology document."""
        words = ["python", "manage.py", "export", document, "--to", self.to]
        for flag, values in (
            ("--view", self.choice.views),
            ("--zone", self.choice.zones),
            ("--requirement", self.choice.requirements),
        ):
            for value in sorted(values):
                words += [flag, value]
        return join([*words, *command_words(self.options, self.to), "-o", "out"])

    def request(self, address: str, number: int) -> str:
        """The same of a revision, asked of the API at its address of this format."""
        asked = [
            ("version", str(number)),
            *(("view", view) for view in sorted(self.choice.views)),
            *(("zone", zone) for zone in sorted(self.choice.zones)),
            *(("requirement", need) for need in sorted(self.choice.requirements)),
        ]
        wanted = quote(f"{address}?{urlencode(asked)}")
        return f'curl -fH "Authorization: Bearer $TOKEN" -OJ {wanted}'


@dataclass(frozen=True, slots=True)
class Preview:
    """The first files by name, and the beginning of one of them."""

    files: list[File]
    count: int
    shown: str
    """The path of the file whose text this is."""
    text: str | None
    """`None`: it is no text."""
    cut: bool
    download: str
    """The name of the file that all of them are downloaded as."""
    refused: tuple[Refusal, ...]


def preview(wish: Wish, records: Sequence[Record], stamp: Stamp, path: str) -> Preview:
    """The beginning of the file at `path`, or of the first. Raises `BadOption`."""
    if wish.to in NOT_TEXT:
        file = File(f"records.{wish.to}", "")
        name = download(wish.to, iter([file]), stamp).name
        return Preview([file], 1, file.path, None, False, name, ())
    delivery = wish.delivery(records, stamp)
    files = list(delivery.files)
    chosen = next((file for file in files if file.path == path), files[0] if files else None)
    lines = list(islice(_lines(chosen), PREVIEW_LINES + 1)) if chosen is not None else []
    return Preview(
        files=_tabs(files, chosen),
        count=len(files),
        shown=chosen.path if chosen is not None else "",
        text="".join(lines[:PREVIEW_LINES]),
        cut=len(lines) > PREVIEW_LINES,
        download=download(wish.to, iter(files), stamp).name,
        refused=delivery.refused,
    )


def _tabs(files: list[File], chosen: File | None) -> list[File]:
    first = files[:TABS]
    return first if chosen is None or chosen in first else [chosen, *first[: TABS - 1]]


def _lines(file: File) -> Iterator[str]:
    rest = b""
    for part in file.parts():
        *whole, rest = (rest + part).split(b"\n")
        for line in whole:
            yield line.decode("utf-8", "replace") + "\n"
    if rest:
        yield rest.decode("utf-8", "replace")
