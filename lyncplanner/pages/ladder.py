"""A client's questions one below the other: what the trace page shows of a chosen cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lyncplanner.pages.trace_page import Chosen
from lyncplanner.planning.clients import CLIENT_NAMES, PARTNERS, Client, Side
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.meanings import meaning
from lyncplanner.planning.owners import Owners
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.records import Record, RecordType, View
from lyncplanner.planning.steps import Outcome, Result, Step, Trace

_DNS = {View.INTERNAL: "DNS inside", View.EXTERNAL: "Public DNS"}
_WORDS = {Outcome.NO_RECORD: "No record", Outcome.SKIPPED: "Skipped"}


class Rung(NamedTuple):
    """One question of a client."""

    number: int
    query: str
    key: str
    """The record set that answers; empty where there is none."""
    type: str
    dns: str
    outcome: Outcome
    answers: tuple[str, ...]
    words: str
    """In place of answers."""
    meaning: str
    reaches: tuple[str, ...]
    ends_here: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    chosen: Chosen
    client: str
    result: Result | None
    reaches: tuple[str, ...]
    rungs: list[Rung]
    further: list[Rung]
    cut: str
    """What stands between what is asked and what would be."""

    @property
    def spoken(self) -> str:
        """Where it ends, for those who don't see it."""
        end = "ends nowhere" if self.result is None else f"reaches {self.result.connects_to}"
        return f"{self.client}, {self.chosen.sip_domain}, {self.chosen.side}: {end}"


def chosen_from(client: str, side: str, sip_domain: str, lookup: Lookup) -> Chosen | None:
    """The cell that an address names; `None` where it names none that there is."""
    if client not in set(Client) or sip_domain not in lookup.choices.sip_domain_names:
        return None
    who = Client(client)
    if who in PARTNERS:
        return Chosen(who, Side.OUTSIDE, sip_domain)
    return Chosen(who, Side(side), sip_domain) if side in set(Side) else None


def ladder(plan: Plan, lookup: Lookup, chosen: Chosen) -> Ladder:
    """The questions of one client, with the records that answer them."""
    found = lookup.trace(*chosen)
    owners = Owners(plan.topology)
    keys = _keys(plan.records, {step.query for step in (*found.steps, *found.further)})
    result = found.result
    return Ladder(
        chosen=chosen,
        client=CLIENT_NAMES[chosen.client],
        result=result,
        reaches=owners.of(result.addresses) if result is not None else (),
        rungs=list(_rungs(found, found.steps, 1, owners, keys)),
        further=list(_rungs(found, found.further, len(found.steps) + 1, owners, keys)),
        cut=_cut(chosen.client),
    )


def _cut(client: Client) -> str:
    signs_in = "The partner gets in here." if client in PARTNERS else "Signs in here."
    return f"{signs_in} Only if that fails, it asks on:"


_Keys = dict[tuple[View, str, bool], str]


def _keys(records: Iterable[Record], names: set[str]) -> _Keys:
    """The record sets of some names, by view, name and whether they are SRV records."""
    found: _Keys = {}
    for view, _, name, kind, *_ in records:
        if name in names:
            found.setdefault((view, name, kind is RecordType.SRV), f"{view}~{name}~{kind}")
    return found


def _rungs(
    trace: Trace,
    steps: Sequence[Step],
    first: int,
    owners: Owners,
    keys: _Keys,
) -> Iterator[Rung]:
    ends = _ending(trace) if steps is trace.steps else None
    for number, step in enumerate(steps, first):
        is_service = step.type is RecordType.SRV
        yield Rung(
            number=number,
            query=step.query,
            key=keys.get((step.view, step.query, is_service), ""),
            type="SRV" if is_service else "A, AAAA",
            dns=_DNS[step.view],
            outcome=step.outcome,
            answers=step.answers,
            words=_WORDS.get(step.outcome, ""),
            meaning="" if step.outcome is Outcome.NO_RECORD else meaning(step, trace.client),
            reaches=owners.of(step.addresses),
            ends_here=step is ends,
            told=step.told,
        )


def _ending(trace: Trace) -> Step | None:
    """The step at which the client gets in."""
    if trace.result is None:
        return None
    wanted = trace.result
    return next(
        (
            step
            for step in trace.steps
            if step.outcome is Outcome.ANSWERED
            and step.port == wanted.port
            and step.addresses == wanted.addresses
            and wanted.connects_to in (step.query, step.leads_to)
        ),
        None,
    )
