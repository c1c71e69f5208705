"""The second to save sees both versions and chooses; nobody's work is lost in silence."""

import pytest

from tests.deployments.form_posts import form_at, shown_form


@pytest.fixture
def pool(contoso):
    return contoso.pools.get(fqdn="pool01.contoso.net")


@pytest.fixture
def as_two(client, alice, eve):
    """Eve saves first what she typed; then alice, who opened the form before that, saves hers."""

    def save(address, *, eve_types, alice_types):
        client.force_login(alice)
        mine = form_at(client, address, **alice_types)
        client.force_login(eve)
        assert client.post(address, form_at(client, address, **eve_types)).status_code == 302
        client.force_login(alice)
        return client.post(address, mine).content.decode()

    return save


def href(pool):
    return f"/contoso/pools/{pool.pk}/"


def test_both_versions_of_a_field_are_shown_and_yours_is_offered(as_two, pool):
    html = as_two(
        href(pool),
        eve_types={"external_web_fqdn": "theirs.contoso.com"},
        alice_types={"external_web_fqdn": "mine.contoso.com"},
    )

    assert "eve saved this pool just now" in html
    form = shown_form(html)
    assert form["choose-external_web_fqdn"] == "yours"
    assert form["external_web_fqdn"] == "mine.contoso.com"


@pytest.mark.parametrize(
    ("chosen", "stands"), [("his", "theirs.contoso.com"), ("yours", "mine.contoso.com")]
)
def test_what_is_chosen_stands(client, as_two, pool, chosen, stands):
    html = as_two(
        href(pool),
        eve_types={"external_web_fqdn": "theirs.contoso.com"},
        alice_types={"external_web_fqdn": "mine.contoso.com"},
    )

    client.post(href(pool), shown_form(html, **{"choose-external_web_fqdn": chosen}))

    pool.refresh_from_db()
    assert pool.external_web_fqdn == stands


def test_what_only_the_other_changed_is_kept_beside_yours(client, as_two, pool):
    html = as_two(
        href(pool),
        eve_types={"internal_web_addresses": "192.168.10.99"},
        alice_types={"external_web_fqdn": "mine.contoso.com"},
    )
    client.post(href(pool), shown_form(html))

    pool.refresh_from_db()
    assert pool.external_web_fqdn == "mine.contoso.com"
    assert pool.internal_web_addresses == ("192.168.10.99",)


def test_rows_that_both_changed_are_chosen_as_a_whole(client, as_two, pool):
    html = as_two(
        href(pool),
        eve_types={"servers__0__addresses": "192.168.10.81"},
        alice_types={"servers__0__addresses": "192.168.10.71"},
    )
    key = f"choose-servers {pool.servers.all()[0].pk}"

    client.post(href(pool), shown_form(html, **{key: "his"}))

    assert pool.servers.all()[0].addresses == ("192.168.10.81",)


def test_a_row_that_the_other_added_stays(client, as_two, pool):
    more = {"servers__TOTAL_FORMS": "4", "servers__3__fqdn": "fe04.contoso.net"}
    html = as_two(
        href(pool),
        eve_types={**more, "servers__3__addresses": "192.168.10.94"},
        alice_types={"servers__0__addresses": "192.168.10.71"},
    )
    client.post(href(pool), shown_form(html))

    assert [(s.fqdn, s.addresses) for s in pool.servers.all()] == [
        ("fe01.contoso.net", ("192.168.10.71",)),
        ("fe02.contoso.net", ("192.168.10.92",)),
        ("fe03.contoso.net", ("192.168.10.93",)),
        ("fe04.contoso.net", ("192.168.10.94",)),
    ]


def test_a_row_that_the_other_removed_and_you_changed_can_be_kept(client, as_two, pool):
    first = pool.servers.all()[0].pk
    html = as_two(
        href(pool),
        eve_types={"servers__0__DELETE": "on"},
        alice_types={"servers__0__addresses": "192.168.10.71"},
    )
    assert "removed" in html
    client.post(href(pool), shown_form(html, **{f"choose-servers {first}": "yours"}))

    assert ("fe01.contoso.net", ("192.168.10.71",)) in [
        (server.fqdn, server.addresses) for server in pool.servers.all()
    ]


def test_services_of_an_edge_pool_are_compared_too(client, as_two, contoso):
    edge = contoso.pools.get(role="edge")
    html = as_two(
        href(edge),
        eve_types={"access__port": "5061"},
        alice_types={"av__port": "5062"},
    )
    client.post(href(edge), shown_form(html))

    assert {service.kind: service.port for service in edge.services.all()} == {
        "access": 5061,
        "web_conferencing": 443,
        "av": 5062,
    }


def test_the_dns_options_have_two_versions_too(client, as_two, contoso):
    html = as_two(
        "/contoso/dns/options/", eve_types={"ttl": "600"}, alice_types={"time_server": "ntp.x.com"}
    )
    client.post("/contoso/dns/options/", shown_form(html))

    contoso.refresh_from_db()
    assert (contoso.ttl, contoso.time_server) == (600, "ntp.x.com")
