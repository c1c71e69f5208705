"""Files of an export into a folder."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from lyncplanner.exports.files import File


def write(files: Iterable[File], folder: Path) -> list[Path]:
    """Write files below a folder, which is made where it is not there, and tell their paths.

    A file that is there is replaced in one step, others are left alone. Raises `OSError`.
    """
    written = []
    for file in files:
        path = folder / _inside(file.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, file)
        written.append(path)
    return written


def _inside(path: str) -> PurePosixPath:
    # Exporters make paths of safe stems only; one that leaves the folder is a mistake in them.
    below = PurePosixPath(path)
    if below.is_absolute() or ".." in below.parts or not below.parts:
        raise ValueError(f"{path!r} leaves the folder of the export")
    return below


def _replace(path: Path, file: File) -> None:
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    unfinished = path.with_name(f".{os.getpid()}.unfinished")
    try:
        with unfinished.open("xb") as target:
            target.writelines(file.parts())
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
