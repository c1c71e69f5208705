"""What the pages of a review show, and what their forms do."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from lyncplanner.deployments.changes import change
from lyncplanner.deployments.models import Membership, Server
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.reviews.conversations import comment, resolve
from lyncplanner.reviews.delivering import mark_deployed
from lyncplanner.reviews.models import Deployed, Revision, Thread
from lyncplanner.reviews.seeing import changes_of
from tests.builders import a_sip_domain, a_topology
from tests.reviews.proposals import (
    a_proposal,
    add_a_server,
    an_approved_revision,
    approve,
    request_changes,
    rules,
)

BOTH = (Deployed.Side.INTERNAL, Deployed.Side.EXTERNAL)


@pytest.fixture(autouse=True)
def _errors_do_not_hold(contoso):
    rules(contoso)


@pytest.fixture
def deployed(contoso, alice, bob) -> Revision:
    """Revision 1, which stands in DNS."""
    revision = an_approved_revision(contoso, alice, bob)
    mark_deployed(revision, alice, BOTH)
    return revision


@pytest.fixture
def proposed(deployed, contoso, alice) -> Revision:
    """Revision 2, with a further server."""
    add_a_server(contoso, alice)
    return a_proposal(contoso, alice, "Fourth Front End Server")


def text_of(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def unpacked(answer) -> str:
    """All files of a download, one after the other."""
    with ZipFile(BytesIO(b"".join(answer))) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def as_(client, person):
    client.force_login(person)
    return client


def test_a_review_is_read_by_cause(client, bob, proposed):
    page = text_of(as_(client, bob).get("/contoso/revisions/2/"))

    assert "Fourth Front End Server" in page
    assert "pool01.contoso.net Servers" in page
    assert "fe04.contoso.net 192.168.10.94" in page
    assert "Compared with revision 1, deployed" in page


def test_a_review_is_read_by_view_and_zone_too(client, bob, proposed):
    page = text_of(as_(client, bob).get("/contoso/revisions/2/?by=view"))

    assert "Internal contoso.net" in page
    assert "pool01.contoso.net Servers" not in page


def test_the_first_revision_is_all_new(client, bob, deployed):
    page = text_of(as_(client, bob).get("/contoso/revisions/1/"))

    assert "everything is new" in page


def test_a_stale_approval_is_told_of(client, bob, proposed):
    page = text_of(as_(client, bob).get("/contoso/revisions/2/"))

    changed = len(changes_of(proposed))
    assert f"Your approval of revision 1 does not count here: {changed} record sets differ." in page


def test_an_approval_of_the_same_records_counts_on(client, bob, contoso, alice, deployed):
    a_proposal(contoso, alice)

    page = text_of(as_(client, bob).get("/contoso/revisions/2/"))

    assert "Still approved: the records are the same as in revision 1." in page


def test_who_loses_sign_in_stands_there(client, bob, contoso, alice, deployed):
    with change(contoso, by=alice, what="Removed the Edge pool"):
        contoso.pools.get(role="edge").delete()
    a_proposal(contoso, alice)

    page = text_of(as_(client, bob).get("/contoso/revisions/2/"))

    assert "somebody loses every way in" in page
    assert "Federated partner : no way in any more for contoso.com" in page


def test_findings_new_and_gone_have_their_cause(client, bob, contoso, alice, deployed):
    with change(contoso, by=alice, what="No next hop"):
        edge = contoso.pools.get(role="edge")
        edge.next_hop = ""
        edge.save()
    a_proposal(contoso, alice)

    page = text_of(as_(client, bob).get("/contoso/revisions/2/"))

    assert "edge.no-next-hop · because next hop of lsedge.contoso.net was cleared" in page


def test_nothing_is_preselected_and_ones_own_proposal_has_no_choice(client, alice, bob, proposed):
    others = as_(client, bob).get("/contoso/revisions/2/").content.decode()
    own = as_(client, alice).get("/contoso/revisions/2/").content.decode()

    assert others.count('name="verdict"') == 3
    assert 'value="approve" id="d1" required>' in others
    assert "Someone else has to decide." in own
    assert 'value="approve"' not in own


def test_a_viewer_comments_and_does_not_decide(client, victor, proposed):
    page = as_(client, victor).get("/contoso/revisions/2/").content.decode()

    assert 'value="approve"' not in page
    assert 'name="words"' in page


def test_approving_from_the_page(client, bob, proposed):
    answer = as_(client, bob).post(
        "/contoso/revisions/2/decide/", {"verdict": "approve", "words": "Fine."}, follow=True
    )

    page = text_of(answer)
    assert "Approved. " in page
    assert "bob approved" in page
    assert "Fine." in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose: approve, request changes, or comment."),
        ({"verdict": "request-changes"}, "Say what should change."),
        ({"verdict": "comment"}, "Write something, then send it."),
    ],
)
def test_a_decision_that_lacks_something_says_what(client, bob, proposed, sent, said):
    answer = as_(client, bob).post("/contoso/revisions/2/decide/", sent, follow=True)

    assert said in text_of(answer)
    assert not proposed.decisions.exists()


def test_a_decision_on_what_was_replaced_is_refused(client, bob, alice, proposed, contoso):
    a_proposal(contoso, alice)

    answer = as_(client, bob).post(
        "/contoso/revisions/2/decide/", {"verdict": "approve"}, follow=True
    )

    assert "Revision 2 is not open for decisions any more" in text_of(answer)


def test_ticks_are_kept_and_counted(client, bob, proposed):
    changes = changes_of(proposed)
    keys = [found.key for found in changes]
    as_(client, bob).post("/contoso/revisions/2/seen/", {"shown": keys, "key": keys[:2]})

    page = client.get("/contoso/revisions/2/").content.decode()
    assert f"2 of {len(keys)} seen" in page
    assert page.count(" checked>") == 2


def test_taking_a_tick_off_leaves_the_rest(client, bob, proposed):
    keys = [found.key for found in changes_of(proposed)]
    as_(client, bob).post("/contoso/revisions/2/seen/", {"shown": keys, "key": keys})
    part = client.post(
        "/contoso/revisions/2/seen/", {"shown": keys[:1]}, headers={"HX-Request": "true"}
    )

    assert f"{len(keys) - 1} of {len(keys)} seen" in part.content.decode()


def test_only_what_is_not_seen_can_be_shown(client, bob, proposed):
    keys = [found.key for found in changes_of(proposed)]
    as_(client, bob).post("/contoso/revisions/2/seen/", {"shown": keys, "key": keys[1:]})

    page = client.get("/contoso/revisions/2/?show=unseen").content.decode()

    assert page.count("data-seen ") == 1


def test_others_progress_is_seen(client, alice, bob, proposed):
    keys = [found.key for found in changes_of(proposed)]
    as_(client, bob).post("/contoso/revisions/2/seen/", {"shown": keys, "key": keys})

    assert f"bob has seen {len(keys)}." in text_of(as_(client, alice).get("/contoso/revisions/2/"))


def test_a_comment_stands_with_its_record_and_stays_there(client, bob, alice, proposed, contoso):
    key = changes_of(proposed)[0].key
    answer = as_(client, bob).post(
        "/contoso/revisions/2/comment/",
        {"about": "record", "key": key, "title": "sip A", "text": "Why <b>now</b>?"},
    )
    thread = Thread.objects.get()
    assert answer.url.endswith(f"#thread-{thread.pk}")
    a_proposal(contoso, alice)

    for number in (2, 3):
        page = client.get(f"/contoso/revisions/{number}/").content.decode()
        assert "Why &lt;b&gt;now&lt;/b&gt;?" in page
        assert page.index(f'id="{key}"') < page.index(f'id="thread-{thread.pk}"')


def test_a_thread_of_what_stays_is_in_the_discussion(client, bob, deployed, contoso, alice):
    comment(deployed, bob, "Later.", about=Thread.About.RECORD, key="x~gone~A", title="gone A")
    add_a_server(contoso, alice)
    a_proposal(contoso, alice)

    page = text_of(as_(client, bob).get("/contoso/revisions/2/"))

    assert "Discussion About gone A" in page


def test_a_thread_is_answered_resolved_and_opened_again(client, bob, victor, proposed):
    said = comment(proposed, victor, "Which zone?", about=Thread.About.WHOLE)
    href = f"/contoso/threads/{said.thread_id}/"
    as_(client, bob).post(href, {"act": "reply", "text": "Ours.", "revision": "2"})
    client.post(href, {"act": "resolve", "revision": "2"})

    page = text_of(client.get("/contoso/revisions/2/"))
    assert "victor: Which zone? Resolved by bob." in page

    client.post(href, {"act": "reopen", "revision": "2"})
    assert "Resolved by" not in text_of(client.get("/contoso/revisions/2/"))


def test_a_thread_of_another_deployment_is_not_there(client, bob, alice, proposed):
    other = create_deployment("Fabrikam", alice, a_topology())
    said = comment(a_proposal(other, alice), alice, "Secret.", about=Thread.About.WHOLE)

    answer = as_(client, bob).post(f"/contoso/threads/{said.thread_id}/", {"act": "resolve"})

    assert answer.status_code == 404


def test_resolved_threads_are_folded(client, bob, proposed):
    said = comment(proposed, bob, "Fine now.", about=Thread.About.WHOLE)
    resolve(said.thread, bob)

    page = as_(client, bob).get("/contoso/revisions/2/").content.decode()

    assert f'<details class="thread-fold" id="thread-{said.thread_id}">' in page


def test_an_approved_revision_is_marked_from_the_page(client, alice, bob, proposed):
    approve(proposed, bob)
    answer = as_(client, alice).post(
        "/contoso/revisions/2/deploy/", {"side": ["internal", "external"]}, follow=True
    )

    assert "Revision 2 is marked as deployed: internal and external." in text_of(answer)
    assert "External: deployed, says alice" in text_of(answer)


def test_a_time_to_deploy_is_said_and_kept(client, alice, bob, proposed):
    approve(proposed, bob)
    answer = as_(client, alice).post(
        "/contoso/revisions/2/deploy-from/", {"moment": "2099-01-02T22:00"}, follow=True
    )

    assert "May be deployed from 2 Jan 2099 22:00 on." in text_of(answer)
    refused = client.post("/contoso/revisions/2/deploy/", {"side": "internal"}, follow=True)
    assert "may be deployed from 02 Jan 2099 22:00 on" in text_of(refused)


def test_proposing_shows_the_changes_first(client, eve, deployed, contoso):
    add_a_server(contoso, eve)
    page = as_(client, eve).get("/contoso/revisions/propose/")
    seen = re.search(r'name="seen" value="(\w+)"', page.content.decode()).group(1)
    assert "fe04.contoso.net" in text_of(page)

    answer = client.post(
        "/contoso/revisions/propose/", {"title": "More", "seen": seen}, follow=True
    )

    assert "Revision 2 , proposed by eve" in text_of(answer)


def test_a_proposal_without_a_title_keeps_what_was_typed(client, eve, contoso):
    answer = as_(client, eve).post("/contoso/revisions/propose/", {"description": "Because."})

    page = text_of(answer)
    assert "Give the proposal a title" in page
    assert "Because." in page


def test_restoring_shows_what_changes_and_does_it(client, eve, proposed, contoso):
    page = as_(client, eve).get("/contoso/revisions/1/restore/")
    assert "fe04.contoso.net" in text_of(page)
    seen = re.search(r'name="seen" value="(\w+)"', page.content.decode()).group(1)

    client.post("/contoso/revisions/1/restore/", {"seen": seen})

    assert not Server.objects.filter(fqdn="fe04.contoso.net").exists()


def test_two_versions_are_compared_either_way(client, victor, proposed):
    forwards = as_(client, victor).get("/contoso/compare/1..2/").content.decode()
    backwards = client.get("/contoso/compare/2..1/").content.decode()

    assert 'class="plus"' in forwards
    assert 'class="minus"' in backwards
    assert "Nothing differs." in text_of(client.get("/contoso/compare/2..working/"))


@pytest.mark.parametrize("versions", ["1", "1..99", "x..working", "..", "1..2..3"])
def test_versions_that_are_none_are_not_there(client, victor, proposed, versions):
    assert as_(client, victor).get(f"/contoso/compare/{versions}/").status_code == 404


def test_the_state_line_names_the_versions(client, victor, proposed, contoso, alice):
    add_a_server(contoso, alice, "fe05.contoso.net")

    page = text_of(as_(client, victor).get("/contoso/plan/"))

    assert "Working copy 1 change" in page
    assert "Revision 2 in review, 0 of 1" in page
    assert "Revision 1 approved, deployed" in page


def test_the_state_line_leads_to_the_same_page_of_another_version(client, victor, proposed):
    page = as_(client, victor).get("/contoso/plan/").content.decode()
    assert 'href="/contoso/revisions/2/plan/"' in page

    page = client.get("/contoso/revisions/2/plan/").content.decode()
    assert 'href="/contoso/plan/"' in page
    assert 'href="/contoso/revisions/1/plan/"' in page


def test_a_frozen_plan_stays_as_it_was(client, victor, proposed):
    before = as_(client, victor).get("/contoso/revisions/1/plan/").content.decode()
    after = client.get("/contoso/revisions/2/plan/").content.decode()

    assert "fe04.contoso.net" not in before
    assert "fe04.contoso.net" in after


def test_a_revisions_topology_can_be_taken_away(client, victor, proposed):
    answer = as_(client, victor).get("/contoso/revisions/1/document/")

    assert answer["Content-Disposition"] == 'attachment; filename="contoso-revision-1.yaml"'
    assert answer.content.startswith(b"format: lyncplanner-topology/1\n")


def test_history_and_undoing_from_the_page(client, eve, alice, contoso):
    add_a_server(contoso, alice)
    entry = contoso.changes.first()
    page = text_of(as_(client, eve).get("/contoso/history/"))
    assert "Added fe04.contoso.net alice," in page
    shown = text_of(client.get(f"/contoso/history/{entry.pk}/"))
    assert "removed fe04.contoso.net A 192.168.10.94" in shown

    client.post(f"/contoso/history/{entry.pk}/")

    assert not Server.objects.filter(fqdn="fe04.contoso.net").exists()


def test_a_change_of_another_deployment_is_not_there(client, bob, alice, contoso):
    other = create_deployment("Fabrikam", alice, a_topology())

    answer = as_(client, bob).get(f"/contoso/history/{other.changes.first().pk}/")

    assert answer.status_code == 404


def test_the_inbox_says_what_waits_and_is_empty_after(client, eve, bob, contoso):
    revision = a_proposal(contoso, eve, "More servers")
    page = text_of(as_(client, bob).get("/inbox/"))
    assert "eve proposed revision 1, More servers" in page

    request_changes(revision, bob)

    assert "Nothing waits for you." in text_of(client.get("/inbox/"))


def test_the_rules_are_set_by_the_form(client, alice, contoso):
    client.force_login(alice)
    version = contoso.review_rules.version
    sent = {"approvals_needed": "2", "second_approval": "edge.access", "version": version}

    client.post("/contoso/settings/reviews/", sent)

    contoso.review_rules.refresh_from_db()
    assert contoso.review_rules.approvals_needed == 2
    assert contoso.review_rules.patterns == {"edge.access"}


def test_who_saves_the_rules_second_is_told(client, alice, contoso):
    client.force_login(alice)
    sent = {"approvals_needed": "2", "version": contoso.review_rules.version}
    client.post("/contoso/settings/reviews/", sent)

    answer = client.post("/contoso/settings/reviews/", {**sent, "approvals_needed": "0"})

    assert "Somebody changed the review rules since you opened them." in text_of(answer)
    contoso.review_rules.refresh_from_db()
    assert contoso.review_rules.approvals_needed == 2


def test_a_review_costs_the_same_queries_whatever_its_size(
    client, bob, alice, contoso, django_assert_max_num_queries
):
    domains = tuple(a_sip_domain(f"customer{number:03}.com") for number in range(60))
    big = create_deployment("Hoster", alice, a_topology(sip_domains=domains))
    Membership.objects.create(deployment=big, user=bob, role="reviewer")
    for deployment in (contoso, big):
        revision = a_proposal(deployment, alice)
        for number in range(5):
            comment(revision, bob, f"Comment {number}", about=Thread.About.WHOLE)
    client.force_login(bob)
    for slug in ("contoso", "hoster"):
        client.get(f"/{slug}/revisions/1/")
        with django_assert_max_num_queries(35):
            answer = client.get(f"/{slug}/revisions/1/")
        assert len(answer.content) < 300_000


def test_a_long_review_is_sent_in_pages(client, bob, alice):
    domains = tuple(a_sip_domain(f"customer{number:03}.com") for number in range(60))
    big = create_deployment("Hoster", alice, a_topology(sip_domains=domains))
    Membership.objects.create(deployment=big, user=bob, role="reviewer")
    revision = a_proposal(big, alice)
    client.force_login(bob)

    shown = 0
    for page in range(1, 15):
        found = client.get(f"/hoster/revisions/1/?page={page}").content.decode().count("data-seen ")
        assert found <= 100
        shown += found

    assert shown == len(changes_of(revision))


def test_the_newest_approved_revision_is_what_is_exported(client, victor, bob, contoso, alice):
    revision = an_approved_revision(contoso, alice, bob)
    add_a_server(contoso, alice)

    page = as_(client, victor).get("/contoso/exports/?to=csv").content.decode()
    answer = client.get("/contoso/exports/download/?to=csv")

    assert "Revision 1, approved" in page
    assert answer["Content-Disposition"] == 'attachment; filename="contoso-r1-csv.csv"'
    assert b"fe04.contoso.net" not in b"".join(answer)
    stamped = unpacked(client.get("/contoso/exports/download/?to=nsupdate"))
    assert f"Plan {revision.hash}" in stamped
    assert "Approved by bob" in stamped


@pytest.mark.parametrize(("version", "name"), [("working", "DRAFT"), ("2", "r2-DRAFT")])
def test_what_is_not_approved_is_exported_as_a_draft(
    client, victor, bob, alice, proposed, version, name
):
    answer = as_(client, victor).get(f"/contoso/exports/download/?to=nsupdate&version={version}")

    assert f'filename="contoso-{name}-nsupdate.' in answer["Content-Disposition"]
    assert "DRAFT, NOT APPROVED" in unpacked(answer)


def test_what_is_dropped_since_it_was_deployed_is_removed(client, victor, alice, deployed, contoso):
    with change(contoso, by=alice, what="Removed"):
        contoso.pools.get(fqdn="pool01.contoso.net").servers.get(fqdn="fe03.contoso.net").delete()

    answer = as_(client, victor).get("/contoso/exports/download/?to=nsupdate&version=working")

    assert "update delete fe03.contoso.net. A" in unpacked(answer)


def test_a_version_that_is_none_is_not_exported(client, victor, deployed):
    assert as_(client, victor).get("/contoso/exports/?version=99").status_code == 404


def test_the_plan_says_what_changed_since_the_newest_revision(
    client, victor, proposed, alice, contoso
):
    assert "Same records as revision 2" in text_of(as_(client, victor).get("/contoso/plan/"))

    add_a_server(contoso, alice, "fe05.contoso.net")

    assert re.search(r"\+\d+ since revision 2", text_of(client.get("/contoso/plan/")))


def test_a_record_set_is_told_through_the_revisions(client, victor, proposed):
    page = text_of(as_(client, victor).get("/contoso/plan/internal~fe04.contoso.net~A/"))
    assert "Through the revisions Revision 2 in review 192.168.10.94" in page

    page = text_of(client.get("/contoso/plan/external~sip.contoso.com~A/"))
    assert "Revision 1 approved 131.107.155.10" in page
    assert "Revision 2 in review" not in page.split("Through the revisions")[1]
