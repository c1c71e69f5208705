"""Answers to questions as text for a terminal, and as documents for scripts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lyncplanner.deployments.plan_text import Paint
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.clients import CLIENT_NAMES
from lyncplanner.planning.matrix import WayChange, WayGroup, grouped
from lyncplanner.planning.questions import Breaks, Depends, Question, Reaches
from lyncplanner.planning.steps import Way

FORMAT = "lyncplanner-answer/1"
_MOST_DOMAINS = 5


class Against(NamedTuple):
    """The same question to an older plan."""

    newly_lost: tuple[WayChange, ...]
    no_longer_lost: tuple[WayChange, ...]


def breaks_text(answer: Breaks, against: Against | None, paint: Paint) -> Iterator[str]:
    """What breaks, in lines."""
    yield paint(f"If {one_line(answer.about)} is out of service", "heading")
    yield "DNS stays as planned; what is asked is who is still served."
    for homed in answer.homed:
        if homed.backup is None:
            yield paint(f"  Users homed on {homed.pool} can't sign in: it has no backup.", "error")
        else:
            yield f"  Users homed on {homed.pool} go on at {homed.backup}, once they know it."
    yield from _ways_text(answer.lost, answer.elsewhere, paint)
    hit = [name for name in answer.names if not name.dead]
    dead = [name for name in answer.names if name.dead]
    if dead:
        yield paint("Nothing answers any more at", "heading")
        yield from (f"  {name.view:9} {name.name}" for name in dead)
    if hit:
        yield paint("Less answers at", "heading")
        yield from (f"  {name.view:9} {name.name}  {name.left} of {name.of}" for name in hit)
    yield from _against_text(against, paint)


def depends_text(answer: Depends, against: Against | None, paint: Paint) -> Iterator[str]:
    """Who depends on a name, in lines."""
    yield paint(f"Without {answer.about}", "heading")
    yield from _ways_text(answer.lost, answer.elsewhere, paint)
    if answer.leading:
        yield paint("Records that lead to it", "heading")
        yield from (f"  {r.view:9} {r.name}  {r.type}  {r.data}" for r in answer.leading)
    if answer.certificates:
        yield paint("Certificates that hold it", "heading")
        yield from (f"  {c.kind}  {one_line(c.owner)}" for c in answer.certificates)
    yield from _against_text(against, paint)


def reaches_text(answer: Reaches, lost: Sequence[str] | None, paint: Paint) -> Iterator[str]:
    """Whether partners reach us, in lines."""
    yield paint(f"Does a partner reach {one_line(answer.about)}?", "heading")
    for label, traces in (("SIP federation", answer.federated), ("XMPP", answer.xmpp)):
        for trace in traces:
            query = trace.steps[0].query
            if trace.result is None:
                yield paint(f"  {label}: {trace.sip_domain}: no, {query} leads nowhere", "warning")
            else:
                there = f"{trace.result.connects_to}, port {trace.result.port}"
                yield f"  {label}: {trace.sip_domain}: yes, {query} leads to {there}"
    if lost is not None:
        yield paint("Compared with the older topology", "heading")
        if not lost:
            yield "  Whoever was reached still is."
        yield from (paint(f"  {name} is no longer reached.", "error") for name in lost)


def _ways_text(
    lost: Iterable[WayChange], elsewhere: Iterable[WayChange], paint: Paint
) -> Iterator[str]:
    losing, moving = grouped(lost), grouped(elsewhere)
    if losing:
        yield paint("Who gets in nowhere", "error")
        yield from (f"  {_who(group)}" for group in losing)
    else:
        yield "Nobody loses the way in."
    if moving:
        yield paint("Who gets in another way", "heading")
        for group in moving:
            yield f"  {_who(group)}: by {_by(group.after)} instead of {_by(group.before)}"


def _against_text(against: Against | None, paint: Paint) -> Iterator[str]:
    if against is None:
        return
    yield paint("Compared with the older topology", "heading")
    if not against.newly_lost and not against.no_longer_lost:
        yield "  No difference."
    yield from (paint(f"  now lost: {_who(g)}", "error") for g in grouped(against.newly_lost))
    yield from (f"  no longer lost: {_who(g)}" for g in grouped(against.no_longer_lost))


def _who(group: WayGroup) -> str:
    shown = ", ".join(group.sip_domains[:_MOST_DOMAINS])
    more = len(group.sip_domains) - _MOST_DOMAINS
    rest = f" and {more} more" if more > 0 else ""
    return f"{CLIENT_NAMES[group.client]}, {group.side}: {shown}{rest}"


def _by(way: Way | None) -> str:
    return way.by if way is not None else "nothing"


def breaks_document(answer: Breaks, against: Against | None) -> dict[str, object]:
    """What breaks, as `lyncplanner-answer/1`."""
    return {
        **_head(Question.WHAT_BREAKS, answer.about, answer.loses_sign_in),
        "kind": answer.kind,
        "lost": _groups(answer.lost),
        "elsewhere": _groups(answer.elsewhere),
        "homed": [{"pool": homed.pool, "backup": homed.backup} for homed in answer.homed],
        "names": [
            {"view": n.view, "name": n.name, "left": n.left, "of": n.of} for n in answer.names
        ],
        **_against(against),
    }


def depends_document(answer: Depends, against: Against | None) -> dict[str, object]:
    """Who depends on a name, as `lyncplanner-answer/1`."""
    return {
        **_head(Question.WHO_DEPENDS, answer.about, answer.loses_sign_in),
        "lost": _groups(answer.lost),
        "elsewhere": _groups(answer.elsewhere),
        "leading": [
            {"view": r.view, "name": r.name, "type": r.type, "data": r.data} for r in answer.leading
        ],
        "certificates": [{"certificate": c.kind, "for": c.owner} for c in answer.certificates],
        **_against(against),
    }


def reaches_document(answer: Reaches, lost: Sequence[str] | None) -> dict[str, object]:
    """Whether partners reach us, as `lyncplanner-answer/1`."""
    document: dict[str, object] = {
        **_head(Question.PARTNER_REACHES, answer.about, loses=False),
        "partners": [
            {
                "client": trace.client,
                "sip_domain": trace.sip_domain,
                "query": trace.steps[0].query,
                "result": None
                if trace.result is None
                else {
                    "connects_to": trace.result.connects_to,
                    "addresses": list(trace.result.addresses),
                    "port": trace.result.port,
                },
            }
            for trace in (*answer.federated, *answer.xmpp)
        ],
        "unreached": list(answer.unreached),
    }
    if lost is not None:
        document["no_longer_reached"] = list(lost)
    return document


def _head(question: Question, about: str, loses: bool) -> dict[str, object]:
    return {"format": FORMAT, "question": question, "about": about, "loses_sign_in": loses}


def _groups(changes: Iterable[WayChange]) -> list[dict[str, object]]:
    return [
        {
            "client": group.client,
            "from": group.side,
            "sip_domains": list(group.sip_domains),
            "before": _way(group.before),
            "after": _way(group.after),
        }
        for group in grouped(changes)
    ]


def _way(way: Way | None) -> dict[str, object] | None:
    if way is None:
        return None
    return {"by": way.by, "connects_to": way.result.connects_to, "port": way.result.port}


def _against(against: Against | None) -> dict[str, object]:
    if against is None:
        return {}
    return {
        "newly_lost": _groups(against.newly_lost),
        "no_longer_lost": _groups(against.no_longer_lost),
    }
