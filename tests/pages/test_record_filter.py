"""Chips of one kind add, kinds narrow, words all have to be found."""

from lyncplanner.pages.record_filter import ONE_NAME, RecordFilter
from lyncplanner.pages.record_table import zones_of_one_name
from lyncplanner.planning.plan import plan
from lyncplanner.planning.records import record_sets
from tests.builders import a_topology

SETS = list(record_sets(plan(a_topology()).records))
ONE = zones_of_one_name(SETS)


def shown(**parameters):
    found, counts = RecordFilter.read(
        {name: value if isinstance(value, list) else [value] for name, value in parameters.items()}
    ).apply(SETS, ONE)
    return found, counts


def test_without_a_filter_everything_is_shown():
    found, counts = shown()

    assert found == SETS
    assert sum(counts.view.values()) == sum(len(each.records) for each in SETS)


def test_chips_of_one_kind_add():
    found, _ = shown(view=["external", "internal"])

    assert {each.view for each in found} == {"external", "internal"}


def test_kinds_narrow():
    found, _ = shown(view="external", type="SRV")

    assert {(each.view, each.type) for each in found} == {("external", "SRV")}


def test_a_chip_counts_what_it_would_show_beside_the_other_kinds():
    _, counts = shown(view="external", type="SRV")
    internal, _ = shown(view="internal", type="SRV")

    assert counts.view["internal"] == sum(len(each.records) for each in internal)


def test_every_word_has_to_be_found_in_any_letter_case():
    found, _ = shown(q="WEBEXT 131.107")

    assert {each.name for each in found} == {"webext.contoso.com"}
    assert shown(q="webext nowhere")[0] == []


def test_text_finds_rules_and_subjects():
    assert {each.type for each in shown(q="edge.sign-in-srv")[0]} == {"SRV"}
    assert shown(q="tmg01")[0]


def test_an_address_shows_the_whole_set_that_it_is_in():
    found, _ = shown(q="192.168.10.92", view="internal")

    assert "pool01.contoso.net" in {each.name for each in found}
    assert all(len(each.records) == 3 for each in found if each.name == "pool01.contoso.net")


def test_zones_of_one_name_are_chosen_together():
    found, _ = shown(zone=ONE_NAME)

    assert found
    assert all(each.zone == each.name for each in found)


def test_values_that_no_chip_has_are_passed_over():
    assert shown(view="nonsense", need="<script>")[0] == SETS


def test_a_filter_stands_in_its_address_and_is_read_from_it():
    chosen = RecordFilter.read({"q": [" sip "], "view": ["internal", "external"]})

    assert chosen.address() == "?q=sip&view=external&view=internal"
    assert chosen.toggled("view", "internal").address(page=2) == "?q=sip&view=external&page=2"
