"""What the pool form would change in DNS, told while it is typed."""

import time

import pytest

from lyncplanner.deployments.editing.effect import FIRST_LINES
from lyncplanner.deployments.editing.effect import effect_of as effect_of_form
from lyncplanner.deployments.editing.pool_form import PoolForm
from lyncplanner.deployments.models import Change
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_pool, a_sip_domain, a_topology, an_edge_pool
from tests.deployments.pool_posts import form_of, with_new_server


@pytest.fixture
def pool(contoso):
    return contoso.pools.get(fqdn="pool01.contoso.net")


def effect_of(pool, data, **more):
    from django.http import QueryDict

    posted = QueryDict(mutable=True)
    posted.update(data)
    form = PoolForm(pool, posted)
    assert form.is_valid()
    return effect_of_form(form, **more)


def lines(effect):
    return [
        (line.sign, line.record.view, line.record.name)
        for view in effect.views
        for line in view.lines
    ]


def test_a_renamed_web_service_goes_and_comes_in_every_view(pool):
    effect = effect_of(pool, form_of(pool, external_web_fqdn="webext01.contoso.com"))

    assert ("removed", "external", "webext.contoso.com") in lines(effect)
    assert ("added", "perimeter", "webext01.contoso.com") in lines(effect)
    assert effect.sum == "+3 −3 records."


def test_certificates_that_need_new_names_are_told(client, contoso, pool, alice):
    data = form_of(pool, external_web_fqdn="webext01.contoso.com")
    client.force_login(alice)
    html = client.post(f"/contoso/pools/{pool.pk}/effect/", data).content.decode()

    assert effect_of(pool, data).certificates == ["tmg01", "pool01.contoso.net"]
    assert "2 certificates need new names: <code>tmg01</code>" in html


def test_nothing_typed_changes_nothing(pool):
    effect = effect_of(pool, form_of(pool))

    assert effect.sum == "No record changes."
    assert effect.views == []


def test_a_server_with_an_address_that_is_there_already_is_explained(pool):
    effect = effect_of(pool, with_new_server(form_of(pool), "fe04.contoso.net", "192.168.10.93"))

    assert effect.notes == [
        "pool01.contoso.net gets no further address for fe04.contoso.net:"
        " 192.168.10.93 is there already."
    ]


def test_a_renamed_pool_takes_its_next_hop_along_and_says_so(pool):
    effect = effect_of(pool, form_of(pool, fqdn="pool02.contoso.net"))

    assert "lsedge.contoso.net refers to the new name." in effect.notes
    assert not effect.difference.new_findings


def test_findings_stand_under_the_field_that_they_are_about(pool):
    effect = effect_of(pool, form_of(pool, external_web_fqdn="web_ext.contoso.com"))

    assert [advice.finding.code for advice in effect.under["external_web_fqdn"]] == [
        "name.not-a-hostname"
    ]


def test_findings_of_a_row_find_it_beside_removed_rows(pool):
    data = form_of(pool, servers__2__fqdn="fe_03.contoso.net") | {"servers-0-DELETE": "on"}
    effect = effect_of(pool, data)

    assert "name.not-a-hostname" in [
        advice.finding.code for advice in effect.under["servers-2-fqdn"]
    ]


def test_an_edge_service_without_addresses_is_a_new_finding(contoso):
    edge = contoso.pools.get(role="edge")
    effect = effect_of(edge, form_of(edge, access__addresses=""))

    assert "address.missing" in {finding.code for finding in effect.difference.new_findings}


def test_many_lines_are_cut_and_all_are_to_be_had(alice):
    domains = tuple(a_sip_domain(f"customer{number:03}.com") for number in range(60))
    deployment = create_deployment("Hoster", alice, a_topology(sip_domains=domains))
    edge = deployment.pools.get(role="edge")
    data = form_of(edge, access__addresses="131.107.155.99")

    short, whole = effect_of(edge, data), effect_of(edge, data, everything=True)

    assert len(short.views[0].lines) == FIRST_LINES
    assert short.views[0].more == len(whole.views[0].lines) - FIRST_LINES > 0


def test_asking_saves_nothing(client, contoso, pool, alice):
    client.force_login(alice)
    before = Change.objects.count()
    data = form_of(pool, external_web_fqdn="webext01.contoso.com")

    html = client.post(f"/contoso/pools/{pool.pk}/effect/", data).content.decode()

    assert 'role="status"><b class="plus">+3</b>' in html
    assert 'id="under-external_web_fqdn" hx-swap-oob="true"' in html
    pool.refresh_from_db()
    assert pool.external_web_fqdn == "webext.contoso.com"
    assert Change.objects.count() == before


def test_while_a_field_can_not_be_read_the_effect_waits_for_it(client, contoso, pool, alice):
    client.force_login(alice)
    data = form_of(pool, servers__0__addresses="192.168.10.")

    html = client.post(f"/contoso/pools/{pool.pk}/effect/", data).content.decode()

    assert "Waiting for 1 field" in html
    assert '<a href="#id_servers-0-addresses">' in html


def test_without_a_script_the_effect_has_a_button(client, contoso, pool, alice):
    client.force_login(alice)
    data = form_of(pool, do="effect", external_web_fqdn="webext01.contoso.com")

    html = client.post(f"/contoso/pools/{pool.pk}/", data).content.decode()

    assert "<html" in html
    assert '<b class="plus">+3</b>' in html


def test_the_effect_on_a_thousand_records_takes_a_tenth_of_a_second(client, alice):
    domains = tuple(a_sip_domain(f"customer{number:03}.com") for number in range(90))
    topology = a_topology(a_pool(), an_edge_pool(), sip_domains=domains)
    deployment = create_deployment("Hoster", alice, topology)
    pool = deployment.pools.get(role="front-end")
    client.force_login(alice)
    data = form_of(pool, external_web_fqdn="webext01.contoso.com")
    path = f"/hoster/pools/{pool.pk}/effect/"
    client.post(path, data)

    used = min(_seconds(lambda: client.post(path, data)) for _ in range(3))

    assert used < 0.1


def _seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
