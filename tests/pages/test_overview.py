"""The overview page: who sees it, what stands on it, how large it gets."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyncplanner.deployments.storing import create_deployment
from lyncplanner.planning.topology import Topology
from tests.builders import a_left_out, a_pool, a_server, a_site, a_topology, an_edge_pool

LONGEST_PAGE = 300_000


@pytest.mark.parametrize("person", ["alice", "eve", "bob", "victor"])
def test_every_member_sees_the_overview(client, request, contoso, person):
    client.force_login(request.getfixturevalue(person))

    page = client.get("/contoso/")

    assert page.status_code == 200
    assert "Topology of Contoso" in page.content.decode()


def test_a_stranger_gets_a_404(client, contoso, charlie):
    client.force_login(charlie)

    assert client.get("/contoso/").status_code == 404


def test_who_is_not_signed_in_is_asked_to(client, contoso):
    assert client.get("/contoso/").headers["Location"].startswith("/accounts/login/")


def test_the_facts_are_of_the_working_copy(client, contoso, alice):
    client.force_login(alice)

    page = client.get("/contoso/").content.decode()

    facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(?:<a [^>]*>)?(.*?)<", page))
    assert facts["Product"] == "Lync Server 2013"
    assert facts["SIP domains"] == "1"
    assert facts["Servers"] == "4"
    assert facts["Your role"] == "Owner"


def test_boxes_lead_to_the_forms_of_their_pools(client, contoso, alice):
    client.force_login(alice)

    page = client.get("/contoso/").content.decode()

    pool = contoso.pools.get(fqdn="lsedge.contoso.net")
    assert f'<a class="box" href="/contoso/pools/{pool.pk}/"' in page


def test_the_diagram_needs_no_style_of_its_own(client, contoso, alice):
    client.force_login(alice)

    page = client.get("/contoso/").content.decode()

    assert "style=" not in page
    assert "<style" not in page


def test_the_list_stands_in_for_the_diagram(client, contoso, alice):
    client.force_login(alice)

    page = client.get("/contoso/?as=list").content.decode()

    assert '<div class="outline is-chosen">' in page
    assert "diagram-t" not in page


def test_a_finding_is_a_mark_and_a_line_below(client, alice):
    broken = a_topology(a_pool(), an_edge_pool(next_hop="pool09.contoso.net"))
    create_deployment("Broken", alice, broken)
    client.force_login(alice)

    page = client.get("/broken/").content.decode()

    assert 'class="mark mark-error"' in page
    assert "reference.unknown~lsedge.contoso.net" in page
    assert '<span class="rule">reference.unknown</span>' in page


def test_five_findings_are_shown_and_the_rest_counted(client, alice):
    servers = tuple(a_server(f"fe0{number}.contoso.net", "0.0.0.0") for number in range(8))
    create_deployment("Unknown", alice, a_topology(a_pool(servers=servers)))
    client.force_login(alice)

    page = client.get("/unknown/").content.decode()

    assert page.count('<article class="finding">') == 5


def test_an_empty_deployment_says_what_to_do(client, alice):
    create_deployment("New", alice, Topology("New"))
    client.force_login(alice)

    page = client.get("/new-2/").content.decode()

    assert "No pools yet. Add the first, or " in page
    assert '<a href="/new-2/import/">import a file</a>' in page
    assert "<svg viewBox" not in page


def test_who_may_only_read_is_not_asked_to_add_pools(client, alice, victor, contoso):
    contoso.pools.all().delete()
    contoso.reverse_proxies.all().delete()
    client.force_login(victor)

    page = client.get("/contoso/").content.decode()

    assert "No pools yet." in page
    assert "Add the first" not in page


def test_where_it_stands_names_the_last_change_and_who_made_it(client, contoso, alice):
    client.force_login(alice)

    assert "last change by alice: Created." in client.get("/contoso/").content.decode()


def test_where_it_stands_counts_what_is_left_out(client, alice):
    leaves_out = a_left_out("Nobody does that.", requirement="optional")
    create_deployment("Sparse", alice, a_topology(left_out=(leaves_out,)))
    client.force_login(alice)

    assert "left out, with a reason" in client.get("/sparse/").content.decode()


def test_the_number_of_queries_does_not_grow(client, alice, django_assert_num_queries):
    create_deployment("Small", alice, a_topology())
    pools = [a_pool(f"pool{number}.contoso.net") for number in range(40)]
    create_deployment("Large", alice, a_topology(*pools))
    client.force_login(alice)
    client.get("/small/")

    with CaptureQueriesContext(connection) as small:
        client.get("/small/")
    with django_assert_num_queries(len(small)):
        client.get("/large/")


def test_an_estate_of_2000_pools_has_a_small_page(client, alice):
    sites = tuple(a_site(f"Site {number}") for number in range(300))
    pools = [a_pool(f"pool{i}.contoso.net", site=f"Site {i % 300}") for i in range(2000)]
    create_deployment("Estate", alice, a_topology(*pools, sites=sites))
    client.force_login(alice)

    assert len(client.get("/estate/").content) < LONGEST_PAGE
