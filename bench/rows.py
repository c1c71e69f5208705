"""What is measured, and how it is shown."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    size: int
    """Records, or what the thing is counted in."""
    measured: float
    unit: str = "s"
    goal: float | None = None
    """The most that is promised."""
    beside: str = ""
    """A comparison: `9.1 × plain formatting`."""

    @property
    def missed(self) -> bool:
        return self.goal is not None and self.measured > self.goal


def cpu(work: Callable[[], _Made], *, times: int = 3) -> tuple[float, _Made]:
    """The CPU time of the fastest of several runs, and what the last one made."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        made = work()
        seconds.append(time.process_time() - start)
    return min(seconds), made


def consume(parts: Iterable[bytes]) -> int:
    """Read everything and count the bytes."""
    return sum(map(len, parts))


def table(rows: Iterable[Row]) -> Iterator[str]:
    """A line for each row as soon as it is measured."""
    yield f"{'what':46} {'size':>8} {'measured':>12} {'goal':>12}  beside"
    for row in rows:
        goal = "" if row.goal is None else f"{row.goal:g} {row.unit}"
        missed = "  MISSED" if row.missed else ""
        measured = f"{row.measured:.4g} {row.unit}"
        yield f"{row.what:46} {row.size:8,} {measured:>12} {goal:>12}  {row.beside}{missed}"
