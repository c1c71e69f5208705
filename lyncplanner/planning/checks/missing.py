"""Records that can't be planned since something is not known."""

from collections.abc import Iterator

from lyncplanner.planning import left_out
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import Requirement, View
from lyncplanner.planning.rules._shapes import Wanted

_SERVICES = {
    "access": "Access Edge",
    "web_conferencing": "Web Conferencing Edge",
    "av": "A/V Edge",
}
_WHO = {
    View.EXTERNAL: "people outside",
    View.INTERNAL: "people inside",
    View.PERIMETER: "the servers in the perimeter",
}


def addresses(draft: Draft) -> Iterator[Finding]:
    """`address.missing`: a required record is left out since no address is known for it.

    Source: the record's rule. Not said where `rp.no-listener` says it of the name or of what the
    name leads to, nor of records that the organisation leaves out.
    """
    marks = left_out.Marks(draft.choices.topology.left_out)
    for wanted in draft.missing:
        if wanted.requirement is not Requirement.REQUIRED or _is_told(draft.choices, wanted):
            continue
        if marks and _is_left_out(marks, wanted):
            continue
        why = wanted.reasons[0]
        yield Finding(
            "address.missing",
            Severity.ERROR,
            wanted.name,
            f"{wanted.name} gets no record, since {_lack(wanted)}:"
            f" {_WHO[wanted.view]} can't find it. {why.because}",
            _fix(wanted),
            why.source,
            wanted.places,
        )


def _lack(wanted: Wanted) -> str:
    if wanted.data:
        return f"{wanted.data[0][1]}, to which it should lead, has none"
    return "no address is known for it"


def _fix(wanted: Wanted) -> str:
    if wanted.data:
        return f"Give {wanted.data[0][1]} an address."
    if wanted.places and wanted.places[0].endswith("external_web"):
        return "Give the pool an external web services FQDN."
    return "Enter its address."


def _is_told(choices: Choices, wanted: Wanted) -> bool:
    target = wanted.data[0][1] if wanted.data else wanted.name
    return wanted.name in choices.unpublished or target in choices.unpublished


def _is_left_out(marks: left_out.Marks, wanted: Wanted) -> bool:
    kinds = ("CNAME",) if wanted.data else ("A", "AAAA")
    return any(
        marks.reason_for(wanted.view, wanted.name, kind, wanted.reasons[0].rule, wanted.requirement)
        is not None
        for kind in kinds
    )


def edge_services(draft: Draft) -> Iterator[Finding]:
    """`address.missing` of an Edge pool without one of its services. Source: the DNS summaries."""
    choices = draft.choices
    for edge in choices.edges:
        absent = [
            label
            for key, label in _SERVICES.items()
            if choices.published_addresses(edge, key) is None
        ]
        if absent:
            yield Finding(
                "address.missing",
                Severity.ERROR,
                edge.fqdn,
                f"{edge.fqdn} has no {' and no '.join(absent)} service: it gets no record outside,"
                " and people outside can't use it.",
                "Enter the external FQDN and addresses of the service.",
                choices.source("EDGE1"),
                (f"{choices.place(edge)}.external",),
            )


def sign_in_pool(draft: Draft) -> Iterator[Finding]:
    """`sign-in.no-pool`: there are users and no pool can answer their sign-in.

    Source: DNS requirements for automatic client sign-in.
    """
    choices = draft.choices
    if choices.sign_in_pool is None and choices.served:
        yield Finding(
            "sign-in.no-pool",
            Severity.ERROR,
            choices.topology.name,
            "No Front End pool, Standard Edition server or Director is there to answer sign-in:"
            " nobody can sign in.",
            "Add the pool that homes the users.",
            choices.source("AUTO"),
            ("pools",),
        )
