"""The plan page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_left_out, a_pool, a_sip_domain, a_topology

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def signed_in(client, contoso, alice):
    client.force_login(alice)
    return client


def test_the_page_counts_records_and_sets(signed_in):
    html = signed_in.get("/contoso/plan/").content.decode()

    assert "record sets, TTL 3600." in html
    assert 'href="external~webext.contoso.com~A/"' in html


def test_htmx_gets_tables_and_chips_without_the_frame(signed_in):
    answer = signed_in.get("/contoso/plan/?view=external", **HTMX)
    html = answer.content.decode()

    assert "<html" not in html
    assert 'id="records"' in html
    assert 'id="chips" hx-swap-oob="true"' in html
    assert "HX-Request" in answer["Vary"]


def test_back_in_the_browser_gets_the_whole_page(signed_in):
    html = signed_in.get(
        "/contoso/plan/", **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true"
    ).content.decode()

    assert "<html" in html


def test_a_chip_leads_to_the_same_filter_with_it_pressed(signed_in):
    html = signed_in.get("/contoso/plan/?type=SRV").content.decode()

    assert 'href="?view=external&amp;type=SRV"' in html


def test_a_filter_that_matches_nothing_offers_all(signed_in):
    html = signed_in.get("/contoso/plan/?q=nowhere").content.decode()

    assert "No record matches." in html
    assert "Show all" in html


def test_a_deployment_without_records_says_what_to_add(client, alice):
    create_deployment("Empty", alice, a_topology(pools=(), sip_domains=(), reverse_proxies=()))
    client.force_login(alice)
    html = client.get("/empty/plan/").content.decode()

    assert "No records yet: add a pool and a SIP domain." in html


def test_left_out_records_are_struck_with_the_reason(client, alice):
    topology = a_topology(left_out=(a_left_out("No phones here.", rule="device-update"),))
    create_deployment("Phoneless", alice, topology)
    client.force_login(alice)
    html = client.get("/phoneless/plan/?q=ucupdates").content.decode()

    assert "<del><code>" in html
    assert "Left out: No phones here." in html


def test_a_finding_stands_beside_its_name_with_words(client, alice):
    pool = a_pool(external_web=None, servers=())
    create_deployment("Wrong", alice, a_topology(pool, reverse_proxies=()))
    client.force_login(alice)
    html = client.get("/wrong/findings/").content.decode()

    assert "address.missing" in html


@pytest.mark.parametrize(
    "path", ["plan/", "plan/external~sip.contoso.com~A/", "findings/", "exports/", "pools/"]
)
def test_a_page_costs_the_same_queries_whatever_its_size(client, alice, contoso, path):
    domains = tuple(a_sip_domain(f"customer{number:04}.com") for number in range(100))
    many = (a_sip_domain("contoso.com"), *domains)
    create_deployment("Hoster", alice, a_topology(sip_domains=many))
    client.force_login(alice)

    costs = [queries(client, f"/{deployment}/{path}") for deployment in ("contoso", "hoster")]

    assert costs[0] == costs[1] <= MOST_QUERIES


MOST_QUERIES = 22
"""Session, person, deployment, ten of the topology, and what the frame and the page ask besides."""


def queries(client, path) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_ten_thousand_records_are_sent_in_pages(client, alice):
    domains = tuple(a_sip_domain(f"customer{number:04}.com") for number in range(1000))
    create_deployment("Hoster", alice, a_topology(sip_domains=domains))
    client.force_login(alice)
    answer = client.get("/hoster/plan/")
    html = answer.content.decode()

    assert len(answer.content) < 250_000
    assert html.count("data-open") == 200
    assert 'href="?page=2"' in html
    assert 'class="is-folded"' in html


def test_the_next_page_of_rows_is_sent_alone(client, alice):
    domains = tuple(a_sip_domain(f"customer{number:04}.com") for number in range(100))
    create_deployment("Hoster", alice, a_topology(sip_domains=domains))
    client.force_login(alice)
    html = client.get("/hoster/plan/?page=2", **HTMX).content.decode()

    assert 'id="records"' not in html
    assert 'id="chips"' not in html
    assert "continued" in html


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999", "٣"])
def test_a_page_number_that_is_none_shows_something(signed_in, page):
    assert signed_in.get("/contoso/plan/", {"page": page}).status_code == 200


def test_a_record_set_has_a_page_of_its_own(signed_in):
    html = signed_in.get("/contoso/plan/external~webext.contoso.com~A/").content.decode()

    assert "Users outside reach this pool" in html
    assert "<html" in html


def test_a_row_opens_to_what_its_page_says_without_the_frame(signed_in):
    html = signed_in.get("/contoso/plan/external~webext.contoso.com~A/", **HTMX).content.decode()

    assert "<html" not in html
    assert "The same name elsewhere" in html


def test_a_record_set_that_is_not_planned_is_not_there(signed_in):
    assert signed_in.get("/contoso/plan/external~nowhere.com~A/").status_code == 404
