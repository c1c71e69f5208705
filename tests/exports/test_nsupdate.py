"""Dynamic updates as nsupdate sends them and BIND does them."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import BadOption, Options, server_address
from lyncplanner.planning.records import Record, View
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.foreign import FOREIGN, ZONE, foreign_zone
from tests.peers.bind import ADDRESS, SECRET, Bind, serving

VIEW = "external"
SRV = ("_sip._tls.contoso.com", "0 0 443 sip.contoso.com")


@pytest.fixture
def bind(tmp_path):
    """A BIND with others' records in contoso.com, which takes updates."""
    zone = foreign_zone(tmp_path / "zones/contoso.com.zone")
    with serving(tmp_path / "bind", {VIEW: {ZONE: zone}}, dynamic=True) as running:
        yield running


def test_the_records_of_a_case_arrive_and_those_of_others_stay(bind, tmp_path):
    planned = [r for r in planned_case("02-single-edge-nat").records if r.view == VIEW]

    for _ in "once", "again":
        update(bind, tmp_path, planned)

        assert bind.records(ZONE, VIEW) == FOREIGN | served(planned)


def test_nothing_changes_when_it_is_run_again(bind, tmp_path):
    update(bind, tmp_path, [a_record(), a_record(*SRV)])
    before = serial(bind)
    update(bind, tmp_path, [a_record(), a_record(*SRV)])

    assert serial(bind) == before


def test_what_was_deployed_and_is_no_longer_planned_goes(bind, tmp_path):
    before = [
        a_record("lyncdiscover.contoso.com"),
        a_record("old.contoso.com", "192.0.2.1"),
        a_record("old.contoso.com", "192.0.2.2"),
        a_record("sip.contoso.com", "192.0.2.3"),
        a_record("_sipfederationtls._tcp.contoso.com", "0 0 5061 old.contoso.com"),
    ]
    now = [
        a_record("lyncdiscover.contoso.com", "webext.contoso.com"),
        a_record("sip.contoso.com", "192.0.2.4"),
        a_record(*SRV),
    ]
    update(bind, tmp_path, before)

    update(bind, tmp_path, now, previous=before)

    assert bind.records(ZONE, VIEW) == FOREIGN | served(now)


def test_an_alias_becomes_addresses_of_both_families(bind, tmp_path):
    before = [a_record("lyncdiscover.contoso.com", "webext.contoso.com")]
    now = [
        a_record("lyncdiscover.contoso.com"),
        a_record("lyncdiscover.contoso.com", "2001:db8::1"),
    ]
    update(bind, tmp_path, before)

    update(bind, tmp_path, now, previous=before)

    assert bind.records(ZONE, VIEW) == FOREIGN | served(now)


@pytest.mark.parametrize(
    "record",
    [a_record("shop.contoso.com"), a_record("sip.contoso.com", "webext.contoso.com")],
    ids=["an address beside an alias", "an alias beside a text"],
)
def test_what_the_server_would_drop_in_silence_is_an_error(bind, tmp_path, record):
    done = update(bind, tmp_path, [record], fails=True)

    assert "update failed: YXRRSET" in done
    assert bind.records(ZONE, VIEW) == FOREIGN


def test_prerequisites_refuse_to_replace_what_somebody_else_changed(bind, tmp_path):
    before = [a_record(), a_record(data="192.0.2.9")]
    now = [a_record(data="131.107.155.12")]
    update(bind, tmp_path, before)
    update(bind, tmp_path, [*before, a_record(data="192.0.2.99")])

    done = update(bind, tmp_path, now, previous=before, prerequisites=True, fails=True)

    assert "update failed: NXRRSET" in done
    update(bind, tmp_path, before)
    update(bind, tmp_path, now, previous=before, prerequisites=True)
    assert bind.records(ZONE, VIEW) == FOREIGN | served(now)


def test_prerequisites_refuse_to_replace_what_nobody_deployed(bind, tmp_path):
    done = update(bind, tmp_path, [a_record("www.contoso.com")], prerequisites=True, fails=True)

    assert "update failed: YXRRSET" in done
    assert bind.records(ZONE, VIEW) == FOREIGN


def test_a_large_estate_is_sent_in_messages_that_fit(bind, tmp_path):
    long = "a" * 60 + "." + "b" * 60
    planned = [
        a_record(f"{long}.s{n}.contoso.com", f"10.0.{n >> 8}.{n & 255}") for n in range(3000)
    ]
    planned += [
        a_record(f"_s{n}._tls.contoso.com", f"0 0 443 {long}.s{n}.contoso.com") for n in range(999)
    ]

    update(bind, tmp_path, planned)

    assert bind.records(ZONE, VIEW) == FOREIGN | served(planned)


def test_a_message_has_at_most_a_thousand_lines_and_never_a_part_of_a_set():
    crowd = [
        a_record(f"pool{n}.contoso.com", f"10.0.{n}.{m}") for n in range(30) for m in range(100)
    ]

    for message in script(crowd).split("send\n"):
        lines = [line for line in message.splitlines() if line.startswith(("update", "prereq"))]
        counts = Counter(line.split()[2] for line in lines if line.startswith("update add"))
        assert len(lines) <= 1000
        assert set(counts.values()) <= {100}


def test_targets_come_before_what_leads_to_them_and_go_after_it():
    zones = ["fabrikam.com", "contoso.com"]
    now = [
        a_record(f"{name}.{z}", data, zone=z)
        for z in zones
        for name, data in (
            ("_sip._tls", "0 0 443 sip.fabrikam.com"),
            ("sip", "192.0.2.1"),
            ("meet", "sip.contoso.com"),
        )
    ]
    before = [
        a_record(f"{r.name[:-4]}.old.com", r.data, zone="old.com")
        for r in now
        if r.zone == "contoso.com"
    ]

    kinds = re.findall(r"^update (?:add \S+ \d+|delete \S*old\S+) (\w+)", script(now, before), re.M)

    assert kinds == ["A", "A", "CNAME", "CNAME", "SRV", "SRV", "SRV", "CNAME", "A"]


def test_no_text_becomes_a_command():
    hostile = "x\nserver 6.6.6.6\r\nkey a b\u2028send\x85"
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)

    text = script([a_record(reasons=(reason,))], deployment=hostile, source=hostile)

    first_words = {line.split()[0] for line in text.splitlines() if line}
    assert first_words == {";", "zone", "prereq", "update", "send"}


def test_a_text_longer_than_nsupdate_reads_at_once_is_no_command(bind, tmp_path):
    long = "x" * 131_065 + " server 6.6.6.6 " * 9000
    planned = [a_record(reasons=(a_reason(because=long),))]

    update(bind, tmp_path, planned, deployment=long)

    assert bind.records(ZONE, VIEW) == FOREIGN | served(planned)


def test_the_server_is_named_where_it_is_given():
    server = server_address("[2001:DB8::53]:5353")

    text = script([a_record()], options=Options(server=server))

    assert "\nserver 2001:db8::53 5353\n" in text


@pytest.mark.parametrize(
    "text",
    ["", "ns1", "192.0.2.1:0", "192.0.2.1:70000", "192.0.2.1\nsend", "2001:db8::1:x", "[::1"],
)
def test_a_server_without_an_address_is_refused(text):
    with pytest.raises(BadOption, match="--server"):
        server_address(text)


def test_no_secret_and_no_key_stands_in_the_script():
    assert "\nkey " not in script([a_record()])


def update(
    bind: Bind,
    folder: Path,
    planned: list[Record],
    *,
    previous: list[Record] | None = None,
    prerequisites: bool = False,
    fails: bool = False,
    **stamp: str,
) -> str:
    """Export, let nsupdate run it against the server, and return what nsupdate says."""
    key = folder / "key"
    key.write_text(f'key "{VIEW}" {{ algorithm hmac-sha256; secret "{SECRET}"; }};')
    options = Options(server=f"{ADDRESS} {bind.port}", prerequisites=prerequisites)
    file = folder / "script"
    file.write_text(script(planned, previous or [], options=options, **stamp))
    done = subprocess.run(
        ["/usr/bin/nsupdate", "-k", str(key), str(file)], capture_output=True, text=True, timeout=60
    )
    assert bool(done.returncode) == fails, done.stderr
    return done.stderr


def script(now, before=(), *, options=None, **stamp) -> str:
    [file] = deliver(
        "nsupdate", sorted(now), stamp=a_stamp(**stamp), options=options, previous=sorted(before)
    ).files
    assert file.path == "external.nsupdate"
    return b"".join(file.parts()).decode()


def served(records: list[Record]) -> set[tuple[str, str, int, str]]:
    return {(r.name, r.type, r.ttl, r.data) for r in records if r.view is View.EXTERNAL}


def serial(bind: Bind) -> int:
    zone = bind.transfer(ZONE, VIEW)
    return next(int(v.to_text().split()[2]) for _, _, v in zone.iterate_rdatas("SOA"))
