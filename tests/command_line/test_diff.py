"""`diff OLD NEW`."""

import json

from tests.command_line.running import CASES, run

HYBRID = CASES / "15-hybrid-and-teams-only/topology.yaml"


def edited(tmp_path, *replacements):
    text = HYBRID.read_text()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "new.yaml"
    path.write_text(text)
    return path


def test_no_difference_ends_with_0():
    done = run("diff", HYBRID, HYBRID, "--format", "json")

    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document["format"] == "lyncplanner-diff/1"
    assert (document["added"], document["removed"], document["changed"]) == ([], [], [])
    assert document["causes"] == []


def test_a_change_of_data_is_one_removed_and_one_added(tmp_path):
    new = edited(tmp_path, ("192.168.10.92", "192.168.10.99"))

    done = run("diff", HYBRID, new, "--format", "json")

    document = json.loads(done.stdout)
    assert done.returncode == 1
    own = [r for r in document["added"] if r["name"] == "fe02.contoso.net"]
    assert [(r["view"], r["data"]) for r in own] == [
        ("internal", "192.168.10.99"),
        ("perimeter", "192.168.10.99"),
    ]
    assert own[0]["reasons"][0]["rule"] == "pool.server"
    assert len(document["removed"]) == len(document["added"])
    assert document["changed"] == []


def test_a_change_of_ttl_is_a_record_changed(tmp_path):
    done = run("diff", HYBRID, edited(tmp_path, ("ttl: 3600", "ttl: 300")), "--format", "json")

    [first, *_] = json.loads(done.stdout)["changed"]
    assert (first["before"]["ttl"], first["after"]["ttl"]) == (3600, 300)


def test_each_cause_names_its_change_and_its_record_sets(tmp_path):
    new = edited(tmp_path, ("ttl: 3600", "ttl: 300"), ("  next_hop: pool01.contoso.net\n", ""))

    document = json.loads(run("diff", HYBRID, new, "--format", "json").stdout)
    [ttl, hop] = document["causes"]
    assert ttl["because"] == "the TTL changed from 3600 to 300"
    assert "external~sip.contoso.com~CNAME" not in ttl["record_sets"]
    assert "external~sip.contoso.com~A" in ttl["record_sets"]
    assert ttl["changes"][0]["place"] == "dns.ttl"
    assert (hop["record_sets"], hop["new_findings"]) == (
        [],
        [{"code": "edge.no-next-hop", "subject": "lsedge.contoso.net"}],
    )


def test_the_table_reads_by_cause(tmp_path):
    done = run("diff", HYBRID, edited(tmp_path, ("192.168.10.92", "192.168.10.99")))

    assert done.returncode == 1
    assert (
        "Because addresses of fe02.contoso.net changed from 192.168.10.92 to 192.168.10.99"
        in done.stdout
    )
    assert "  - internal  fe02.contoso.net  A  192.168.10.92" in done.stdout
    assert "  + internal  fe02.contoso.net  A  192.168.10.99" in done.stdout


def test_a_domain_that_becomes_teams_only_brings_its_cut_over_list(tmp_path):
    new = edited(tmp_path, ("mode: hybrid", "mode: teams-only"))

    document = json.loads(run("diff", HYBRID, new, "--format", "json").stdout)
    [cut_over] = document["cut_overs"]
    steps = [step["step"] for step in cut_over["steps"]]
    assert (cut_over["sip_domain"], steps[0], steps[-1]) == (
        "fabrikam.com",
        "lower-ttl",
        "end-sharing",
    )
    table = run("diff", HYBRID, new).stdout
    assert "The way of fabrikam.com to Teams Only" in table
    assert "Wait 3600 seconds." in table


def test_problems_of_both_files_are_told_at_once(tmp_path):
    done = run("diff", tmp_path / "old.yaml", tmp_path / "new.yaml")

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 2
