"""E-mail of what waits for a person: at once, or once a day, as each chooses."""

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from lyncplanner.accounts.models import Mail, User
from lyncplanner.reviews.models import Entry
from lyncplanner.reviews.wording import address, sentence

logger = logging.getLogger(__name__)


def mail_soon(entry: Entry) -> None:
    """Send an entry once it is stored, if its person wants each at once."""
    transaction.on_commit(lambda: _mail_now(entry.pk))


def mail_digests() -> int:
    """Send everybody what they have not heard of yet, in one message each; say how many people.

    Also what could not be sent at once.
    """
    waiting = Entry.objects.filter(mailed_at=None, deployment__deleted_at=None)
    people = User.objects.filter(waiting__in=waiting).exclude(mail=Mail.NEVER).distinct()
    return sum(_mail(person, list(waiting.filter(person=person))) for person in people)


def _mail_now(pk: int) -> None:
    entry = Entry.objects.filter(pk=pk, mailed_at=None).first()
    if entry is not None and entry.person.mail == Mail.AT_ONCE:
        _mail(entry.person, [entry])


def _mail(person: User, entries: Sequence[Entry]) -> bool:
    if not (entries and person.email and person.is_active):
        return False
    try:
        send_mail(_subject(entries), _body(entries), settings.DEFAULT_FROM_EMAIL, [person.email])
    except (SMTPException, OSError):
        # What happened has happened: the digest tries again.
        logger.exception("No mail to %s", person.email)
        return False
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(mailed_at=timezone.now())
    return True


def _subject(entries: Sequence[Entry]) -> str:
    if len(entries) == 1:
        said = f"{entries[0].deployment.name}: {sentence(entries[0])}"
    else:
        said = f"{len(entries)} things wait for you"
    return " ".join(said.split())


def _body(entries: Sequence[Entry]) -> str:
    lines = [
        f"{entry.deployment.name}: {sentence(entry)}.\n{settings.SITE_URL}{address(entry)}\n"
        for entry in entries
    ]
    account = f"{settings.SITE_URL}/account/"
    return "\n".join([*lines, f"How often you get such mail is your choice: {account}", ""])
