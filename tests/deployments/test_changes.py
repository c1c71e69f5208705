"""Changes: all or nothing, one entry of history, nobody's work overwritten."""

import pytest

from lyncplanner.deployments.changes import change, claim
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Change, EdgePool, FrontEndPool, Pool, Server, Summary
from lyncplanner.deployments.summaries import keep_summaries, keep_summary
from lyncplanner.planning.plan import plan
from tests.builders import a_topology


@pytest.fixture
def pool(contoso) -> Pool:
    return contoso.pools.get(role="front-end")


def test_a_change_is_remembered_with_its_person(contoso, alice, pool):
    with change(contoso, by=alice, what="Changed pool01.contoso.net"):
        pool.site = "Chicago"
        pool.save()

    newest = pool.history.first()
    assert (newest.change.what, newest.history_user, newest.site) == (
        "Changed pool01.contoso.net",
        alice,
        "Chicago",
    )


def test_a_change_that_fails_leaves_nothing_behind(contoso, alice, pool):
    def half_a_change():
        with change(contoso, by=alice, what="Changed"):
            pool.site = "Chicago"
            pool.save()
            raise InterruptedError

    with pytest.raises(InterruptedError):
        half_a_change()

    pool.refresh_from_db()
    assert pool.site == "Redmond"
    assert not Change.objects.filter(what="Changed").exists()


def test_rows_saved_through_a_role_have_history_too(contoso, alice):
    edge = EdgePool.objects.get(deployment=contoso)

    with change(contoso, by=alice, what="Changed"):
        edge.federation = False
        edge.save()

    assert [row.federation for row in Pool.history.filter(id=edge.pk)] == [False, True]


def test_deleting_a_pool_is_remembered_with_its_servers(contoso, alice):
    pool = FrontEndPool.objects.get(deployment=contoso)

    with change(contoso, by=alice, what="Deleted") as entry:
        pool.delete()

    assert Pool.history.filter(history_type="-", change=entry).count() == 1
    assert Server.history.filter(history_type="-", change=entry).count() == 3


def test_outside_a_change_history_says_no_change(pool):
    pool.save()

    assert pool.history.first().change is None


def test_who_saves_second_is_told(contoso, alice, bob, pool):
    seen_by_both = pool.version

    with change(contoso, by=alice, what="Changed"):
        assert claim(pool, seen_by_both)
    with change(contoso, by=bob, what="Changed"):
        assert not claim(pool, seen_by_both)


def test_a_claimed_row_is_saved_with_its_new_version(contoso, alice, pool):
    with change(contoso, by=alice, what="Changed"):
        claim(pool, pool.version)
        pool.save()

    pool.refresh_from_db()
    assert pool.version == 2


def test_a_change_moves_the_time_of_the_deployment(contoso, alice):
    before = contoso.changed_at

    with change(contoso, by=alice, what="Changed"):
        pass

    contoso.refresh_from_db()
    assert contoso.changed_at > before


def test_the_counts_are_those_of_the_plan(contoso):
    planned = plan(a_topology())

    summary = contoso.summary

    assert summary.records == len(planned.records)
    assert summary.errors + summary.warnings + summary.infos == len(planned.findings)
    assert (summary.pools, summary.sip_domains, summary.simple_urls) == (2, 1, 3)
    assert summary.domain_names == "contoso.com"


def test_the_counts_follow_a_change(contoso, alice, pool):
    before = contoso.summary.records

    with change(contoso, by=alice, what="Removed a server"):
        pool.servers.last().delete()

    now = Summary.objects.get(pk=contoso.pk).records
    assert now == len(plan(load_topology(contoso)).records) < before


def test_the_same_topology_is_not_planned_again(contoso, monkeypatch):
    monkeypatch.setattr("lyncplanner.deployments.summaries.plan_of", None)

    keep_summary(contoso)


def test_a_list_costs_one_query_and_no_plan(contoso, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("lyncplanner.deployments.summaries.plan_of", None)

    with django_assert_num_queries(1):
        assert keep_summaries([contoso])[contoso.pk].pools == 2


def test_a_new_planner_counts_again(contoso, monkeypatch):
    monkeypatch.setattr("lyncplanner.deployments.summaries.PLANNER_VERSION", "next")

    assert keep_summaries([contoso])[contoso.pk].planner_version == "next"
