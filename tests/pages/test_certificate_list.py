"""The certificates page and its downloads."""

import csv
from io import StringIO

import pytest

from lyncplanner.deployments.storing import create_deployment
from lyncplanner.pages.certificate_page import MOST_NAMES, certificate_page
from lyncplanner.planning.topology import ExternalWeb
from lyncplanner.reviews.models import Standing
from lyncplanner.reviews.proposing import propose
from tests.builders import a_pool, a_sip_domain, a_topology, an_edge_pool


@pytest.fixture
def signed_in(client, alice, contoso):
    client.force_login(alice)
    return client


def body(answer) -> str:
    return b"".join(answer.streaming_content).decode()


def test_each_certificate_stands_with_its_names_and_reasons(signed_in):
    page = signed_in.get("/contoso/certificates/").context["page"]
    edge = next(block for block in page.blocks if block.kind == "Edge, external")

    assert edge.certificate.subject == "sip.contoso.com"
    assert ("webcon.contoso.com", "The Web Conferencing Edge service.") in edge.names
    assert edge.copied.split("\n") == list(edge.certificate.sans)


def test_a_wildcard_is_judged_for_each(signed_in):
    html = signed_in.get("/contoso/certificates/?wildcard=*.contoso.com").content.decode()

    assert "Does in part." in html or "Does.</b>" in html
    assert "Does not." in html


def test_what_is_no_wildcard_is_told(signed_in):
    html = signed_in.get("/contoso/certificates/?wildcard=contoso.com").content.decode()

    assert "give one like *.contoso.com" in html


def test_htmx_gets_the_certificates_alone(signed_in):
    html = signed_in.get(
        "/contoso/certificates/?wildcard=*.contoso.com", HTTP_HX_REQUEST="true"
    ).content.decode()

    assert html.lstrip().startswith('<div id="certificates">')
    assert "4 certificates judged" in html


def test_the_table_is_downloaded_as_csv(signed_in):
    answer = signed_in.get("/contoso/certificates/csv/")
    rows = list(csv.DictReader(StringIO(body(answer))))

    assert 'filename="contoso-DRAFT-certificates.csv"' in answer["Content-Disposition"]
    assert [row["for"] for row in rows][0] == "tmg01"


def test_the_requests_are_downloaded_with_their_origin(signed_in):
    text = body(signed_in.get("/contoso/certificates/powershell/?ca=ca01\\Contoso"))

    assert text.startswith("# Contoso, DRAFT")
    assert "-CA 'ca01\\Contoso'" in text


def test_an_authority_can_not_leave_its_quotes(signed_in):
    text = body(signed_in.get("/contoso/certificates/powershell/?ca=a'; rm b\n"))

    assert "-CA 'a''; rm b'" in text


def test_no_other_form_is_downloaded(signed_in):
    assert signed_in.get("/contoso/certificates/exe/").status_code == 404


def test_a_long_list_of_names_is_shown_on_a_page_of_its_own(client, alice):
    names = [f"d{number:03}.com" for number in range(60)]
    domains = tuple(a_sip_domain(name, default=name == names[0]) for name in names)
    create_deployment("Hoster", alice, a_topology(sip_domains=domains))
    client.force_login(alice)
    block = client.get("/hoster/certificates/").context["page"].blocks[0]
    assert len(block.names) == MOST_NAMES

    alone = client.get("/hoster/certificates/", {"of": block.key}).context["page"]
    assert len(alone.blocks) == 1
    assert len(alone.blocks[0].names) == len(block.certificate.names)


def test_what_changed_is_told():
    before = a_topology()
    after = a_topology(a_pool(external_web=ExternalWeb("web.contoso.com")), an_edge_pool())
    blocks = certificate_page(after, before=before).blocks
    changed = {block.kind: block.change for block in blocks if block.change is not None}

    assert set(changed) == {"Reverse proxy", "Front End pool"}
    assert changed["Front End pool"].added == ("web.contoso.com",)
    assert changed["Front End pool"].removed == ("webext.contoso.com",)


def test_the_page_compares_with_what_is_approved(signed_in, contoso, alice):
    revision = propose(contoso, alice, title="First")
    Standing.objects.filter(revision=revision).update(state="approved")
    contoso.pools.filter(role="front-end").update(external_web_fqdn="web.contoso.com")
    html = signed_in.get("/contoso/certificates/").content.decode()

    assert "Since revision 1" in html
    assert "Request it again" in html


def test_without_pools_the_page_says_what_to_add(client, alice):
    client.force_login(alice)
    empty = a_topology(reverse_proxies=(), simple_urls=(), sip_domains=())
    deployment = create_deployment("Empty", alice, empty)
    deployment.pools.all().delete()

    assert 'href="/empty/pools/add/"' in client.get("/empty/certificates/").content.decode()


def test_the_page_asks_as_often_however_large_the_deployment(
    client, alice, contoso, django_assert_max_num_queries
):
    client.force_login(alice)
    with django_assert_max_num_queries(26):
        client.get("/contoso/certificates/")
