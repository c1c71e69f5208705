"""Zone files as BIND itself reads them."""

import subprocess
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import BadOption, NameServer, Options
from lyncplanner.exports.writing import write
from lyncplanner.planning.records import Record, View
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import NAMES, planned_case
from tests.peers.bind import serving

INTERNAL = {"view": View.INTERNAL}


@pytest.fixture(scope="module")
def bind(tmp_path_factory):
    """One BIND that serves every case, each of its views apart."""
    folder = tmp_path_factory.mktemp("cases")
    views: dict[str, dict[str, Path]] = {}
    for name in NAMES:
        plan = planned_case(name)
        for path in write(deliver("bind", plan.records, stamp=plan.stamp).files, folder / name):
            if path.suffix == ".zone":
                views.setdefault(f"{name}.{path.parent.name}", {})[path.stem] = path
    with serving(folder / "bind", views) as running:
        yield running


def test_every_zone_of_a_case_is_served_as_planned(bind, case):
    zones = defaultdict(set)
    for r in planned_case(case).records:
        if r.left_out is None:
            zones[r.view, r.zone].add((r.name, r.type, r.ttl, r.data))

    served = {(view, zone): bind.records(zone, f"{case}.{view}") for view, zone in zones}

    assert served == zones


def test_every_zone_of_a_case_passes_named_checkzone(case, tmp_path):
    plan = planned_case(case)

    for file in write(deliver("bind", plan.records, stamp=plan.stamp).files, tmp_path):
        if file.suffix == ".zone":
            # Without "-i local" it would ask the network for targets outside the zone.
            command = ["/usr/bin/named-checkzone", "-i", "local", "-k", "fail", "-S", "fail"]
            done = subprocess.run([*command, file.stem, str(file)], capture_output=True, text=True)
            assert done.returncode == 0, done.stdout


def test_two_views_of_one_name_load_from_the_named_conf_that_comes_with_them(tmp_path):
    records = sorted([a_record(), a_record(data="192.168.10.60", **INTERNAL)])
    export(records, tmp_path / "bind")

    include = (tmp_path / "bind/named.conf").read_text()
    with serving(tmp_path / "bind", {}, include=include) as running:
        assert running.records("contoso.com") == {("sip.contoso.com", "A", 3600, "192.168.10.60")}
        assert "zone contoso.com/IN/external: loaded serial 1\n" in "".join(running.log)


def test_there_is_no_named_conf_for_one_view(tmp_path):
    export([a_record()], tmp_path)

    assert paths(tmp_path) == ["external/contoso.com.zone"]


def test_a_name_server_inside_the_zone_brings_its_addresses(tmp_path):
    servers = tuple(
        map(NameServer.from_text, ["NS1.Contoso.com.=131.107.1.1", "ns1.contoso.com=2001:DB8:0::1"])
    )
    export([a_record()], tmp_path, name_servers=servers)

    with serving(tmp_path / "bind", zones_below(tmp_path)) as running:
        assert running.records("contoso.com", "external") == {
            ("ns1.contoso.com", "A", 3600, "131.107.1.1"),
            ("ns1.contoso.com", "AAAA", 3600, "2001:db8::1"),
            ("sip.contoso.com", "A", 3600, "131.107.155.10"),
        }


@pytest.mark.parametrize(
    ("server", "said"),
    [
        ("ns1.contoso.com", "needs its address"),
        ("lyncdiscover.contoso.com=192.0.2.1", "alias"),
        ("ns1", "full name"),
        ("ns1.contoso.com=somewhere", "NAME=ADDRESS"),
        ("", "a name is missing"),
        ("ns1.contoso.com\n$INCLUDE /etc/passwd", "no blanks"),
    ],
)
def test_a_name_server_that_would_not_load_is_refused(tmp_path, server, said):
    records = [a_record("lyncdiscover.contoso.com", "webext.contoso.com"), a_record()]

    with pytest.raises(BadOption, match=said):
        export(records, tmp_path, name_servers=(NameServer.from_text(server),))


def test_a_name_server_whose_address_is_planned_needs_no_other():
    server = NameServer("sip.contoso.com")

    [file] = deliver(
        "bind", [a_record()], stamp=a_stamp(), options=Options(name_servers=(server,))
    ).files

    assert "@\tIN\tNS\tsip.contoso.com.\n" in text_of(file)


@pytest.mark.parametrize("serial", [0, -1, 2**32])
def test_a_serial_that_dns_does_not_have_is_refused(tmp_path, serial):
    with pytest.raises(BadOption, match="from 1 to 4294967295"):
        export([a_record()], tmp_path, serial=serial)


def test_a_fragment_has_neither_soa_nor_ns(tmp_path):
    records = [a_record(), a_record(data="192.168.10.60", **INTERNAL)]
    export(records, tmp_path, fragment=True)

    assert paths(tmp_path) == ["external/contoso.com.zone", "internal/contoso.com.zone"]
    text = (tmp_path / "external/contoso.com.zone").read_text()
    assert [line for line in text.splitlines() if not line.startswith(";")] == [
        "$ORIGIN contoso.com.",
        "sip\t3600\tIN\tA\t131.107.155.10\t; required: Users outside sign in by this name."
        " (edge.sip-domain for contoso.com)",
    ]


def test_a_fragment_joins_a_zone_that_holds_other_records(tmp_path):
    export([a_record(), a_record("contoso.com", "131.107.155.9")], tmp_path, fragment=True)
    zone = tmp_path / "contoso.com.zone"
    zone.write_text(
        "$TTL 300\n@ IN SOA localhost. root.contoso.com. 7 3600 600 86400 300\n@ NS localhost.\n"
        f'@ MX 10 mail.fabrikam.com.\n$INCLUDE "{tmp_path}/external/contoso.com.zone"\n'
        "www A 192.0.2.80\n"
    )

    with serving(tmp_path / "bind", {"external": {"contoso.com": zone}}) as running:
        assert running.records("contoso.com", "external") == {
            ("contoso.com", "A", 3600, "131.107.155.9"),
            ("contoso.com", "MX", 300, "10 mail.fabrikam.com"),
            ("sip.contoso.com", "A", 3600, "131.107.155.10"),
            ("www.contoso.com", "A", 300, "192.0.2.80"),
        }


def test_what_named_refuses_is_refused_by_name_and_the_rest_is_served(tmp_path):
    crowd = [a_record("pool.contoso.com", f"192.0.2.{n}") for n in range(1, 102)]
    beside = [
        a_record("meet.contoso.com", "a.contoso.com"),
        a_record("meet.contoso.com", "10.0.0.1"),
    ]
    twice = [a_record("dialin.contoso.com", f"{n}.contoso.com") for n in "ab"]
    apex = a_record("contoso.com", "sip.contoso.com")
    fine = [a_record("full.contoso.com", f"192.0.2.{n}") for n in range(1, 101)]
    records = sorted([*crowd, *beside, *twice, apex, *fine])

    delivery = deliver("bind", records, stamp=a_stamp())
    write(delivery.files, tmp_path)

    assert [(refusal.name, refusal.type) for refusal in delivery.refused] == [
        ("pool.contoso.com", "A"),
        ("contoso.com", "CNAME"),
        ("dialin.contoso.com", "CNAME"),
        ("meet.contoso.com", "CNAME"),
    ]
    with serving(tmp_path / "bind", zones_below(tmp_path)) as running:
        served = {name for name, *_ in running.records("contoso.com", "external")}
    assert served == {"full.contoso.com", "meet.contoso.com"}


def test_long_names_and_labels_are_served(tmp_path):
    label = "a" * 63
    name = ".".join([label, label, label, "b" * 61])
    srv = f"_sip._tls.{'c' * 63}.contoso.com"
    records = [a_record(name, zone=name), a_record(srv, f"0 0 443 {name}", zone=srv)]
    export(records, tmp_path)

    long, service = sorted((tmp_path / "external").iterdir(), key=lambda path: -len(path.name))
    zones = {"external": {name: long, srv: service}}
    with serving(tmp_path / "bind", zones) as running:
        assert running.records(name, "external") == {(name, "A", 3600, "131.107.155.10")}
        assert running.records(srv, "external") == {(srv, "SRV", 3600, f"0 0 443 {name}")}


@pytest.mark.parametrize(
    "hostile", ["x\n@ A 6.6.6.6", "x\r@ A 6.6.6.6", "x\u2028y", "x\x85y", "x\x0by"]
)
def test_no_text_leaves_its_comment(tmp_path, hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)
    records = [a_record(reasons=(reason,))]
    stamp = a_stamp(deployment=hostile, source=hostile)
    write(deliver("bind", records, stamp=stamp).files, tmp_path)

    with serving(tmp_path / "bind", zones_below(tmp_path)) as running:
        assert running.records("contoso.com", "external") == {
            ("sip.contoso.com", "A", 3600, "131.107.155.10")
        }
    text = (tmp_path / "external/contoso.com.zone").read_text()
    assert text.replace("\n", "").replace("\t", "").isprintable()


@pytest.mark.parametrize("tag", ["cf_tags=cf-proxied:true", "CF_Tags=cf-proxied:true"])
def test_no_text_is_a_tag_that_turns_a_proxy_on(tag):
    stamp = a_stamp(deployment=tag)

    [file] = deliver("bind", [a_record(reasons=(a_reason(subject=tag),))], stamp=stamp).files

    assert "cf_tags" not in text_of(file).lower()


def test_no_zone_leads_out_of_the_folder(tmp_path):
    zones = ["..", ".hidden.com", "con.contoso.com", "nul"]
    records = sorted(a_record(f"sip.{zone}", zone=zone) for zone in zones)
    folder = tmp_path / "a" / "b"
    export(records, folder)

    assert paths(tmp_path) == [
        f"a/b/external/{stem}.zone" for stem in ("%..", "%.hidden.com", "%con.contoso.com", "%nul")
    ]


def test_a_name_with_a_character_that_dns_does_not_have_is_refused(tmp_path):
    hostile = ["a/../../b.contoso.com", "$(id).contoso.com", "sip\n.contoso.com", "sïp.contoso.com"]
    records = sorted([a_record(), *(a_record(name) for name in hostile)])

    delivery = deliver("bind", records, stamp=a_stamp())

    assert {refusal.name for refusal in delivery.refused} == set(hostile)
    [file] = delivery.files
    assert text_of(file).count("IN\tA") == 1


def test_the_serial_of_a_revision_is_its_time_of_proposal():
    stamp = a_stamp(source=None, revision=6, proposed_at=datetime(2026, 11, 24, 7, 32, tzinfo=UTC))

    [file] = deliver("bind", [a_record()], stamp=stamp).files

    text = text_of(file)
    assert "; Serial 1795505520: the time of proposal, 2026-11-24 07:32 UTC, in seconds" in text
    assert "hostmaster.contoso.com. 1795505520 3600" in text


def export(records: list[Record], folder: Path, **options) -> None:
    write(
        deliver("bind", sorted(records), stamp=a_stamp(), options=Options(**options)).files, folder
    )


def zones_below(folder: Path) -> dict[str, dict[str, Path]]:
    return {"external": {path.stem: path for path in (folder / "external").glob("*.zone")}}


def paths(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def text_of(file) -> str:
    return b"".join(file.parts()).decode()
