"""Record sets as tables: by view and zone, a page at a time."""

import pytest

from lyncplanner.pages.record_table import (
    FOLDED_OVER,
    PAGE_LENGTH,
    marks_by_name,
    record_table,
    zones_of_one_name,
)
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.plan import plan
from lyncplanner.planning.records import record_sets
from tests.builders import a_sip_domain, a_topology


def sets_of(topology):
    return list(record_sets(plan(topology).records))


def table_of(sets, **more):
    return record_table(sets, one_name=zones_of_one_name(sets), marks={}, **more)


@pytest.fixture(scope="module")
def many():
    """Over 1,000 records, so over five pages of sets."""
    domains = tuple(a_sip_domain(f"customer{number:03}.com") for number in range(130))
    sets = sets_of(a_topology(sip_domains=domains))
    assert sum(len(found.records) for found in sets) > FOLDED_OVER
    return sets


def test_views_hold_zones_and_zones_hold_sets_in_plan_order():
    [external, internal, perimeter] = table_of(sets_of(a_topology())).views

    assert [each.title for each in (external, internal, perimeter)] == [
        "External",
        "Internal",
        "Perimeter",
    ]
    names = [row.name for row in external.zones[0].rows]
    assert names == sorted(names)


def test_zones_of_one_name_share_one_group_at_the_end():
    perimeter = table_of(sets_of(a_topology())).views[-1]

    assert perimeter.zones[-1].title == "Zones of one name"
    assert len({row.name for row in perimeter.zones[-1].rows}) == perimeter.zones[-1].sets > 1


def test_a_page_has_200_sets_and_tells_how_many_follow(many):
    table = table_of(many)

    assert sum(len(zone.rows) for view in table.views for zone in view.zones) == PAGE_LENGTH
    assert table.left == len(many) - PAGE_LENGTH
    assert table.folded


def test_pages_together_show_every_set_once(many):
    keys = []
    number = 1
    while True:
        table = table_of(many, page=number)
        keys += [row.key for view in table.views for zone in view.zones for row in zone.rows]
        if not table.left:
            break
        number += 1

    assert sorted(keys) == sorted(found.key for found in many)


def test_what_goes_on_from_the_page_before_says_so(many):
    second = table_of(many, page=2).views[0]

    assert second.continued
    assert table_of(many).views[0].continued is False


def test_counts_are_of_the_whole_view_whatever_is_on_the_page(many):
    first, later = table_of(many).views[0], table_of(many, page=2).views[0]

    assert (first.view, first.sets, first.records) == (later.view, later.sets, later.records)


def test_a_page_beyond_the_last_is_empty(many):
    assert table_of(many, page=1000).views == []


def test_findings_mark_their_name_with_the_worst_and_how_many():
    finding = Finding("a.b", Severity.WARNING, "https://meet.contoso.com/x", "m", "f", "s")
    error = Finding("a.c", Severity.ERROR, "meet.contoso.com", "m", "f", "s")

    mark = marks_by_name([finding, error])["meet.contoso.com"]

    assert mark.severity is Severity.ERROR
    assert mark.words == "1 error, 1 warning"


def test_a_subject_that_is_no_url_after_all_marks_nothing_else():
    assert "https://[" in marks_by_name([Finding("a", Severity.INFO, "https://[", "m", "f", "s")])
