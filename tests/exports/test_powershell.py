"""The script for Windows DNS, by PowerShell's grammar and the DnsServer module's documents."""

import csv
import re
from collections.abc import Iterator

import pytest
import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

from lyncplanner.exports.delivery import deliver
from lyncplanner.planning.records import Record
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE

# From the reference of the DnsServer module (Windows Server 2022), what is used here of it.
DOCUMENTED = {
    "Add-DnsServerPrimaryZone": {"Name", "ReplicationScope", "ZoneFile"},
    "Add-DnsServerResourceRecord": {
        *("A", "AAAA", "CName", "Srv", "ZoneName", "Name", "TimeToLive", "IPv4Address"),
        *("IPv6Address", "HostNameAlias", "DomainName", "Priority", "Weight", "Port"),
    },
    "Get-DnsServerResourceRecord": {"ZoneName", "Name", "RRType"},
    "Get-DnsServerZone": set(),
    "Remove-DnsServerResourceRecord": {"ZoneName", "InputObject", "Force"},
    "Set-DnsServerResourceRecord": {"ZoneName", "OldInputObject", "NewInputObject"},
}
OF_EVERY_COMMAND = {"ComputerName", "ErrorAction"}
NEVER = ("AllowUpdateAny", "AgeRecord", "CreatePtr", "OpenAcl")


def test_every_case_is_a_script_whose_table_is_the_plan(case):
    records = [r for r in planned_case(case).records if r.left_out is None]

    for view, script in scripts(records).items():
        assert errors(script) == []
        assert planned(script, view) == {tuple(r[1:6]) for r in records if r.view == view}


def test_the_code_uses_documented_commands_and_parameters_only():
    script = scripts([a_record()])["external"]
    nodes = list(walk(parsed(script)))

    commands = {text(node) for node in nodes if node.type == "command_name" and "Dns" in text(node)}
    keys = {text(node).strip("'") for node in nodes if node.type == "key_expression"}
    documented = OF_EVERY_COMMAND.union(*DOCUMENTED.values())
    counts = {"added", "changed", "removed", "same", "skipped", "failed"}

    assert commands == DOCUMENTED.keys()
    assert keys - counts <= documented
    assert not [word for word in NEVER if word.encode() in script]


def test_the_script_is_ascii_with_the_line_ends_of_windows():
    script = scripts([a_record(reasons=(a_reason(subject="Zürich ’"),))], deployment="Zürich")[
        "external"
    ]

    assert script.isascii()
    assert script.count(b"\r\n") == script.count(b"\n") == script.count(b"\r")


def test_nothing_is_changed_without_asking_whether_to():
    code = scripts([a_record()])["external"].decode()
    changing = re.findall(r"(?:Add|Set|Remove)-\w+ -(?:Row|Zone) \S+", code)

    assert len(changing) == code.count(".ShouldProcess(") == 4


def test_what_was_deployed_goes_in_the_order_that_does_no_harm():
    now = [
        a_record("lyncdiscover.contoso.com", "webext.contoso.com"),
        a_record("_sip._tls.contoso.com", "0 0 443 sip.contoso.com"),
        a_record(),
    ]
    before = [
        a_record("lyncdiscover.contoso.com"),
        a_record("old.contoso.com"),
        a_record("_old._tls.contoso.com", "0 0 443 old.contoso.com"),
        a_record(ttl=60),
    ]

    script = scripts(now, previous=before)["external"]

    assert [(row["action"], row["name"], row["type"]) for row in rows(script)] == [
        ("make-room", "lyncdiscover", "A"),
        ("add", "sip", "A"),
        ("add", "lyncdiscover", "CNAME"),
        ("add", "_sip._tls", "SRV"),
        ("remove", "_old._tls", "SRV"),
        ("remove", "old", "A"),
    ]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_leaves_the_table_or_a_comment(hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)
    stamp = {"deployment": hostile, "source": hostile}

    script = scripts([a_record(reasons=(reason,))], **stamp)["external"]

    assert errors(script) == []
    assert structure(script) == structure(scripts([a_record()])["external"])
    assert len(rows(script)) == 1


def scripts(records: list[Record], *, previous=(), **stamp) -> dict[str, bytes]:
    delivery = deliver(
        "powershell", sorted(records), stamp=a_stamp(**stamp), previous=sorted(previous)
    )
    assert not delivery.refused
    return {f.path.removesuffix(".ps1"): b"".join(f.parts()) for f in delivery.files}


def rows(script: bytes) -> list[dict[str, str]]:
    table = re.search(r"^\$table = @'\r\n(.*?)^'@\r$", script.decode(), re.S | re.M)
    assert table
    return list(csv.DictReader(table[1].splitlines(keepends=True)))


def planned(script: bytes, view: str) -> set[tuple[str, str, str, str, int]]:
    return {
        (
            row["zone"],
            row["zone"] if row["name"] == "@" else f"{row['name']}.{row['zone']}",
            row["type"],
            row["data"],
            int(row["ttl"]),
        )
        for row in rows(script)
        if row["action"] == "add"
    }


def parsed(script: bytes) -> Node:
    return Parser(Language(tree_sitter_powershell.language())).parse(script).root_node


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


def errors(script: bytes) -> list[str]:
    return [text(n) for n in walk(parsed(script)) if n.type == "ERROR" or n.is_missing]


def structure(script: bytes) -> list[str]:
    return [node.type for node in walk(parsed(script))]


def text(node: Node) -> str:
    return (node.text or b"").decode()
