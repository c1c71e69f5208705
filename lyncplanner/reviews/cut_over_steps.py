"""The steps of a SIP domain's way to Teams Only as pages list them: what to do, and why."""

from collections.abc import Iterator
from typing import NamedTuple

from lyncplanner.planning.clients import CLIENT_NAMES, PARTNERS
from lyncplanner.planning.cut_over import TTL_STEPS, CutOver, CutOverStep, StepKind
from lyncplanner.planning.cut_over_wording import title, why
from lyncplanner.planning.set_changes import SetChange

MOST_SETS = 100
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


class SetLine(NamedTuple):
    """A record set that a step changes."""

    view: str
    name: str
    type: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    key: str
    """Of the set in the plan; empty where it is not there yet."""


class StepLine(NamedTuple):
    number: int
    title: str
    why: str
    sets: list[SetLine]
    more: int
    ttl_only: bool
    wait: str
    stranded: list[str]
    """Clients that no longer get in once it is done."""


def step_lines(found: CutOver) -> Iterator[StepLine]:
    """The steps of one SIP domain, numbered."""
    for number, step in enumerate(found.steps, 1):
        yield StepLine(
            number,
            title(step, found),
            why(step, found),
            [_line(_of_step(step, change)) for change in step.sets[:MOST_SETS]],
            max(0, len(step.sets) - MOST_SETS),
            step.kind in TTL_STEPS,
            span(step.wait) if step.wait else "",
            _stranded(step),
        )


def _stranded(step: CutOverStep) -> list[str]:
    return [
        CLIENT_NAMES[client] if client in PARTNERS else f"{CLIENT_NAMES[client]}, {side}"
        for client, side in step.stranded
    ]


def _of_step(step: CutOverStep, change: SetChange) -> SetChange:
    """What a step sees: the TTL is lowered of what is there, and raised of what came."""
    if step.kind is StepKind.LOWER_TTL:
        return change._replace(after=None)
    if step.kind is StepKind.RAISE_TTL:
        return change._replace(before=None)
    return change


def _line(change: SetChange) -> SetLine:
    return SetLine(
        change.there.view,
        change.there.name,
        change.there.type,
        tuple(r.data for r in change.before.records) if change.before is not None else (),
        tuple(r.data for r in change.after.records) if change.after is not None else (),
        change.before.key if change.before is not None else "",
    )


def span(seconds: int) -> str:
    """`5 minutes`, `1 hour`: rounded up to what one waits for."""
    for unit, word in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= unit:
            number = -(-seconds // unit)
            return f"{number} {word}{'' if number == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
