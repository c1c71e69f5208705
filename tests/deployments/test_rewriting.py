"""Renaming and renumbering in the rows: in one change, by what is stored."""

import pytest

from lyncplanner.deployments.changes import Overtaken
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Pool, Server
from lyncplanner.deployments.parts import part_or_404
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.deployments.rewriting import renamed, rewrite
from lyncplanner.planning.changes import ObjectKind
from lyncplanner.planning.renaming import CannotRename
from lyncplanner.planning.renumbering import network, renumber
from tests.builders import a_pool, a_topology, an_edge_pool
from tests.deployments.newest import newest_change


def renaming(found, new, **how):
    return lambda topology: renamed(topology, found, new, **how)


NAMES = [
    (ObjectKind.POOL, lambda d: d.pools.first(), "pool09.contoso.net"),
    (ObjectKind.SERVER, lambda d: d.pools.first().servers.first(), "fe09.contoso.net"),
    (ObjectKind.SITE, lambda d: d.sites.first(), "Seattle"),
    (ObjectKind.REVERSE_PROXY, lambda d: d.reverse_proxies.first(), "tmg09"),
    (ObjectKind.SIP_DOMAIN, lambda d: d.sip_domains.first(), "fabrikam.com"),
]


@pytest.mark.parametrize(("kind", "row", "new"), NAMES)
def test_every_object_with_a_name_can_have_another(contoso, alice, kind, row, new):
    found = part_or_404(contoso, kind, row(contoso).pk)

    rewrite(contoso, renaming(found, new), by=alice, what=f"Renamed to {new}")

    found.row.refresh_from_db()
    assert str(found.row) == new
    assert contoso.changes.first().what == f"Renamed to {new}"


def test_what_refers_to_a_pool_is_renamed_in_the_same_change(contoso, alice):
    found = part_or_404(contoso, ObjectKind.POOL, contoso.pools.first().pk)

    entry = rewrite(contoso, renaming(found, "pool09.contoso.net"), by=alice, what="Renamed")

    assert contoso.pools.get(role="edge").next_hop == "pool09.contoso.net"
    assert Pool.history.filter(change=entry).count() == 2


def test_a_refused_name_changes_nothing(contoso, alice):
    found = part_or_404(contoso, ObjectKind.POOL, contoso.pools.first().pk)

    with pytest.raises(CannotRename):
        rewrite(contoso, renaming(found, "lsedge.contoso.net"), by=alice, what="Renamed")

    assert load_topology(contoso) == a_topology()
    assert contoso.changes.count() == 1


def test_who_looked_before_somebody_changed_it_is_told(contoso, alice, eve):
    seen = newest_change(contoso).pk
    found = part_or_404(contoso, ObjectKind.POOL, contoso.pools.first().pk)
    update_rows(contoso, a_topology(a_pool(site="Chicago"), an_edge_pool()), by=eve, what="Saved")

    with pytest.raises(Overtaken):
        rewrite(contoso, renaming(found, "pool09.contoso.net"), by=alice, what="R", seen=seen)

    assert contoso.pools.filter(fqdn="pool01.contoso.net").exists()


def test_a_network_is_renumbered_in_one_change(contoso, alice):
    old, new = network("192.168.10.0/24"), network("10.1.2.0/24")

    entry = rewrite(contoso, lambda t: renumber(t, old, new), by=alice, what="Renumbered")

    assert load_topology(contoso) == renumber(a_topology(), old, new)
    assert Server.history.filter(change=entry, history_type="~").count() == 3
