"""The cut-over list of a SIP domain."""

import pytest

from lyncplanner.deployments.storing import create_deployment
from lyncplanner.pages.cut_over_page import cut_over_page
from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import DomainMode
from lyncplanner.reviews.cut_over_steps import span
from tests.builders import a_sip_domain, a_topology, dns_options

TWO = (a_sip_domain(default=True), a_sip_domain("fabrikam.com"))


def test_the_only_sip_domain_is_the_one_meant():
    assert cut_over_page(plan(a_topology()), "").chosen == "contoso.com"


def test_of_several_one_is_chosen_first():
    page = cut_over_page(plan(a_topology(sip_domains=TWO)), "")

    assert (page.sip_domains, page.chosen, page.steps) == (["contoso.com", "fabrikam.com"], "", [])


def test_the_steps_are_numbered_and_keep_everybody_signed_in():
    page = cut_over_page(plan(a_topology(sip_domains=TWO)), "fabrikam.com")

    assert [step.number for step in page.steps] == list(range(1, len(page.steps) + 1))
    assert page.keeps_everybody


def test_the_ttl_is_lowered_of_what_is_there_and_raised_of_what_came():
    steps = cut_over_page(plan(a_topology(sip_domains=TWO)), "fabrikam.com").steps
    lower, higher = (step for step in steps if step.ttl_only)

    assert lower.wait == "1 hour"
    assert not any(line.after for line in lower.sets)
    assert not any(line.before for line in higher.sets)


def test_a_low_ttl_needs_no_step():
    topology = a_topology(sip_domains=TWO, dns=dns_options(ttl=300))

    assert not any(s.ttl_only for s in cut_over_page(plan(topology), "fabrikam.com").steps)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (300, "5 minutes"), (3600, "1 hour"), (5400, "2 hours"), (86400, "1 day")],
)
def test_a_wait_is_told_in_words(seconds, words):
    assert span(seconds) == words


def test_the_page_lists_what_to_remove_and_add(client, alice):
    create_deployment("Contoso", alice, a_topology(sip_domains=TWO))
    client.force_login(alice)
    html = client.get("/contoso/cut-over/?domain=fabrikam.com").content.decode()

    assert "Lower the TTL" in html
    assert "sipdir.online.lync.com" in html
    assert 'href="/contoso/plan/external~sip.fabrikam.com~A/"' in html


def test_where_everything_is_in_microsoft_365_there_is_nothing_to_do(client, alice):
    topology = a_topology(
        sip_domains=(a_sip_domain(default=True, mode=DomainMode.TEAMS_ONLY),), simple_urls=()
    )
    create_deployment("Moved", alice, topology)
    client.force_login(alice)

    assert "nothing to cut over" in client.get("/moved/cut-over/").content.decode()
