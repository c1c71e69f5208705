"""What is wrong with a file, told to the person who gave it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MOST_KEPT = 1000
MOST_COUNTED = 100_000
MOST_SHOWN = 100
LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps a file from being read."""

    place: str
    """A path in the document, `pools[2].servers[0].addresses`, or of elements; empty: the whole."""
    line: int | None
    """Counted from 1; `None` where it is not known."""
    message: str
    """A sentence: what is wrong and what to do."""

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line is not None else ""
        where = ", ".join(part for part in (line, self.place) if part)
        return f"{where}: {self.message}" if where else self.message


class BadDocument(Exception):
    """A file that can't be read. It carries every problem found, up to `MOST_KEPT` of them."""

    def __init__(self, problems: Iterable[Problem], *, more: int = 0) -> None:
        self.problems = tuple(problems)
        self.more = more
        """How many there were beyond those."""
        self.file = ""
        """The file's name, where the reader was told it."""
        super().__init__(self.problems, more)

    def __str__(self) -> str:
        file = f"{self.file}: " if self.file else ""
        return "\n".join(f"{file}{line}" for line in self.shown())

    def shown(self, *, most: int = MOST_SHOWN) -> list[str]:
        """A line of text for each problem, at most `most`, and one that counts the rest."""
        lines = [str(problem) for problem in self.problems[:most]]
        rest = len(self.problems) - len(lines) + self.more
        if rest:
            at_least = "at least " if len(self.problems) + self.more >= MOST_COUNTED else ""
            lines.append(f"and {at_least}{rest:,} more problem{'s' if rest > 1 else ''}.")
        return lines

    @classmethod
    def because(cls, message: str, *, place: str = "", line: int | None = None) -> "BadDocument":
        """For a file of which nothing more can be said."""
        return cls([Problem(place, line, message)])


class Problems:
    """Gathers the problems of one file. Beyond `MOST_KEPT` it only counts them, and at
    `MOST_COUNTED` readers can stop."""

    def __init__(self) -> None:
        self._kept: list[Problem] = []
        self.count = 0

    @property
    def full(self) -> bool:
        """Whether messages are no longer kept, so that costly ones need not be made."""
        return self.count >= MOST_KEPT

    @property
    def enough(self) -> bool:
        """Whether there are so many that nothing is won by looking for more."""
        return self.count >= MOST_COUNTED

    def add(self, place: str, line: int | None, message: str) -> None:
        """Note a problem."""
        if not self.full:
            self._kept.append(Problem(place, line, message))
        self.count += 1

    def messages(self) -> list[str]:
        """What was said, in the order in which it was noted."""
        return [problem.message for problem in self._kept]

    def take(self, error: BadDocument) -> None:
        """Note the problems that an error carries."""
        for problem in error.problems:
            self.add(problem.place, problem.line, problem.message)
        self.count += error.more

    def raise_if_any(self) -> None:
        """Raise `BadDocument` with what was gathered, in the order of the file's lines."""
        if not self.count:
            return
        ordered = sorted(self._kept, key=lambda problem: problem.line or 0)
        raise BadDocument(ordered, more=self.count - len(ordered))


def quoted(value: object) -> str:
    """A value from a file as a message may show it: short, on one line, without control codes."""
    return f'"{shown(value)}"'


def shown(value: object, *, longest: int = LONGEST_QUOTE) -> str:
    """The same without quotes."""
    text = str(value)
    short = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in short
    )


def listed(words: Iterable[str]) -> str:
    """Words as a sentence lists them: `a, b or c`."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word that is nearest, as a sentence that begins with a blank; else nothing."""
    short = word[:LONGEST_QUOTE].lower()
    by_lower = {candidate.lower(): candidate for candidate in known}
    near = difflib.get_close_matches(short, by_lower, n=1)
    return f" Did you mean {by_lower[near[0]]}?" if near else ""
