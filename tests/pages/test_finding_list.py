"""The findings page."""

import pytest

from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_pool, a_server, a_topology, an_edge_pool


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def broken(alice):
    pool = a_pool(servers=(a_server("fe01.contoso.net", "0.0.0.0"),))
    return create_deployment("Broken", alice, a_topology(pool, an_edge_pool(next_hop="gone.net")))


def test_a_sound_deployment_is_told_so(signed_in, contoso):
    assert b"No findings." in signed_in.get("/contoso/findings/").content


def test_a_finding_has_message_fix_code_and_source(signed_in, broken):
    html = signed_in.get("/broken/findings/").content.decode()

    assert "reference.unknown" in html
    assert "Field practice" in html


def test_a_finding_leads_to_the_field_that_mends_it(signed_in, broken):
    edge = broken.pools.get(fqdn="lsedge.contoso.net")
    html = signed_in.get("/broken/findings/").content.decode()
    link = "/broken/place/?at=pools%5B1%5D.next_hop"
    assert f'href="{link}"' in html

    assert signed_in.get(link).url == f"/broken/pools/{edge.pk}/#id_next_hop"


def test_what_a_list_lacks_is_added_there(signed_in, broken):
    assert signed_in.get("/broken/place/?at=simple_urls").url == "/broken/simple-urls/"


@pytest.mark.parametrize("place", ["", "nowhere", "pools[7].fqdn", "pools[99999999999].fqdn"])
def test_a_place_that_is_not_there_is_not_found(signed_in, broken, place):
    assert signed_in.get("/broken/place/", {"at": place}).status_code == 404


def test_the_list_narrows_by_severity_and_text(signed_in, broken):
    assert b"No finding matches." in signed_in.get("/broken/findings/?q=nothing-like-it").content
    html = signed_in.get("/broken/findings/?severity=error&q=unknown").content.decode()
    assert "reference.unknown" in html
    assert "address.missing" not in html


def test_htmx_gets_the_list_without_the_frame(signed_in, broken):
    html = signed_in.get("/broken/findings/", HTTP_HX_REQUEST="true").content.decode()

    assert "<html" not in html
    assert 'id="findings"' in html
