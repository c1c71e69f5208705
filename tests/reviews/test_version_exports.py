"""Which version is exported, and what its files say of it."""

from html import unescape

import pytest

from lyncplanner.deployments.changes import change
from tests.reviews.pages import as_, text_of, unpacked
from tests.reviews.proposals import (
    add_a_server,
    an_approved_revision,
)

pytestmark = pytest.mark.usefixtures("errors_do_not_hold")


def test_the_newest_approved_revision_is_what_is_exported(client, victor, bob, contoso, alice):
    revision = an_approved_revision(contoso, alice, bob)
    add_a_server(contoso, alice)

    page = as_(client, victor).get("/contoso/exports/?to=csv").content.decode()
    answer = client.get("/contoso/exports/download/?to=csv")

    assert "Revision 1, approved" in page
    assert answer["Content-Disposition"] == 'attachment; filename="contoso-r1-csv.csv"'
    assert b"fe04.contoso.net" not in b"".join(answer)
    stamped = unpacked(client.get("/contoso/exports/download/?to=nsupdate"))
    assert f"Plan {revision.hash}" in stamped
    assert "Approved by bob" in stamped


@pytest.mark.parametrize(("version", "name"), [("working", "DRAFT"), ("2", "r2-DRAFT")])
def test_what_is_not_approved_is_exported_as_a_draft(
    client, victor, bob, alice, proposed, version, name
):
    answer = as_(client, victor).get(f"/contoso/exports/download/?to=nsupdate&version={version}")

    assert f'filename="contoso-{name}-nsupdate.' in answer["Content-Disposition"]
    assert "DRAFT, NOT APPROVED" in unpacked(answer)


def test_what_is_dropped_since_it_was_deployed_is_removed(client, victor, alice, deployed, contoso):
    with change(contoso, by=alice, what="Removed"):
        contoso.pools.get(fqdn="pool01.contoso.net").servers.get(fqdn="fe03.contoso.net").delete()

    answer = as_(client, victor).get("/contoso/exports/download/?to=nsupdate&version=working")

    assert "update delete fe03.contoso.net. A" in unpacked(answer)


def test_a_version_that_is_none_is_not_exported(client, victor, deployed):
    assert as_(client, victor).get("/contoso/exports/?version=99").status_code == 404


def test_a_revision_comes_from_the_api_in_a_script(client, victor, proposed):
    page = as_(client, victor).get("/contoso/exports/?version=2&to=bind&view=external")
    command = unescape(page.content.decode())

    address = "http://testserver/api/v1/deployments/contoso/exports/bind?version=2&view=external"
    assert f"""curl -fH "Authorization: Bearer $TOKEN" -OJ '{address}'""" in command


def test_with_options_of_a_format_a_script_takes_the_topology_of_the_revision(
    client, victor, proposed
):
    page = as_(client, victor).get("/contoso/exports/?version=2&to=bind&fragment=on")

    assert "export contoso-revision-2.yaml --to bind --fragment -o out" in text_of(page)
    assert "The files then name no revision" in text_of(page)
