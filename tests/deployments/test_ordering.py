"""Objects change places with their neighbours."""

import pytest

from lyncplanner.deployments.changes import change, claim
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Pool
from lyncplanner.deployments.ordering import move
from lyncplanner.deployments.removing import remove


def moved(deployment, fqdn, by, *, up):
    row = deployment.pools.get(fqdn=fqdn)
    return move(row, deployment.pools, up=up, by=by)


def order(deployment):
    return [pool.fqdn for pool in load_topology(deployment).pools]


def test_moving_down_and_up_again_is_where_it_began(contoso, alice):
    before = order(contoso)

    assert moved(contoso, "pool01.contoso.net", alice, up=False)
    assert order(contoso) == before[::-1]
    assert moved(contoso, "pool01.contoso.net", alice, up=True)
    assert order(contoso) == before


def test_a_move_is_in_history(contoso, alice):
    moved(contoso, "pool01.contoso.net", alice, up=False)

    entry = contoso.changes.first()
    assert (entry.what, entry.person) == ("Moved pool01.contoso.net down", alice)
    assert Pool.history.filter(change=entry).count() == 2


@pytest.mark.parametrize(
    ("fqdn", "up"),
    [("pool01.contoso.net", True), ("lsedge.contoso.net", False)],
)
def test_there_is_nothing_beyond_the_ends(contoso, alice, fqdn, up):
    assert not moved(contoso, fqdn, alice, up=up)

    assert contoso.changes.count() == 1


def test_rows_that_share_a_position_are_numbered(contoso, alice):
    Pool.objects.update(position=0)

    moved(contoso, "lsedge.contoso.net", alice, up=True)

    assert order(contoso) == ["lsedge.contoso.net", "pool01.contoso.net"]


def test_who_has_the_pool_open_can_save_it_all_the_same(contoso, alice):
    pool = contoso.pools.get(role="front-end")

    moved(contoso, pool.fqdn, alice, up=False)

    with change(contoso, by=alice, what="Saved"):
        assert claim(pool, pool.version)


def test_a_gap_is_passed(contoso, alice):
    contoso.pools.filter(role="edge").update(position=7)

    moved(contoso, "lsedge.contoso.net", alice, up=True)

    assert order(contoso)[0] == "lsedge.contoso.net"
    remove(contoso.pools.get(role="edge"), by=alice)
    assert order(contoso) == ["pool01.contoso.net"]
