"""Whose turn it is: what happens, who then has something waiting, and whose wait is over.

`TABLE` says all of it. An event's moves are made in order; what leaves, leaves before what enters.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment
from lyncplanner.reviews.mail import mail_soon
from lyncplanner.reviews.models import Comment, Entry, Revision, Thread
from lyncplanner.reviews.roles import DECIDING, EDITING, people_in

Kind = Entry.Kind


class Event(StrEnum):
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes-requested"
    REOPENED = "reopened"
    DEPLOYED = "deployed"
    NOT_DEPLOYED = "not-deployed"
    COMMENTED = "commented"
    RESOLVED = "resolved"
    DRIFTED = "drifted"
    DRIFT_OVER = "drift-over"
    JOINED = "joined"
    ROLE_CHANGED = "role-changed"
    LEFT = "left"
    DONE = "done"


class Who(StrEnum):
    EVERYBODY = "everybody"
    ACTOR = "the person who did it"
    MEMBER = "the member whom it is about"
    PROPOSER = "the proposer"
    DECIDERS = "who may decide and has not, nor approved before"
    STALE = "whose approval went stale"
    EDITORS = "owners and editors"
    IN_THREAD = "who wrote in the thread before, and the proposer"
    MENTIONED = "who is mentioned"


class Leaves(NamedTuple):
    """What is over, for whom; in a thread only that thread's."""

    who: Who
    kinds: tuple[Kind, ...]


class Enters(NamedTuple):
    who: Who
    kind: Kind


TO_DECIDE = (Kind.PROPOSAL, Kind.STALE)
IN_REVIEW = (*TO_DECIDE, Kind.CHANGES_REQUESTED)
ABOUT_THREADS = (Kind.REPLY, Kind.MENTION)
ALL = tuple(Kind)

TABLE: dict[Event, tuple[Leaves | Enters, ...]] = {
    Event.PROPOSED: (
        Leaves(Who.EVERYBODY, IN_REVIEW),
        Enters(Who.DECIDERS, Kind.PROPOSAL),
        Enters(Who.STALE, Kind.STALE),
    ),
    Event.WITHDRAWN: (Leaves(Who.EVERYBODY, IN_REVIEW),),
    Event.DECIDED: (Leaves(Who.ACTOR, TO_DECIDE),),
    Event.APPROVED: (
        Leaves(Who.EVERYBODY, (*IN_REVIEW, Kind.TO_DEPLOY)),
        Enters(Who.EDITORS, Kind.TO_DEPLOY),
    ),
    Event.CHANGES_REQUESTED: (
        Leaves(Who.EVERYBODY, (Kind.TO_DEPLOY,)),
        Enters(Who.PROPOSER, Kind.CHANGES_REQUESTED),
    ),
    Event.REOPENED: (
        Leaves(Who.EVERYBODY, (Kind.CHANGES_REQUESTED, Kind.TO_DEPLOY)),
        Enters(Who.DECIDERS, Kind.PROPOSAL),
    ),
    Event.DEPLOYED: (Leaves(Who.EVERYBODY, (*IN_REVIEW, Kind.TO_DEPLOY)),),
    Event.NOT_DEPLOYED: (Enters(Who.EDITORS, Kind.TO_DEPLOY),),
    Event.COMMENTED: (
        Leaves(Who.ACTOR, ABOUT_THREADS),
        Enters(Who.IN_THREAD, Kind.REPLY),
        Enters(Who.MENTIONED, Kind.MENTION),
    ),
    Event.RESOLVED: (Leaves(Who.EVERYBODY, ABOUT_THREADS),),
    Event.DRIFTED: (Enters(Who.EDITORS, Kind.DRIFT),),
    Event.DRIFT_OVER: (Leaves(Who.EVERYBODY, (Kind.DRIFT,)),),
    Event.JOINED: (Enters(Who.MEMBER, Kind.PROPOSAL),),
    Event.ROLE_CHANGED: (Leaves(Who.MEMBER, (*IN_REVIEW, Kind.TO_DEPLOY, Kind.DRIFT)),),
    Event.LEFT: (Leaves(Who.MEMBER, ALL),),
    Event.DONE: (Leaves(Who.ACTOR, (*ABOUT_THREADS, Kind.DRIFT)),),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with all that tells whom it concerns."""

    event: Event
    deployment: Deployment
    by: User | None = None
    revision: Revision | None = None
    thread: Thread | None = None
    member: int | None = None
    only: Kind | None = None
    """The kind of the entry that somebody says is done."""
    decided: Collection[int] = ()
    """Who needn't decide any more."""
    stale: Collection[int] = ()
    mentioned: Collection[int] = ()


def happened(event: Event, deployment: Deployment, **circumstances: object) -> None:
    """Make the moves of an event. To be called in the transaction that makes it happen."""
    happening = Happening(event, deployment, **circumstances)  # type: ignore[arg-type]  # its fields
    for move in TABLE[event]:
        people = PEOPLE[move.who](happening)
        if isinstance(move, Leaves):
            _leave(happening, people, move.kinds)
        else:
            _enter(happening, people or set(), move.kind)


def waiting_for(person: User) -> QuerySet[Entry]:
    """What waits for a person, the newest first; nothing of deployments that are deleted."""
    entries = Entry.objects.filter(person=person, deployment__deleted_at=None)
    return entries.select_related("deployment", "revision", "thread", "caused_by").defer(
        "revision__document", "revision__records", "revision__findings"
    )


def may_be_done(entry: Entry) -> bool:
    """Whether a person may say of an entry that it is done: what waits for a deed stays."""
    return any(entry.kind in move.kinds for move in TABLE[Event.DONE] if isinstance(move, Leaves))


def done(entry: Entry, by: User) -> None:
    """A person says that an entry of their own is done; what waits for a deed stays."""
    happened(Event.DONE, entry.deployment, by=by, thread=entry.thread, only=Entry.Kind(entry.kind))


def _leave(happening: Happening, people: set[int] | None, kinds: Collection[Kind]) -> None:
    entries = Entry.objects.filter(deployment=happening.deployment, kind__in=kinds)
    if people is not None:
        entries = entries.filter(person__in=people)
    if happening.thread is not None:
        entries = entries.filter(thread=happening.thread)
    if happening.only is not None:
        entries = entries.filter(kind=happening.only)
    entries.delete()


def _enter(happening: Happening, people: set[int], kind: Kind) -> None:
    thread = happening.thread
    for person in sorted(people):
        entry, _ = Entry.objects.update_or_create(
            person_id=person,
            deployment=happening.deployment,
            kind=kind,
            thread=thread,
            defaults={
                "revision": happening.revision,
                "caused_by": happening.by,
                "at": timezone.now(),
                "mailed_at": None,
            },
        )
        mail_soon(entry)


def _actor(happening: Happening) -> set[int]:
    return {happening.by.pk} if happening.by else set()


def _member(happening: Happening) -> set[int]:
    return {happening.member} if happening.member else set()


def _proposer(happening: Happening) -> set[int]:
    """While still a member who could propose again."""
    return _proposed_by(happening) & people_in(happening.deployment, EDITING)


def _proposed_by(happening: Happening) -> set[int]:
    return {happening.revision.proposer_id} if happening.revision else set()


def _deciders(happening: Happening) -> set[int]:
    deciders = people_in(happening.deployment, DECIDING)
    return deciders - _proposed_by(happening) - {*happening.decided, *happening.stale}


def _stale(happening: Happening) -> set[int]:
    return people_in(happening.deployment, DECIDING) & {*happening.stale}


def _editors(happening: Happening) -> set[int]:
    return people_in(happening.deployment, EDITING)


def _in_thread(happening: Happening) -> set[int]:
    earlier = Comment.objects.filter(thread=happening.thread).values_list("author_id", flat=True)
    writers = {*earlier} | _proposer(happening)
    members = set(happening.deployment.memberships.values_list("user_id", flat=True))
    # Who is mentioned is told so; nobody is told twice of one comment, nor of their own.
    return (writers & members) - {*happening.mentioned} - _actor(happening)


def _mentioned(happening: Happening) -> set[int]:
    return {*happening.mentioned} - _actor(happening)


PEOPLE: dict[Who, Callable[[Happening], set[int] | None]] = {
    Who.EVERYBODY: lambda happening: None,
    Who.ACTOR: _actor,
    Who.MEMBER: _member,
    Who.PROPOSER: _proposer,
    Who.DECIDERS: _deciders,
    Who.STALE: _stale,
    Who.EDITORS: _editors,
    Who.IN_THREAD: _in_thread,
    Who.MENTIONED: _mentioned,
}
