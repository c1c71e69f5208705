"""Plan documents: written, read again, and refused where somebody spoilt them."""

import json
from datetime import UTC, datetime

import pytest

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import Options
from lyncplanner.exports.json_document import document
from lyncplanner.exports.plan_document import BadPlan, ReadPlan, is_plan_document, read
from lyncplanner.exports.stamp import Approval
from lyncplanner.planning.findings import Finding, Severity
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case

FINDING = Finding(
    "lb.two-servers", Severity.ERROR, "pool01", "Says.", "Do.", "Title", ("pools[0]",)
)
TIME = datetime(2026, 11, 24, 7, 32, tzinfo=UTC)


def test_a_case_is_read_back_as_it_was_written(case):
    plan = planned_case(case)

    assert read(json.loads("".join(document(*plan[:3])))) == plan


def test_a_revision_keeps_its_stamp():
    approvals = (Approval("Bob \u2028\ud800", TIME),)
    stamp = a_stamp(revision=6, proposed_at=TIME, approvals=approvals, source=None)
    plan = ReadPlan((a_record(left_out='They said "no"\n'),), (FINDING,), stamp)

    assert read(json.loads("".join(document(*plan[:3])))) == plan


def test_the_command_line_s_form_is_one_line_of_ascii():
    text = "".join(
        document([a_record(reasons=(a_reason(subject="Zürich\u2028\n"),))], [FINDING], a_stamp())
    )

    assert text.isascii()
    assert text.count("\n") == 1
    assert text.endswith("\n")


def test_an_export_holds_findings_and_no_record_that_was_left_out():
    records = [a_record(), a_record(data="131.107.155.11", left_out="Not here.")]

    [file] = deliver("json", records, stamp=a_stamp(), options=Options(findings=(FINDING,))).files

    content = json.loads(b"".join(file.parts()))
    assert [record["data"] for record in content["records"]] == ["131.107.155.10"]
    assert content["findings"][0]["code"] == "lb.two-servers"


def test_an_empty_plan_is_a_document():
    assert read(json.loads("".join(document([], [], a_stamp())))) == ReadPlan((), (), a_stamp())


def test_a_document_without_our_stamp_is_counted():
    content = json.loads("".join(document([a_record()], [FINDING], a_stamp())))
    del content["stamp"]

    stamp = read(content).stamp

    assert (stamp.deployment, stamp.records, stamp.errors, stamp.source) == ("Contoso", 1, 1, None)
    assert len(stamp.hash) == 64


def test_a_plan_is_told_by_its_content():
    assert is_plan_document(json.dumps({"records": [], "format": "lyncplanner-plan/1"}).encode())
    assert is_plan_document(b"# Contoso\nformat: lyncplanner-plan/1\n")
    assert not is_plan_document(b"format: lyncplanner-topology/1\nname: lyncplanner-plan/1\n")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"view": "outside"}, "records[1].view"),
        ({"name": "sip\n$INCLUDE x"}, "records[1].name"),
        ({"name": "_sip._tls.contoso.com"}, "records[1].name"),
        ({"name": "SIP.contoso.com"}, "records[1].name"),
        ({"zone": "fabrikam.com"}, "records[1].zone"),
        ({"zone": "../contoso.com"}, "records[1].zone"),
        ({"type": "TXT"}, "records[1].type"),
        ({"ttl": "3600"}, "records[1].ttl"),
        ({"ttl": True}, "records[1].ttl"),
        ({"ttl": 2**31}, "records[1].ttl"),
        ({"ttl": -1}, "records[1].ttl"),
        ({"data": "300.1.1.1"}, "records[1].data"),
        ({"data": "1.1"}, "records[1].data"),
        ({"data": "::1"}, "records[1].data"),
        ({"type": "AAAA", "data": "2001:DB8::1"}, "records[1].data"),
        ({"type": "AAAA", "data": "fe80::1%eth0"}, "records[1].data"),
        ({"type": "CNAME", "data": "sip.contoso.com."}, "records[1].data"),
        ({"type": "SRV", "name": "_s._tls.contoso.com", "data": "0 0 a.b"}, "records[1].data"),
        (
            {"type": "SRV", "name": "_s._tls.contoso.com", "data": "0 0 70000 a.b"},
            "records[1].data",
        ),
        ({"type": "SRV", "name": "_s._tls.contoso.com", "data": "0 0 05 a.b"}, "records[1].data"),
        ({"reasons": "because"}, "records[1].reasons"),
        ({"reasons": [{"rule": "x"}]}, "records[1].reasons[0].subject"),
        ({"requirement": None}, "records[1].requirement"),
        ({"data": "131.107.155.10"}, "records"),
        ({"ttl": 60}, "records"),
    ],
)
def test_a_record_that_is_wrong_is_named_by_its_place(change, place):
    content = json.loads(
        "".join(document([a_record(), a_record(data="131.107.155.11")], [], a_stamp()))
    )
    content["records"][1] |= change

    with pytest.raises(BadPlan) as caught:
        read(content)

    assert [problem[0] for problem in caught.value.problems] == [place]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"format": "lyncplanner-plan/2"}, "lyncplanner-plan/1"),
        ({"format": "lyncplanner-plan/1"}, "records: is missing"),
        (["format"], "object"),
        (None, "object"),
        ({"format": "lyncplanner-plan/1", "records": {}}, "records: give a list"),
        ({"format": "lyncplanner-plan/1", "records": [5]}, "records.0.: give an object"),
    ],
)
def test_a_document_that_is_spoilt_is_refused_in_a_sentence(content, said):
    with pytest.raises(BadPlan, match=said):
        read(content)


def test_everything_wrong_is_said_at_once():
    content = json.loads("".join(document([a_record()] * 3, [FINDING], a_stamp())))
    content["records"][0]["ttl"] = content["records"][2]["view"] = None
    content["findings"][0]["severity"] = "fatal"
    content["stamp"]["hash"] = 5

    with pytest.raises(BadPlan) as caught:
        read(content)

    places = [place for place, _ in caught.value.problems]
    assert places == ["records[0].ttl", "records[2].view", "findings[0].severity", "stamp.hash"]
