"""Mending a finding with one click: filled in, its effect shown, nothing saved."""

import pytest

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.deployments.views.kinds import KINDS
from lyncplanner.deployments.views.places import posted
from tests.builders import a_left_out, a_pool, a_server, a_simple_url, a_topology, an_edge_pool

MEND = "/broken/mend/?code=name.not-a-hostname&subject=fe_01.contoso.net"


@pytest.fixture
def broken(alice):
    pool = a_pool(servers=(a_server("fe_01.contoso.net"),))
    edge = an_edge_pool(next_hop="pool1.contoso.net")
    url = a_simple_url("dialin", "http://dialin.contoso.com")
    return create_deployment("Broken", alice, a_topology(pool, edge, simple_urls=(url,)))


def test_the_list_offers_what_would_be_typed_instead(client, alice, broken):
    client.force_login(alice)
    html = client.get("/broken/findings/").content.decode()

    assert "Mend: <code>fe-01.contoso.net</code>" in html
    assert "Mend: <code>https://dialin.contoso.com</code>" in html


def test_a_slip_in_a_name_that_is_referred_to_can_be_mended(client, alice, broken):
    client.force_login(alice)

    assert (
        "Mend: <code>pool01.contoso.net</code>" in client.get("/broken/findings/").content.decode()
    )


def test_a_mend_shows_its_effect_and_saves_nothing(client, alice, broken):
    client.force_login(alice)
    before = load_topology(broken)
    html = client.get(MEND).content.decode()

    assert 'value="fe-01.contoso.net"' in html
    assert "Not saved yet." in html
    assert "1 finding gone" in html
    assert load_topology(broken) == before


def test_saving_the_mended_form_mends(client, alice, broken):
    client.force_login(alice)
    pool = broken.pools.get(role="front-end")
    form = client.get(MEND).context["form"]
    client.post(f"/broken/pools/{pool.pk}/", {**posted(form).dict(), "do": "save"})

    assert load_topology(broken).pools[0].servers[0].fqdn == "fe-01.contoso.net"


def test_a_finding_that_is_gone_leads_back(client, alice, contoso):
    client.force_login(alice)

    assert client.get(MEND.replace("broken", "contoso")).url == "/contoso/findings/"


def test_who_only_reads_is_offered_no_mend(client, bob, contoso):
    client.force_login(bob)
    contoso.pools.filter(role="edge").update(next_hop="pool1.contoso.net")

    assert "Mend:" not in client.get("/contoso/findings/").content.decode()


def test_what_is_posted_of_an_untouched_form_changes_nothing(alice):
    topology = a_topology(left_out=(a_left_out(type="SRV"),))
    deployment = create_deployment("Contoso", alice, topology)
    for kind in KINDS:
        for row in getattr(deployment, kind.related).all():
            row.deployment = deployment
            form = kind.edit(deployment, row, None)
            again = kind.edit(deployment, row, posted(form))

            assert again.is_valid(), (kind.key, again.problems())
            assert not again.has_changed(), kind.key
