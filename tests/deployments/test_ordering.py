"""Objects change places with their neighbours."""

import pytest

from lyncplanner.deployments.changes import change, claim
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Pool
from lyncplanner.deployments.ordering import Direction, move
from lyncplanner.deployments.parts import PARTS, found_or_404
from lyncplanner.deployments.removing import delete_object


def found(deployment, fqdn):
    return found_or_404(deployment, PARTS["pools"], deployment.pools.get(fqdn=fqdn).pk)


def order(deployment):
    return [pool.fqdn for pool in load_topology(deployment).pools]


def test_moving_down_and_up_again_is_where_it_began(contoso, alice):
    before = order(contoso)

    assert move(found(contoso, "pool01.contoso.net"), Direction.DOWN, by=alice)
    assert order(contoso) == before[::-1]
    assert move(found(contoso, "pool01.contoso.net"), Direction.UP, by=alice)
    assert order(contoso) == before


def test_a_move_is_in_history(contoso, alice):
    move(found(contoso, "pool01.contoso.net"), Direction.DOWN, by=alice)

    entry = contoso.changes.first()
    assert (entry.what, entry.person) == ("Moved pool01.contoso.net down", alice)
    assert Pool.history.filter(change=entry).count() == 2


@pytest.mark.parametrize(
    ("fqdn", "direction"),
    [("pool01.contoso.net", Direction.UP), ("lsedge.contoso.net", Direction.DOWN)],
)
def test_there_is_nothing_beyond_the_ends(contoso, alice, fqdn, direction):
    assert not move(found(contoso, fqdn), direction, by=alice)

    assert contoso.changes.count() == 1


def test_rows_that_share_a_position_are_numbered(contoso, alice):
    Pool.objects.update(position=0)

    move(found(contoso, "lsedge.contoso.net"), Direction.UP, by=alice)

    assert order(contoso) == ["lsedge.contoso.net", "pool01.contoso.net"]


def test_servers_move_within_their_pool(contoso, alice):
    pool = contoso.pools.get(role="front-end")
    server = found_or_404(contoso, PARTS["servers"], pool.servers.last().pk)

    move(server, Direction.UP, by=alice)

    names = [server.fqdn for server in load_topology(contoso).pools[0].servers]
    assert names == ["fe01.contoso.net", "fe03.contoso.net", "fe02.contoso.net"]


def test_who_has_the_pool_open_can_save_it_all_the_same(contoso, alice):
    pool = contoso.pools.get(role="front-end")

    move(found(contoso, pool.fqdn), Direction.DOWN, by=alice)

    with change(contoso, by=alice, what="Saved"):
        assert claim(pool, pool.version)


def test_a_gap_is_passed(contoso, alice):
    contoso.pools.filter(role="edge").update(position=7)

    move(found(contoso, "lsedge.contoso.net"), Direction.UP, by=alice)

    assert order(contoso)[0] == "lsedge.contoso.net"
    delete_object(found(contoso, "lsedge.contoso.net"), by=alice)
    assert order(contoso) == ["pool01.contoso.net"]
