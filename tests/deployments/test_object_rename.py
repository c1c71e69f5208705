"""Renaming an object and renumbering a network: the effect first, then all of it at once."""

import pytest

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.planning.renumbering import network, renumber
from tests.builders import a_pool, a_topology, an_edge_pool
from tests.deployments.newest import newest_change


@pytest.fixture
def pool_address(contoso):
    return f"/contoso/pools/{contoso.pools.get(role='front-end').pk}/rename/"


def test_what_changes_is_shown_first_and_nothing_is_saved(client, alice, contoso, pool_address):
    client.force_login(alice)

    page = client.get(pool_address, {"name": " Pool09.Contoso.net. "}).content.decode()

    assert "lsedge.contoso.net" in page
    assert "Next hop" in page
    assert "2 changes" in page
    assert load_topology(contoso) == a_topology()


def test_renaming_changes_all_that_was_shown(client, alice, contoso, pool_address):
    client.force_login(alice)
    sent = {"name": "pool09.contoso.net", "seen": newest_change(contoso).pk}

    answer = client.post(pool_address, sent, follow=True)

    front_end, edge = load_topology(contoso).pools
    assert (front_end.fqdn, edge.next_hop) == ("pool09.contoso.net",) * 2
    assert "Renamed pool01.contoso.net to pool09.contoso.net." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lsedge.contoso.net", "There is a pool called lsedge.contoso.net"),
        ("pool 09", "A name has no blanks"),
        ("", "This field is required"),
    ],
)
def test_a_name_that_cannot_be_is_told_beside_the_field(client, alice, pool_address, name, said):
    client.force_login(alice)

    assert said in client.get(pool_address, {"name": name}).content.decode()


def test_a_sip_domain_asks_for_the_names_in_it(client, alice, contoso):
    client.force_login(alice)
    address = f"/contoso/dns/{contoso.sip_domains.get().pk}/rename/"
    seen = newest_change(contoso).pk

    alone = client.get(address, {"name": "fabrikam.com"}).content.decode()
    client.post(address, {"name": "fabrikam.com", "names_too": "on", "seen": seen})

    assert "meet.fabrikam.com" not in alone
    assert load_topology(contoso).simple_urls[0].url == "https://meet.fabrikam.com"


@pytest.mark.parametrize(
    ("rows", "path", "new"),
    [
        ("sites", "sites", "Seattle"),
        ("reverse_proxies", "reverse-proxies", "tmg09"),
        ("sip_domains", "dns", "fabrikam.com"),
        ("pools", "pools", "pool09.contoso.net"),
    ],
)
def test_every_object_with_a_name_can_have_another(client, alice, contoso, rows, path, new):
    client.force_login(alice)
    row = getattr(contoso, rows).first()

    answer = client.post(
        f"/contoso/{path}/{row.pk}/rename/", {"name": new, "seen": newest_change(contoso).pk}
    )

    row.refresh_from_db()
    assert (answer.status_code, str(row)) == (302, new)


def test_a_server_is_renamed_from_its_pool(client, alice, contoso, pool_address):
    client.force_login(alice)
    server = contoso.pools.get(role="front-end").servers.first()
    address = f"/contoso/servers/{server.pk}/rename/"

    assert address in client.get(pool_address).content.decode()
    client.post(address, {"name": "fe09.contoso.net", "seen": newest_change(contoso).pk})

    server.refresh_from_db()
    assert server.fqdn == "fe09.contoso.net"


def test_who_looked_before_somebody_changed_something_looks_again(
    client, alice, eve, contoso, pool_address
):
    client.force_login(alice)
    seen = newest_change(contoso).pk
    update_rows(contoso, a_topology(a_pool(site="Chicago"), an_edge_pool()), by=eve, what="Moved")

    answer = client.post(pool_address, {"name": "pool09.contoso.net", "seen": seen})

    page = answer.content.decode()
    assert "eve changed the deployment" in page
    assert "2 changes" in page
    assert load_topology(contoso).pools[0].fqdn == "pool01.contoso.net"


def test_networks_in_use_are_offered(client, alice, contoso):
    client.force_login(alice)

    page = client.get("/contoso/renumber/").content.decode()

    assert "192.168.10.0/24" in page


def test_each_address_is_shown_before_a_network_is_renumbered(client, alice, contoso):
    client.force_login(alice)
    networks = {"old": "192.168.10.0/24", "new": "10.1.2.0/24"}

    page = client.get("/contoso/renumber/", networks).content.decode()
    assert "10.1.2.91" in page
    assert "4 changes" in page
    client.post("/contoso/renumber/", {**networks, "seen": newest_change(contoso).pk})

    expected = renumber(a_topology(), network("192.168.10.0/24"), network("10.1.2.0/24"))
    assert load_topology(contoso) == expected
    assert newest_change(contoso).what == "Renumbered 192.168.10.0/24 to 10.1.2.0/24"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("192.168.10.1", "10.0.0.0/24", "Type a network with its length"),
        ("192.168.10.0/24", "10.0.0.0/8", "are not of one size"),
        ("192.0.2.0/24", "10.0.0.0/24", "No address is in 192.0.2.0/24"),
    ],
)
def test_networks_that_do_not_fit_are_told_beside_the_field(client, alice, contoso, old, new, said):
    client.force_login(alice)

    assert said in client.get("/contoso/renumber/", {"old": old, "new": new}).content.decode()


def test_only_who_may_edit_renames_and_renumbers(client, bob, victor, charlie, pool_address):
    for person, status in ((bob, 403), (victor, 403), (charlie, 404)):
        client.force_login(person)
        for address in (pool_address, "/contoso/renumber/"):
            assert client.get(address).status_code == status
            assert client.post(address, {"name": "x.contoso.net"}).status_code == status


def test_a_large_deployment_takes_as_many_queries(
    client, alice, contoso, pool_address, django_assert_max_num_queries
):
    client.force_login(alice)
    pools = (a_pool(f"pool{number}.contoso.net", servers=()) for number in range(200))
    update_rows(contoso, a_topology(a_pool(), *pools), by=alice, what="Grown")

    with django_assert_max_num_queries(30):
        assert client.get(pool_address, {"name": "pool999.contoso.net"}).status_code == 200
