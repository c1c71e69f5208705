"""Whose turn it is: events, who enters and who leaves; the table, and what the verbs make of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lyncplanner.deployments.models import Membership
from lyncplanner.reviews.conversations import comment, reply, resolve
from lyncplanner.reviews.delivering import mark_deployed, mark_not_deployed
from lyncplanner.reviews.inbox import (
    TABLE,
    Enters,
    Event,
    Leaves,
    Who,
    done,
    happened,
    waiting_for,
)
from lyncplanner.reviews.models import Deployed, Entry, Thread
from lyncplanner.reviews.proposing import withdraw
from lyncplanner.reviews.wording import address, sentence
from tests.reviews.proposals import (
    a_proposal,
    add_a_server,
    an_approved_revision,
    approve,
    request_changes,
    rules,
)

BOTH = (Deployed.Side.INTERNAL, Deployed.Side.EXTERNAL)
WHOLE = Thread.About.WHOLE


@pytest.fixture
def team(contoso, alice, bob, eve, victor) -> Any:
    """Contoso with all its people."""
    rules(contoso)
    return contoso


def waiting(deployment) -> set[tuple[str, str]]:
    """Who has what waiting, by name and kind."""
    return set(Entry.objects.filter(deployment=deployment).values_list("person__username", "kind"))


def after(deployment, act: Callable[[], Any]) -> tuple[set[str], set[str]]:
    """Who entered and who left by doing something: `name: kind`."""
    before = waiting(deployment)
    act()
    now = waiting(deployment)
    return (
        {": ".join(entry) for entry in now - before},
        {": ".join(entry) for entry in before - now},
    )


def test_every_kind_enters_and_leaves_by_some_event():
    assert {kind for _, kind in kinds_that(Enters)} == set(Entry.Kind)
    assert {kind for _, kind in kinds_that(Leaves)} == set(Entry.Kind)


def test_the_table_knows_every_event():
    assert set(TABLE) == set(Event)


@pytest.mark.parametrize("event", Event)
def test_what_leaves_leaves_before_what_enters(event):
    moves = [isinstance(move, Enters) for move in TABLE[event]]

    assert moves == sorted(moves)


@pytest.mark.parametrize(
    ("event", "who", "kind"),
    [
        (Event.PROPOSED, Who.DECIDERS, "proposal"),
        (Event.PROPOSED, Who.STALE, "stale"),
        (Event.APPROVED, Who.EDITORS, "to-deploy"),
        (Event.CHANGES_REQUESTED, Who.PROPOSER, "changes-requested"),
        (Event.COMMENTED, Who.IN_THREAD, "reply"),
        (Event.COMMENTED, Who.MENTIONED, "mention"),
        (Event.NOT_DEPLOYED, Who.EDITORS, "to-deploy"),
        (Event.DRIFTED, Who.EDITORS, "drift"),
    ],
)
def test_who_enters_by_the_table(event, who, kind):
    assert Enters(who, Entry.Kind(kind)) in TABLE[event]


def test_a_proposal_waits_for_all_who_may_decide_but_its_proposer(team, eve):
    entered, _ = after(team, lambda: a_proposal(team, eve))

    assert entered == {"alice: proposal", "bob: proposal"}


def test_an_owners_proposal_waits_for_the_others(team, alice):
    entered, _ = after(team, lambda: a_proposal(team, alice))

    assert entered == {"bob: proposal"}


def test_who_has_decided_waits_no_more_and_who_may_deploy_does(team, eve, bob):
    revision = a_proposal(team, eve)

    entered, left = after(team, lambda: approve(revision, bob))

    assert left == {"alice: proposal", "bob: proposal"}
    assert entered == {"alice: to-deploy", "eve: to-deploy"}


def test_while_another_approval_is_needed_the_others_go_on_waiting(team, eve, bob):
    team.review_rules.approvals_needed = 2
    team.review_rules.save()
    revision = a_proposal(team, eve)

    entered, left = after(team, lambda: approve(revision, bob))

    assert (entered, left) == (set(), {"bob: proposal"})


def test_a_request_for_changes_waits_for_the_proposer(team, eve, bob):
    revision = a_proposal(team, eve)

    entered, left = after(team, lambda: request_changes(revision, bob))

    assert (entered, left) == ({"eve: changes-requested"}, {"bob: proposal"})


def test_a_new_proposal_answers_the_request(team, eve, bob):
    request_changes(a_proposal(team, eve), bob)
    add_a_server(team, eve)

    entered, left = after(team, lambda: a_proposal(team, eve))

    assert (entered, left) == ({"bob: proposal"}, {"eve: changes-requested"})


def test_who_takes_a_request_back_ends_the_proposers_wait(team, eve, bob):
    revision = a_proposal(team, eve)
    request_changes(revision, bob)

    entered, left = after(team, lambda: approve(revision, bob))

    assert entered == {"alice: to-deploy", "eve: to-deploy"}
    assert left == {"alice: proposal", "eve: changes-requested"}


def test_a_stale_approval_says_so_instead_of_a_plain_proposal(team, eve, bob):
    an_approved_revision(team, eve, bob)
    add_a_server(team, eve)

    entered, _ = after(team, lambda: a_proposal(team, eve))

    assert entered == {"alice: proposal", "bob: stale"}


def test_the_same_records_wait_for_nobody_again(team, eve, bob):
    an_approved_revision(team, eve, bob)

    entered, _ = after(team, lambda: a_proposal(team, eve))

    assert entered == set()


def test_a_withdrawn_proposal_waits_for_nobody(team, eve):
    revision = a_proposal(team, eve)

    entered, left = after(team, lambda: withdraw(revision, eve))

    assert (entered, left) == (set(), {"alice: proposal", "bob: proposal"})


def test_what_is_deployed_on_one_side_still_waits(team, eve, bob):
    revision = an_approved_revision(team, eve, bob)

    _, left = after(team, lambda: mark_deployed(revision, eve, BOTH[:1]))
    assert left == set()

    _, left = after(team, lambda: mark_deployed(revision, eve, BOTH[1:]))
    assert left == {"alice: to-deploy", "eve: to-deploy"}


def test_a_mark_taken_back_waits_again(team, eve, bob):
    revision = an_approved_revision(team, eve, bob)
    mark_deployed(revision, eve, BOTH)

    entered, _ = after(team, lambda: mark_not_deployed(revision, eve, BOTH[0]))

    assert entered == {"alice: to-deploy", "eve: to-deploy"}


def test_an_approval_taken_back_is_not_deployed(team, eve, bob):
    revision = an_approved_revision(team, eve, bob)

    entered, left = after(team, lambda: request_changes(revision, bob))

    assert entered == {"eve: changes-requested"}
    assert left == {"alice: to-deploy", "eve: to-deploy"}


def test_a_comment_waits_for_the_proposer(team, eve, victor):
    revision = a_proposal(team, eve)

    entered, _ = after(team, lambda: comment(revision, victor, "Which zone?", about=WHOLE))

    assert entered == {"eve: reply"}


def test_a_reply_waits_for_all_who_wrote_before_and_ends_ones_own_wait(team, eve, bob, victor):
    revision = a_proposal(team, eve)
    thread = comment(revision, victor, "Which zone?", about=WHOLE).thread
    reply(thread, revision, bob, "Ours?")

    entered, left = after(team, lambda: reply(thread, revision, eve, "Yes."))

    assert (entered, left) == ({"bob: reply"}, {"eve: reply"})


def test_a_mention_waits_once(team, eve, victor):
    revision = a_proposal(team, eve)

    entered, _ = after(
        team, lambda: comment(revision, victor, "@eve and @Bob, see x@alice.", about=WHOLE)
    )

    assert entered == {"eve: mention", "bob: mention"}


def test_nobody_outside_is_mentioned(team, eve, charlie):
    revision = a_proposal(team, eve)

    entered, _ = after(team, lambda: comment(revision, eve, "@charlie?", about=WHOLE))

    assert entered == set()


def test_a_resolved_thread_waits_for_nobody(team, eve, victor):
    revision = a_proposal(team, eve)
    thread = comment(revision, victor, "@bob?", about=WHOLE).thread

    _, left = after(team, lambda: resolve(thread, eve))

    assert left == {"bob: mention", "eve: reply"}


def test_one_thread_resolved_leaves_the_other_waiting(team, eve, victor):
    revision = a_proposal(team, eve)
    first = comment(revision, victor, "One?", about=WHOLE).thread
    comment(revision, victor, "Two?", about=WHOLE)

    resolve(first, eve)

    assert Entry.objects.filter(person=eve, kind="reply").count() == 1


def test_a_reply_can_be_said_to_be_done(team, eve, victor):
    revision = a_proposal(team, eve)
    comment(revision, victor, "Fine.", about=WHOLE)

    _, left = after(team, lambda: done(waiting_for(eve).get(), eve))

    assert left == {"eve: reply"}


def test_what_has_to_be_decided_cannot_be_wished_away(team, eve, bob):
    a_proposal(team, eve)

    _, left = after(team, lambda: done(waiting_for(bob).get(), bob))

    assert left == set()


def test_drift_waits_for_who_may_edit_until_it_is_over(team, eve, bob):
    revision = an_approved_revision(team, eve, bob)

    entered, _ = after(team, lambda: happened(Event.DRIFTED, team, revision=revision))
    assert entered == {"alice: drift", "eve: drift"}

    _, left = after(team, lambda: happened(Event.DRIFT_OVER, team, revision=revision))
    assert left == {"alice: drift", "eve: drift"}


def test_who_leaves_has_nothing_waiting_there(team, eve, bob):
    a_proposal(team, eve)

    _, left = after(team, lambda: happened(Event.LEFT, team, member=bob.pk))

    assert left == {"bob: proposal"}


def test_who_cannot_sign_in_any_more_is_not_waited_for(team, eve, bob):
    bob.is_active = False
    bob.save()

    entered, _ = after(team, lambda: a_proposal(team, eve))

    assert entered == {"alice: proposal"}


def test_deleted_deployments_wait_for_nobody(team, eve, bob):
    from django.utils import timezone

    a_proposal(team, eve)
    team.deleted_at = timezone.now()
    team.save()

    assert not waiting_for(bob)


def test_an_entry_says_who_and_what_and_leads_there(team, eve, bob, victor):
    revision = a_proposal(team, eve, "Third Front End Server")
    thread = comment(
        revision, victor, "@bob?", about=Thread.About.RECORD, key="k", title="sip.contoso.com A"
    ).thread

    mention, proposal = waiting_for(bob)
    assert sentence(proposal) == "eve proposed revision 1, Third Front End Server"
    assert address(proposal) == "/contoso/revisions/1/"
    assert sentence(mention) == "victor mentioned you about sip.contoso.com A"
    assert address(mention) == f"/contoso/revisions/1/#thread-{thread.pk}"


def test_a_list_of_what_waits_costs_one_query(team, eve, bob, django_assert_num_queries):
    for number in range(5):
        comment(a_proposal(team, eve), eve, f"@bob {number}", about=WHOLE)

    with django_assert_num_queries(1):
        assert len([sentence(entry) + address(entry) for entry in waiting_for(bob)]) == 6


def test_roles_are_as_the_table_needs_them():
    assert set(Membership.Role.values) == {"owner", "editor", "reviewer", "viewer"}


def kinds_that(move: type[Leaves] | type[Enters]) -> Iterator[tuple[Event, Entry.Kind]]:
    """Every event with the kinds that enter, or leave, by it."""
    for event, moves in TABLE.items():
        for found in moves:
            if isinstance(found, move):
                kinds = found.kinds if isinstance(found, Leaves) else (found.kind,)
                yield from ((event, kind) for kind in kinds)
