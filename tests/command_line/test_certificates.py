"""`certificates FILE`."""

import csv
import json
from io import StringIO

from tests.command_line.running import CASES, run

DIRECTOR = CASES / "05-single-director/topology.yaml"


def test_json_has_each_certificate_with_its_names():
    done = run("certificates", DIRECTOR, "--format", "json")

    document = json.loads(done.stdout)
    assert (done.returncode, document["format"]) == (0, "lyncplanner-certificates/1")
    assert [c["certificate"] for c in document["certificates"]] == [
        "reverse-proxy",
        "edge-external",
        "edge-internal",
        "front-end",
        "director",
    ]
    proxy = document["certificates"][0]
    assert (proxy["subject"], proxy["issuer"]) == ("webext.contoso.com", "public")
    assert proxy["sans"][:2] == ["webext.contoso.com", "webdirexternal.contoso.com"]
    assert all(name["because"] for name in proxy["names"])


def test_csv_has_a_row_for_each_certificate():
    done = run("certificates", DIRECTOR, "--format", "csv")

    rows = list(csv.DictReader(StringIO(done.stdout)))
    assert len(rows) == 5
    assert rows[2]["subject_alternative_names"] == "lsedge.contoso.net"


def test_no_cell_begins_a_formula():
    topology = DIRECTOR.read_text().replace("name: tmg01", "name: '=cmd'").encode()

    done = run("certificates", "-", "--format", "csv", stdin=topology)

    assert list(csv.DictReader(StringIO(done.stdout)))[0]["for"] == "'=cmd"


def test_the_table_says_why_each_name_is_there():
    done = run("certificates", DIRECTOR)

    assert "Director: dir01.contoso.net" in done.stdout
    assert "meet.contoso.com  (The host of a simple URL)" in done.stdout


def test_would_this_wildcard_do():
    done = run("certificates", DIRECTOR, "--wildcard", "*.contoso.com", "--format", "json")

    does = {
        c["certificate"]: c["wildcard"]["does"] for c in json.loads(done.stdout)["certificates"]
    }
    assert does == {
        "reverse-proxy": "in-part",
        "edge-external": "no",
        "edge-internal": "no",
        "front-end": "in-part",
        "director": "in-part",
    }
    table = run("certificates", DIRECTOR, "--wildcard", "*.contoso.com").stdout
    assert "*.contoso.com does not" in table


def test_what_is_no_wildcard_ends_with_2():
    done = run("certificates", DIRECTOR, "--wildcard", "contoso.com")

    assert (done.returncode, done.stdout) == (2, "")
    assert "*.contoso.com" in done.stderr


def test_powershell_has_a_line_for_each_server():
    done = run("certificates", DIRECTOR, "--powershell", "--ca", "ca01\\contoso-CA")

    lines = done.stdout.splitlines()
    assert sum("-ComputerFqdn 'fe0" in line for line in lines) == 2
    assert all(line.startswith(("#", "Request-CsCertificate -New ")) for line in lines)
    assert "-CA 'ca01\\contoso-CA'" in done.stdout
