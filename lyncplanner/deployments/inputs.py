"""Files as the command line names them: topology documents, Topology Builder's, plan documents."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, TypeVar

from lyncplanner.documents.errors import BadDocument, Problems
from lyncplanner.documents.plain import PLAN_LIMITS, TOPOLOGY_LIMITS, check_size
from lyncplanner.documents.reading import read, read_plain
from lyncplanner.exports import plan_document
from lyncplanner.exports.plan_document import BadPlan, ReadPlan, is_plan_document
from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import Topology

_STANDARD_INPUT = "-"
_Read = TypeVar("_Read")


class Unusable(Exception):
    """The input can't be used: one line a problem, each with the file, the place and what to do."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def each(paths: Iterable[str], read_one: Callable[[str], _Read]) -> list[_Read]:
    """What `read_one` makes of every file. Raises `Unusable` with the problems of all of them."""
    found: list[_Read] = []
    problems: list[str] = []
    for path in paths:
        try:
            found.append(read_one(path))
        except Unusable as unusable:
            problems.extend(unusable.problems)
    if problems:
        raise Unusable(*problems)
    return found


def topology_in(path: str) -> Topology:
    """The topology that a file describes; `-` is standard input. Raises `Unusable`."""
    content = _content(path)
    if is_plan_document(content):
        raise Unusable(f"{_shown(path)}: this is a plan; give the topology that it was made from")
    return _topology(path, content)


def plan_in(path: str) -> ReadPlan:
    """The plan that a file holds, or that its topology needs. Raises `Unusable`."""
    content = _content(path)
    if is_plan_document(content):
        return _read_plan(path, content)
    return planned(path, _topology(path, content))


def planned(path: str, topology: Topology) -> ReadPlan:
    """A topology's plan, stamped with the name of the file that it stands in."""
    made = plan(topology)
    source = _shown(path) if path == _STANDARD_INPUT else Path(path).name
    stamp = Stamp.of_plan(topology.name, made.records, made.findings, source=source)
    return ReadPlan(made.records, made.findings, stamp, topology)


def words(error: OSError) -> str:
    """What the system says of a file, as a sentence's end."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]


def _shown(path: str) -> str:
    return "standard input" if path == _STANDARD_INPUT else path


def _topology(path: str, content: bytes) -> Topology:
    try:
        return read(content, name=_shown(path)).topology
    except BadDocument as bad:
        raise _unusable(path, bad) from None


def _read_plan(path: str, content: bytes) -> ReadPlan:
    problems = Problems()
    try:
        check_size(content, PLAN_LIMITS)
        _, value = read_plain(content, problems, PLAN_LIMITS)
        problems.raise_if_any()
        return plan_document.read(value)
    except BadDocument as unreadable:
        raise _unusable(path, unreadable) from None
    except BadPlan as bad:
        lines = (f"{_shown(path)}: {place}: {said}" for place, said in bad.problems)
        raise Unusable(*lines) from None


def _unusable(path: str, bad: BadDocument) -> Unusable:
    return Unusable(*(f"{_shown(path)}: {line}" for line in bad.shown()))


def _content(path: str) -> bytes:
    try:
        if path == _STANDARD_INPUT:
            return _bounded(path, sys.stdin.buffer)
        with Path(path).open("rb") as file:
            return _bounded(path, file)
    except (OSError, ValueError) as error:
        said = words(error) if isinstance(error, OSError) else str(error)
        raise Unusable(
            f"{_shown(path)}: {said}; give a topology document that can be read"
        ) from None


def _bounded(path: str, file: BinaryIO) -> bytes:
    """A file's bytes, and of one that is too large only so much that its reader sees it."""
    content = file.read(TOPOLOGY_LIMITS.size + 1)
    if len(content) <= TOPOLOGY_LIMITS.size or not is_plan_document(content):
        return content
    content += file.read(PLAN_LIMITS.size - TOPOLOGY_LIMITS.size)
    if len(content) > PLAN_LIMITS.size:
        most = PLAN_LIMITS.size // 1_000_000
        raise Unusable(f"{_shown(path)}: it has more than {most} MB; give the topology instead")
    return content
