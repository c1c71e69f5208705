"""`plan FILE…`."""

import csv
import json
import subprocess
import sys
from io import StringIO

import pytest

from tests.command_line.running import CASE, CASES, ROOT, run

NO_TOPOLOGY = b"format: lyncplanner-topology/1\nname: Contoso\npools: 7\ncolour: red\n"
BROKEN = b"""\
format: lyncplanner-topology/1
name: Broken
sip_domains: [{name: contoso.com}]
pools: [{fqdn: pool01.contoso.net, role: front-end, site: Nowhere}]
"""


def test_json_is_a_document_a_line_in_the_order_of_the_files():
    files = sorted(CASES.glob("*/topology.yaml"), reverse=True)

    done = run("plan", *files, "--format", "json")

    plans = [json.loads(line) for line in done.stdout.splitlines()]
    for file, plan in zip(files, plans, strict=True):
        fields = ("view", "zone", "name", "type", "data", "requirement")
        rows = list(csv.DictReader(StringIO((file.parent / "records.csv").read_text())))
        assert [{f: r[f] for f in fields} for r in plan["records"]] == rows
    assert (done.returncode, done.stderr) == (0, "")


def test_csv_has_one_header_for_all_files():
    done = run("plan", CASE, CASE, "--format", "csv")

    header = "view,zone,name,type,ttl,data,requirement,rules,subjects,because,sources\n"
    assert done.stdout.startswith(header)
    assert len(list(csv.DictReader(StringIO(done.stdout)))) == 2 * 36


def test_a_table_shows_records_findings_and_no_colours_in_a_pipe():
    done = run("plan", "-", stdin=BROKEN)

    assert "Broken (standard input)" in done.stdout
    assert "reference.unknown" in done.stdout
    assert "\x1b" not in done.stdout


def test_standard_input_is_a_file_too():
    done = run("plan", "-", "--format", "json", stdin=CASE.read_bytes())

    assert json.loads(done.stdout)["stamp"]["source"] == "standard input"


def test_strict_ends_with_1_where_a_finding_is_an_error():
    assert run("plan", "-", stdin=BROKEN).returncode == 0
    assert run("plan", "-", "--strict", stdin=BROKEN).returncode == 1
    assert run("plan", CASE, "--strict").returncode == 0


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_nothing_is_printed_whichever_file_is_bad_and_all_problems_are_told(tmp_path, order):
    (tmp_path / "bad.yaml").write_bytes(NO_TOPOLOGY)
    files = [str(CASE), "bad.yaml", "missing.yaml"]

    done = run("plan", *(files[n] for n in order), cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert [line for line in lines if line.startswith("bad.yaml: line 3, pools: ")]
    assert [line for line in lines if line.startswith("bad.yaml: line 4, colour: ")]
    assert [line for line in lines if line.startswith("missing.yaml: no such file")]
    assert len(lines) == 3


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"\x00" * 100,
        b"[" * 100_000,
        b"a: &a [*a, *a]",
        b"{",
        b"<x/>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        b'{"format": "lyncplanner-plan/1", "records": [' + b"[" * 100_000,
        b'{"format": "lyncplanner-plan/1", "topology": "x", "records": 5}',
        b'{"format": "lyncplanner-plan/1", "format": "lyncplanner-plan/1"}',
        b'{"format": "lyncplanner-plan/1", "records": [NaN]}',
        b"format: lyncplanner-plan/1\nrecords: *x\n",
        b"x" * 20_000_001,
    ],
    ids=range(14),
)
def test_what_is_no_document_ends_with_2_and_a_line(content):
    done = run("plan", "-", stdin=content)

    assert (done.returncode, done.stdout) == (2, "")
    assert all(line.startswith("standard input: ") for line in done.stderr.splitlines())
    assert done.stderr


def test_a_folder_or_an_unusable_name_ends_with_2_and_a_line(tmp_path):
    done = run("plan", tmp_path, "x" * 5000, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_the_locale_decides_nothing(environment):
    stdin = CASE.read_text().replace("name: ", "name: Zürich ", 1).encode()

    done = run("plan", "-", stdin=stdin, **environment)

    assert done.returncode == 0
    assert "Zürich" in done.stdout


def test_a_reader_that_has_seen_enough_gets_no_complaint():
    command = (
        f"{sys.executable} {ROOT}/manage.py plan {CASE} {CASE} {CASE} --format json | head -c 9"
    )
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, env={})

    assert (done.stdout, done.stderr) == (b'{"format"', b"")


def test_a_closed_output_is_told_in_a_line():
    command = f"{sys.executable} {ROOT}/manage.py plan {CASE} >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, env={}, text=True)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_a_full_disk_is_told_in_a_line():
    command = f"{sys.executable} {ROOT}/manage.py plan {CASE} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, env={}, text=True)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("standard output: no space left")
