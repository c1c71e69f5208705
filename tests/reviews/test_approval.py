"""What decisions make of a proposal: tables of people, verdicts and rules."""

from datetime import UTC, datetime, timedelta

import pytest

from lyncplanner.planning.records import Reason, Record, RecordType, Requirement, View
from lyncplanner.reviews.approval import (
    Condition,
    Decision,
    Proposal,
    Rules,
    State,
    Verdict,
    against_approving,
    approvals_needed,
    deployable,
    outcome,
    sensitive_names,
)

ALICE, BOB, EVE, VICTOR = 1, 2, 3, 4
DECIDERS = {ALICE, BOB, EVE}
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
APPROVE, REQUEST = Verdict.APPROVE, Verdict.REQUEST_CHANGES


def a_proposal(number=7, hash="h7", proposer=ALICE, errors=0, sensitive=()):
    return Proposal(number, hash, proposer, errors, sensitive)


def decided(*said):
    """`(person, verdict, revision, hash)` one after another."""
    return [
        Decision(person, verdict, revision, hash, NOON + timedelta(minutes=minute))
        for minute, (person, verdict, revision, hash) in enumerate(said)
    ]


def the_outcome(*said, proposal=None, rules=None, open_threads=0, deciders=DECIDERS):
    return outcome(
        proposal or a_proposal(),
        decided(*said),
        rules or Rules(),
        open_threads=open_threads,
        deciders=deciders,
    )


@pytest.mark.parametrize(
    ("why", "said", "state"),
    [
        ("nobody has decided", [], State.IN_REVIEW),
        ("one approves", [(BOB, APPROVE, 7, "h7")], State.APPROVED),
        ("one wants changes", [(BOB, REQUEST, 7, "h7")], State.CHANGES_REQUESTED),
        (
            "a request outweighs an approval",
            [(EVE, APPROVE, 7, "h7"), (BOB, REQUEST, 7, "h7")],
            State.CHANGES_REQUESTED,
        ),
        (
            "who changes their mind counts once",
            [(BOB, REQUEST, 7, "h7"), (BOB, APPROVE, 7, "h7")],
            State.APPROVED,
        ),
        ("the proposer does not count", [(ALICE, APPROVE, 7, "h7")], State.IN_REVIEW),
        ("a viewer does not count", [(VICTOR, APPROVE, 7, "h7")], State.IN_REVIEW),
        ("an approval of other records is stale", [(BOB, APPROVE, 6, "h6")], State.IN_REVIEW),
        ("an approval of the same records counts", [(BOB, APPROVE, 6, "h7")], State.APPROVED),
        ("a request about other records is answered", [(BOB, REQUEST, 6, "h6")], State.IN_REVIEW),
        (
            "a request about the same records stands",
            [(BOB, REQUEST, 6, "h7")],
            State.CHANGES_REQUESTED,
        ),
        (
            "a later word about other records takes an older approval back",
            [(BOB, APPROVE, 5, "h7"), (BOB, REQUEST, 6, "h6")],
            State.IN_REVIEW,
        ),
        (
            "a decision about a later revision is not looked at",
            [(BOB, APPROVE, 8, "h7")],
            State.IN_REVIEW,
        ),
    ],
)
def test_the_state_follows_each_persons_latest_word(why, said, state):
    assert the_outcome(*said).state is state, why


def test_a_stale_approval_is_told_of():
    found = the_outcome((BOB, APPROVE, 6, "h6"))

    assert [(stale.person, stale.revision) for stale in found.stale] == [(BOB, 6)]
    assert not found.approvals


@pytest.mark.parametrize(
    ("needed", "sensitive", "asked"),
    [
        (0, (), 0),
        (1, (), 1),
        (3, (), 3),
        (0, ("sip.contoso.com",), 2),
        (3, ("sip.contoso.com",), 3),
    ],
)
def test_sensitive_names_ask_for_a_second_approval(needed, sensitive, asked):
    assert approvals_needed(Rules(approvals_needed=needed), sensitive) == asked


def test_two_needed_approvals_are_of_two_people():
    rules = Rules(approvals_needed=2)

    assert the_outcome((BOB, APPROVE, 7, "h7"), (BOB, APPROVE, 7, "h7"), rules=rules).state is (
        State.IN_REVIEW
    )
    assert the_outcome((BOB, APPROVE, 7, "h7"), (EVE, APPROVE, 7, "h7"), rules=rules).state is (
        State.APPROVED
    )


def test_where_no_approval_is_needed_a_proposal_is_approved_at_once():
    assert the_outcome(rules=Rules(approvals_needed=0)).state is State.APPROVED


def test_a_request_holds_back_what_needs_no_approval():
    found = the_outcome((BOB, REQUEST, 7, "h7"), rules=Rules(approvals_needed=0))

    assert found.state is State.CHANGES_REQUESTED


@pytest.mark.parametrize(
    ("rules", "errors", "open_threads", "holds"),
    [
        (Rules(), 1, 0, {Condition.ERRORS}),
        (Rules(errors_hold=False), 1, 0, set()),
        (Rules(), 0, 1, set()),
        (Rules(threads_hold=True), 0, 1, {Condition.OPEN_THREADS}),
        (Rules(threads_hold=True), 0, 0, set()),
    ],
)
def test_what_the_deployment_says_holds_approval_back(rules, errors, open_threads, holds):
    found = the_outcome(
        (BOB, APPROVE, 7, "h7"),
        proposal=a_proposal(errors=errors),
        rules=rules,
        open_threads=open_threads,
    )

    assert found.holds == holds
    assert found.state is (State.IN_REVIEW if holds else State.APPROVED)


@pytest.mark.parametrize(
    ("person", "rules", "unseen", "against"),
    [
        (BOB, Rules(), 5, set()),
        (BOB, Rules(unseen_hold=True), 5, {Condition.UNSEEN}),
        (BOB, Rules(unseen_hold=True), 0, set()),
        (ALICE, Rules(), 0, {Condition.OWN_PROPOSAL}),
    ],
)
def test_who_may_approve(person, rules, unseen, against):
    found = against_approving(a_proposal(), person, rules, open_threads=0, unseen=unseen)

    assert found == against


@pytest.mark.parametrize(
    ("state", "deploy_from", "may"),
    [
        (State.APPROVED, None, True),
        (State.APPROVED, NOON - timedelta(hours=1), True),
        (State.APPROVED, NOON, True),
        (State.APPROVED, NOON + timedelta(hours=1), False),
        (State.IN_REVIEW, None, False),
        (State.REPLACED, None, False),
    ],
)
def test_a_revision_goes_out_when_approved_and_not_before_its_time(state, deploy_from, may):
    assert deployable(state, deploy_from, NOON) is may


def a_record(name="_sipfederationtls._tcp.contoso.com", rule="edge.federation-srv"):
    why = Reason(rule, "contoso.com", "Partners find the Access Edge.", "Field practice")
    return Record(
        View.EXTERNAL,
        "contoso.com",
        name,
        RecordType.SRV,
        "0 0 5061 sip.contoso.com",
        3600,
        Requirement.REQUIRED,
        (why,),
    )


@pytest.mark.parametrize(
    "pattern",
    ["_sipfederationtls._tcp.contoso.com", "_sipfederationtls.*", "edge.federation-srv"],
)
def test_a_sensitive_name_is_said_by_name_pattern_or_rule(pattern):
    assert sensitive_names([a_record(), a_record()], {pattern}) == (
        "_sipfederationtls._tcp.contoso.com",
    )


def test_other_names_need_no_second_approval():
    assert sensitive_names([a_record("meet.contoso.com", "rp.simple-url")], {"edge.access"}) == ()
