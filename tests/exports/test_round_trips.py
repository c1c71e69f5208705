"""Random plans through every format that can be read back in the process."""

import csv
import json
from collections.abc import Callable, Iterable
from io import StringIO
from ipaddress import ip_address

import dns.rdatatype
import dns.zone
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import File
from lyncplanner.exports.plan_document import read as read_plan
from tests.exports import (
    test_cloudflare,
    test_dnscmd,
    test_form_sheet,
    test_hosts,
    test_powershell,
    test_reports,
    test_route53,
    test_xlsx,
)
from tests.exports.builders import a_stamp
from tests.exports.plans import plans

Found = set[tuple[str, str, str, str, int]]
"""View, name, type, data, TTL."""


def text(file: File) -> str:
    return b"".join(file.parts()).decode()


def view_of(file: File) -> str:
    return file.path.partition("/")[0].partition(".")[0]


def bind(files: Iterable[File]) -> Found:
    found = set()
    for file in files:
        if not file.path.endswith(".zone"):
            continue
        zone = dns.zone.from_text(text(file), relativize=False)
        for name, ttl, value in zone.iterate_rdatas():
            kind = dns.rdatatype.to_text(value.rdtype)
            if kind not in {"SOA", "NS"}:
                data = value.to_text().removesuffix(".")
                if kind == "AAAA":  # dnspython has a form of its own for ::ffff:192.0.2.1
                    data = str(ip_address(data))
                found.add((view_of(file), name.to_text(True), kind, data, ttl))
    return found


def table(files: Iterable[File]) -> Found:
    [file] = files
    rows = csv.DictReader(StringIO(text(file), newline=""))
    return {(r["view"], r["name"], r["type"], r["data"], int(r["ttl"])) for r in rows}


def document(files: Iterable[File]) -> Found:
    [file] = files
    load = json.loads if file.path.endswith(".json") else yaml.safe_load
    return {(r.view, r.name, r.type, r.data, r.ttl) for r in read_plan(load(text(file))).records}


def workbook(files: Iterable[File]) -> Found:
    [file] = files
    sheet = test_xlsx.read(b"".join(file.parts()))["Records"]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return {(view, name, kind, data, ttl) for view, _, name, kind, ttl, data, *_ in rows}


def powershell(files: Iterable[File]) -> Found:
    return {
        (view_of(file), name, kind, data, ttl)
        for file in files
        for _, name, kind, data, ttl in test_powershell.planned(text(file).encode(), "")
    }


def dnscmd(files: Iterable[File]) -> Found:
    return {
        (view_of(file), zone if node == "@" else f"{node}.{zone}", kind, data, ttl)
        for file in files
        for _, zone, node, kind, data, ttl in test_dnscmd.commands(text(file))
    }


def nsupdate(files: Iterable[File]) -> Found:
    found = set()
    for file in files:
        for line in text(file).splitlines():
            if line.startswith("update add "):
                _, _, name, ttl, kind, data = line.split(" ", 5)
                found.add((view_of(file), name[:-1], kind, data.removesuffix("."), int(ttl)))
    return found


def cloudflare(files: Iterable[File]) -> Found:
    entries = test_cloudflare.read(files)
    return {(view, name, kind, data, ttl) for view, _, name, kind, data, ttl, _ in entries}


def route53(files: Iterable[File]) -> Found:
    found = set()
    for file in files:
        batch = json.loads(text(file))
        test_route53.check(batch)
        for change in batch["Changes"]:
            one = change["ResourceRecordSet"]
            for value in one["ResourceRecords"]:
                data = value["Value"].removesuffix(".")
                found.add((view_of(file), one["Name"][:-1], one["Type"], data, one["TTL"]))
    return found


def markdown(files: Iterable[File]) -> Found:
    [file] = files
    return test_reports.rows_of_markdown(text(file))


def web_page(files: Iterable[File]) -> Found:
    [file] = files
    return test_reports.read(text(file).encode()).records


READERS: dict[str, Callable[[Iterable[File]], Found]] = {
    "bind": bind,
    "csv": table,
    "json": document,
    "yaml": document,
    "xlsx": workbook,
    "powershell": powershell,
    "dnscmd": dnscmd,
    "nsupdate": nsupdate,
    "cloudflare": cloudflare,
    "route53": route53,
    "markdown": markdown,
    "html": web_page,
}


@pytest.mark.parametrize("to", READERS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=plans())
def test_a_random_plan_is_read_back(to, records):
    delivery = deliver(to, records, stamp=a_stamp(deployment="Zürich\u2028; $x"))

    found = READERS[to](list(delivery.files))

    refused = {refusal[:3] for refusal in delivery.refused}
    assert found == {
        (r.view, r.name, r.type, r.data, r.ttl)
        for r in records
        if (r.view, r.name, r.type) not in refused
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=plans())
def test_a_random_plan_is_read_back_from_a_sheet_and_a_hosts_file(records):
    sheet = deliver("form", records, stamp=a_stamp())
    hosts = deliver("hosts", records, stamp=a_stamp())

    refused = {refusal[:3] for refusal in sheet.refused}
    rest = [r for r in records if (r.view, r.name, r.type) not in refused]
    [file] = sheet.files
    assert [test_form_sheet.whole(f) for f in test_form_sheet.read(text(file))] == [
        r[2:6] for r in rest
    ]
    addresses = {(r.view, r.data, r.name) for r in records if r.type in {"A", "AAAA"}}
    assert addresses <= test_hosts.read(hosts)
