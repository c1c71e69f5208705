"""The trace page: the matrix, a ladder, and what is asked of the plan."""

import re

import pytest

from lyncplanner.deployments.storing import create_deployment
from lyncplanner.pages.trace_page import PAGE_LENGTH, trace_page
from lyncplanner.planning.lookup import Lookup
from lyncplanner.planning.plan import plan
from lyncplanner.reviews.proposing import propose
from tests.builders import a_pool, a_sip_domain, a_topology, an_edge_pool


@pytest.fixture
def signed_in(client, alice, contoso):
    client.force_login(alice)
    return client


def spots(topology, client: str) -> list[tuple[str, str, str]]:
    planned = plan(topology)
    page = trace_page(planned, Lookup.of(planned))
    row = next(row for row in page.tables[0].rows if row.client == client)
    return [(spot.ends, spot.to, spot.by) for spot in row.spots]


def many_domains(count: int):
    names = (f"d{number:04}.com" for number in range(count))
    return a_topology(sip_domains=tuple(a_sip_domain(n, default=n == "d0000.com") for n in names))


def test_a_client_ends_at_a_pool_by_a_name():
    assert spots(a_topology(), "Lync 2010 desktop") == [
        ("in", "pool01", "_sipinternaltls._tcp"),
        ("in", "lsedge", "_sip._tls"),
    ]


def test_a_mobile_client_ends_at_the_reverse_proxy():
    assert spots(a_topology(), "Lync mobile")[1] == ("in", "tmg01", "lyncdiscover")


def test_partners_never_ask_from_inside():
    assert [ends for ends, *_ in spots(a_topology(), "Federated partner")] == ["never", "in"]


def test_a_client_that_should_get_in_and_does_not_ends_nowhere():
    topology = a_topology(a_pool(servers=(), internal_web=None), an_edge_pool())

    assert spots(topology, "Lync 2010 desktop")[0][0] == "nowhere"


def test_what_a_deployment_does_not_offer_is_no_dead_end():
    topology = a_topology(a_pool(), reverse_proxies=())

    assert [ends for ends, *_ in spots(topology, "Lync mobile")] == ["not-offered"] * 2
    assert spots(topology, "XMPP partner")[1][0] == "not-offered"


def test_a_dead_end_is_told_in_words(client, alice):
    client.force_login(alice)
    create_deployment("Broken", alice, a_topology(a_pool(servers=(), internal_web=None)))
    html = client.get("/broken/trace/").content.decode()

    assert "Ends nowhere" in html
    assert "find no server" in html


def test_a_cell_leads_to_its_ladder(signed_in):
    html = signed_in.get("/contoso/trace/").content.decode()
    assert "?client=lync-2010-desktop&amp;domain=contoso.com&amp;side=outside#steps" in html

    found = signed_in.get(
        "/contoso/trace/?client=lync-2010-desktop&domain=contoso.com&side=outside"
    ).context["ladder"]
    rungs = [*found.rungs, *found.further]
    assert [rung.number for rung in rungs] == list(range(1, len(rungs) + 1))
    assert found.result.connects_to == "sip.contoso.com"
    assert [rung.query for rung in found.rungs if rung.ends_here] == ["_sip._tls.contoso.com"]


def test_an_answer_leads_to_its_record(signed_in):
    html = signed_in.get(
        "/contoso/trace/?client=lync-2010-desktop&domain=contoso.com&side=outside"
    ).content.decode()

    link = "/contoso/plan/external~_sip._tls.contoso.com~SRV/"
    assert f'href="{link}"' in html
    assert signed_in.get(link).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["?client=nobody&domain=contoso.com&side=inside", "?client=phone&domain=x.com&side=inside"],
)
def test_a_cell_that_is_not_there_leaves_the_first_open(signed_in, query):
    assert signed_in.get(f"/contoso/trace/{query}").context["ladder"] is not None


def test_htmx_gets_the_ladder_alone(signed_in):
    html = signed_in.get(
        "/contoso/trace/?client=phone&domain=contoso.com&side=inside",
        HTTP_HX_REQUEST="true",
        HTTP_HX_TARGET="steps",
    ).content.decode()

    assert html.lstrip().startswith('<section class="block" id="steps"')
    assert "matrix" not in html


@pytest.mark.parametrize(
    ("question", "about", "said"),
    [
        ("what-breaks", "pool01.contoso.net", "can’t sign in"),
        ("what-breaks", "Redmond", "can’t sign in"),
        ("what-breaks", "tmg01", "nothing answers any more"),
        ("who-depends", "SIP.contoso.com.", "Records that lead to it"),
        ("partner-reaches", "fabrikam.com", "leads to <code>sip.contoso.com</code>"),
    ],
)
def test_a_question_is_answered_below(signed_in, question, about, said):
    html = signed_in.get("/contoso/trace/", {"ask": question, "about": about}).content.decode()

    assert said in html[html.index('id="answer"') :]


def test_a_question_about_something_unknown_offers_what_is_like_it(signed_in):
    html = signed_in.get("/contoso/trace/?ask=what-breaks&about=pool1.contoso.net").content.decode()

    assert "The plan has no such server, pool, site or reverse proxy." in html
    assert "Did you mean" in html
    assert ">pool01.contoso.net</a>" in html


def test_a_deployment_without_a_sip_domain_says_what_to_add(client, alice):
    client.force_login(alice)
    create_deployment("Empty", alice, a_topology(sip_domains=(), simple_urls=()))
    html = client.get("/empty/trace/").content.decode()

    assert "No SIP domain yet" in html
    assert 'href="/empty/dns/add/"' in html


def test_many_sip_domains_come_a_page_at_a_time(client, alice):
    client.force_login(alice)
    create_deployment("Hoster", alice, many_domains(40))
    answer = client.get("/hoster/trace/")
    html = answer.content.decode()

    assert answer.context["page"].left == 40 - PAGE_LENGTH
    assert f"Show next {PAGE_LENGTH}" in html
    shown = client.get("/hoster/trace/?q=d0039").context["page"]
    assert [table.sip_domains for table in shown.tables] == [["d0039.com"]]


def test_the_page_of_4000_sip_domains_stays_small(client, alice, django_assert_max_num_queries):
    client.force_login(alice)
    create_deployment("Hoster", alice, many_domains(4000))
    with django_assert_max_num_queries(26):
        html = client.get("/hoster/trace/").content

    assert len(html) < 300_000


def test_a_revision_is_traced_as_it_was(signed_in, contoso, alice):
    propose(contoso, alice, title="First")
    contoso.sip_domains.all().delete()
    html = signed_in.get("/contoso/revisions/1/trace/").content.decode()

    assert re.search(r"/contoso/revisions/1/plan/internal~\S+~A/", html)
