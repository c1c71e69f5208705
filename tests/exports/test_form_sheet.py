"""The sheet for web forms, read back field by field."""

import re

import pytest

from lyncplanner.exports.delivery import deliver
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE


def test_a_case_is_read_back_as_planned(case):
    plan = planned_case(case)
    records = [r for r in plan.records if r.left_out is None]

    found = read(exported(plan.records))

    assert [whole(fields) for fields in found] == [r[2:6] for r in records]


def test_a_service_is_taken_apart():
    zone = "contoso.com"
    records = [
        a_record("_sip._tls.contoso.com", "100 1 443 sipdir.online.lync.com"),
        a_record("_sip._tls.sales.contoso.com", "0 0 443 sip.sales.contoso.com"),
        a_record(zone),
    ]

    apart, below, apex = read(exported(records))

    assert apart == {
        "Type": "SRV",
        "Host": "_sip._tls",
        "Service": "_sip",
        "Protocol": "_tls",
        "Name": "@",
        "Priority": "100",
        "Weight": "1",
        "Port": "443",
        "Target": "sipdir.online.lync.com.",
        "TTL": "3600 seconds",
        "Whole name": "_sip._tls.contoso.com",
        "Whole line": "_sip._tls.contoso.com. 3600 IN SRV 100 1 443 sipdir.online.lync.com.",
        "Why": "required: Users outside sign in by this name. (edge.sip-domain for contoso.com)",
    }
    assert (below["Host"], below["Name"]) == ("_sip._tls.sales", "sales")
    assert (apex["Name"], apex["Address"]) == ("@", "131.107.155.10")


def test_a_zone_that_is_the_service_s_own_has_it_at_its_name():
    name = "_sipinternaltls._tcp.contoso.com"

    [fields] = read(exported([a_record(name, "0 0 5061 sip.contoso.com", zone=name)]))

    assert (fields["Host"], fields["Service"], fields["Name"]) == ("@", "_sipinternaltls", "@")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_field(hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)

    text = exported([a_record(reasons=(reason,))], deployment=hostile, source=hostile)

    assert len(text.splitlines()) == len(exported([a_record()]).splitlines())
    assert [whole(fields) for fields in read(text)] == [a_record()[2:6]]


def exported(records, **stamp) -> str:
    [file] = deliver("form", records, stamp=a_stamp(**stamp)).files
    assert file.path == "records.txt"
    return b"".join(file.parts()).decode()


def read(text: str) -> list[dict[str, str]]:
    paragraphs = re.findall(r"^Type: .*(?:\n.+)*", text, re.M)
    return [dict(re.split(r": +", line, maxsplit=1) for line in p.splitlines()) for p in paragraphs]


def whole(fields: dict[str, str]) -> tuple[str, str, str, int]:
    """Name, type, data and TTL, from the single fields."""
    if fields["Type"] == "SRV":
        data = " ".join(fields[key] for key in ("Priority", "Weight", "Port", "Target"))
    else:
        data = fields.get("Address") or fields["Target"]
    ttl = int(fields["TTL"].removesuffix(" seconds"))
    return fields["Whole name"], fields["Type"], data.removesuffix("."), ttl
