"""The lists that a deployment is described by: read, filtered, moved, removed and put back."""

import time

import pytest

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.deployments.views.kinds import KINDS
from tests.builders import (
    a_left_out,
    a_pool,
    a_reverse_proxy,
    a_server,
    a_simple_url,
    a_sip_domain,
    a_site,
    a_topology,
    an_edge_pool,
    dns_options,
)

HTMX = {"HTTP_HX_REQUEST": "true"}
LISTS = [(kind.key, kind.path) for kind in KINDS]


@pytest.fixture
def litware(alice):
    topology = a_topology(
        a_pool(),
        an_edge_pool(),
        sip_domains=tuple(
            a_sip_domain(f"{name}.com") for name in ("litware", "adatum", "proseware")
        ),
        sites=(a_site("Redmond"), a_site("Berlin")),
        left_out=(a_left_out(),),
        dns=dns_options(internal_zones=("litware.com",), external_zones=("litware.com",)),
    )
    return create_deployment("Litware", alice, topology)


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


def names(deployment):
    return [domain.name for domain in load_topology(deployment).sip_domains]


def pk(deployment, name):
    return deployment.sip_domains.get(name=name).pk


@pytest.mark.parametrize(("key", "path"), LISTS)
def test_every_list_names_its_objects_and_leads_to_their_forms(signed_in, litware, key, path):
    html = signed_in.get(f"/litware/{path}").content.decode()

    kind = next(kind for kind in KINDS if kind.key == key)
    row = getattr(litware, kind.related).first()
    assert str(row) in html
    assert f'href="/litware/{path}{row.pk}/"' in html
    assert f'href="/litware/{path}add/"' in html


@pytest.mark.parametrize(("key", "path"), LISTS)
def test_an_empty_list_says_so_and_leads_on(signed_in, alice, key, path):
    create_deployment("Nothing", alice, a_topology().__class__("Nothing"))

    html = signed_in.get(f"/nothing/{path}").content.decode()

    assert 'class="empty"' in html
    assert f'href="/nothing/{path}add/"' in html


@pytest.mark.parametrize(("key", "path"), LISTS)
def test_who_may_only_read_sees_no_button(client, bob, contoso, key, path):
    client.force_login(bob)

    html = client.get(f"/contoso/{path}").content.decode()

    assert 'name="do"' not in html
    assert "add/" not in html
    assert client.post(f"/contoso/{path}", {"do": "up-1"}).status_code == 403


def test_a_row_moves_up_and_down(signed_in, litware):
    signed_in.post("/litware/dns/", {"do": f"up-{pk(litware, 'proseware.com')}"})
    assert names(litware) == ["litware.com", "proseware.com", "adatum.com"]

    signed_in.post("/litware/dns/", {"do": f"down-{pk(litware, 'litware.com')}"})
    assert names(litware) == ["proseware.com", "litware.com", "adatum.com"]


def test_a_removed_row_has_undo_in_its_place(signed_in, litware):
    key = pk(litware, "adatum.com")
    html = signed_in.post("/litware/dns/", {"do": f"remove-{key}"}, **HTMX).content.decode()

    assert names(litware) == ["litware.com", "proseware.com"]
    order = [html.index(text) for text in ("litware.com", "adatum.com</code> is removed", "prosew")]
    assert order == sorted(order)
    entry = litware.changes.first()
    signed_in.post("/litware/dns/", {"do": f"undo-{entry.pk}"}, **HTMX)
    assert names(litware) == ["litware.com", "adatum.com", "proseware.com"]
    assert pk(litware, "adatum.com") == key


def test_without_a_script_undo_stands_there_too(signed_in, litware):
    answer = signed_in.post("/litware/dns/", {"do": f"remove-{pk(litware, 'adatum.com')}"})

    html = signed_in.get(answer.url).content.decode()

    assert "adatum.com</code> is removed" in html
    assert f'value="undo-{litware.changes.first().pk}"' in html


def test_a_row_of_another_deployment_is_not_touched(signed_in, litware, contoso):
    other = contoso.sip_domains.get()

    assert signed_in.post("/litware/dns/", {"do": f"remove-{other.pk}"}).status_code == 404
    assert contoso.sip_domains.count() == 1


def test_the_filter_finds_pools_by_their_servers(signed_in, litware):
    html = signed_in.get("/litware/pools/?q=fe02", **HTMX).content.decode()

    assert "pool01.contoso.net" in html
    assert "lsedge.contoso.net" not in html
    assert "1 of 2 shown." in html


def test_a_record_set_is_planned_again_by_removing_the_entry_for_it(signed_in, alice):
    left_out = a_left_out("No phones.", view="external", name="sip.contoso.com", type="A")
    deployment = create_deployment("Litware", alice, a_topology(left_out=(left_out,)))
    data = {"key": "external~sip.contoso.com~A"}

    answer = signed_in.post("/litware/dns/left-out/again/", data)

    assert deployment.left_out.count() == 0
    assert "No phones." in signed_in.get(answer.url).content.decode()


def test_an_entry_that_leaves_out_more_is_shown_first(signed_in, alice):
    left_out = a_left_out("No public DNS.", view="external")
    deployment = create_deployment("Litware", alice, a_topology(left_out=(left_out,)))
    data = {"key": "external~sip.contoso.com~A"}

    answer = signed_in.post("/litware/dns/left-out/again/", data)

    assert deployment.left_out.count() == 1
    assert answer.url == f"/litware/dns/left-out/{deployment.left_out.get().pk}/"


@pytest.fixture
def hoster(alice):
    """4,000 SIP domains and 2,000 pools."""
    domains = [f"customer{number}.com" for number in range(4000)]
    pools = (
        a_pool(
            f"pool{number}.contoso.net",
            servers=(a_server(f"fe{number}.contoso.net", f"10.0.{number // 250}.{number % 250}"),),
            load_balancing=None,
            internal_web=None,
            external_web=None,
        )
        for number in range(2000)
    )
    topology = a_topology(
        *pools,
        sip_domains=tuple(map(a_sip_domain, domains)),
        simple_urls=tuple(
            a_simple_url("meet", f"https://meet.{name}", sip_domain=name) for name in domains
        ),
        reverse_proxies=(a_reverse_proxy(),),
    )
    return create_deployment("Hoster", alice, topology)


def test_a_hosters_pages_stay_small_quick_and_asked_for_once(
    signed_in, hoster, litware, django_assert_max_num_queries
):
    pages = ["dns/", "dns/?page=40", "dns/?q=customer39", "pools/", "pools/?q=fe19"]
    pages += [
        "simple-urls/",
        "sites/",
        "dns/options/",
        "dns/add/",
        "simple-urls/add/",
        "pools/add/",
    ]
    pages += [f"pools/{hoster.pools.first().pk}/", f"dns/{hoster.sip_domains.first().pk}/"]
    pages += [f"simple-urls/{hoster.simple_urls.first().pk}/"]
    slow, large = {}, {}
    for page in pages:
        with django_assert_max_num_queries(MOST_QUERIES):
            signed_in.get(f"/hoster/{page}")
        used = []
        for _ in range(3):
            started = time.process_time()
            answer = signed_in.get(f"/hoster/{page}")
            used.append(time.process_time() - started)
        assert answer.status_code == 200
        if min(used) > SECONDS:
            slow[page] = min(used)
        if len(answer.content) > BYTES:
            large[page] = len(answer.content)

    assert not slow
    assert not large


MOST_QUERIES = 14
SECONDS = 0.3
BYTES = 300_000


def test_saving_one_domain_of_a_hoster_changes_that_row_alone(signed_in, hoster):
    from tests.deployments.form_posts import form_at

    row = hoster.sip_domains.order_by("position")[17]
    address = f"/hoster/dns/{row.pk}/"

    signed_in.post(address, form_at(signed_in, address, mode="hybrid"))

    assert Deployment.objects.get(slug="hoster").sip_domains.filter(mode="hybrid").get() == row
