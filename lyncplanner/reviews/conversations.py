"""Comments: about a proposal, a record set, a finding, or a part of the topology."""

import re
from collections.abc import Iterable

from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.reviews.deciding import settle_again
from lyncplanner.reviews.inbox import Event, happened
from lyncplanner.reviews.models import Comment, Revision, Thread
from lyncplanner.reviews.roles import EVERYBODY, Refused, turn

LONGEST = 10_000
_MENTION = re.compile(r"(?<![\w@.])@([\w.+-]+(?:@[\w.-]+)?)")


def comment(
    revision: Revision, by: User, text: str, *, about: Thread.About, key: str = "", title: str = ""
) -> Comment:
    """Begin a thread."""
    text = _checked(text)
    with turn(revision.deployment, by, EVERYBODY):
        thread = Thread.objects.create(
            deployment=revision.deployment, revision=revision, about=about, key=key, title=title
        )
        return _said(thread, revision, by, text)


def reply(thread: Thread, revision: Revision, by: User, text: str) -> Comment:
    """Add to a thread; a resolved one is open again."""
    text = _checked(text)
    with turn(thread.deployment, by, EVERYBODY):
        if thread.resolved_at is not None:
            _set_resolved(thread, None)
        return _said(thread, revision, by, text)


def resolve(thread: Thread, by: User) -> None:
    """Close a thread: anybody may who takes part in the review."""
    with turn(thread.deployment, by, EVERYBODY):
        _set_resolved(thread, by)
        happened(Event.RESOLVED, thread.deployment, by=by, thread=thread)
        _weigh_again(thread, by)


def reopen(thread: Thread, by: User) -> None:
    with turn(thread.deployment, by, EVERYBODY):
        _set_resolved(thread, None)


def mentioned_in(text: str, members: Iterable[User]) -> set[int]:
    """The members whom a text names with @, by primary key."""
    said = {name.rstrip(".-").lower() for name in _MENTION.findall(text)}
    return {member.pk for member in members if member.get_username().lower() in said}


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("Write something, then send it.")
    if len(text) > LONGEST:
        raise Refused(f"A comment has {LONGEST:,} characters at most. Shorten it.")
    return text


def _said(thread: Thread, revision: Revision, by: User, text: str) -> Comment:
    said = Comment.objects.create(thread=thread, revision=revision, author=by, text=text)
    happened(
        Event.COMMENTED,
        thread.deployment,
        by=by,
        revision=revision,
        thread=thread,
        mentioned=mentioned_in(text, thread.deployment.people.all()),
    )
    return said


def _set_resolved(thread: Thread, by: User | None) -> None:
    thread.resolved_by = by
    thread.resolved_at = timezone.now() if by else None
    thread.save()


def _weigh_again(thread: Thread, by: User) -> None:
    """Where open threads hold approval back, the last to be resolved sets it free."""
    for revision in thread.deployment.revisions.filter(standing__state="in-review"):
        settle_again(revision, by)
