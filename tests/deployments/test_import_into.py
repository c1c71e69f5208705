"""A file into a deployment that exists: the difference first, then all of it or nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Upload
from lyncplanner.deployments.replacing import update_rows
from lyncplanner.documents.reading import read
from lyncplanner.documents.topology_writer import write_json, write_yaml
from lyncplanner.planning.topology import LoadBalancing
from tests.builders import (
    a_left_out,
    a_pool,
    a_sip_domain,
    a_topology,
    an_edge_pool,
    dns_options,
)
from tests.deployments.newest import newest_change

SAMPLES = Path(__file__).parents[1] / "documents" / "samples"
BUILDER = SAMPLES / "contoso-2013.tbxml"
EVERYTHING = a_topology(
    a_pool(vip=("192.168.10.99",), load_balancing=LoadBalancing.HARDWARE),
    an_edge_pool(),
    dns=dns_options(ttl=600, internal_zones=("contoso.net",), external_zones=("contoso.com",)),
    sip_domains=(a_sip_domain(default=True), a_sip_domain("fabrikam.com")),
    left_out=(a_left_out(),),
)


def sent(client, content, name="contoso.yaml"):
    """The address of the page that shows what a file would change."""
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post("/contoso/import/", {"file": file})["Location"]


def replaced(client, address, deployment, **filled):
    seen = newest_change(deployment).pk
    return client.post(address, {"do": "replace", "seen": seen, **filled}, follow=True)


def test_the_difference_is_shown_first_and_nothing_is_saved(client, alice, contoso):
    client.force_login(alice)
    moved = a_topology(a_pool(site="Chicago"), an_edge_pool(), sip_domains=(a_sip_domain("a.com"),))

    page = client.get(sent(client, write_yaml(moved))).content.decode()

    assert "contoso.com was renamed to a.com" in page or "a.com was added" in page
    assert "Site of pool01.contoso.net" in page or "site of pool01.contoso.net" in page
    assert "_sipinternaltls._tcp.a.com" in page
    assert load_topology(contoso) == a_topology()


def test_a_topology_document_replaces_everything_but_the_name(client, alice, contoso):
    client.force_login(alice)
    address = sent(client, write_yaml(replace(EVERYTHING, name="Another")))

    answer = replaced(client, address, contoso)

    contoso.refresh_from_db()
    assert load_topology(contoso) == EVERYTHING
    assert newest_change(contoso).what == "Imported contoso.yaml"
    assert "Imported contoso.yaml." in answer.content.decode()
    assert not Upload.objects.exists()


def test_what_topology_builder_cannot_hold_stays(client, alice, contoso):
    update_rows(contoso, EVERYTHING, by=alice, what="Entered")
    client.force_login(alice)
    address = sent(client, BUILDER.read_bytes(), "contoso.tbxml")

    page = client.get(address).content.decode()
    replaced(client, address, contoso)

    after = load_topology(contoso)
    assert "Stays as it was entered" in page
    assert "reverse proxies" in page
    assert (after.reverse_proxies, after.left_out, after.dns) == (
        EVERYTHING.reverse_proxies,
        EVERYTHING.left_out,
        EVERYTHING.dns,
    )
    assert after.pools != EVERYTHING.pools


def test_importing_a_topology_builder_file_again_loses_nothing(client, alice, contoso):
    client.force_login(alice)
    first = sent(client, BUILDER.read_bytes(), "contoso.tbxml")
    replaced(client, first, contoso)
    after = load_topology(contoso)
    filled = replace(
        after,
        pools=tuple(replace(pool, vip=("192.168.10.50",)) for pool in after.pools),
        reverse_proxies=EVERYTHING.reverse_proxies,
    )
    update_rows(contoso, filled, by=alice, what="Filled in")

    again = sent(client, BUILDER.read_bytes(), "contoso.tbxml")
    answer = replaced(client, again, contoso)

    assert "Nothing to import" in answer.content.decode()
    assert load_topology(contoso) == filled


def test_what_the_file_lacks_can_be_filled_in_on_the_way(client, alice, contoso):
    client.force_login(alice)
    address = sent(client, BUILDER.read_bytes(), "contoso.tbxml")
    found: Any = read(BUILDER.read_bytes()).imported
    number = next(n for n, gap in enumerate(found.missing) if gap.place.endswith("addresses"))

    assert "Fill in what you know" in client.get(address).content.decode()
    looked = client.post(address, {"do": "look", "seen": 0, f"gap-{number}": "192.0.2.77"})

    # Twice: in the field, and among the records.
    assert looked.content.decode().count("192.0.2.77") >= 2
    assert load_topology(contoso) == a_topology()


def test_a_file_that_cannot_be_read_is_told_in_full(client, alice, contoso):
    client.force_login(alice)
    file = SimpleUploadedFile("bad.yaml", b"format: lyncplanner-topology/1\nnaem: x\npools: 7\n")

    page = client.post("/contoso/import/", {"file": file}).content.decode()

    assert "bad.yaml can&#x27;t be used" in page or "bad.yaml can't be used" in page
    assert "naem" in page
    assert not Upload.objects.exists()


def test_who_looked_before_somebody_changed_something_looks_again(client, alice, eve, contoso):
    client.force_login(alice)
    address = sent(client, write_yaml(EVERYTHING))
    seen = newest_change(contoso).pk
    update_rows(contoso, a_topology(a_pool(site="Chicago"), an_edge_pool()), by=eve, what="Moved")

    answer = client.post(address, {"do": "replace", "seen": seen})

    assert "eve changed the deployment" in answer.content.decode()
    assert load_topology(contoso).pools[0].site == "Chicago"


def test_anothers_upload_is_not_there(client, alice, eve, contoso):
    client.force_login(alice)
    address = sent(client, write_yaml(EVERYTHING))
    client.force_login(eve)

    assert client.get(address).status_code == 404


def test_only_who_may_edit_imports(client, alice, bob, victor, charlie, contoso):
    client.force_login(alice)
    address = sent(client, write_yaml(EVERYTHING))
    for person, status in ((bob, 403), (victor, 403), (charlie, 404)):
        client.force_login(person)
        for page in ("/contoso/import/", address):
            assert client.get(page).status_code == status
            assert client.post(page, {"do": "replace", "seen": "1"}).status_code == status


def test_a_large_file_takes_few_queries_to_look_at(
    client, alice, contoso, django_assert_max_num_queries
):
    client.force_login(alice)
    large = a_topology(*(a_pool(f"pool{n}.contoso.net", servers=()) for n in range(500)))
    address = sent(client, write_json(large), "large.json")

    with django_assert_max_num_queries(30):
        assert len(client.get(address).content) < 300_000


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_the_topology_is_a_document_that_can_be_imported_again(client, alice, contoso, form):
    update_rows(contoso, EVERYTHING, by=alice, what="Entered")
    client.force_login(alice)

    answer = client.get(f"/contoso/topology.{form}")

    expected = f'attachment; filename="contoso-topology.{form}"'
    assert answer["Content-Disposition"] == expected
    assert read(answer.content).topology == EVERYTHING
    page = replaced(client, sent(client, answer.content, f"c.{form}"), contoso)
    assert "Nothing to import" in page.content.decode()
    assert load_topology(contoso) == EVERYTHING


def test_whoever_reads_the_deployment_may_take_the_document(client, victor, charlie, contoso):
    client.force_login(victor)
    assert client.get("/contoso/topology.yaml").status_code == 200
    client.force_login(charlie)
    assert client.get("/contoso/topology.yaml").status_code == 404
