"""History: who changed what, when, before and after; and undoing one change."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lyncplanner.deployments.changes import change
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Change, Membership, Pool, Server
from lyncplanner.deployments.settings.renaming import rename
from lyncplanner.reviews.history import HistoryFilter, changes_of, people_of, told
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.restoring import restore
from lyncplanner.reviews.roles import Refused
from lyncplanner.reviews.undoing import effect_of_undoing, undo
from tests.reviews.proposals import a_proposal, add_a_server

EVERYTHING = HistoryFilter()


@pytest.fixture
def pool(contoso) -> Pool:
    return contoso.pools.get(fqdn="pool01.contoso.net")


def move(pool, by, site="Chicago"):
    pool.refresh_from_db()
    with change(pool.deployment, by=by, what=f"Saved {pool.fqdn}") as entry:
        pool.site = site
        pool.save()
    return entry


def newest(deployment, **chosen):
    return told(list(changes_of(deployment, HistoryFilter(**chosen))))


def test_a_change_tells_who_what_before_and_after(contoso, eve, pool):
    move(pool, eve)

    line = newest(contoso)[0]
    [changed] = line.objects
    assert (line.change.person, line.change.what) == (eve, "Saved pool01.contoso.net")
    assert (changed.sign, changed.kind, changed.name) == ("~", "pool", "pool01.contoso.net")
    assert changed.fields == (("Site", "Redmond", "Chicago"),)


def test_what_belongs_to_something_says_to_what(contoso, alice):
    add_a_server(contoso, alice)

    [added] = newest(contoso)[0].objects
    assert (added.sign, added.name, added.belongs_to) == (
        "+",
        "fe04.contoso.net",
        "pool01.contoso.net",
    )
    assert ("Addresses", "", "192.168.10.94") in added.fields


def test_history_names_a_new_member(contoso, alice, a_person):
    with change(contoso, by=alice, what="Added frank"):
        Membership.objects.create(deployment=contoso, user=a_person("frank"), role="viewer")

    [added] = newest(contoso)[0].objects
    assert (added.name, added.fields) == ("frank", (("Role", "", "Viewer"),))


def test_history_is_filtered_by_person(contoso, alice, eve, pool):
    move(pool, eve)

    assert [line.change.person for line in newest(contoso, person="eve")] == [eve]
    assert people_of(contoso) == ["alice", "eve"]


def test_history_of_an_object_has_its_parts_too(contoso, alice, eve, pool):
    other = contoso.pools.exclude(pk=pool.pk).get()
    add_a_server(contoso, alice)
    move(other, eve)

    found = newest(contoso, object=f"pool~{pool.pk}")

    assert [line.change.what for line in found] == ["Added fe04.contoso.net", "Created"]


@pytest.mark.parametrize("key", ["pool~x", "pool", "nothing~1", "pool~99999999999999999999"])
def test_an_object_that_is_none_has_no_history(contoso, key):
    assert newest(contoso, object=key) == []


def test_history_is_filtered_by_time(contoso, eve, pool):
    entry = move(pool, eve)
    Change.objects.filter(pk=entry.pk).update(at=timezone.now() - timedelta(days=10))
    week_ago = (timezone.now() - timedelta(days=7)).date()

    assert [line.change.what for line in newest(contoso, since=week_ago)] == ["Created"]
    assert [line.change for line in newest(contoso, until=week_ago)] == [entry]


def test_a_page_of_history_costs_the_same_whatever_it_tells(
    contoso, alice, pool, django_assert_max_num_queries
):
    for number in range(10):
        move(pool, alice, f"Site {number}")
        add_a_server(contoso, alice, f"new{number}.contoso.net")

    with django_assert_max_num_queries(70):
        assert len(newest(contoso)) == 21


def test_a_large_change_is_cut_short(contoso):
    [created] = told(list(changes_of(contoso, EVERYTHING)), most=3)

    assert len(created.objects) == 3
    assert created.more > 10


def test_undoing_puts_a_field_back(contoso, alice, eve, pool):
    entry = move(pool, eve)

    undone = undo(entry, alice)

    pool.refresh_from_db()
    assert (pool.site, undone.person, undone.what) == (
        "Redmond",
        alice,
        "Undid: Saved pool01.contoso.net",
    )


def test_undoing_leaves_what_others_changed_beside_it(contoso, alice, eve, pool):
    entry = move(pool, eve)
    pool.refresh_from_db()
    with change(contoso, by=alice, what="Saved"):
        pool.external_web_fqdn = "web.contoso.com"
        pool.save()

    undo(entry, alice)

    pool.refresh_from_db()
    assert (pool.site, pool.external_web_fqdn) == ("Redmond", "web.contoso.com")


def test_what_was_changed_again_since_is_not_undone(contoso, alice, eve, pool):
    entry = move(pool, eve)
    move(pool, alice, "Dublin")

    with pytest.raises(Refused, match="pool01.contoso.net: changed again since"):
        undo(entry, eve)

    pool.refresh_from_db()
    assert pool.site == "Dublin"
    assert not Change.objects.filter(what__startswith="Undid").exists()


def test_undoing_a_deletion_brings_a_pool_back_with_its_servers(contoso, alice, pool):
    before = load_topology(contoso)
    with change(contoso, by=alice, what="Deleted") as entry:
        Pool.objects.get(pk=pool.pk).delete()

    undo(entry, alice)

    assert load_topology(contoso) == before
    assert contoso.pools.filter(pk=pool.pk).exists()


def test_undoing_an_addition_takes_it_away(contoso, alice):
    before = load_topology(contoso)
    add_a_server(contoso, alice)

    undo(contoso.changes.first(), alice)

    assert load_topology(contoso) == before


def test_a_new_pool_that_others_added_to_is_not_taken_away(contoso, alice, eve):
    with change(contoso, by=alice, what="Added") as entry:
        added = Pool.objects.create(deployment=contoso, fqdn="pool02.contoso.net", role="front-end")
    with change(contoso, by=eve, what="Added a server"):
        Server.objects.create(pool=added, fqdn="fe21.contoso.net")

    with pytest.raises(Refused, match="pool02"):
        undo(entry, alice)


def test_an_undoing_can_be_undone(contoso, alice, eve, pool):
    again = undo(undo(move(pool, eve), alice), alice)

    pool.refresh_from_db()
    assert pool.site == "Chicago"
    assert again.what.startswith("Undid: Undid: ")


def test_a_restored_revision_is_one_change_that_can_be_undone(contoso, alice, eve):
    revision = a_proposal(contoso, alice)
    add_a_server(contoso, eve)
    changed = load_topology(contoso)

    entry = restore(Revision.objects.get(pk=revision.pk), alice)
    assert len(load_topology(contoso).pools[0].servers) == 3

    undo(entry, alice)
    assert load_topology(contoso) == changed


def test_the_creation_of_a_deployment_is_not_undone(contoso, alice):
    [created] = newest(contoso)

    assert not created.undoable
    with pytest.raises(Refused, match="made the deployment"):
        undo(created.change, alice)


def test_the_effect_is_shown_and_nothing_saved(contoso, alice):
    add_a_server(contoso, alice)
    before = load_topology(contoso)

    effect = effect_of_undoing(contoso.changes.first())

    assert {record.name for record in effect.removed} >= {"fe04.contoso.net"}
    assert not effect.added
    assert load_topology(contoso) == before


def test_who_may_not_edit_may_not_undo(contoso, bob, eve, pool):
    entry = move(pool, eve)

    with pytest.raises(PermissionDenied):
        undo(entry, bob)


def test_only_owners_undo_what_only_owners_do(client, contoso, alice, eve):
    rename(contoso, "Fabrikam", version=contoso.version, by=alice)
    entry = contoso.changes.first()
    client.force_login(eve)
    page = f"/contoso/history/{entry.pk}/"

    assert "one of them has to undo this" in client.get(page).content.decode()
    assert client.post(page).status_code == 403
    contoso.refresh_from_db()
    assert contoso.name == "Fabrikam"

    undo(entry, alice)
    contoso.refresh_from_db()
    assert contoso.name == "Contoso"


def test_who_restores_learns_that_the_working_copy_changed_meanwhile(contoso, alice):
    revision = a_proposal(contoso, alice)

    with pytest.raises(Refused, match="changed meanwhile"):
        restore(revision, alice, seen="another")
