"""E-mail of what waits: at once, once a day, or not at all."""

import logging
from smtplib import SMTPException

import pytest
from django.core.management import call_command

from lyncplanner.accounts.models import Mail
from lyncplanner.reviews.models import Entry
from tests.reviews.proposals import a_proposal


@pytest.fixture
def proposed(contoso, eve, bob, django_capture_on_commit_callbacks):
    """Propose, with bob's choice of mail."""

    def act(choice):
        bob.mail = choice
        bob.save()
        with django_capture_on_commit_callbacks(execute=True):
            a_proposal(contoso, eve, "Third Front End Server")

    return act


def to_bob(mailoutbox):
    return [message for message in mailoutbox if message.to == ["bob@contoso.com"]]


def test_at_once_means_one_message_a_thing(proposed, mailoutbox, settings):
    settings.SITE_URL = "https://dns.contoso.com"

    proposed(Mail.AT_ONCE)

    [message] = to_bob(mailoutbox)
    assert message.subject == "Contoso: eve proposed revision 1, Third Front End Server"
    assert "https://dns.contoso.com/contoso/revisions/1/" in message.body


def test_what_was_sent_at_once_is_not_sent_again(proposed, mailoutbox):
    proposed(Mail.AT_ONCE)

    call_command("send_digests")

    assert len(to_bob(mailoutbox)) == 1


def test_once_a_day_means_the_digest(proposed, mailoutbox):
    proposed(Mail.DAILY)
    assert not to_bob(mailoutbox)

    call_command("send_digests")
    call_command("send_digests")

    assert len(to_bob(mailoutbox)) == 1


def test_not_at_all_means_nothing(proposed, mailoutbox):
    proposed(Mail.NEVER)

    call_command("send_digests")

    assert not to_bob(mailoutbox)


def test_what_is_done_by_then_is_not_in_the_digest(proposed, mailoutbox, bob):
    proposed(Mail.DAILY)
    Entry.objects.filter(person=bob).delete()

    call_command("send_digests")

    assert not to_bob(mailoutbox)


def test_a_title_cannot_break_the_subject(
    contoso, eve, bob, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        a_proposal(contoso, eve, "One\r\nBcc: x@example.com")

    assert to_bob(mailoutbox)[0].subject.endswith("One Bcc: x@example.com")


def test_a_dead_mail_server_stops_nothing_and_the_digest_tries_again(
    proposed, mailoutbox, monkeypatch, caplog
):
    def dead(*args, **kwargs):
        raise SMTPException("down")

    with monkeypatch.context() as patch, caplog.at_level(logging.CRITICAL):
        patch.setattr("lyncplanner.reviews.mail.send_mail", dead)
        proposed(Mail.AT_ONCE)
    call_command("send_digests")

    assert len(to_bob(mailoutbox)) == 1
