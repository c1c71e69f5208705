"""The list of one's deployments."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_sip_domain, a_topology


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


def test_somebody_without_deployments_is_shown_the_way_to_one(signed_in):
    html = signed_in.get("/").content.decode()

    assert "No deployments yet." in html
    assert 'href="/new/"' in html


def test_each_line_has_product_domains_counts_and_role(signed_in, contoso):
    html = signed_in.get("/").content.decode()

    for expected in ("Contoso", "Lync Server 2013", "contoso.com", "Owner", "just now"):
        assert expected in html


def test_the_filter_finds_names_and_sip_domains(signed_in, contoso, alice):
    create_deployment("Litware", alice, a_topology(sip_domains=(a_sip_domain("litwareinc.com"),)))

    found = signed_in.get("/", {"q": "litwareinc"}).content.decode()

    assert 'fw-semibold">Litware<' in found
    assert 'fw-semibold">Contoso<' not in found


def test_the_state_chips_count_and_filter(signed_in, contoso, alice):
    create_deployment("Broken", alice, a_topology(sip_domains=()))

    html = signed_in.get("/", {"state": "errors"}).content.decode()

    assert 'fw-semibold">Broken<' in html
    assert 'fw-semibold">Contoso<' not in html


def test_the_list_costs_the_same_queries_for_one_and_for_many(signed_in, contoso, alice):
    with CaptureQueriesContext(connection) as for_one:
        signed_in.get("/")
    for number in range(5):
        create_deployment(f"Customer {number}", alice, a_topology())
    with CaptureQueriesContext(connection) as for_many:
        signed_in.get("/")

    assert len(for_one) == len(for_many)


def test_names_are_shown_as_they_are_and_do_nothing(signed_in, alice):
    create_deployment("<script>alert(1)</script>", alice, a_topology())

    html = signed_in.get("/").content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_switcher_offers_ones_own_deployments_alone(signed_in, contoso, charlie):
    create_deployment("Of Charlie", charlie, a_topology())

    html = signed_in.get("/contoso/plan/").content.decode()

    assert "Contoso" in html
    assert "Of Charlie" not in html
