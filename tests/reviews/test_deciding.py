"""Proposing and deciding, by people who may and people who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lyncplanner.deployments.changes import change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Membership
from lyncplanner.deployments.summaries import topology_hash
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.plan import Plan
from lyncplanner.reviews.conversations import comment, resolve
from lyncplanner.reviews.deciding import accept_finding, set_rules, take_acceptance_back
from lyncplanner.reviews.delivering import mark_deployed, mark_not_deployed, set_deploy_from
from lyncplanner.reviews.models import Deployed, Revision, Standing, Thread
from lyncplanner.reviews.proposing import withdraw
from lyncplanner.reviews.roles import Refused
from lyncplanner.reviews.seeing import changes_of, tick
from lyncplanner.reviews.versions import Version
from lyncplanner.reviews.weighing import rules_row
from tests.reviews.proposals import (
    a_proposal,
    add_a_server,
    an_approved_revision,
    approve,
    request_changes,
    rules,
)

BOTH = (Deployed.Side.INTERNAL, Deployed.Side.EXTERNAL)
WARNING = Finding(
    "edge.no-next-hop",
    Severity.WARNING,
    "lsedge.contoso.net",
    "No next hop.",
    "Set it.",
    "Field practice",
)


@pytest.fixture(autouse=True)
def _errors_do_not_hold(contoso):
    """What findings the sample has is not what these tests are about."""
    rules(contoso)


def state(revision) -> str:
    return Standing.objects.get(pk=revision.pk).state


@pytest.mark.parametrize(
    ("person", "may"), [("alice", True), ("eve", True), ("bob", False), ("victor", False)]
)
def test_owners_and_editors_propose(request, contoso, person, may):
    by = request.getfixturevalue(person)
    if may:
        assert a_proposal(contoso, by).proposer == by
        return
    with pytest.raises(PermissionDenied):
        a_proposal(contoso, by)


def test_a_stranger_proposes_nothing(contoso, charlie):
    with pytest.raises(PermissionDenied):
        a_proposal(contoso, charlie)


@pytest.mark.parametrize(
    ("person", "may"), [("alice", True), ("eve", False), ("bob", True), ("victor", False)]
)
def test_owners_and_reviewers_decide(request, contoso, a_person, person, may):
    frank = a_person("frank")
    Membership.objects.create(deployment=contoso, user=frank, role=Membership.Role.EDITOR)
    revision = a_proposal(contoso, frank)
    by = request.getfixturevalue(person)
    if may:
        approve(revision, by)
        assert state(revision) == "approved"
        return
    with pytest.raises(PermissionDenied):
        approve(revision, by)


def test_nobody_decides_on_their_own_proposal(contoso, alice):
    with pytest.raises(Refused, match="Someone else has to decide"):
        approve(a_proposal(contoso, alice), alice)


def test_who_wants_changes_says_which(contoso, alice, bob):
    with pytest.raises(Refused, match="Say what should change"):
        request_changes(a_proposal(contoso, alice), bob, words=" ")


def test_a_proposal_replaces_the_open_one(contoso, alice, bob):
    first = a_proposal(contoso, alice)

    second = a_proposal(contoso, alice)

    assert (state(first), state(second)) == ("replaced", "in-review")
    with pytest.raises(Refused, match="not open for decisions"):
        approve(first, bob)


def test_an_approved_revision_stays_approved_beside_a_proposal(contoso, alice, bob):
    first = an_approved_revision(contoso, alice, bob)
    add_a_server(contoso, alice)

    second = a_proposal(contoso, alice)

    assert (state(first), state(second)) == ("approved", "in-review")


def test_the_same_records_stay_approved(contoso, alice, bob):
    an_approved_revision(contoso, alice, bob)

    assert state(a_proposal(contoso, alice)) == "approved"


def test_an_approval_can_be_taken_back(contoso, alice, bob):
    revision = an_approved_revision(contoso, alice, bob)

    request_changes(revision, bob)

    assert state(revision) == "changes-requested"


def test_what_is_deployed_is_not_decided_on_any_more(contoso, alice, bob):
    revision = an_approved_revision(contoso, alice, bob)
    mark_deployed(revision, alice, BOTH)

    with pytest.raises(Refused, match="not open for decisions"):
        request_changes(revision, bob)


def test_a_withdrawn_proposal_is_not_decided_on(contoso, alice, bob):
    revision = a_proposal(contoso, alice)
    withdraw(revision, alice)

    with pytest.raises(Refused, match="not open"):
        approve(revision, bob)


def test_only_an_open_proposal_is_withdrawn(contoso, alice, bob):
    revision = an_approved_revision(contoso, alice, bob)

    with pytest.raises(Refused, match="not open any more: Approved"):
        withdraw(revision, alice)


def test_who_proposes_learns_that_somebody_changed_the_working_copy(contoso, alice, eve):
    seen = topology_hash(load_topology(contoso))
    add_a_server(contoso, eve)

    with pytest.raises(Refused, match="changed while you wrote"):
        a_proposal(contoso, alice, seen=seen)
    assert not Revision.objects.exists()


def test_a_consultant_alone_needs_no_approval(contoso, alice):
    row = rules_row(contoso)
    row.approvals_needed = 0
    set_rules(contoso, alice, row)

    revision = a_proposal(contoso, alice)

    assert state(revision) == "approved"
    assert "No approval is needed in this deployment" in list(
        Version(contoso, revision).stamp.lines()
    )


def test_new_rules_weigh_an_open_proposal_at_once(contoso, alice, bob):
    row = rules_row(contoso)
    row.approvals_needed = 2
    set_rules(contoso, alice, row)
    revision = a_proposal(contoso, alice)
    approve(revision, bob)
    assert state(revision) == "in-review"

    row.approvals_needed = 1
    set_rules(contoso, alice, row)

    assert state(revision) == "approved"


def test_stricter_rules_do_not_take_an_approval_away(contoso, alice, bob):
    revision = an_approved_revision(contoso, alice, bob)

    row = rules_row(contoso)
    row.approvals_needed = 5
    set_rules(contoso, alice, row)

    assert state(revision) == "approved"
    assert Version(contoso, Revision.objects.get()).stamp.approved


def test_only_owners_set_the_rules(contoso, eve):
    with pytest.raises(PermissionDenied):
        set_rules(contoso, eve, rules_row(contoso))


def test_unseen_changes_can_hold_an_approval_back(contoso, alice, bob):
    row = rules_row(contoso)
    row.unseen_hold = True
    set_rules(contoso, alice, row)
    revision = a_proposal(contoso, alice)

    with pytest.raises(Refused, match="not seen every change"):
        approve(revision, bob)

    tick(revision, bob, {found.key for found in changes_of(revision)})
    approve(revision, bob)
    assert state(revision) == "approved"


def test_the_last_open_thread_sets_an_approval_free(contoso, alice, bob):
    row = rules_row(contoso)
    row.approvals_needed, row.threads_hold = 0, True
    set_rules(contoso, alice, row)
    revision = a_proposal(contoso, alice)
    said = comment(revision, bob, "Why now?", about=Thread.About.WHOLE)
    request_changes(revision, bob)

    resolve(said.thread, alice)
    assert state(revision) == "changes-requested"


def test_open_threads_can_hold_an_approval_back(contoso, alice, bob):
    row = rules_row(contoso)
    row.threads_hold = True
    set_rules(contoso, alice, row)
    revision = a_proposal(contoso, alice)
    said = comment(revision, bob, "Why now?", about=Thread.About.WHOLE)

    with pytest.raises(Refused, match="Threads are open"):
        approve(revision, bob)
    resolve(said.thread, alice)
    approve(revision, bob)

    assert state(revision) == "approved"


def test_sensitive_names_need_two_people(contoso, alice, bob, a_person):
    row = rules_row(contoso)
    row.second_approval = "_sipfederationtls._tcp.*\nedge.access"
    set_rules(contoso, alice, row)
    grace = a_person("grace")
    Membership.objects.create(deployment=contoso, user=grace, role=Membership.Role.REVIEWER)
    revision = a_proposal(contoso, alice)

    approve(revision, bob)
    assert state(revision) == "in-review"

    approve(revision, grace)
    assert state(revision) == "approved"


def test_a_change_beside_the_sensitive_names_needs_one(contoso, alice, bob):
    an_approved_revision(contoso, alice, bob)
    row = rules_row(contoso)
    row.second_approval = "_sipfederationtls._tcp.*"
    set_rules(contoso, alice, row)
    add_a_server(contoso, alice)
    revision = a_proposal(contoso, alice)

    approve(revision, bob)

    assert state(revision) == "approved"


def test_who_has_left_does_not_count_any_more(contoso, alice, bob):
    row = rules_row(contoso)
    row.approvals_needed = 2
    set_rules(contoso, alice, row)
    revision = a_proposal(contoso, alice)
    approve(revision, bob)
    contoso.memberships.filter(user=bob).delete()

    row.approvals_needed = 1
    set_rules(contoso, alice, row)

    assert state(revision) == "in-review"


def test_only_what_is_approved_is_deployed(contoso, alice):
    with pytest.raises(Refused, match="not approved: in review"):
        mark_deployed(a_proposal(contoso, alice), alice, BOTH)


def test_nothing_is_deployed_before_its_time(contoso, alice, bob):
    revision = an_approved_revision(contoso, alice, bob)
    set_deploy_from(revision, alice, timezone.now() + timedelta(days=1))

    with pytest.raises(Refused, match="may be deployed from"):
        mark_deployed(revision, alice, BOTH)

    set_deploy_from(revision, alice, None)
    mark_deployed(revision, alice, BOTH)
    assert {mark.side for mark in revision.deployed.all()} == set(BOTH)


@pytest.mark.parametrize("person", ["bob", "victor"])
def test_owners_and_editors_mark_deployed(request, contoso, alice, bob, person):
    revision = an_approved_revision(contoso, alice, bob)

    with pytest.raises(PermissionDenied):
        mark_deployed(revision, request.getfixturevalue(person), BOTH)


def test_each_side_is_deployed_for_itself_and_can_be_taken_back(contoso, alice, bob, eve):
    revision = an_approved_revision(contoso, alice, bob)
    mark_deployed(revision, eve, BOTH)

    mark_not_deployed(revision, eve, Deployed.Side.EXTERNAL)

    [mark] = revision.deployed.all()
    assert (mark.side, mark.person) == ("internal", eve)


def test_the_stamp_names_revision_hash_approvers_and_times(contoso, alice, bob):
    revision = an_approved_revision(contoso, alice, bob)

    stamp = Version(contoso, revision).stamp

    assert stamp.approved
    assert (stamp.revision, stamp.hash, stamp.deployment) == (1, revision.hash, "Contoso")
    assert [(approval.by, approval.at) for approval in stamp.approvals] == [
        ("bob", revision.decisions.get().at)
    ]


def test_what_is_not_approved_says_so(contoso, alice, bob):
    revision = a_proposal(contoso, alice)
    approve(revision, bob)
    request_changes(revision, bob)

    stamp = Version(contoso, revision).stamp

    assert not stamp.approved
    assert any("NOT APPROVED" in line for line in stamp.lines())
    assert not Version(contoso).stamp.approved


def test_what_the_planner_would_plan_otherwise_today_is_told(contoso, alice, monkeypatch):
    revision = a_proposal(contoso, alice)
    frozen = Version(contoso, revision).records
    newer = Version(contoso, Revision.objects.get())
    monkeypatch.setattr("lyncplanner.reviews.versions.PLANNER_VERSION", "next")
    assert newer.planned_differently == ()

    from lyncplanner.reviews import versions

    monkeypatch.setattr(
        versions, "plan_of", lambda topology: Plan(topology, frozen[1:], newer.findings)
    )
    newer = Version(contoso, Revision.objects.get())

    assert [changed.there.name for changed in newer.planned_differently] == [frozen[0].name]
    assert newer.records == frozen


def test_an_accepted_warning_is_frozen_with_its_reason(contoso, alice):
    accept_finding(contoso, alice, WARNING, "The next hop is set by hand.")

    assert contoso.accepted_findings.get().message == "No next hop."
    assert contoso.changes.first().what == "Accepted edge.no-next-hop"


def test_only_warnings_are_accepted_and_with_a_reason(contoso, alice):
    with pytest.raises(Refused, match="Say why"):
        accept_finding(contoso, alice, WARNING, " ")
    with pytest.raises(Refused, match="Only warnings"):
        accept_finding(contoso, alice, WARNING._replace(severity=Severity.ERROR), "Never mind.")


def test_an_acceptance_can_be_taken_back(contoso, alice):
    accept_finding(contoso, alice, WARNING, "The next hop is set by hand.")

    take_acceptance_back(contoso, alice, WARNING.code, WARNING.subject)

    assert not contoso.accepted_findings.exists()


def test_seen_ticks_last_where_the_set_is_unchanged(contoso, alice, bob):
    first = a_proposal(contoso, alice)
    keys = {found.key for found in changes_of(first)}
    assert tick(first, bob, keys) == len(keys)
    add_a_server(contoso, alice)

    second = a_proposal(contoso, alice)

    changes = changes_of(second)
    touched = {
        found.key for found in changes if "192.168.10.94" in {r.data for r in found.there.records}
    }
    assert touched
    assert tick(second, bob, ()) == len(changes) - len(touched)


def test_a_tick_can_be_taken_off(contoso, alice, bob):
    revision = a_proposal(contoso, alice)
    key = changes_of(revision)[0].key
    tick(revision, bob, {key})

    assert tick(revision, bob, {key}, seen=False) == 0


def test_each_person_ticks_for_themselves(contoso, alice, bob, victor):
    revision = a_proposal(contoso, alice)
    tick(revision, bob, {changes_of(revision)[0].key})

    assert tick(revision, victor, ()) == 0


def test_a_change_that_fails_freezes_nothing(contoso, alice, monkeypatch):
    monkeypatch.setattr("lyncplanner.reviews.proposing.happened", None)

    with pytest.raises(TypeError):
        a_proposal(contoso, alice)
    assert not Revision.objects.exists()


def test_what_cannot_be_written_as_a_document_is_not_proposed(contoso, alice):
    pool = contoso.pools.first()
    with change(contoso, by=alice, what="Saved"):
        pool.fqdn = ""
        pool.save()

    with pytest.raises(Refused, match="can't be frozen yet"):
        a_proposal(contoso, alice)
