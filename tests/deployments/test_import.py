"""From a file to a deployment: first a look, nothing saved before Create."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment, Upload
from lyncplanner.deployments.models.uploads import MOST_A_PERSON
from lyncplanner.documents.reading import read
from lyncplanner.documents.topology_writer import write_yaml
from tests.builders import a_topology

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


def upload(client, content, name="contoso.yaml"):
    content = content.encode() if isinstance(content, str) else content
    return client.post("/new/import/", {"file": SimpleUploadedFile(name, content)})


def create(client, href, **fields):
    return client.post(href, {"name": "Contoso", **fields})


def test_a_file_is_looked_at_before_anything_is_saved(signed_in):
    answer = upload(signed_in, write_yaml(a_topology()))
    html = signed_in.get(answer.url).content.decode()

    assert "Understood" in html
    assert "pool01.contoso.net" in html
    assert "Front End pool (Enterprise Edition), 3 servers" in html
    assert Deployment.objects.count() == 0


def test_creating_stores_what_the_file_says_and_forgets_the_file(signed_in):
    href = upload(signed_in, write_yaml(a_topology())).url
    answer = create(signed_in, href, name="Contoso West")

    assert answer.url == "/contoso-west/plan/"
    stored = load_topology(Deployment.objects.get(slug="contoso-west"))
    assert stored.pools == a_topology().pools
    assert stored.name == "Contoso West"
    assert Upload.objects.count() == 0


def test_every_problem_of_a_file_is_listed_with_line_and_place(signed_in):
    text = write_yaml(a_topology()).replace("port: 443", "port: 0")
    text = text.replace("role: front-end", "role: front").replace("192.168.10.91", "192.168.10.910")
    html = upload(signed_in, text).content.decode()

    assert "contoso.yaml can't be used: 2 problems." in html
    for place in ("pools[0].role", "pools[0].servers[0].addresses"):
        assert place in html
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b"[" * 100_000, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"]
)
def test_hostile_files_are_told_off_and_not_kept(signed_in, content):
    answer = upload(signed_in, content, "evil.xml")

    assert answer.status_code == 200
    assert b"can't be used" in answer.content
    assert Upload.objects.count() == 0


def test_a_file_that_is_too_large_is_refused(signed_in):
    answer = upload(signed_in, b" " * 20_000_001)

    assert b"The file is larger than 20 MB." in answer.content


def test_no_file_at_all_is_said_beside_the_field(signed_in):
    assert b"is-invalid" in signed_in.post("/new/import/", {}).content


def test_nobody_else_gets_at_an_upload(signed_in, client, charlie):
    href = upload(signed_in, write_yaml(a_topology())).url
    client.force_login(charlie)

    assert client.get(href).status_code == 404
    assert create(client, href).status_code == 404


def test_an_upload_is_gone_after_a_day(signed_in):
    href = upload(signed_in, write_yaml(a_topology())).url
    Upload.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))

    assert signed_in.get(href).status_code == 404


def test_only_a_persons_newest_files_are_kept(signed_in):
    for _ in range(MOST_A_PERSON + 3):
        href = upload(signed_in, write_yaml(a_topology())).url

    assert Upload.objects.count() == MOST_A_PERSON
    assert signed_in.get(href).status_code == 200


def test_a_name_is_needed(signed_in):
    href = upload(signed_in, write_yaml(a_topology())).url
    answer = create(signed_in, href, name="")

    assert answer.status_code == 200
    assert Deployment.objects.count() == 0


@pytest.fixture
def published(signed_in):
    """One of the real published topologies: no simple URLs, addresses unknown."""
    path = SAMPLES / "sfb2015-se-edge-single-fqdn-gateway.xml"
    if not path.exists():
        pytest.skip("the real topologies are not beside this repository")
    return upload(signed_in, path.read_bytes(), path.name).url


def test_what_a_file_lacks_can_be_filled_in(signed_in, published):
    html = signed_in.get(published).content.decode()
    assert "Missing" in html
    fields = dict.fromkeys(_fields(html, "gap-"), "131.107.155.40")
    assert fields

    create(signed_in, published, **fields)

    stored = load_topology(Deployment.objects.get())
    assert [proxy.external_addresses for proxy in stored.reverse_proxies] == [("131.107.155.40",)]


def test_an_address_that_is_none_is_said_beside_its_field(signed_in, published):
    name = _fields(signed_in.get(published).content.decode(), "gap-")[0]
    answer = create(signed_in, published, **{name: "131.107"})

    assert b"131.107 is no address." in answer.content
    assert Deployment.objects.count() == 0


def test_proposals_are_taken_as_ticked(signed_in, published):
    names = _fields(signed_in.get(published).content.decode(), "proposal-")
    assert names

    create(signed_in, published, **{names[0]: "on"})

    assert len(load_topology(Deployment.objects.get()).simple_urls) == 1


def _fields(html, prefix):
    import re

    return sorted(set(re.findall(rf'name="({prefix}\d+)"', html)))


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*.*xml")) if SAMPLES.exists() else [], ids=lambda path: path.name
)
def test_every_real_topology_is_imported(signed_in, path):
    content = path.read_bytes()
    href = upload(signed_in, content, path.name).url
    signed_in.get(href)
    answer = create(signed_in, href)

    stored = load_topology(Deployment.objects.get())
    assert stored.pools == read(content).topology.pools
    assert signed_in.get(answer.url).status_code == 200


def test_the_sample_becomes_a_deployment_of_ones_own(signed_in):
    assert b"Create deployment" in signed_in.get("/new/sample/").content

    answer = signed_in.post("/new/sample/")

    assert answer.url == "/contoso/plan/"
    assert Deployment.objects.get().memberships.get().role == "owner"
