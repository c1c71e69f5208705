"""The API: what a program gets by a token, and what it doesn't."""

from datetime import timedelta

import pytest
from django.utils import timezone

from lyncplanner.api.models import Scope, Token
from lyncplanner.api.tokens import make_token
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.storing import create_deployment
from lyncplanner.documents.topology_writer import write_yaml
from tests.builders import a_topology
from tests.reviews.proposals import (
    a_proposal,
    add_a_server,
    an_approved_revision,
    request_changes,
    rules,
)

ALL = tuple(Scope)


@pytest.fixture(autouse=True)
def _errors_do_not_hold(contoso):
    rules(contoso)


@pytest.fixture
def program(client):
    """Ask as a program: `program(person).get("deployments")`."""

    def make(person, scopes=ALL, **kwargs):
        _, secret = make_token(person, "pipeline", scopes, days=1, **kwargs)
        return Program(client, secret)

    return make


class Program:
    def __init__(self, client, secret):
        self.client, self.secret = client, secret

    def __getattr__(self, method):
        def ask(path, *args, headers=None, **kwargs):
            found = {"Authorization": f"Bearer {self.secret}", **(headers or {})}
            kwargs.setdefault("content_type", "application/json")
            if method == "get":
                kwargs.pop("content_type")
            return getattr(self.client, method)(f"/api/v1/{path}", *args, headers=found, **kwargs)

        return ask


def test_without_a_token_nothing_is_told(client, contoso):
    assert client.get("/api/v1/deployments").status_code == 401
    assert client.get("/api/v1/deployments/contoso").status_code == 401


def test_being_signed_in_is_no_token(client, alice, contoso):
    client.force_login(alice)

    assert client.get("/api/v1/deployments").status_code == 401


def test_a_list_has_ones_own_deployments(program, bob, charlie, contoso):
    [seen] = program(bob).get("deployments").json()
    assert (seen["slug"], seen["role"]) == ("contoso", "reviewer")
    assert program(charlie).get("deployments").json() == []


def test_anothers_deployment_is_not_there(program, charlie, contoso):
    assert program(charlie).get("deployments/contoso").status_code == 404


def test_a_token_for_one_deployment_sees_no_other(program, alice, contoso):
    create_deployment("Fabrikam", alice, a_topology())
    asked = program(alice, deployment=contoso)

    assert [seen["slug"] for seen in asked.get("deployments").json()] == ["contoso"]
    assert asked.get("deployments/fabrikam").status_code == 404


@pytest.mark.parametrize("scope", [Scope.EDIT, Scope.DECIDE])
def test_a_token_does_what_it_was_made_for_and_no_more(program, alice, contoso, scope):
    answer = program(alice, [scope]).get("deployments/contoso")

    assert (answer.status_code, answer.json()) == (
        403,
        {"detail": "This token lacks the scope read."},
    )


def test_a_token_gives_no_more_than_ones_role(program, victor, contoso):
    answer = program(victor).post("deployments/contoso/revisions", {"title": "More"})

    assert answer.status_code == 403


def test_an_expired_token_is_none(program, alice, contoso):
    asked = program(alice)
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert asked.get("deployments").status_code == 401


def test_who_cannot_sign_in_has_no_program_either(program, alice, contoso):
    asked = program(alice)
    alice.is_active = False
    alice.save()

    assert asked.get("deployments").status_code == 401


def test_the_topology_goes_out_and_in_again(program, eve, contoso):
    asked = program(eve)
    document = asked.get("deployments/contoso/topology").json()
    document["pools"][0]["servers"].append({"fqdn": "fe09.contoso.net"})

    answer = asked.put("deployments/contoso/topology", document)

    assert answer.status_code == 200
    servers = load_topology(contoso).pools[0].servers
    assert servers[-1].fqdn == "fe09.contoso.net"
    assert contoso.changes.first().what == "Replaced by the API"


def test_a_topology_may_come_as_yaml(program, eve, contoso):
    answer = program(eve).put(
        "deployments/contoso/topology",
        write_yaml(a_topology(sites=())),
        content_type="application/yaml",
    )

    assert answer.status_code == 200
    assert not contoso.sites.exists()


def test_who_read_an_older_topology_is_told(program, eve, alice, contoso):
    asked = program(eve)
    seen = asked.get("deployments/contoso").json()["topology_hash"]
    document = asked.get("deployments/contoso/topology").json()
    add_a_server(contoso, alice)

    answer = asked.put("deployments/contoso/topology", document, headers={"If-Match": seen})

    assert answer.status_code == 409
    assert "changed since" in answer.json()["detail"]


def test_a_bad_topology_is_refused_with_every_problem(program, eve, contoso):
    bad = {"format": "lyncplanner-topology/1", "name": "C", "pools": [{}], "sites": [{}]}

    answer = program(eve).put("deployments/contoso/topology", bad)

    assert answer.status_code == 422
    assert "pools[0]" in answer.json()["detail"]
    assert "sites[0]" in answer.json()["detail"]


def test_a_deployment_is_created_from_a_document(program, alice, contoso):
    asked = program(alice)
    document = asked.get("deployments/contoso/topology").json()

    answer = asked.post("deployments", {"name": "Copy", "document": document})

    assert (answer.status_code, answer.json()["slug"]) == (201, "copy")


def test_from_proposal_to_deployed(program, eve, bob, contoso):
    editor, reviewer = program(eve), program(bob)
    made = editor.post("deployments/contoso/revisions", {"title": "First"})
    assert (made.status_code, made.json()["state"]) == (201, "in-review")

    decided = reviewer.post("deployments/contoso/revisions/1/decisions", {"verdict": "approve"})
    assert decided.json()["state"] == "approved"
    assert [approval["by"] for approval in decided.json()["approvals"]] == ["bob"]

    sides = {"sides": ["internal", "external"]}
    marked = editor.post("deployments/contoso/revisions/1/deployed", sides)
    assert [mark["side"] for mark in marked.json()["deployed"]] == ["internal", "external"]


def test_nobody_decides_on_their_own_proposal_by_program_either(program, alice, contoso):
    a_proposal(contoso, alice)

    answer = program(alice).post(
        "deployments/contoso/revisions/1/decisions", {"verdict": "approve"}
    )

    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "It is your own proposal. Someone else has to decide.",
    )


def test_decisions_are_told(program, alice, bob, contoso):
    request_changes(a_proposal(contoso, alice), bob, "No.")

    [said] = program(alice).get("deployments/contoso/revisions/1/decisions").json()

    assert (said["by"], said["verdict"], said["words"]) == ("bob", "request-changes", "No.")


def test_a_pipeline_takes_the_latest_approved_records_by_hash(program, victor, alice, bob, contoso):
    asked = program(victor, [Scope.READ])
    assert asked.get("deployments/contoso/approved").status_code == 404
    revision = an_approved_revision(contoso, alice, bob)
    add_a_server(contoso, alice)

    found = asked.get("deployments/contoso/approved").json()
    assert (found["number"], found["hash"]) == (1, revision.hash)
    assert asked.get("deployments/contoso/approved?hash=other").status_code == 404

    plan = asked.get("deployments/contoso/plan?version=approved")
    tag = plan["ETag"]
    assert tag.startswith(f'"{revision.hash}')
    again = asked.get("deployments/contoso/plan?version=approved", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_a_plan_is_the_plan_document(program, victor, contoso):
    answer = program(victor).get("deployments/contoso/plan")

    assert answer["Content-Type"] == "application/json"
    assert b'"format": "lyncplanner-plan/1"' in b"".join(answer)


def test_an_export_is_the_file_of_the_exports_page(program, victor, alice, bob, contoso):
    an_approved_revision(contoso, alice, bob)

    answer = program(victor).get("deployments/contoso/exports/csv?view=external")

    assert answer["Content-Disposition"] == 'attachment; filename="contoso-r1-csv.csv"'
    assert b"internal" not in b"".join(answer)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("exports/nonsense", 404),
        ("exports/csv?version=7", 404),
        ("exports/csv?version=approved", 404),
        ("exports/csv?version=working&view=nowhere", 422),
        ("plan?version=x", 404),
        ("revisions/99", 404),
    ],
)
def test_what_is_not_there_is_told(program, victor, contoso, path, status):
    assert program(victor).get(f"deployments/contoso/{path}").status_code == status


def test_a_token_is_made_and_shown_once(client, alice, contoso):
    client.force_login(alice)
    sent = {"name": "nightly", "scopes": ["read"], "days": "30", "deployment": contoso.pk}

    page = client.post("/account/tokens/", sent).content.decode()
    secret = page.split('data-copy="')[1].split('"')[0]

    assert secret not in client.get("/account/tokens/").content.decode()
    assert secret not in Token.objects.get().hash
    assert Program(client, secret).get("deployments").status_code == 200


def test_a_removed_token_is_useless_at_once(client, alice, program, contoso):
    asked = program(alice)
    client.force_login(alice)
    client.post(f"/account/tokens/{Token.objects.get().pk}/remove/")

    assert asked.get("deployments").status_code == 401


def test_another_persons_token_is_not_there(client, alice, bob, program, contoso):
    program(alice)
    client.force_login(bob)

    answer = client.post(f"/account/tokens/{Token.objects.get().pk}/remove/")

    assert answer.status_code == 404
    assert Token.objects.exists()


def test_no_token_is_made_for_anothers_deployment(client, charlie, contoso):
    client.force_login(charlie)
    sent = {"name": "x", "scopes": ["read"], "days": "30", "deployment": contoso.pk}

    client.post("/account/tokens/", sent)

    assert not Token.objects.exists()
