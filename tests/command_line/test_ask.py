"""`ask FILE --question … --about NAME`."""

import json

import pytest

from tests.command_line.running import CASES, run

TWO_EDGES = CASES / "17-two-edge-pools/topology.yaml"
INSIDE_ONLY = CASES / "18-inside-only/topology.yaml"


def ask(file, question, about, *more):
    return run("ask", file, "--question", question, "--about", about, *more)


def answer(file, question, about, *more):
    done = ask(file, question, about, "--format", "json", *more)
    return done.returncode, json.loads(done.stdout)


def test_what_breaks_ends_with_1_where_somebody_loses_sign_in():
    status, document = answer(TWO_EDGES, "what-breaks", "edge-us.contoso.net")

    assert status == 1
    assert (document["format"], document["loses_sign_in"]) == ("lyncplanner-answer/1", True)
    phones = {"client": "phone", "from": "outside"}
    [lost] = [group for group in document["lost"] if phones.items() <= group.items()]
    # sip.contoso.com is the name of the other Edge pool.
    assert lost["sip_domains"] == ["fabrikam.com"]


def test_what_breaks_ends_with_0_where_nobody_does():
    status, document = answer(TWO_EDGES, "what-breaks", "fe01.contoso.net")

    assert (status, document["lost"]) == (0, [])
    assert "Nobody loses the way in." in ask(TWO_EDGES, "what-breaks", "fe01.contoso.net").stdout


def test_who_depends_names_records_and_certificates():
    status, document = answer(TWO_EDGES, "who-depends", "SIP.contoso.com.")

    assert status == 1
    assert [r["name"] for r in document["leading"]] == [
        "_sipfederationtls._tcp.contoso.com",
        "_sipinternaltls._tcp.contoso.com",
    ]
    assert {"certificate": "front-end", "for": "pool01.contoso.net"} in document["certificates"]
    table = ask(TWO_EDGES, "who-depends", "sip.contoso.com").stdout
    assert "Lync phone, inside: contoso.com" in table


def test_a_partner_that_reaches_us_ends_with_0():
    status, document = answer(TWO_EDGES, "partner-reaches", "fabrikam.com")

    assert (status, document["unreached"]) == (0, [])
    assert document["partners"][0]["result"]["connects_to"] == "sip.fabrikam.com"


def test_a_partner_that_does_not_ends_with_1():
    assert answer(INSIDE_ONLY, "partner-reaches", "contoso.com")[0] == 1
    assert "no, _sipfederationtls" in ask(INSIDE_ONLY, "partner-reaches", "litware.com").stdout


def test_against_an_older_topology_only_what_is_new_counts(tmp_path):
    before = tmp_path / "old.yaml"
    before.write_text(TWO_EDGES.read_text().replace("192.168.10.92", "192.168.10.99"))

    status, document = answer(TWO_EDGES, "what-breaks", "edge-us.contoso.net", "--against", before)
    assert (status, document["newly_lost"], document["no_longer_lost"]) == (0, [], [])
    assert document["lost"]


def test_against_an_older_topology_without_it_all_is_new():
    status, document = answer(
        TWO_EDGES, "what-breaks", "edge-us.contoso.net", "--against", INSIDE_ONLY
    )

    assert (status, document["newly_lost"]) == (1, document["lost"])


def test_partners_who_no_longer_reach_us_are_named():
    status, document = answer(INSIDE_ONLY, "partner-reaches", "contoso.com", "--against", TWO_EDGES)

    assert (status, document["no_longer_reached"]) == (1, ["contoso.com"])


@pytest.mark.parametrize(
    ("question", "about", "nearest"),
    [
        ("what-breaks", "fe01.contoso.nt", "fe01.contoso.net"),
        ("who-depends", "sipp.contoso.com", "sip.contoso.com"),
        ("partner-reaches", "contoso", "contoso.com"),
    ],
)
def test_a_name_that_is_not_there_ends_with_2_and_the_nearest(question, about, nearest):
    done = ask(TWO_EDGES, question, about)

    assert (done.returncode, done.stdout) == (2, "")
    assert nearest in done.stderr


def test_a_question_that_does_not_exist_ends_with_2():
    assert ask(TWO_EDGES, "why", "contoso.com").returncode == 2
