"""`convert FILE -o OUT`."""

import json

import pytest

from tests.command_line.running import CASE, CASES, run


@pytest.mark.parametrize("case", [CASE, *sorted(CASES.glob("1*/topology.yaml"))[:3]])
@pytest.mark.parametrize("target", ["out.yaml", "out.json"])
def test_the_planner_sees_no_difference(tmp_path, case, target):
    done = run("convert", case, "-o", tmp_path / target)
    assert done.returncode == 0

    before, after = (
        json.loads(run("plan", file, "--format", "json").stdout)
        for file in (case, tmp_path / target)
    )
    assert before["records"] == after["records"]
    assert before["findings"] == after["findings"]


def test_converting_again_changes_nothing(tmp_path):
    run("convert", CASE, "-o", tmp_path / "once.yaml")
    run("convert", tmp_path / "once.yaml", "-o", tmp_path / "twice.yaml")

    assert (tmp_path / "once.yaml").read_bytes() == (tmp_path / "twice.yaml").read_bytes()


def test_a_dash_reads_and_prints():
    done = run("convert", "-", "-o", "-", stdin=CASE.read_bytes())

    assert done.stdout.startswith("format: lyncplanner-topology/1\n")


@pytest.mark.parametrize("target", [".", "file/below.yaml"])
def test_a_target_that_can_t_be_written_ends_with_2_and_a_line(tmp_path, target):
    (tmp_path / "file").touch()

    done = run("convert", CASE, "-o", target, cwd=tmp_path)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_plan_is_no_topology(tmp_path):
    plan = run("plan", CASE, "--format", "json").stdout.encode()

    done = run("convert", "-", "-o", tmp_path / "out.yaml", stdin=plan)

    assert (done.returncode, done.stdout) == (2, "")
    assert "give the topology" in done.stderr
    assert list(tmp_path.iterdir()) == []
