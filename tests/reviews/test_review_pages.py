"""What the review page shows, and what its forms do."""

import pytest

from lyncplanner.deployments.changes import change
from lyncplanner.deployments.models import Membership
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.reviews.conversations import comment, resolve
from lyncplanner.reviews.models import Thread
from lyncplanner.reviews.seeing import changes_of
from tests.builders import a_sip_domain, a_topology
from tests.reviews.pages import as_, text_of
from tests.reviews.proposals import (
    a_proposal,
    add_a_server,
    approve,
)

pytestmark = pytest.mark.usefixtures("errors_do_not_hold")


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
