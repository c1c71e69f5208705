"""A client's look-ups, played against a plan: what it asks, who answers, where it ends up.

A `Lookup` indexes a plan once; each trace then costs no more than the few names that it asks for.
Source: Determine DNS requirements; Technical requirements for mobility.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from lyncplanner.planning import names
from lyncplanner.planning.answers import Answers, End, Found, Service
from lyncplanner.planning.choices import Choices, access_of
from lyncplanner.planning.clients import (
    INSIDE_AUTODISCOVER,
    MOBILE,
    PARTNERS,
    QUESTIONS,
    Client,
    Purpose,
    Question,
    Side,
)
from lyncplanner.planning.records import RecordType, View
from lyncplanner.planning.rules.sign_in import SIGN_IN_PORT
from lyncplanner.planning.rules.teams import MICROSOFT_365
from lyncplanner.planning.steps import Outcome, Result, Step, Trace, Way, Why
from lyncplanner.planning.topology import Pool

if TYPE_CHECKING:
    from lyncplanner.planning.plan import Plan

HTTPS_PORT = 443


class Lookup:
    """A plan's records, ready to answer clients."""

    def __init__(self, choices: Choices, answers: Answers) -> None:
        self.choices = choices
        self.answers = answers
        self._told_steps: dict[tuple[Side, str, int], tuple[Step, Result | None]] = {}

    @classmethod
    def of(cls, plan: "Plan") -> "Lookup":
        """The look-ups against a plan."""
        choices = Choices(plan.topology)
        return cls(choices, Answers(plan.records, choices.zones.internal))

    def trace(self, client: Client, side: Side, sip_domain: str) -> Trace:
        """Play a client's look-ups for users of a SIP domain; partners ask from outside."""
        steps: list[Step] = []
        further: list[Step] = []
        result: Result | None = None
        for question, step, found in self._play(client, side, sip_domain):
            if result is None or question.purpose.beside_sign_in:
                steps.append(step)
            else:
                further.append(step)
            result = result or found
        side = _asks_from(client, side)
        return Trace(client, side, sip_domain, tuple(steps), result, tuple(further))

    def way(self, client: Client, side: Side, sip_domain: str) -> Way | None:
        """How a client gets in, without its ladder; `None` where it ends nowhere."""
        for question, _, result in self._play(client, side, sip_domain):
            if result is not None:
                return Way(f"{question.label}.{sip_domain}", result)
        return None

    def _play(
        self, client: Client, side: Side, sip_domain: str
    ) -> Iterator[tuple[Question, Step, Result | None]]:
        side = _asks_from(client, side)
        for question in QUESTIONS[client]:
            for step, result in self._ask(client, side, question, sip_domain):
                yield question, step, result

    def _ask(
        self, client: Client, side: Side, question: Question, sip_domain: str
    ) -> Iterator[tuple[Step, Result | None]]:
        name = f"{question.label}.{sip_domain}"
        match question.purpose:
            case Purpose.UNENCRYPTED:
                yield self._skipped(side, name), None
            case Purpose.AUTODISCOVER:
                yield from self._autodiscover(client, side, name, question.label)
            case Purpose.FIRMWARE:
                step, _ = self._host(side, name, HTTPS_PORT)
                yield _instead(step, Why.FIRMWARE), None
            case Purpose.CLOCK:
                yield self._clock(side, name), None
            case Purpose.SIGN_IN if question.type is RecordType.SRV:
                yield self._service(side, name, sip_domain)
            case Purpose.SIGN_IN:
                yield self._host(side, name, None)

    def _skipped(self, side: Side, name: str) -> Step:
        view = self.answers.view_of(side, name)
        return Step(name, RecordType.SRV, view, Outcome.SKIPPED, Why.UNENCRYPTED)

    # Autodiscover

    def _autodiscover(
        self, client: Client, side: Side, name: str, label: str
    ) -> Iterator[tuple[Step, Result | None]]:
        found = self.answers.find(side, name)
        if found.end is not End.ADDRESSES:
            yield _without_addresses(name, found, HTTPS_PORT)
            return
        told = self._told(client, label)
        if told is None:
            yield _step(name, found, Outcome.DEAD_END, Why.TELLS_NOTHING), None
            return
        yield _step(name, found, Outcome.ANSWERED, Why.TELLS, told[0], HTTPS_PORT), None
        yield self._told_step(side, *told)

    def _told_step(self, side: Side, name: str, port: int) -> tuple[Step, Result | None]:
        """Ask for what Autodiscover told; it tells many SIP domains the same."""
        key = (side, name, port)
        found = self._told_steps.get(key)
        if found is None:
            step, result = self._host(side, name, port)
            if step.outcome is Outcome.NO_RECORD:
                step = step._replace(outcome=Outcome.DEAD_END, why=Why.NO_ADDRESS)
            found = self._told_steps[key] = step._replace(told=True), result
        return found

    def _told(self, client: Client, label: str) -> tuple[str, int] | None:
        """What Autodiscover tells a client: a name and a port; `None` where there is no such."""
        if client in MOBILE:
            return self._external_web
        return self._home_pool if label == INSIDE_AUTODISCOVER else self._access_edge

    @cached_property
    def _external_web(self) -> tuple[str, int] | None:
        pool = self.choices.home_pool
        if pool is None or pool.external_web is None:
            return None
        return pool.external_web.fqdn, HTTPS_PORT

    @cached_property
    def _home_pool(self) -> tuple[str, int] | None:
        pool = self.choices.home_pool
        return (pool.fqdn, SIGN_IN_PORT) if pool is not None else None

    @cached_property
    def _access_edge(self) -> tuple[str, int] | None:
        edge = self.choices.entry_edge
        access = access_of(edge) if edge is not None else None
        return (access.fqdn, access.port) if access is not None else None

    # Hosts

    def _host(self, side: Side, name: str, port: int | None) -> tuple[Step, Result | None]:
        """Ask for a host; without a port: the one of the SIP server that answers."""
        found = self.answers.find(side, name)
        if found.end is not End.ADDRESSES:
            return _without_addresses(name, found, HTTPS_PORT)
        if port is None:
            port = self._sip_port(name, found)
        leads_to = found.aliases[-1] if found.aliases else name
        step = _step(name, found, Outcome.ANSWERED, Why.SIGNS_IN, leads_to, port)
        return step, Result(name, found.addresses, port)

    def _sip_port(self, name: str, found: Found) -> int:
        if found.view is View.INTERNAL:
            return SIGN_IN_PORT
        edge = self._edge_at(name, found.addresses)
        access = access_of(edge) if edge is not None else None
        return access.port if access is not None else HTTPS_PORT

    def _edge_at(self, name: str, addresses: tuple[str, ...]) -> Pool | None:
        """The Edge pool that a name outside leads to."""
        edge = self._edge_by_access_name.get(name)
        if edge is not None:
            return edge
        return next((e for a in addresses if (e := self._edge_by_address.get(a))), None)

    @cached_property
    def _edges(self) -> tuple[Pool, ...]:
        """The entry Edge pool first: where pools share an address, it is the one meant."""
        entry = self.choices.entry_edge
        rest = (edge for edge in self.choices.edges if edge is not entry)
        return (entry, *rest) if entry is not None else ()

    @cached_property
    def _edge_by_access_name(self) -> dict[str, Pool]:
        found: dict[str, Pool] = {}
        for edge in self._edges:
            if (access := access_of(edge)) is not None:
                found.setdefault(access.fqdn, edge)
        return found

    @cached_property
    def _edge_by_address(self) -> dict[str, Pool]:
        found: dict[str, Pool] = {}
        for edge in self._edges:
            published = self.choices.published_addresses(edge, "access")
            for _, address in published.data if published is not None else ():
                found.setdefault(address, edge)
        return found

    # SRV records

    def _service(self, side: Side, name: str, sip_domain: str) -> tuple[Step, Result | None]:
        view, data = self.answers.services(side, name)
        if not data:
            return Step(name, RecordType.SRV, view, Outcome.NO_RECORD, Why.NO_RECORD), None
        why = Why.TARGET_WITHOUT_ADDRESS
        for one in data:
            port, target = Service.read(one)
            if names.is_under(target, MICROSOFT_365):
                return _led(name, view, data, Why.MICROSOFT_365, Result(target, (), port))
            if names.parent(target) != sip_domain:
                why = Why.TARGET_IN_OTHER_DOMAIN
                continue
            found = self.answers.find(side, target)
            why = _why_not(found, otherwise=Why.TARGET_WITHOUT_ADDRESS)
            if found.end is End.ADDRESSES:
                return _led(name, view, data, Why.SIGNS_IN, Result(target, found.addresses, port))
            if found.end is End.MICROSOFT_365:
                result = Result(found.aliases[-1], (), port)
                return _led(name, view, data, Why.MICROSOFT_365, result)
        return Step(name, RecordType.SRV, view, Outcome.DEAD_END, why, data), None

    def _clock(self, side: Side, name: str) -> Step:
        """The time server is mostly none of the plan's, so nothing is said of its addresses."""
        view, data = self.answers.services(side, name)
        if not data:
            return Step(name, RecordType.SRV, view, Outcome.NO_RECORD, Why.CLOCK)
        port, target = Service.read(data[0])
        addresses = self.answers.find(side, target).addresses
        return Step(
            name, RecordType.SRV, view, Outcome.ANSWERED, Why.CLOCK, data, target, port, addresses
        )


def trace(plan: "Plan", client: Client, side: Side, sip_domain: str) -> Trace:
    """One client's look-ups; for many of one plan, make a `Lookup` and keep it."""
    return Lookup.of(plan).trace(client, side, sip_domain)


def _asks_from(client: Client, side: Side) -> Side:
    return Side.OUTSIDE if client in PARTNERS else side


def _step(
    name: str,
    found: Found,
    outcome: Outcome,
    why: Why,
    leads_to: str | None = None,
    port: int | None = None,
) -> Step:
    addresses = found.addresses
    return Step(
        name, RecordType.A, found.view, outcome, why, found.trail, leads_to, port, addresses
    )


def _without_addresses(name: str, found: Found, port: int) -> tuple[Step, Result | None]:
    """A host look-up that no address answers."""
    if found.end is End.MICROSOFT_365:
        target = found.aliases[-1] if found.aliases else name
        step = _step(name, found, Outcome.ANSWERED, Why.MICROSOFT_365, target, port)
        return step, Result(target, (), port)
    outcome = Outcome.NO_RECORD if found.end is End.NO_RECORD else Outcome.DEAD_END
    return _step(name, found, outcome, _why_not(found, otherwise=Why.NO_RECORD)), None


def _why_not(found: Found, *, otherwise: Why) -> Why:
    match found.end:
        case End.NOWHERE:
            return Why.ALIAS_NOWHERE
        case End.TOO_MANY_ALIASES:
            return Why.TOO_MANY_ALIASES
        case End.OUT_OF_SERVICE:
            return Why.OUT_OF_SERVICE
        case _:
            return otherwise


def _led(
    name: str, view: View, data: tuple[str, ...], why: Why, result: Result
) -> tuple[Step, Result]:
    target, addresses, port = result
    return (
        Step(name, RecordType.SRV, view, Outcome.ANSWERED, why, data, target, port, addresses),
        result,
    )


def _instead(step: Step, why: Why) -> Step:
    """The same step with another purpose, where it led anywhere."""
    return step._replace(why=why) if step.outcome is not Outcome.DEAD_END else step
