"""Answers to what people ask of a plan, as the trace page shows them below the questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from lyncplanner.planning.asking import ABOUT, name_asked, names_known, nearest
from lyncplanner.planning.clients import CLIENT_NAMES, PARTNERS, Client, Side
from lyncplanner.planning.matrix import WayChange, grouped
from lyncplanner.planning.outage import NameEffect, UnknownName
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.questions import (
    Breaks,
    Depends,
    Question,
    Reaches,
    partner_reaches,
    what_breaks,
    who_depends,
)
from lyncplanner.planning.steps import Trace

_MOST_DOMAINS = 5
_MOST_OFFERED = 100
_MOST_LINES = 20
_WORDS = {
    Question.WHAT_BREAKS: ("What breaks if … goes?", "Server, pool, site or reverse proxy"),
    Question.WHO_DEPENDS: ("Who depends on …?", "A name in DNS"),
    Question.PARTNER_REACHES: ("Does … reach us?", "A partner’s domain, or one of yours"),
}


class Asking(NamedTuple):
    """A question with its one field."""

    question: Question
    label: str
    hint: str
    offered: list[str]
    """What can be asked about: the first of a long list."""
    about: str
    """What is asked about now; empty where another question is asked."""
    problem: str
    instead: list[str]


class Who(NamedTuple):
    """Clients of some SIP domains who lose the way in, or take another."""

    client: str
    sides: str
    domains: tuple[str, ...]
    more: int
    before: str
    after: str


class Partners(NamedTuple):
    """What partners of one kind find: one trace for each SIP domain."""

    kind: str
    traces: tuple[Trace, ...]

    @property
    def reached(self) -> int:
        return sum(trace.result is not None for trace in self.traces)

    @property
    def shown(self) -> list[tuple[str, Trace]]:
        """What is asked for, and its trace: those that lead nowhere first."""
        found = sorted(self.traces, key=lambda trace: trace.result is not None)
        return [(trace.steps[0].query, trace) for trace in found[:_MOST_LINES]]

    @property
    def more(self) -> int:
        return max(0, len(self.traces) - _MOST_LINES)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be said; one of the three."""

    about: str
    breaks: Breaks | None = None
    depends: Depends | None = None
    reaches: Reaches | None = None

    @property
    def lost(self) -> list[Who]:
        found = self.breaks or self.depends
        return _who(found.lost) if found is not None else []

    @property
    def elsewhere(self) -> list[Who]:
        found = self.breaks or self.depends
        return _who(found.elsewhere) if found is not None else []

    @property
    def without_a_home(self) -> bool:
        """Whether users of a pool have no other to go to, whatever DNS says."""
        return self.breaks is not None and any(h.backup is None for h in self.breaks.homed)

    @property
    def dead_names(self) -> list[NameEffect]:
        """Names at which nothing answers any more."""
        return [name for name in self._names if name.dead]

    @property
    def hit_names(self) -> list[NameEffect]:
        """Names at which less answers than before."""
        return [name for name in self._names if not name.dead]

    @property
    def _names(self) -> tuple[NameEffect, ...]:
        return self.breaks.names if self.breaks is not None else ()

    @property
    def partners(self) -> list[Partners]:
        """Partners by SIP federation, and by XMPP."""
        if self.reaches is None:
            return []
        kinds = (("SIP federation", self.reaches.federated), ("XMPP", self.reaches.xmpp))
        return [Partners(kind, traces) for kind, traces in kinds]


def _who(changes: Iterable[WayChange]) -> list[Who]:
    """One for each client and its SIP domains: the sides on which the same happens together."""
    found: dict[tuple[Client, tuple[str, ...], str, str], list[Side]] = {}
    for group in grouped(changes):
        after = group.after.by if group.after is not None else ""
        before = group.before.by if group.before is not None and after else ""
        found.setdefault((group.client, group.sip_domains, before, after), []).append(group.side)
    return [
        Who(
            CLIENT_NAMES[client],
            "" if client in PARTNERS else " and ".join(sides),
            domains[:_MOST_DOMAINS],
            max(0, len(domains) - _MOST_DOMAINS),
            before,
            after,
        )
        for (client, domains, before, after), sides in found.items()
    ]


def ask(plan: Plan, question: str, about: str) -> tuple[list[Asking], Answer | None]:
    """The questions, one of them asked about something; and its answer where it has one."""
    text = about.strip()[:1000]
    asked = Question(question) if question in set(Question) and text else None
    answer, problem, instead = None, "", list[str]()
    if asked is not None:
        name = name_asked(text, asked)
        try:
            answer = _answer(plan, asked, name)
        except UnknownName:
            problem = f"The plan has no such {ABOUT[asked]}."
            instead = nearest(plan, asked, name)
    askings = [
        Asking(
            each,
            *_WORDS[each],
            names_known(plan, each)[:_MOST_OFFERED],
            text if each is asked else "",
            problem if each is asked else "",
            instead if each is asked else [],
        )
        for each in Question
    ]
    return askings, answer


def _answer(plan: Plan, question: Question, name: str) -> Answer:
    match question:
        case Question.WHAT_BREAKS:
            return Answer(name, breaks=what_breaks(plan, name))
        case Question.WHO_DEPENDS:
            return Answer(name, depends=who_depends(plan, name))
        case Question.PARTNER_REACHES:
            return Answer(name, reaches=partner_reaches(plan, name))
