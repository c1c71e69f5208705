"""What the commands that work on files have in common: reading them, exit statuses, messages."""

import os
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from lyncplanner.deployments.inputs import Unusable, words
from lyncplanner.exports.wording import one_line

DONE = 0
SOMETHING_IS_WRONG = 1
UNUSABLE = 2

_INTERRUPTED = 130
_STYLES = {
    "heading": "MIGRATE_HEADING",
    "error": "ERROR",
    "warning": "WARNING",
    "info": "HTTP_INFO",
    "left out": "HTTP_NOT_MODIFIED",
}


class FileCommand(BaseCommand):
    """A command that needs files only: no database, no setting, no environment variable."""

    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser that tells a mistake in one line, as everything else is told."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def refuse(message: str) -> NoReturn:
            parser.exit(
                UNUSABLE, f"{_in_words(message)}; {subcommand} --help shows what there is\n"
            )

        # Django chooses the parser's class, so it can't be one of ours.
        parser.error = refuse  # type: ignore[method-assign]
        return parser

    def work(self, options: dict[str, Any]) -> int:
        """Do the work and return the exit status; raise `Unusable` before anything is printed."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        status = self._status(options)
        if status:
            sys.exit(status)

    def show(self, text: str) -> None:
        """Print text as it is."""
        self.stdout.write(text, ending="")

    def paint(self, text: str, role: str) -> str:
        """Colour a text by what it is, on a terminal that has colours."""
        paint: Callable[[str], str] = getattr(self.style, _STYLES[role])
        return paint(text)

    def _status(self, options: dict[str, Any]) -> int:
        if sys.stdout is None:
            self.stderr.write("standard output: it is closed; send it somewhere")
            return UNUSABLE
        try:
            _write_utf8()
            status = self.work(options)
            self.stdout.flush()
            return status
        except Unusable as unusable:
            for problem in unusable.problems:
                self.stderr.write(one_line(problem))
            return UNUSABLE
        except BrokenPipeError:
            # The reader has seen enough, as `head` does; nothing is left to flush at the exit.
            _discard_output()
            return DONE
        except OSError as error:
            _discard_output()
            self.stderr.write(f"standard output: {words(error)}; nothing more is written")
            return UNUSABLE
        except KeyboardInterrupt:
            return _INTERRUPTED


_NO_CHOICE = re.compile(r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", re.DOTALL)


def _in_words(message: str) -> str:
    """What argparse says, with the argument first."""
    message = one_line(_NO_CHOICE.sub(r"\1: there is no \2; choose from \3", message))
    return message.removeprefix("argument ")


def _write_utf8() -> None:
    # Whatever the locale: a deployment's name must not end a command.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _discard_output() -> None:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
