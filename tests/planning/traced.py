"""Short questions to the trace of a topology, for tests."""

from lyncplanner.planning.answers import Answers
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.clients import Client, Side
from lyncplanner.planning.lookup import Lookup, trace
from lyncplanner.planning.plan import plan
from lyncplanner.planning.records import Record
from lyncplanner.planning.steps import Trace
from lyncplanner.planning.topology import Topology


def traced(topology: Topology, client: str, side: str, domain: str = "contoso.com") -> Trace:
    return trace(plan(topology), Client(client), Side(side), domain)


def ladder(found: Trace) -> list[str]:
    """A line a step: the question, who answers, the outcome, and where it leads."""
    return [
        f"{step.query} {step.type} {step.view} {step.outcome}"
        + (f" {step.leads_to}:{step.port}" if step.leads_to else "")
        for step in found.steps
    ]


def end(found: Trace) -> str | None:
    result = found.result
    return None if result is None else f"{result.connects_to}:{result.port}"


def with_records(topology: Topology, records: list[Record]) -> Lookup:
    """The look-ups of a topology against other records than it plans."""
    choices = Choices(topology)
    return Lookup(choices, Answers(records, choices.zones.internal))
