"""Short questions to a plan, for tests."""

from lyncplanner.planning.findings import Finding
from lyncplanner.planning.plan import Plan, plan
from lyncplanner.planning.records import Record
from lyncplanner.planning.topology import Topology


def data(topology: Topology, view: str, name: str) -> list[str]:
    """What a name leads to in a view, as `type data` lines in plan order."""
    return [
        f"{r.type} {r.data}" for r in plan(topology).records if (r.view, r.name) == (view, name)
    ]


def levels(topology: Topology, view: str, name: str) -> set[str]:
    return {r.requirement for r in plan(topology).records if (r.view, r.name) == (view, name)}


def the_record(topology: Topology, view: str, name: str) -> Record:
    [record] = [r for r in plan(topology).records if (r.view, r.name) == (view, name)]
    return record


def names(topology: Topology, view: str) -> set[str]:
    return {r.name for r in plan(topology).records if r.view == view}


def findings(topology: Topology, code: str) -> list[Finding]:
    return [f for f in plan(topology).findings if f.code == code]


def subjects(topology: Topology, code: str) -> list[str]:
    return [f.subject for f in findings(topology, code)]


def codes(planned: Plan) -> set[str]:
    return {f.code for f in planned.findings}
