"""What an inbox entry says, and where it leads: the same on the page and in e-mail."""

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from lyncplanner.reviews.models import Entry

_SENTENCES = {
    "proposal": "{who} proposed {revision}, {title}",
    "stale": "Your approval does not count for {revision}, {title}: the records differ",
    "reply": "{who} commented on {thread}",
    "mention": "{who} mentioned you about {thread}",
    "changes-requested": "{who} requested changes to {revision}, {title}",
    "to-deploy": "{Revision}, {title}, is approved and not deployed yet",
    "drift": "Live DNS differs from {revision}",
}


def sentence(entry: "Entry") -> str:
    """Who did what, and so what waits."""
    revision = str(entry.revision) if entry.revision else "the working copy"
    return _SENTENCES[entry.kind].format(
        who=entry.caused_by.get_username() if entry.caused_by else "Somebody",
        revision=revision[:1].lower() + revision[1:],
        Revision=revision,
        title=entry.revision.title if entry.revision else "",
        thread=entry.thread or "the proposal",
    )


def address(entry: "Entry") -> str:
    """The page that it is about: of a thread, its very place."""
    slug = entry.deployment.slug
    if entry.revision is None:
        return reverse("pages:deployment-show", args=[slug])
    page = reverse("reviews:revision-show", args=[slug, entry.revision.number])
    return f"{page}#thread-{entry.thread_id}" if entry.thread_id else page
