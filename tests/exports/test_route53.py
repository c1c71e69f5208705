"""Change batches: botocore's validation, the documented limits, a stand-in for the service."""

import json
from collections import defaultdict

import pytest
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from lyncplanner.exports.delivery import deliver
from lyncplanner.planning.records import Record, View
from tests.exports.builders import a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.foreign import FOREIGN
from tests.exports.hostile import HOSTILE

MODEL = ServiceModel(Loader().load_service_model("route53", "service-2"))
INPUT = MODEL.operation_model("ChangeResourceRecordSets").input_shape
Sets = dict[tuple[str, str], tuple[int, frozenset[str]]]


@pytest.fixture
def theirs() -> Sets:
    """Others' records in contoso.com, as Route 53 keeps them."""
    values = defaultdict(set)
    for name, kind, ttl, data in FOREIGN:
        values[name, kind, ttl].add(data)
    return {(name, kind): (ttl, frozenset(found)) for (name, kind, ttl), found in values.items()}


def test_every_case_is_valid_within_the_limits_and_read_back_as_planned(case):
    records = [r for r in planned_case(case).records if r.left_out is None]
    zones: dict[tuple[str, str], Sets] = defaultdict(dict)

    for path, batch in batches(records):
        view, _, name = path.partition("/")
        change(zones[view, name.rpartition("-")[0]], batch)

    assert flat(zones) == {r[:6] for r in records}


def test_the_records_of_others_stay_and_what_is_no_longer_planned_goes(theirs):
    before = [
        a_record(),
        a_record("lyncdiscover.contoso.com"),
        a_record("dialin.contoso.com", "webext.contoso.com"),
        a_record("old.contoso.com", "192.0.2.1"),
        a_record("old.contoso.com", "192.0.2.2"),
        a_record("_old._tls.contoso.com", "0 0 443 old.contoso.com"),
    ]
    now = [
        a_record(data="192.0.2.4"),
        a_record("lyncdiscover.contoso.com", "webext.contoso.com"),
        a_record("dialin.contoso.com"),
        a_record("dialin.contoso.com", "2001:db8::1"),
        a_record("_sip._tls.contoso.com", "0 0 443 sip.contoso.com"),
    ]
    zone = dict(theirs)
    for records, previous in ((before, []), (now, before), (now, now)):
        for _, batch in batches(records, previous=previous):
            change(zone, batch)

    ours = {(r.name, r.type): (r.ttl, frozenset({r.data})) for r in now}
    assert zone == theirs | ours


def test_a_set_that_somebody_changed_is_not_deleted():
    zone: Sets = {("old.contoso.com", "A"): (3600, frozenset({"192.0.2.1", "192.0.2.99"}))}
    [(_, batch)] = batches([], previous=[a_record("old.contoso.com", "192.0.2.1")])

    with pytest.raises(AssertionError, match="deletes what is not there"):
        change(zone, batch)


def test_a_large_zone_is_divided_into_batches_that_fit():
    records = [
        a_record(f"s{n}.contoso.com", f"10.{m}.{n >> 8}.{n & 255}")
        for n in range(40)
        for m in range(90)
    ]
    records += [
        a_record(f"_s{n}._tls.contoso.com", f"0 0 443 {'a' * 60}.contoso.com") for n in range(999)
    ]
    zone: Sets = {}

    found = batches(records)
    for _, batch in found:
        change(zone, batch)

    assert flat({("external", "contoso.com"): zone}) == {r[:6] for r in records}
    assert [path for path, _ in found][:2] == [
        "external/contoso.com-01.json",
        "external/contoso.com-02.json",
    ]


def test_targets_come_before_what_leads_to_them():
    records = [
        a_record("_sip._tls.contoso.com", "0 0 443 sip.contoso.com"),
        a_record("meet.contoso.com", "sip.contoso.com"),
        a_record(),
    ]

    kinds = [{c["ResourceRecordSet"]["Type"] for c in b["Changes"]} for _, b in batches(records)]

    assert kinds == [{"A"}, {"CNAME"}, {"SRV"}]


def test_sets_that_no_batch_holds_are_refused_by_name():
    crowd = [a_record("crowd.contoso.com", f"10.0.{n >> 8}.{n & 255}") for n in range(401)]
    long = [
        a_record("_long._tls.contoso.com", f"0 0 {n} {'a' * 63}.{'b' * 63}.contoso.com")
        for n in range(1, 200)
    ]
    delivery = deliver("route53", sorted([*crowd, *long, a_record()]), stamp=a_stamp())

    assert [refusal.name for refusal in delivery.refused] == [
        "crowd.contoso.com",
        "_long._tls.contoso.com",
    ]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_comment_is_a_line_that_fits(hostile):
    [(_, batch)] = batches([a_record()], deployment=hostile, source=hostile)

    assert batch["Comment"].isprintable()
    assert batch["Comment"].endswith("; plan 000000000000; batch 1 of 1")


def test_views_are_batches_apart():
    assert [path for path, _ in batches([a_record(), a_record(view=View.INTERNAL)])] == [
        "external/contoso.com-01.json",
        "internal/contoso.com-01.json",
    ]


def batches(records: list[Record], *, previous=(), **stamp) -> list[tuple[str, dict]]:
    """Path and content of every file, each of them valid and within the limits."""
    delivery = deliver(
        "route53", sorted(records), stamp=a_stamp(**stamp), previous=sorted(previous)
    )
    assert not delivery.refused
    found = [(file.path, json.loads(b"".join(file.parts()))) for file in delivery.files]
    for _, batch in found:
        check(batch)
    return found


def check(batch: dict) -> None:
    call = {"HostedZoneId": "Z123", "ChangeBatch": batch}
    report = ParamValidator().validate(call, INPUT)
    assert not report.has_errors(), report.generate_report()
    twice = {"UPSERT": 2, "DELETE": 1}
    sets = [c["ResourceRecordSet"] for c in batch["Changes"]]
    weights = [twice[c["Action"]] for c in batch["Changes"]]
    values = [[v["Value"] for v in found["ResourceRecords"]] for found in sets]
    assert sum(w * len(v) for w, v in zip(weights, values, strict=True)) <= 1000
    assert sum(w * len("".join(v)) for w, v in zip(weights, values, strict=True)) <= 32_000
    assert len(batch["Comment"]) <= 256
    assert len({(found["Name"], found["Type"]) for found in sets}) == len(sets)
    assert {found["Type"] for found in sets} <= {"A", "AAAA", "CNAME", "SRV"}


def change(zone: Sets, batch: dict) -> None:
    """What Route 53 does with a batch: all of it, or an error."""
    for item in batch["Changes"]:
        found = item["ResourceRecordSet"]
        key = (found["Name"].removesuffix("."), found["Type"])
        values = frozenset(v["Value"].removesuffix(".") for v in found["ResourceRecords"])
        if item["Action"] == "DELETE":
            # A set that an earlier run deleted is an error, too: its batch is not sent again.
            assert zone.get(key) == (found["TTL"], values), "deletes what is not there"
            del zone[key]
        else:
            zone[key] = (found["TTL"], values)
    for name, kind in zone:
        assert kind != "CNAME" or [k for n, k in zone if n == name] == ["CNAME"], name


def flat(zones: dict[tuple[str, str], Sets]) -> set:
    return {
        (view, zone, name, kind, value, ttl)
        for (view, zone), sets in zones.items()
        for (name, kind), (ttl, values) in sets.items()
        for value in values
    }
