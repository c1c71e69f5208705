"""HOSTS files, read as the machine reads them."""

import pytest

from lyncplanner.exports.delivery import Delivery, deliver
from lyncplanner.planning.records import RecordType, View
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE


def test_the_addresses_of_a_case_are_read_back(case):
    plan = planned_case(case)
    delivery = deliver("hosts", plan.records, stamp=plan.stamp)
    records = [r for r in plan.records if r.left_out is None]

    entries = read(delivery)

    planned = {(r.view, r.data, r.name) for r in records if r.type in {"A", "AAAA"}}
    aliases = {r.name for r in records if r.type == "CNAME"}
    assert planned <= entries
    assert {name for _, _, name in entries - planned} <= aliases
    services = {(r.view, r.name) for r in records if r.type == "SRV"}
    assert {(r.view, r.name) for r in delivery.refused if r.type == "SRV"} == services


def test_an_alias_becomes_the_addresses_that_it_leads_to_in_its_view():
    records = [
        a_record("a.contoso.com", "b.contoso.com"),
        a_record("b.contoso.com", "c.contoso.com"),
        a_record("c.contoso.com", "192.0.2.1"),
        a_record("c.contoso.com", "2001:db8::1"),
        a_record("c.contoso.com", "10.0.0.1", view=View.INTERNAL),
    ]

    assert read(deliver("hosts", sorted(records), stamp=a_stamp())) == {
        *(("external", "192.0.2.1", f"{name}.contoso.com") for name in "abc"),
        *(("external", "2001:db8::1", f"{name}.contoso.com") for name in "abc"),
        ("internal", "10.0.0.1", "c.contoso.com"),
    }


def test_what_a_hosts_file_can_t_hold_is_refused_by_name():
    records = [
        a_record(),
        a_record("_sip._tls.contoso.com", "0 0 443 sip.contoso.com"),
        a_record("away.contoso.com", "webdir.online.lync.com"),
        a_record("loop.contoso.com", "pool.contoso.com"),
        a_record("pool.contoso.com", "loop.contoso.com"),
    ]

    delivery = deliver("hosts", sorted(records), stamp=a_stamp())

    assert [(refusal.name, refusal.type) for refusal in delivery.refused] == [
        ("_sip._tls.contoso.com", RecordType.SRV),
        ("away.contoso.com", RecordType.CNAME),
        ("loop.contoso.com", RecordType.CNAME),
        ("pool.contoso.com", RecordType.CNAME),
    ]
    assert read(delivery) == {("external", "131.107.155.10", "sip.contoso.com")}


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_leaves_its_comment(hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)
    stamp = a_stamp(deployment=hostile, source=hostile)

    delivery = deliver("hosts", [a_record(reasons=(reason,))], stamp=stamp)

    assert read(delivery) == {("external", "131.107.155.10", "sip.contoso.com")}


def read(delivery: Delivery) -> set[tuple[str, str, str]]:
    """View, address and name of every line."""
    entries = set()
    for file in delivery.files:
        content = b"".join(file.parts()).decode("ascii")
        for line in content.splitlines():
            words = line.partition("#")[0].split()
            if words:
                address, name = words
                entries.add((file.path.removesuffix(".hosts"), address, name))
    return entries
