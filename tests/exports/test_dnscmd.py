"""The batch file, by the grammar that the dnscmd topic documents."""

import re

import pytest

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import Options
from lyncplanner.planning.records import Record
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE

NODE = r"(?P<node>@|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)"
DATA = r"""(?:A\ (?P<A>[0-9.]+)
  |AAAA\ (?P<AAAA>[0-9a-f:.]+)
  |CNAME\ (?P<CNAME>[a-z0-9.-]+)\.
  |SRV\ (?P<SRV>\d+\ \d+\ \d+\ [a-z0-9.-]+)\.)"""
ADD = re.compile(
    rf"dnscmd\ %SERVER%\ /recordadd\ (?P<zone>\S+)\ {NODE}\ (?P<ttl>\d+)\ {DATA}", re.X
)
DELETE = re.compile(rf"dnscmd\ %SERVER%\ /recorddelete\ (?P<zone>\S+)\ {NODE}\ {DATA}\ /f", re.X)
ZONE = re.compile(r"dnscmd %SERVER% /zoneadd \S+ (/dsprimary|/primary /file \S+\.dns)")
START = ["@echo off", "setlocal", "set SERVER=.", 'if not "%~1"=="" set SERVER=%~1']


def test_every_case_is_read_back_as_planned(case):
    records = [r for r in planned_case(case).records if r.left_out is None]

    for view, script in scripts(records, create_zones="file").items():
        found = {
            (zone, zone if node == "@" else f"{node}.{zone}", kind, data, ttl)
            for command, zone, node, kind, data, ttl in commands(script)
            if command == "add"
        }
        assert found == {r[1:6] for r in records if r.view == view}


def test_zones_are_created_only_when_asked_for():
    record = a_record()

    assert "/zoneadd" not in scripts([record])["external"]
    assert (
        "\r\ndnscmd %SERVER% /zoneadd contoso.com /dsprimary\r\n"
        in (scripts([record], create_zones="directory")["external"])
    )
    assert (
        "\r\ndnscmd %SERVER% /zoneadd contoso.com /primary /file contoso.com.dns\r\n"
        in (scripts([record], create_zones="file")["external"])
    )


def test_what_is_no_longer_planned_is_deleted_by_its_value_and_a_new_ttl_is_set():
    before = [
        a_record(),
        a_record("lyncdiscover.contoso.com"),
        a_record("old.contoso.com"),
        a_record("_old._tls.contoso.com", "0 0 443 old.contoso.com"),
    ]
    now = [a_record(ttl=60), a_record("lyncdiscover.contoso.com", "webext.contoso.com")]

    found = commands(scripts(now, previous=before)["external"])

    assert [(command, node, kind) for command, _, node, kind, *_ in found] == [
        ("delete", "lyncdiscover", "A"),
        ("delete", "sip", "A"),
        ("add", "sip", "A"),
        ("add", "lyncdiscover", "CNAME"),
        ("delete", "_old._tls", "SRV"),
        ("delete", "old", "A"),
    ]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_command(hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)

    script = scripts([a_record(reasons=(reason,))], deployment=hostile, source=hostile)["external"]

    assert script.isascii()
    assert max(map(len, script.splitlines())) < 8191
    comments = [line for line in script.split("\r\n") if line.startswith("REM")]
    assert not re.search(r"[%^&|<>()!]", "".join(comments))
    assert len(commands(script)) == 1


def scripts(records: list[Record], *, previous=(), create_zones=None, **stamp) -> dict[str, str]:
    delivery = deliver(
        "dnscmd",
        sorted(records),
        stamp=a_stamp(**stamp),
        options=Options(create_zones=create_zones),
        previous=sorted(previous),
    )
    return {f.path.removesuffix(".cmd"): b"".join(f.parts()).decode() for f in delivery.files}


def commands(script: str) -> list[tuple[str, str, str, str, str, int]]:
    """Every line has to be a comment or a command of the documented form."""
    lines = script.split("\r\n")
    assert lines[: len(START)] == START
    assert "\n" not in script.replace("\r\n", "")
    found = []
    for line in lines[len(START) :]:
        if not line or line.startswith("REM ") or line == "REM" or ZONE.fullmatch(line):
            continue
        add, delete = ADD.fullmatch(line), DELETE.fullmatch(line)
        match = add or delete
        assert match, line
        [(kind, data)] = [(k, match[k]) for k in ("A", "AAAA", "CNAME", "SRV") if match[k]]
        ttl = int(add["ttl"]) if add else 0
        found.append(("add" if add else "delete", match["zone"], match["node"], kind, data, ttl))
    return found
