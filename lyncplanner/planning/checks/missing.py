"""Records that can't be planned since something is not known."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lyncplanner.planning import left_out
from lyncplanner.planning.checks._wording import SERVICES, listed
from lyncplanner.planning.checks.load_balancing import missing_vips
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import Requirement, View
from lyncplanner.planning.rules._shapes import Wanted
from lyncplanner.planning.rules.edge import topic_of

_WHO = {
    View.EXTERNAL: "people outside",
    View.INTERNAL: "people inside",
    View.PERIMETER: "the servers in the perimeter",
}


def addresses(draft: Draft) -> Iterator[Finding]:
    """`address.missing`: required records are left out since no address is known for the name.

    Source: the record's rule. Not said where another finding says it of the name or of what the
    name leads to: `rp.no-listener`, or that a load balancer's virtual IP is missing. Nor of records
    that the organisation leaves out.
    """
    by_name: dict[str, list[Wanted]] = defaultdict(list)
    for wanted in _untold(draft):
        by_name[wanted.name].append(wanted)
    for name, wishes in by_name.items():
        wishes.sort(key=lambda wanted: (wanted.view, wanted.reasons))
        first = wishes[0]
        why = first.reasons[0]
        who = listed(sorted({_WHO[wanted.view] for wanted in wishes}))
        yield Finding(
            "address.missing",
            Severity.ERROR,
            name,
            f"{name} gets no record, since {_lack(first)}: {who} can't find it. {why.because}",
            _fix(first),
            why.source,
            _places(draft, name, wishes),
        )


def _places(draft: Draft, name: str, wishes: Sequence[Wanted]) -> tuple[str, ...]:
    """The fields for the addresses; of an alias, what it is made for."""
    fields = dict.fromkeys(place for wanted in wishes for place in wanted.places)
    if fields:
        return tuple(fields)
    return draft.places_of(name, (why.subject for wanted in wishes for why in wanted.reasons))


def _untold(draft: Draft) -> Iterator[Wanted]:
    """The required ones of which nothing else tells."""
    choices = draft.choices
    required = [w for w in draft.missing if w.requirement is Requirement.REQUIRED]
    if not required:
        return
    vips = missing_vips(choices)
    lacking_vip = {
        (wanted.view, wanted.name) for wanted in draft.missing if _lacks(wanted.places, vips)
    }
    marks = left_out.Marks(choices.topology.left_out)
    for wanted in required:
        target = wanted.data[0][1] if wanted.data else wanted.name
        told = wanted.name in choices.unpublished or target in choices.unpublished
        if told or (wanted.view, target) in lacking_vip:
            continue
        if not (marks and _is_left_out(marks, wanted)):
            yield wanted


def _lacks(places: Sequence[str], vips: frozenset[str]) -> bool:
    """Whether all that is missing is a virtual IP."""
    return bool(places) and vips.issuperset(places)


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
            label for key, label in SERVICES.items() if getattr(edge.external, key, None) is None
        ]
        if absent:
            yield Finding(
                "address.missing",
                Severity.ERROR,
                edge.fqdn,
                f"{edge.fqdn} has no {' and no '.join(absent)} service: it gets no record outside,"
                " and people outside can't use it.",
                "Enter the external FQDN and addresses of the service.",
                choices.source(topic_of(edge)),
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


def several_sign_in_pools(draft: Draft) -> Iterator[Finding]:
    """`sign-in.several`: only the first of them answers. Source: Determine DNS requirements."""
    choices = draft.choices
    for side, pools in (("inside", choices.web_pools), ("outside", choices.edges)):
        chosen = [pool for pool in pools if pool.sign_in]
        if len(chosen) > 1:
            yield Finding(
                "sign-in.several",
                Severity.ERROR,
                choices.topology.name,
                f"{listed(pool.fqdn for pool in chosen)} are to answer sign-in {side}, and only"
                f" {chosen[0].fqdn} does: clients go to a pool that may be the wrong one.",
                "Leave sign-in on one pool inside and on one Edge pool.",
                choices.source("DNSREQ"),
                tuple(f"{choices.place(pool)}.sign_in" for pool in chosen),
            )
