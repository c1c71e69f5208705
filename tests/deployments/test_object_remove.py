"""The page that names what goes with an object before it is removed."""

import pytest
from django.urls import reverse

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_pool, a_topology, an_edge_pool
from tests.deployments.newest import newest_change


@pytest.fixture
def address(contoso):
    pool = contoso.pools.get(role="front-end")
    return f"/contoso/pools/{pool.pk}/remove/"


def test_servers_and_records_that_go_are_named(client, alice, address):
    client.force_login(alice)

    page = client.get(address).content.decode()

    assert "3 servers" in page
    assert "fe03.contoso.net" in page
    assert "records" in page
    assert "reference.unknown" in page


def test_nothing_is_removed_before_it_is_confirmed(client, alice, contoso, address):
    client.force_login(alice)

    client.get(address)

    assert load_topology(contoso) == a_topology()


def test_the_list_offers_to_undo_what_was_removed(client, alice, contoso, address):
    client.force_login(alice)

    answer = client.post(address, {"seen": newest_change(contoso).pk}, follow=True)

    assert contoso.pools.count() == 1
    removed = newest_change(contoso)
    assert answer.request["PATH_INFO"] == "/contoso/pools/"
    assert f"undo-{removed.pk}" in answer.content.decode()
    client.post("/contoso/pools/", {"do": f"undo-{removed.pk}"})
    assert load_topology(contoso) == a_topology()


def test_who_looked_before_somebody_changed_something_looks_again(
    client, alice, eve, contoso, address
):
    client.force_login(alice)
    seen = newest_change(contoso).pk
    update_rows(contoso, a_topology(a_pool(site="Chicago"), an_edge_pool()), by=eve, what="Moved")

    answer = client.post(address, {"seen": seen})

    assert "eve changed the deployment" in answer.content.decode()
    assert contoso.pools.count() == 2


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("sip-domain", "sip_domains"),
        ("site", "sites"),
        ("pool", "pools"),
        ("reverse-proxy", "reverse_proxies"),
        ("simple-url", "simple_urls"),
    ],
)
def test_every_kind_of_object_can_be_removed(client, alice, contoso, kind, rows):
    client.force_login(alice)
    row = getattr(contoso, rows).first()
    address = reverse(f"deployments:{kind}-remove", args=["contoso", row.pk])

    assert client.get(address).status_code == 200
    client.post(address, {"seen": newest_change(contoso).pk})

    assert not getattr(contoso, rows).filter(pk=row.pk).exists()


def test_only_who_may_edit_removes(client, bob, victor, charlie, address):
    for person, status in ((bob, 403), (victor, 403), (charlie, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status
        assert client.post(address, {"seen": "1"}).status_code == status


def test_an_object_of_another_deployment_is_not_there(client, alice, a_person, contoso, address):
    other = create_deployment("Fabrikam", a_person("dave"), a_topology())
    client.force_login(alice)

    assert (
        client.get(f"/contoso/pools/{other.pools.get(role='edge').pk}/remove/").status_code == 404
    )


def test_a_large_deployment_takes_as_many_queries(
    client, alice, contoso, address, django_assert_max_num_queries
):
    client.force_login(alice)
    pools = (a_pool(f"pool{number}.contoso.net") for number in range(200))
    update_rows(contoso, a_topology(a_pool(), *pools), by=alice, what="Grown")

    with django_assert_max_num_queries(30):
        assert client.get(address).status_code == 200
