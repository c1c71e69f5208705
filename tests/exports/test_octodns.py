"""octoDNS's own judgement, and what it does to a BIND that holds others' records too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from octodns.provider.yaml import YamlProvider
from octodns.zone import Zone

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.writing import write
from lyncplanner.planning.records import Record, View
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.foreign import FOREIGN, ZONE, foreign_zone
from tests.exports.hostile import HOSTILE
from tests.peers.bind import ADDRESS, SECRET, Bind, serving

VIEW = "external"
PIN_POINT = "_sipinternaltls._tcp.contoso.com"


@pytest.fixture
def bind(tmp_path):
    """A BIND with others' records in contoso.com, and an empty pin-point zone beside it."""
    zones = {ZONE: foreign_zone(tmp_path / "zones/contoso.com.zone")}
    zones[PIN_POINT] = tmp_path / "zones/pin-point.zone"
    zones[PIN_POINT].write_text(
        "@ 300 SOA ns.fabrikam.com. a.contoso.com. 1 1 1 1 1\n@ 300 NS ns.fabrikam.com.\n"
    )
    with serving(tmp_path / "bind", {VIEW: zones}, dynamic=True) as running:
        yield running


def test_the_records_of_a_case_arrive_and_those_of_others_stay(bind, tmp_path):
    planned = [r for r in planned_case("02-single-edge-nat").records if r.view is View.EXTERNAL]
    planned.append(a_record(PIN_POINT, "0 0 5061 sip.contoso.com", zone=PIN_POINT))
    export(planned, tmp_path / "out")

    octodns("sync", tmp_path / "out", bind)
    assert bind.records(ZONE, VIEW) | bind.records(PIN_POINT, VIEW) == FOREIGN | served(planned)

    assert "No changes" in octodns("sync", tmp_path / "out", bind)


def test_what_was_deployed_and_is_no_longer_planned_goes(bind, tmp_path):
    before = [
        a_record(),
        a_record(data="192.0.2.7"),
        a_record("old.contoso.com"),
        a_record("was.contoso.com", "old.contoso.com"),
    ]
    now = [a_record("lyncdiscover.contoso.com", "webext.contoso.com"), a_record()]
    export(before, tmp_path / "before")
    octodns("sync", tmp_path / "before", bind)

    export(now, tmp_path / "now", previous=before)
    octodns("sync", tmp_path / "now", bind)

    assert bind.records(ZONE, VIEW) == FOREIGN | served(now)


def test_a_zone_of_which_nothing_is_planned_any_more_is_emptied_of_ours(bind, tmp_path):
    before = [a_record(PIN_POINT, "0 0 5061 sip.contoso.com", zone=PIN_POINT)]
    export(before, tmp_path / "before")
    octodns("sync", tmp_path / "before", bind)

    export([a_record()], tmp_path / "now", previous=before)
    octodns("sync", tmp_path / "now", bind)

    assert bind.records(PIN_POINT, VIEW) == set()


def test_every_case_is_valid_and_read_as_planned(case, tmp_path):
    records = [r for r in planned_case(case).records if r.left_out is None]
    export(records, tmp_path)

    for view in tmp_path.iterdir():
        octodns("validate", view.parent, view=view.name)
        assert read_back(view) == {r[1:6] for r in records if r.view == view.name}


def test_names_in_any_order_and_form_are_read_as_planned(tmp_path):
    names = [
        "pool10",
        "pool2",
        "pool-2",
        "pool",
        "1",
        "10",
        "2",
        "on",
        "no",
        "null",
        "1e3",
        "0x1",
        "a1b2",
        "a1b10",
        "z.a",
        "z-a",
        "_a1._tcp",
        "_a._tcp",
        "01",
        "1-1",
    ]
    records = [
        a_record(f"{name}.contoso.com", "0 0 1 a.b.c" if name[0] == "_" else "10.0.0.1")
        for name in names
    ]
    records += [a_record("pool2.contoso.com", "2001:db8::1"), a_record("contoso.com")]
    export(records, tmp_path)

    assert read_back(tmp_path / VIEW) == {r[1:6] for r in records}


def test_a_zone_too_long_for_a_file_is_refused():
    long = f"{'.'.join(['a' * 60] * 4)}.contosos"

    delivery = deliver("octodns", [a_record(f"{long}", zone=long)], stamp=a_stamp())

    assert [refusal.name for refusal in delivery.refused] == [long]


def test_a_zone_whose_names_are_in_the_zone_above_now_is_left_to_be_deleted(bind, tmp_path):
    before = [a_record(PIN_POINT, "0 0 5061 sip.contoso.com", zone=PIN_POINT)]
    now = [a_record(), a_record(PIN_POINT, "0 0 5061 sip.contoso.com")]
    export(before, tmp_path / "before")
    octodns("sync", tmp_path / "before", bind)

    export(now, tmp_path / "now", previous=before)
    octodns("sync", tmp_path / "now", bind)

    assert f"zone {PIN_POINT}" in (tmp_path / "now/external/config.yaml").read_text()
    assert {r[0] for r in bind.records(PIN_POINT, VIEW)} == {PIN_POINT}


def test_a_zone_called_as_the_configuration_is_refused():
    record = a_record("sip.config", zone="config")

    delivery = deliver("octodns", [record], stamp=a_stamp())

    assert [refusal.name for refusal in delivery.refused] == ["sip.config"]
    assert list(delivery.files) == []
    assert list(deliver("octodns", [], stamp=a_stamp(), previous=[record]).files) == []


def test_a_record_below_a_zone_of_its_own_is_refused_and_the_rest_is_valid(tmp_path):
    astray = a_record("x.sub.contoso.com")
    rest = [
        a_record(),
        a_record("sub.contoso.com", zone="sub.contoso.com"),
        a_record("y.sub.contoso.com", zone="sub.contoso.com"),
        a_record("z.sub.contoso.com", view=View.INTERNAL),
    ]

    delivery = deliver("octodns", sorted([astray, *rest]), stamp=a_stamp())
    write(delivery.files, tmp_path)

    assert [refusal.name for refusal in delivery.refused] == ["x.sub.contoso.com"]
    for view in tmp_path.iterdir():
        octodns("validate", view.parent, view=view.name)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_leaves_its_comment(tmp_path, hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)
    export([a_record(reasons=(reason,))], tmp_path, deployment=hostile, source=hostile)
    export([a_record()], tmp_path / "plain")

    for file in ("config.yaml", "contoso.com.yaml"):
        hostile_file, plain = tmp_path / VIEW / file, tmp_path / "plain" / VIEW / file
        assert yaml.safe_load(hostile_file.read_text()) == yaml.safe_load(plain.read_text())


def export(records: list[Record], folder: Path, *, previous=(), **stamp) -> None:
    delivery = deliver(
        "octodns", sorted(records), stamp=a_stamp(**stamp), previous=sorted(previous)
    )
    assert not delivery.refused
    write(delivery.files, folder)


def octodns(command: str, folder: Path, bind: Bind | None = None, *, view: str = VIEW) -> str:
    """Run an octoDNS command in a view's folder and return what it says."""
    program = Path(sys.executable).with_name(f"octodns-{command}")
    arguments = ["--config-file", "config.yaml"]
    if command == "sync":
        arguments += ["--doit", "--force"]
    done = subprocess.run(
        [str(program), *arguments],
        cwd=folder / view,
        env={
            "PATH": os.defpath,
            "LYNCPLANNER_DNS_HOST": ADDRESS,
            "LYNCPLANNER_DNS_PORT": str(bind.port if bind else 1),
            "LYNCPLANNER_DNS_KEY_NAME": VIEW,
            "LYNCPLANNER_DNS_KEY_SECRET": SECRET,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def read_back(folder: Path) -> set[tuple[str, str, str, str, int]]:
    """Zone, name, type, data, TTL as octoDNS reads them."""
    found = set()
    provider = YamlProvider("plan", str(folder), escaped_semicolons=False)
    for file in folder.glob("*.yaml"):
        if file.name == "config.yaml":
            continue
        zone = Zone(f"{file.stem}.", [])
        provider.populate(zone, lenient=True)
        for record in zone.records:
            values = getattr(record, "values", None) or [record.value]
            for value in values:
                text = value.to_rdata_text().removesuffix(".")
                found.add((file.stem, record.fqdn[:-1], record._type, text, record.ttl))
    return found


def served(records: list[Record]) -> set[tuple[str, str, int, str]]:
    return {(r.name, r.type, r.ttl, r.data) for r in records}
