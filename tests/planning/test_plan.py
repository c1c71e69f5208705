"""Merging, ordering, records left out, and names that DNS can't hold."""

import csv
from pathlib import Path

import pytest

from lyncplanner.documents.reading import read
from lyncplanner.planning.plan import plan
from lyncplanner.planning.records import record_sets
from lyncplanner.planning.rules import RULES
from lyncplanner.planning.topology import ExternalWeb
from tests import builders as a
from tests.planning.planned import data, findings, subjects, the_record

CASES = sorted((Path(__file__).parents[1] / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_gives_exactly_its_records_and_levels(case):
    path = case / "topology.yaml"
    with (case / "records.csv").open() as lines:
        expected = {
            (r["view"], r["zone"], r["name"], r["type"], r["data"]): r["requirement"]
            for r in csv.DictReader(lines)
        }

    planned = plan(read(path.read_bytes(), name=path.name).topology)

    assert {tuple(record[:5]): record.requirement for record in planned.records} == expected


def test_a_record_that_several_rules_ask_for_appears_once_with_each_reason():
    record = the_record(a.a_topology(), "external", "sip.contoso.com")

    assert [reason.rule for reason in record.reasons] == ["edge.access", "edge.sip-domain"]


def test_the_strongest_requirement_wins():
    record = the_record(a.a_topology(a.a_standard_edition_server()), "internal", "sip.contoso.com")

    assert {reason.rule for reason in record.reasons} == {"sign-in.host", "sign-in.sip"}
    assert record.requirement == "required"


def test_records_are_sorted_by_view_zone_name_type_and_data():
    records = plan(a.a_topology()).records

    assert list(records) == sorted(records, key=lambda r: tuple(map(str, r[:5])))


def test_a_record_set_holds_all_addresses_of_a_name():
    sets = {s.key: s for s in record_sets(plan(a.a_topology()).records)}

    assert len(sets["internal~pool01.contoso.net~A"].records) == 3


def test_a_record_left_out_stays_in_the_plan_with_the_reason():
    left_out = a.a_left_out("No phones here.", rule="device-update")
    planned = plan(a.a_topology(left_out=(left_out,)))

    [record] = [r for r in planned.records if r.left_out]
    assert (record.name, record.left_out) == ("ucupdates-r2.contoso.com", "No phones here.")
    assert record not in planned.deployed


def test_leaving_out_by_rule_spares_a_record_that_another_rule_wants_too():
    left_out = a.a_left_out("No phones here.", rule="sign-in.sip", view="internal")
    topology = a.a_topology(left_out=(left_out,))

    assert {r.left_out for r in plan(topology).records if r.name == "sip.contoso.com"} == {None}


def test_every_key_given_has_to_match_and_the_first_entry_wins():
    left_out = (
        a.a_left_out("Other view.", view="external", name="sipinternal.contoso.com"),
        a.a_left_out("All optional ones.", requirement="optional", view="internal"),
        a.a_left_out("This name.", name="sipinternal.contoso.com"),
    )
    planned = plan(a.a_topology(left_out=left_out))

    [reason] = {r.left_out for r in planned.records if r.name == "sipinternal.contoso.com"}
    assert reason == "All optional ones."


def test_a_missing_address_of_a_record_left_out_is_no_finding():
    edge = a.an_edge_pool(external=a.edge_services(av=a.an_edge_service("av.contoso.com", "::")))
    left_out = a.a_left_out("No audio outside.", name="av.contoso.com", view="external")

    assert subjects(a.a_topology(a.a_pool(), edge), "address.missing") == ["av.contoso.com"]
    topology = a.a_topology(a.a_pool(), edge, left_out=(left_out,))
    assert subjects(topology, "address.missing") == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("web_ext.contoso.com", "name.not-a-hostname"),
        ("-webext.contoso.com", "name.not-a-hostname"),
        ("webext..contoso.com", "name.not-a-hostname"),
        (f"{'a' * 64}.contoso.com", "name.not-a-hostname"),
        ("wébext.contoso.com", "name.not-a-hostname"),
        ("*.contoso.com", "name.not-a-hostname"),
        ("webext", "name.single-label"),
    ],
)
def test_a_name_that_no_host_can_have_gets_no_record_and_one_finding(name, code):
    topology = a.a_topology(a.a_pool(external_web=ExternalWeb(name)), a.an_edge_pool())

    assert name not in {r.name for r in plan(topology).records}
    [finding] = [f for f in plan(topology).findings if f.subject == name]
    assert (finding.code, finding.places) == (code, ("pools[0].external_web.fqdn",))


def test_a_sip_domain_that_is_no_name_gets_no_record_at_all():
    topology = a.a_topology(sip_domains=(a.a_sip_domain("con_toso.com"),))

    assert not any("con_toso" in r.name for r in plan(topology).records)
    assert subjects(topology, "name.not-a-hostname") == ["con_toso.com"]


def test_a_sip_domain_so_long_that_its_names_do_not_fit_is_a_finding():
    domain = ".".join(["a" * 60] * 3 + ["b" * 55])
    topology = a.a_topology(sip_domains=(a.a_sip_domain(domain),), simple_urls=())

    assert f"lyncdiscoverinternal.{domain}" in subjects(topology, "name.not-a-hostname")


def test_references_that_lead_nowhere_name_their_field():
    topology = a.a_topology(a.a_pool(site="Nowhere"), a.an_edge_pool())

    [finding] = findings(topology, "reference.unknown")
    assert (finding.subject, finding.places) == ("pool01.contoso.net", ("pools[0].site",))


def test_both_families_of_an_address_make_a_record_each():
    pool = a.a_standard_edition_server(
        servers=(a.a_server("se01.contoso.net", "192.168.10.90", "2001:db8::90"),)
    )

    assert data(a.a_topology(pool), "internal", "se01.contoso.net") == [
        "A 192.168.10.90",
        "AAAA 2001:db8::90",
    ]


def test_every_rule_speaks_in_some_case():
    spoken = {
        reason.rule
        for case in CASES
        for record in plan(read((case / "topology.yaml").read_bytes(), name="x").topology).records
        for reason in record.reasons
    }
    phones = plan(a.a_topology(dns=a.dns_options(time_server="time.contoso.net")))
    spoken |= {reason.rule for record in phones.records for reason in record.reasons}

    assert spoken == set(RULES)
