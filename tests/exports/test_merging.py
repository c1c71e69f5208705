"""Zones of others with our records in them, as BIND serves them."""

import subprocess
from datetime import UTC, datetime

import pytest

from lyncplanner.exports.delivery import Choice, deliver
from lyncplanner.exports.files import BadOption, Options, ZoneText
from lyncplanner.planning.records import Record, View
from tests.exports.builders import a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.foreign import FOREIGN, ZONE, foreign_zone
from tests.peers.bind import served_records, serving

OURS = [a_record(), a_record("_sip._tls.contoso.com", "0 0 443 sip.contoso.com")]


@pytest.fixture
def theirs(tmp_path) -> str:
    return foreign_zone(tmp_path / "theirs.zone").read_text()


def test_the_records_of_a_case_join_those_of_others(tmp_path, theirs):
    planned = [r for r in planned_case("02-single-edge-nat").records if r.view is View.EXTERNAL]

    assert serve(tmp_path, planned, theirs) == (8, FOREIGN | served(planned))


def test_what_was_deployed_and_is_no_longer_planned_goes(tmp_path, theirs):
    before = [
        a_record(data="192.0.2.1"),
        a_record("old.contoso.com"),
        a_record("was.contoso.com", "sip.contoso.com"),
    ]
    with_before = merged(before, theirs)
    changed = with_before + "old.contoso.com. 60 IN A 192.0.2.99\n"
    now = [*OURS, a_record("was.contoso.com")]

    serial, found = serve(tmp_path, now, changed, previous=before)

    added_by_others = {("old.contoso.com", "A", 60, "192.0.2.99")}
    assert (serial, found) == (9, FOREIGN | served(now) | added_by_others)


def test_what_a_transfer_printed_is_a_zone_too(tmp_path, theirs):
    zone = tmp_path / "zone"
    zone.write_text(theirs)
    with serving(tmp_path / "first", {"v": {ZONE: zone}}) as running:
        transferred = running.transfer(ZONE, "v")
    soa = next(f"{n} {t} IN SOA {v}\n" for n, t, v in transferred.iterate_rdatas("SOA"))
    printed = (
        soa
        + "".join(f"{n} {t} IN {v.rdtype.name} {v}\n" for n, t, v in transferred.iterate_rdatas())
        + soa
    )

    assert serve(tmp_path, OURS, printed) == (8, FOREIGN | served(OURS))


def test_what_bind_writes_of_a_dynamic_zone_is_a_zone_too(tmp_path, theirs):
    (tmp_path / "zone").write_text(theirs)
    written = tmp_path / "written"
    command = ["/usr/bin/named-checkzone", "-i", "local", "-D", "-s", "relative"]
    subprocess.run([*command, "-o", written, ZONE, tmp_path / "zone"], check=True)
    text = written.read_text()

    assert text.startswith("$ORIGIN .\n")
    assert serve(tmp_path, OURS, text) == (8, FOREIGN | served(OURS))


def test_a_zone_of_absolute_names_that_changes_its_origin_later_is_read(tmp_path, theirs):
    more = "$ORIGIN apps.contoso.com.\nnew 300 A 192.0.2.41\n"
    text = theirs.replace("$ORIGIN contoso.com.\n@ 300 IN SOA", "contoso.com. 300 IN SOA")
    text = text.replace("@ 300 NS", "contoso.com. 300 NS") + more

    _, found = serve(tmp_path, OURS, text)

    assert found == FOREIGN | served(OURS) | {("new.apps.contoso.com", "A", 300, "192.0.2.41")}


@pytest.mark.parametrize(
    ("stored", "asked", "new"), [(7, None, 8), (7, 100, 100), (2**32 - 1, None, 1)]
)
def test_the_serial_is_higher_than_theirs_or_as_asked(theirs, stored, asked, new):
    text = merged(OURS, theirs.replace(" 7 3600", f" {stored} 3600"), serial=asked)

    assert f"root.contoso.com. {new} 3600" in text


def test_the_serial_of_a_revision_counts_where_it_is_higher(theirs):
    stamp = a_stamp(revision=6, proposed_at=datetime(2026, 11, 24, 7, 32, tzinfo=UTC))

    assert " 1795505520 3600" in merged(OURS, theirs, stamp=stamp)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (a_record("shop.contoso.com"), "an alias at shop.contoso.com"),
        (a_record("sip.contoso.com", "a.contoso.com"), "TXT at sip.contoso.com"),
    ],
)
def test_what_can_t_stand_together_is_refused_by_name(theirs, record, said):
    with pytest.raises(BadOption, match=said):
        merged([record], theirs)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "begin it with .ORIGIN"),
        ("www A 192.0.2.1\n", "begin it with .ORIGIN"),
        ("$ORIGIN contoso.com.\nwww A nowhere\n", "give a zone file"),
        ("$ORIGIN contoso.com.\nwww 60 A 192.0.2.1\n", "no SOA"),
        ("$ORIGIN contoso.com.\n$INCLUDE /etc/passwd\n", "give a zone file"),
        ("$ORIGIN fabrikam.com.\n@ 60 SOA a. b. 1 1 1 1 1\n", "none of the records"),
        ("$ORIGIN ..\n@ 60 SOA a. b. 1 1 1 1 1\n", "give a zone file"),
        (
            "$ORIGIN contoso.com.\n@ 60 SOA a. b. 1 1 1 1 1\n@ 60 NSEC a. A\n",
            "signed",
        ),
    ],
)
def test_a_zone_that_can_t_be_merged_is_refused_in_a_sentence(text, said):
    with pytest.raises(BadOption, match=said):
        merged(OURS, text)


def test_one_view_has_to_be_chosen(theirs):
    records = sorted([*OURS, a_record(view=View.INTERNAL)])
    options = Options(merge=(ZoneText("theirs.zone", theirs),))

    with pytest.raises(BadOption, match="2 views; choose one with --view"):
        deliver("bind", records, stamp=a_stamp(), options=options)
    choice = Choice(views=frozenset({View.EXTERNAL}))
    assert list(deliver("bind", records, stamp=a_stamp(), options=options, choice=choice).files)


def test_a_fragment_is_not_merged(theirs):
    options = Options(fragment=True, merge=(ZoneText("theirs.zone", theirs),))

    with pytest.raises(BadOption, match="INCLUDE"):
        deliver("bind", OURS, stamp=a_stamp(), options=options)


def merged(records, text, *, serial=None, previous=(), stamp=None) -> str:
    options = Options(merge=(ZoneText("theirs.zone", text),), serial=serial)
    [file] = deliver(
        *("bind", sorted(records)),
        stamp=stamp or a_stamp(),
        options=options,
        previous=sorted(previous),
    ).files
    return b"".join(file.parts()).decode()


def serve(folder, records: list[Record], text: str, *, previous=()) -> tuple[int, set]:
    """The serial and the records that BIND serves from the merged file."""
    zone = folder / "merged.zone"
    zone.write_text(merged(records, text, previous=previous))
    with serving(folder / "bind", {"external": {ZONE: zone}}) as running:
        found = running.records(ZONE, "external")
        [soa] = [s for s in served_records(running.transfer(ZONE, "external")) if s[1] == "SOA"]
    return int(soa[3].split()[2]), found


def served(records: list[Record]) -> set:
    return {(r.name, r.type, r.ttl, r.data) for r in records}
