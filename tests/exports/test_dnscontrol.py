"""The configuration as DNSControl's language runs it, in Node."""

import json
import subprocess
from pathlib import Path

import pytest

from lyncplanner.exports.delivery import deliver
from lyncplanner.planning.records import View
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE

RECORDER = Path(__file__).with_name("record_dnsconfig.js")


def test_a_case_is_recorded_as_planned(case):
    records = [r for r in planned_case(case).records if r.left_out is None]

    assert planned(run(exported(records))) == {r[:6] for r in records}


def test_every_domain_keeps_the_records_of_others():
    records = [
        a_record(),
        a_record(view=View.INTERNAL),
        a_record("sip.fabrikam.com", zone="fabrikam.com"),
    ]

    domains = run(exported(records))

    assert domains.keys() == {
        "contoso.com!external",
        "fabrikam.com!external",
        "contoso.com!internal",
    }
    for name, parts in domains.items():
        assert parts[:2] == [
            {"provider": f"lyncplanner-{name.partition('!')[2]}"},
            {"flag": "NO_PURGE"},
        ]


def test_a_domain_of_many_records_is_one_domain():
    records = [a_record(f"s{n}.contoso.com", f"10.0.{n >> 8}.{n & 255}") for n in range(2500)]

    assert planned(run(exported(records))) == {r[:6] for r in records}


def test_what_is_no_longer_planned_is_listed():
    text = exported([a_record()], previous=[a_record(ttl=60), a_record(data="192.0.2.1")])

    assert text.endswith("by hand.\n// external contoso.com: sip.contoso.com A 192.0.2.1\n")


def test_a_name_that_looks_like_a_mistake_is_refused():
    records = [
        a_record("sip.contoso.com.contoso.com"),
        a_record("notcontoso.com.contoso.com"),
        a_record("contoso.com.contoso.com"),
    ]

    delivery = deliver("dnscontrol", sorted(records), stamp=a_stamp())

    assert [refusal.name for refusal in delivery.refused] == [
        "contoso.com.contoso.com",
        "sip.contoso.com.contoso.com",
    ]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_code(hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)

    text = exported([a_record(reasons=(reason,))], deployment=hostile, source=hostile)

    assert run(text) == run(exported([a_record()]))


def exported(records, *, previous=(), **stamp) -> str:
    delivery = deliver(
        "dnscontrol", sorted(records), stamp=a_stamp(**stamp), previous=sorted(previous)
    )
    [file] = delivery.files
    assert file.path == "dnsconfig.js"
    return b"".join(file.parts()).decode()


def run(script: str) -> dict:
    done = subprocess.run(
        ["node", str(RECORDER)], input=script.encode(), capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def planned(domains: dict) -> set:
    found = set()
    for domain, parts in domains.items():
        zone, _, view = domain.partition("!")
        for part in parts:
            if "type" not in part:
                continue
            label, *data, ttl = part["values"]
            name = zone if label == "@" else f"{label}.{zone}"
            text = " ".join(map(str, data))
            if part["type"] in {"CNAME", "SRV"}:
                assert text.endswith(".")
            found.add((view, zone, name, part["type"], text.removesuffix("."), ttl["ttl"]))
    return found
