"""An export as one download: the file itself, or a zip of several."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lyncplanner.exports.files import File
from lyncplanner.exports.stamp import Stamp

_CONTENT_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}
_TEXT = "text/plain; charset=utf-8"
_LONGEST_SLUG = 60
# The first moment that a zip knows: the same files give the same bytes whenever they are packed.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    """ASCII, of letters, digits, dots and hyphens. Says DRAFT where it is not approved."""
    content_type: str
    parts: Iterator[bytes]


def download(to: str, files: Iterable[File], stamp: Stamp) -> Download:
    """The files of an export in the format `to` as one."""
    start = list(islice(files, 2))
    stem = f"{_slug(stamp.deployment)}-{_version(stamp)}-{to}"
    if len(start) == 1:
        suffix = PurePosixPath(start[0].path).suffix
        content_type = _CONTENT_TYPES.get(suffix, _TEXT)
        return Download(f"{stem}{suffix}", content_type, start[0].parts())
    parts = _zipped(chain(start, files))
    return Download(f"{stem}.zip", _CONTENT_TYPES[".zip"], parts)


def _version(stamp: Stamp) -> str:
    if stamp.revision is None:
        return "DRAFT"
    return f"r{stamp.revision}{'' if stamp.approved else '-DRAFT'}"


def _slug(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:_LONGEST_SLUG].rstrip("-") or "deployment"


class _Sink:
    """Where the zip is written to: keeps what has not been handed on yet."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, part: bytes, /) -> int:
        self._written.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits anywhere."""

    def close(self) -> None:
        """Nothing is held open."""

    def taken(self) -> bytes:
        written = b"".join(self._written)
        self._written.clear()
        return written


def _zipped(files: Iterable[File]) -> Iterator[bytes]:
    sink = _Sink()
    with ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for file in files:
            entry = ZipInfo(file.path, _NO_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w") as target:
                for part in file.parts():
                    target.write(part)
            yield sink.taken()
    yield sink.taken()
