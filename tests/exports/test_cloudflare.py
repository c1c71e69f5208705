"""Files for Cloudflare's import, read as its documents say that it reads them."""

import re
from collections.abc import Iterable

import pytest

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import File
from lyncplanner.planning.records import View
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE

LINE = re.compile(
    r"(?P<name>\S+)\. (?P<ttl>\d+) IN (?P<type>A|AAAA|CNAME|SRV) (?P<data>[^;]+) ; (?P<comment>.*)"
)
TAGS = re.compile(r"cf_tags=(\S*)", re.IGNORECASE)


def test_a_case_is_read_back_as_planned_and_never_proxied(case):
    plan = planned_case(case)
    delivery = deliver("cloudflare", plan.records, stamp=plan.stamp)
    refused = {refusal[:3] for refusal in delivery.refused}

    entries = read(delivery.files)

    assert {entry[:6] for entry in entries} == {
        r[:6]
        for r in plan.records
        if r.left_out is None and (r.view, r.name, r.type) not in refused
    }
    assert {tags for *_, tags in entries} == {("cf-proxied:false",)}


def test_a_pin_point_zone_is_refused_and_a_zone_of_several_names_is_not():
    name = "sip.fabrikam.com"
    inside = {"view": View.INTERNAL}
    records = [a_record(name, zone=name, **inside), a_record(**inside), a_record(name, zone=name)]

    delivery = deliver("cloudflare", sorted(records), stamp=a_stamp())

    assert [refusal[:2] for refusal in delivery.refused] == [("internal", name)]


@pytest.mark.parametrize(("ttl", "taken"), [(0, False), (59, False), (60, True), (86_401, False)])
def test_a_ttl_that_cloudflare_doesn_t_take_is_refused(ttl, taken):
    delivery = deliver("cloudflare", [a_record(ttl=ttl)], stamp=a_stamp())

    assert (not delivery.refused) == taken


def test_a_large_zone_is_divided_into_files_that_can_be_imported():
    reason = a_reason(because="Größe " * 30)
    records = sorted(
        a_record(f"s{n}.contoso.com", f"10.0.{n >> 8}.{n & 255}", reasons=(reason,))
        for n in range(3000)
    )

    delivery = deliver("cloudflare", records, stamp=a_stamp())
    files = [(file.path, b"".join(file.parts())) for file in delivery.files]

    assert [path for path, _ in files] == [
        f"external/contoso.com-0{number}.zone" for number in range(1, len(files) + 1)
    ]
    assert all(200_000 < len(content) <= 256 * 1024 for _, content in files[:-1])
    assert len(files[-1][1]) <= 256 * 1024
    assert sum(content.count(b" IN A ") for _, content in files) == 3000


def test_what_is_no_longer_planned_is_listed():
    records, before = [a_record()], [a_record(data=f"192.0.2.{n}") for n in range(150)]

    [file] = deliver("cloudflare", records, stamp=a_stamp(), previous=sorted(before)).files

    text = b"".join(file.parts()).decode()
    assert "; sip.contoso.com A 192.0.2.1\n" in text
    assert "; and 50 more\n" in text


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_tag_or_a_record(hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)
    stamp = a_stamp(deployment=hostile, source=hostile)

    delivery = deliver("cloudflare", [a_record(reasons=(reason,))], stamp=stamp)

    [entry] = read(delivery.files)
    assert entry[:6] == a_record()[:6]
    assert entry[-1] == ("cf-proxied:false",)


def read(files: Iterable[File]) -> list[tuple]:
    """View, zone, name, type, data, TTL and tags of every line; comment lines say nothing."""
    entries = []
    for file in files:
        view, _, name = file.path.partition("/")
        zone = name.rpartition("-")[0]
        content = b"".join(file.parts())
        assert len(content) <= 256 * 1024
        for line in content.decode().splitlines():
            if line.startswith(";"):
                assert not TAGS.search(line)
                continue
            match = LINE.fullmatch(line)
            assert match, line
            assert (match["type"] in {"CNAME", "SRV"}) == match["data"].endswith(".")
            tags = tuple(TAGS.findall(match["comment"]))
            assert len(TAGS.sub("", match["comment"]).strip()) <= 100
            data = match["data"].removesuffix(".")
            entries.append(
                (view, zone, match["name"], match["type"], data, int(match["ttl"]), tags)
            )
    return entries
