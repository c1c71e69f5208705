"""The pool form: what it shows, what it saves, and what it refuses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Change, Deployment
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_pool, a_topology, an_edge_pool, an_edge_service, edge_services
from tests.deployments.pool_posts import form_of, with_new_server

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def pool(contoso):
    return contoso.pools.get(fqdn="pool01.contoso.net")


@pytest.fixture
def edge(contoso):
    return contoso.pools.get(fqdn="lsedge.contoso.net")


def href(pool):
    return f"/{pool.deployment.slug}/pools/{pool.pk}/"


def page_after(client, answer):
    return client.get(answer.url).content.decode()


def test_a_role_has_its_own_fields_and_no_others(signed_in, pool, edge):
    front_end = signed_in.get(href(pool)).content.decode()
    perimeter = signed_in.get(href(edge)).content.decode()

    assert 'name="internal_web_fqdn"' in front_end
    assert 'name="access-fqdn"' not in front_end
    assert 'name="access-fqdn"' in perimeter
    assert 'name="internal_web_fqdn"' not in perimeter


def test_saving_says_how_many_records_came_and_went(signed_in, pool):
    answer = signed_in.post(href(pool), form_of(pool, external_web_fqdn="webext01.contoso.com"))

    assert "Saved. +3 −3 records." in page_after(signed_in, answer)
    pool.refresh_from_db()
    assert pool.external_web_fqdn == "webext01.contoso.com"


def test_saving_what_is_shown_changes_nothing(signed_in, pool, edge):
    for each in (pool, edge):
        before = load_topology(each.deployment)
        answer = signed_in.post(href(each), form_of(each))

        assert "Nothing to save" in page_after(signed_in, answer)
        assert load_topology(Deployment.objects.get(pk=each.deployment.pk)) == before


def test_names_are_taken_in_any_case_with_blanks_and_a_final_dot(signed_in, pool):
    signed_in.post(href(pool), form_of(pool, external_web_fqdn=" WebExt01.Contoso.com. "))

    pool.refresh_from_db()
    assert pool.external_web_fqdn == "webext01.contoso.com"


def test_servers_are_added_changed_and_removed_in_one_save(signed_in, pool):
    data = with_new_server(form_of(pool), "fe04.contoso.net", "192.168.10.94 2001:db8::94")
    data |= {"servers-0-DELETE": "on", "servers-1-addresses": "192.168.10.82"}

    signed_in.post(href(pool), data)

    assert [(server.fqdn, server.addresses) for server in pool.servers.all()] == [
        ("fe02.contoso.net", ("192.168.10.82",)),
        ("fe03.contoso.net", ("192.168.10.93",)),
        ("fe04.contoso.net", ("192.168.10.94", "2001:db8::94")),
    ]


def test_an_edge_service_is_changed_and_taken_away(signed_in, edge):
    data = form_of(edge, access__port="5061", av__fqdn="", av__addresses="", av__port="")

    signed_in.post(href(edge), data)

    services = {service.kind: service for service in edge.services.all()}
    assert services.keys() == {"access", "web_conferencing"}
    assert services["access"].port == 5061


def test_one_save_is_one_entry_of_history(signed_in, pool, alice):
    before = Change.objects.count()
    signed_in.post(href(pool), with_new_server(form_of(pool), "fe04.contoso.net", "192.168.10.94"))

    assert Change.objects.count() == before + 1
    assert Change.objects.first().person == alice


def test_a_new_fqdn_goes_to_all_that_refer_to_the_pool(signed_in, pool, edge):
    answer = signed_in.post(href(pool), form_of(pool, fqdn="pool02.contoso.net"))

    edge.refresh_from_db()
    assert edge.next_hop == "pool02.contoso.net"
    assert "new finding" not in page_after(signed_in, answer)


def test_every_problem_is_said_beside_its_field_and_on_top(signed_in, pool):
    typed = {"load_balancing": "hardware", "shape": "front-end True", "vip": "x"}
    data = form_of(pool, fqdn="", servers__0__addresses="192.168.10", **typed)
    html = signed_in.post(href(pool), data).content.decode()

    assert "Not saved: 3 problems" in html
    for field in ("id_fqdn", "id_servers-0-addresses", "id_vip"):
        assert f'<a href="#{field}">' in html
    assert html.count("192.168.10 is no address.") == 2


def test_what_is_wrong_but_can_be_stored_is_saved_as_a_finding(signed_in, pool):
    answer = signed_in.post(href(pool), form_of(pool, site="Redmond", external_web_fqdn="web_ext"))

    assert "new finding" in page_after(signed_in, answer)


def test_the_second_to_save_is_told_who_was_first_and_keeps_the_input(signed_in, pool, eve, client):
    mine = form_of(pool, external_web_fqdn="mine.contoso.com")
    theirs = form_of(pool, external_web_fqdn="theirs.contoso.com")
    client.force_login(eve)
    client.post(href(pool), theirs)
    client.force_login(pool.deployment.people.get(username="alice"))

    html = client.post(href(pool), mine).content.decode()

    assert "Not saved: eve saved this pool just now, after you opened it." in html
    assert 'value="mine.contoso.com"' in html
    pool.refresh_from_db()
    assert pool.external_web_fqdn == "theirs.contoso.com"


def test_who_may_not_edit_sees_the_form_without_a_way_to_save(client, pool, bob):
    client.force_login(bob)
    html = client.get(href(pool)).content.decode()

    assert "You can look at this pool, not change it: you are a reviewer of Contoso." in html
    assert "Save pool" not in html
    assert 'name="do" value="remove' not in html


def test_a_pool_of_another_deployment_is_not_there(signed_in, pool, alice):
    create_deployment("Litware", alice, a_topology())

    assert signed_in.get(f"/litware/pools/{pool.pk}/").status_code == 404


def test_a_server_of_another_pool_can_not_be_taken(signed_in, pool, edge):
    other = edge.servers.get()
    data = form_of(pool) | {"servers-0-id": str(other.pk), "servers-0-fqdn": "stolen.contoso.net"}

    signed_in.post(href(pool), data)

    other.refresh_from_db()
    assert other.pool == edge
    assert other.fqdn == "lsedge.contoso.net"


def test_rows_are_added_by_htmx_with_the_focus_on_the_new_one(signed_in, pool):
    html = signed_in.post(href(pool), form_of(pool, do="add"), **HTMX).content.decode()

    assert "<html" not in html
    assert 'name="servers-3-fqdn"' in html
    assert "autofocus" in html
    assert pool.servers.count() == 3


def test_a_removed_row_can_be_put_back(signed_in, pool):
    removed = signed_in.post(href(pool), form_of(pool, do="remove-1"), **HTMX).content.decode()
    data = form_of(pool, do="keep-1") | {"servers-1-DELETE": "on"}
    kept = signed_in.post(href(pool), data, **HTMX).content.decode()

    assert "fe02.contoso.net</code> is removed when you save." in removed
    assert "is removed when you save" not in kept
    assert pool.servers.count() == 3


def test_pasted_lines_become_rows(signed_in, pool):
    data = form_of(pool, do="paste-0", pasted="fe04.contoso.net 192.168.10.94\nfe05.contoso.net")
    html = signed_in.post(href(pool), data, **HTMX).content.decode()

    assert 'value="fe04.contoso.net"' in html
    assert 'value="fe05.contoso.net"' in html


def test_without_a_script_the_same_buttons_give_the_whole_page(signed_in, pool):
    html = signed_in.post(href(pool), form_of(pool, do="add")).content.decode()

    assert "<html" in html
    assert 'name="servers-3-fqdn"' in html


def test_another_role_brings_its_fields_and_keeps_what_was_typed(signed_in, pool):
    data = form_of(pool, do="role", role="director", fqdn="dir01.contoso.net")
    html = signed_in.post(href(pool), data, **HTMX).content.decode()

    assert 'name="paired_with"' not in html
    assert 'value="dir01.contoso.net"' in html
    assert 'value="webint.contoso.net"' in html


def test_a_role_changed_without_a_script_shows_its_fields_before_saving(signed_in, pool):
    html = signed_in.post(href(pool), form_of(pool, role="edge")).content.decode()

    assert 'name="access-fqdn"' in html
    pool.refresh_from_db()
    assert pool.role == "front-end"


def test_coming_back_to_a_role_brings_back_what_is_stored(signed_in, edge):
    data = form_of(edge, do="role") | {"shape": "director False"}
    data = {name: value for name, value in data.items() if not name.startswith(("access", "av"))}
    html = signed_in.post(href(edge), data, **HTMX).content.decode()

    assert 'value="sip.contoso.com"' in html
    assert 'value="131.107.155.30"' in html


def test_a_name_that_refers_to_nothing_is_kept_and_offered(signed_in, alice):
    deployment = create_deployment(
        "Odd", alice, a_topology(a_pool(), an_edge_pool(next_hop="gone.contoso.net"))
    )
    edge = deployment.pools.get(role="edge")
    html = signed_in.get(href(edge)).content.decode()

    assert '<option value="gone.contoso.net" selected>' in html


def test_the_page_costs_the_same_queries_for_many_servers(signed_in, pool, alice):
    from tests.builders import a_server

    servers = tuple(a_server(f"fe{n:03}.contoso.net", f"10.0.0.{n}") for n in range(1, 200))
    edges = tuple(an_edge_pool(f"edge{n}.contoso.net", external=None) for n in range(20))
    big = create_deployment("Big", alice, a_topology(a_pool(servers=servers), *edges))
    asked = []
    for path in (href(pool), href(big.pools.get(role="front-end"))):
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(path)
        asked.append(len(queries))

    assert asked[0] == asked[1] <= MOST_QUERIES


MOST_QUERIES = 14


def test_nat_addresses_are_kept(signed_in, alice):
    services = edge_services(
        access=an_edge_service("sip.contoso.com", "10.45.16.10", nat_addresses=("131.107.155.10",))
    )
    deployment = create_deployment(
        "Nat", alice, a_topology(a_pool(), an_edge_pool(external=services))
    )
    edge = deployment.pools.get(role="edge")
    signed_in.post(href(edge), form_of(edge, access__nat_addresses="131.107.155.11"))

    access = edge.services.get(kind="access")
    assert access.nat_addresses == ("131.107.155.11",)
