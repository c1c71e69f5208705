"""A trace as text for a terminal, and as a document for scripts."""

from collections.abc import Iterator, Sequence

from lyncplanner.deployments.plan_text import Paint
from lyncplanner.planning.clients import CLIENT_NAMES, Client
from lyncplanner.planning.meanings import meaning
from lyncplanner.planning.owners import Owners
from lyncplanner.planning.records import View
from lyncplanner.planning.steps import Outcome, Result, Step, Trace, Why

FORMAT = "lyncplanner-trace/1"
_DNS = {View.INTERNAL: "DNS inside", View.EXTERNAL: "public DNS"}
_OUTCOMES = {
    Outcome.ANSWERED: "answered",
    Outcome.NO_RECORD: "no record",
    Outcome.DEAD_END: "dead end",
    Outcome.SKIPPED: "skipped",
}
_PAINTS = {Outcome.DEAD_END: "error", Outcome.ANSWERED: "info"}


def trace_text(trace: Trace, user: str, owners: Owners, paint: Paint) -> Iterator[str]:
    """The lines of a trace: its ladder, and where it ends."""
    yield paint(f"{CLIENT_NAMES[trace.client]} of {user}, {trace.side}", "heading")
    yield from _ladder(trace.steps, trace.client, 1, paint)
    yield ""
    if trace.result is None:
        yield paint("Ends nowhere: none of these names leads to a server.", "error")
        return
    yield f"Ends at {_end(trace.result, owners)}."
    if trace.further:
        yield ""
        yield paint("Only if that fails, it asks on:", "heading")
        yield from _ladder(trace.further, trace.client, len(trace.steps) + 1, paint)


def _ladder(steps: Sequence[Step], client: Client, first: int, paint: Paint) -> Iterator[str]:
    for number, step in enumerate(steps, first):
        outcome = _OUTCOMES[step.outcome]
        if step.outcome in _PAINTS:
            outcome = paint(outcome, _PAINTS[step.outcome])
        yield f"{number:3}  {step.query}  {step.type}  {_DNS[step.view]}: {outcome}"
        if step.answers:
            yield f"     {', '.join(step.answers)}"
        if step.why is not Why.NO_RECORD:
            yield f"     {meaning(step, client)}"


def _end(result: Result, owners: Owners) -> str:
    if not result.addresses:
        return f"{result.connects_to}, port {result.port}"
    whose = ", ".join(owners.of(result.addresses))
    addresses = ", ".join(result.addresses)
    return f"{result.connects_to}, port {result.port}: {addresses} ({whose})"


def trace_document(trace: Trace, owners: Owners) -> dict[str, object]:
    """The trace as `lyncplanner-trace/1`."""
    return {
        "format": FORMAT,
        "client": trace.client,
        "from": trace.side,
        "sip_domain": trace.sip_domain,
        "steps": [_step(step, trace.client, owners) for step in trace.steps],
        "result": None if trace.result is None else _result(trace.result, owners),
        "further": [_step(step, trace.client, owners) for step in trace.further],
    }


def _step(step: Step, client: Client, owners: Owners) -> dict[str, object]:
    return {
        "query": step.query,
        "type": step.type,
        "outcome": step.outcome,
        "answers": list(step.answers),
        "leads_to": step.leads_to,
        "meaning": meaning(step, client),
        "view": step.view,
        "why": step.why,
        "port": step.port,
        "addresses": list(step.addresses),
        "reaches": list(owners.of(step.addresses)),
        "told": step.told,
    }


def _result(result: Result, owners: Owners) -> dict[str, object]:
    return {
        "connects_to": result.connects_to,
        "addresses": list(result.addresses),
        "port": result.port,
        "reaches": list(owners.of(result.addresses)),
    }
