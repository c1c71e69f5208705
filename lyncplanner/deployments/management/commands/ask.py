"""`ask FILE`: what breaks if something goes, who depends on a name, do partners reach us."""

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.management.base import CommandParser

from lyncplanner.deployments.ask_output import (
    Against,
    breaks_document,
    breaks_text,
    depends_document,
    depends_text,
    reaches_document,
    reaches_text,
)
from lyncplanner.deployments.command_line import DONE, SOMETHING_IS_WRONG, FileCommand
from lyncplanner.deployments.inputs import Unusable, each, topology_in
from lyncplanner.planning.asking import ABOUT, name_asked, nearest
from lyncplanner.planning.outage import UnknownName
from lyncplanner.planning.plan import Plan, plan
from lyncplanner.planning.questions import (
    Breaks,
    Depends,
    Question,
    newly,
    partner_reaches,
    what_breaks,
    who_depends,
)

_Answer = TypeVar("_Answer", Breaks, Depends)


class Command(FileCommand):
    help = "Ask a topology who loses sign-in if something goes, or whether partners reach it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="a topology; - reads it from standard input"
        )
        parser.add_argument("--question", required=True, choices=[*Question])
        parser.add_argument(
            "--about",
            required=True,
            metavar="NAME",
            help="the server, pool, site or proxy that goes; the name in DNS; the domain",
        )
        parser.add_argument(
            "--against", metavar="OLD", help="an older topology: who loses it now and did not then"
        )
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def work(self, options: dict[str, Any]) -> int:
        files = [file for file in (options["file"], options["against"]) if file is not None]
        current, *older = map(plan, each(files, topology_in))
        question = Question(options["question"])
        try:
            about = name_asked(options["about"], question)
            return self._answer(question, about, current, older, options["format"])
        except UnknownName:
            raise Unusable(_unknown(current, options, question)) from None

    def _answer(
        self, question: Question, about: str, current: Plan, older: list[Plan], form: str
    ) -> int:
        match question:
            case Question.WHAT_BREAKS:
                answer, against, lost = _compared(what_breaks, about, current, older)
                self._print(
                    form,
                    breaks_text(answer, against, self.paint),
                    breaks_document(answer, against),
                )
            case Question.WHO_DEPENDS:
                depends, against, lost = _compared(who_depends, about, current, older)
                self._print(
                    form,
                    depends_text(depends, against, self.paint),
                    depends_document(depends, against),
                )
            case Question.PARTNER_REACHES:
                reaches = partner_reaches(current, about)
                gone = _no_longer_reached(about, current, older)
                self._print(
                    form, reaches_text(reaches, gone, self.paint), reaches_document(reaches, gone)
                )
                lost = bool(reaches.unreached if gone is None else gone)
        return SOMETHING_IS_WRONG if lost else DONE

    def _print(self, form: str, lines: Iterable[str], document: dict[str, object]) -> None:
        if form == "json":
            self.show(f"{json.dumps(document)}\n")
            return
        for line in lines:
            self.show(f"{line}\n")


def _compared(
    ask: Callable[[Plan, str], _Answer], about: str, current: Plan, older: list[Plan]
) -> tuple[_Answer, Against | None, bool]:
    """The answer, what differs from the older plan's, and whether somebody loses sign-in."""
    answer = ask(current, about)
    if not older:
        return answer, None, answer.loses_sign_in
    try:
        before = ask(older[0], about)
    except UnknownName:
        # What was not there yet could take nobody's way in.
        return answer, Against(answer.lost, ()), answer.loses_sign_in
    against = Against(newly(answer.lost, before.lost), newly(before.lost, answer.lost))
    lost = any(change.signs_in for change in against.newly_lost)
    return answer, against, lost or (answer.loses_sign_in and not before.loses_sign_in)


def _no_longer_reached(about: str, current: Plan, older: list[Plan]) -> list[str] | None:
    if not older:
        return None
    try:
        before = partner_reaches(older[0], about)
    except UnknownName:
        return []
    now = {t.sip_domain for t in partner_reaches(current, about).federated if t.result is not None}
    then = [t.sip_domain for t in before.federated if t.result is not None]
    return [name for name in then if name not in now]


def _unknown(current: Plan, options: dict[str, Any], question: Question) -> str:
    found = nearest(current, question, options["about"])
    instead = f"; did you mean {' or '.join(found)}?" if found else "; give one that it has"
    return f"--about {options['about']}: {options['file']} has no such {ABOUT[question]}{instead}"
