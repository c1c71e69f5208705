"""`trace FILE`."""

import json

import pytest

from tests.command_line.running import CASES, run

HYBRID = CASES / "15-hybrid-and-teams-only/topology.yaml"
INSIDE_ONLY = CASES / "18-inside-only/topology.yaml"


def trace(file, client, side, *more, user="sip:alice@contoso.com", **options):
    arguments = ("trace", file, "--client", client, "--from", side, "--user", user, *more)
    return run(*arguments, **options)


def test_json_has_every_step_and_where_the_client_ends_up():
    done = trace(HYBRID, "lync-2013-desktop", "outside", "--format", "json")

    document = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert document["format"] == "lyncplanner-trace/1"
    keys = ("query", "type", "outcome", "answers", "leads_to")
    assert [tuple(step[key] for key in keys) for step in document["steps"]] == [
        ("lyncdiscoverinternal.contoso.com", "A", "no-record", [], None),
        (
            "lyncdiscover.contoso.com",
            "A",
            "answered",
            ["131.107.155.40"],
            "sip.contoso.com",
        ),
        ("sip.contoso.com", "A", "answered", ["131.107.155.10"], "sip.contoso.com"),
    ]
    assert all(step["meaning"] for step in document["steps"])
    assert document["result"] == {
        "connects_to": "sip.contoso.com",
        "addresses": ["131.107.155.10"],
        "port": 443,
        "reaches": ["lsedge.contoso.net"],
    }


def test_a_client_that_ends_nowhere_ends_with_1():
    done = trace(INSIDE_ONLY, "sfb-desktop", "outside", "--format", "json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["result"] is None
    assert "Ends nowhere" in trace(INSIDE_ONLY, "sfb-desktop", "outside").stdout


def test_the_table_shows_the_ladder_and_what_would_come_after():
    done = trace(HYBRID, "lync-2013-desktop", "outside")

    assert done.returncode == 0
    assert "  2  lyncdiscover.contoso.com  A  public DNS: answered" in done.stdout
    assert "Ends at sip.contoso.com, port 443: 131.107.155.10 (lsedge.contoso.net)." in done.stdout
    assert "Only if that fails" in done.stdout


@pytest.mark.parametrize(
    "user", ["sip:alice@litwareinc.com", "alice@Litwareinc.com.", "SIP:a@litwareinc.com;x=y"]
)
def test_a_user_is_read_as_people_type_it(user):
    done = trace(HYBRID, "phone", "inside", "--format", "json", user=user)

    assert json.loads(done.stdout)["result"]["connects_to"] == "sipdir.online.lync.com"


@pytest.mark.parametrize(
    "user", ["alice", "contoso.com", "", "sip:@contoso.com", "a b@contoso.com"]
)
def test_a_user_that_is_no_sip_uri_ends_with_2_and_an_example(user):
    done = trace(HYBRID, "phone", "inside", f"--user={user}")

    assert (done.returncode, done.stdout) == (2, "")
    assert "sip:alice@contoso.com" in done.stderr


def test_a_user_of_another_s_sip_domain_ends_with_2_and_the_nearest():
    done = trace(HYBRID, "phone", "inside", user="alice@contso.com")

    assert (done.returncode, done.stdout) == (2, "")
    assert "no SIP domain contso.com" in done.stderr
    assert "contoso.com" in done.stderr


@pytest.mark.parametrize(
    ("client", "side"), [("icq", "inside"), ("phone", "abroad"), ("", "inside")]
)
def test_a_client_or_side_that_does_not_exist_ends_with_2(client, side):
    done = trace(HYBRID, client, side)

    assert (done.returncode, done.stdout) == (2, "")


def test_a_file_that_is_none_ends_with_2_and_a_line(tmp_path):
    done = trace(tmp_path / "none.yaml", "phone", "inside")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
