"""Who saves second sees both versions, field by field, and loses nothing in silence."""

from typing import Any

import pytest

from lyncplanner.deployments.changes import change, claim
from lyncplanner.deployments.conflicts import Choice, choices, rows_at, values_at
from lyncplanner.deployments.models import Server
from lyncplanner.deployments.replacing import update_rows
from tests.builders import a_pool, a_server, a_topology, an_edge_pool


def test_a_field_that_both_changed_is_yours_to_choose():
    base, his, yours = {"site": "Redmond"}, {"site": "Chicago"}, {"site": "Seattle"}

    assert list(choices(base, his, yours)) == [
        Choice("site", "Chicago", "Seattle", both_changed=True, take_yours=True)
    ]


def test_a_field_that_only_he_changed_is_offered_as_his():
    base, his, yours = {"site": "Redmond"}, {"site": "Chicago"}, {"site": "Redmond"}

    [choice] = choices(base, his, yours)

    assert (choice.both_changed, choice.take_yours) == (False, False)


def test_a_field_that_only_you_changed_is_offered_as_yours():
    base, his, yours = {"site": "Redmond"}, {"site": "Redmond"}, {"site": "Chicago"}

    [choice] = choices(base, his, yours)

    assert (choice.both_changed, choice.take_yours) == (False, True)


def test_what_both_made_the_same_is_no_choice():
    assert not list(choices({"site": "Redmond"}, {"site": "Chicago"}, {"site": "Chicago"}))


def test_a_row_that_he_removed_and_you_changed_is_a_choice():
    base = {"server 7 fqdn": "fe01.contoso.net"}

    [choice] = choices(base, {}, {"server 7 fqdn": "fe09.contoso.net"})

    assert (choice.his, choice.yours, choice.both_changed) == (None, "fe09.contoso.net", True)


def test_without_a_base_every_difference_is_a_choice_for_you():
    [choice] = choices({}, {"site": "Chicago"}, {"site": "Redmond"})

    assert choice.both_changed


@pytest.fixture
def pool(contoso):
    return contoso.pools.get(role="front-end")


def test_what_one_began_with_is_in_history(contoso, alice, pool):
    opened = pool.version
    with change(contoso, by=alice, what="Saved"):
        claim(pool, opened)
        pool.site = "Chicago"
        pool.save()

    before: Any = values_at(pool, opened)
    after: Any = values_at(pool, pool.version)
    assert (before["site"], after["site"]) == ("Redmond", "Chicago")
    assert "version" not in before


def test_so_are_the_servers_that_one_began_with(contoso, alice, pool):
    server = pool.servers.first()
    opened = pool.version
    changed = a_pool(servers=(a_server("fe01.contoso.net", "10.0.0.1"),))
    update_rows(contoso, a_topology(changed, an_edge_pool()), by=alice, what="Imported")
    pool.refresh_from_db()

    before: Any = rows_at(pool, opened, Server, "pool")
    after = rows_at(pool, pool.version, Server, "pool")

    assert len(before) == 3
    assert before[server.pk]["addresses"] == ("192.168.10.91",)
    assert after == {server.pk: {"fqdn": "fe01.contoso.net", "addresses": ("10.0.0.1",)}}


def test_what_history_does_not_know_has_no_base(pool):
    assert values_at(pool, 99) is None
    assert rows_at(pool, 99, Server, "pool") is None
