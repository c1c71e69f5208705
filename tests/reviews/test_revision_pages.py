"""Proposing, restoring, comparing, versions of pages, history, inbox, rules."""

import re

import pytest

from lyncplanner.deployments.models import Server
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_topology
from tests.reviews.pages import as_, text_of
from tests.reviews.proposals import (
    a_proposal,
    add_a_server,
    request_changes,
)

pytestmark = pytest.mark.usefixtures("errors_do_not_hold")


def test_proposing_shows_the_changes_first(client, eve, deployed, contoso):
    add_a_server(contoso, eve)
    page = as_(client, eve).get("/contoso/revisions/propose/")
    [seen] = re.findall(r'name="seen" value="(\w+)"', page.content.decode())
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
    [seen] = re.findall(r'name="seen" value="(\w+)"', page.content.decode())

    client.post("/contoso/revisions/1/restore/", {"seen": seen})

    assert not Server.objects.filter(fqdn="fe04.contoso.net").exists()


def test_two_versions_are_compared_either_way(client, victor, proposed):
    forwards = as_(client, victor).get("/contoso/compare/1..2/").content.decode()
    backwards = client.get("/contoso/compare/2..1/").content.decode()

    assert 'class="plus"' in forwards
    assert 'class="minus"' in backwards
    assert "Nothing differs." in text_of(client.get("/contoso/compare/2..working/"))


def test_a_sip_domain_that_moves_to_teams_shows_its_cut_over(client, victor, deployed, contoso):
    contoso.sip_domains.update(mode="teams-only")

    page = text_of(as_(client, victor).get("/contoso/compare/1..working/"))

    assert "Cut-over of contoso.com to Teams Only" in page
    assert "Lower the TTL" in page
    assert "Cut-over of" not in text_of(client.get("/contoso/compare/working..1/"))


def test_a_record_set_that_a_version_does_not_plan_says_so(client, victor, proposed):
    record = "internal~fe04.contoso.net~A/"

    page = text_of(as_(client, victor).get(f"/contoso/revisions/1/plan/{record}"))

    assert "Revision 1 does not plan it." in page
    assert "192.168.10.94" in page


def test_a_record_set_that_no_version_plans_is_not_there(client, victor, proposed):
    for key in ("internal~fe99.contoso.net~A", "nonsense", "~~", "a~b~c~d"):
        assert as_(client, victor).get(f"/contoso/revisions/1/plan/{key}/").status_code == 404


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

    answer = as_(client, bob).get(f"/contoso/history/{other.changes.latest('pk').pk}/")

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
