"""The drawing: whatever the topology, nothing covers anything else and all is on the canvas."""

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lyncplanner.pages.diagram.drawing import draw
from lyncplanner.pages.diagram.folding import MOST_POOLS, MOST_SITES
from lyncplanner.pages.diagram.marking import Marks, mark
from lyncplanner.pages.diagram.outline import outline
from lyncplanner.pages.diagram.reading import read_scene
from lyncplanner.pages.diagram.scene import Scene
from lyncplanner.pages.diagram.shapes import Drawing, Rect, fitting, spread
from lyncplanner.planning.plan import plan
from lyncplanner.planning.topology import Role, Topology
from tests.builders import (
    a_pool,
    a_reverse_proxy,
    a_site,
    a_topology,
    an_edge_pool,
    an_edge_service,
    edge_services,
)
from tests.deployments import topologies
from tests.pages.diagrams import links_of, segments

crowded = st.builds(
    Topology,
    name=st.just("Crowded"),
    sip_domains=topologies.a_tuple(topologies.sip_domains, most=4),
    sites=st.lists(topologies.sites, max_size=16, unique_by=lambda site: site.name).map(tuple),
    pools=topologies.a_tuple(topologies.pools, most=16),
    reverse_proxies=topologies.a_tuple(topologies.reverse_proxies, most=14),
    simple_urls=topologies.a_tuple(topologies.simple_urls, most=6),
)
any_topology = st.one_of(topologies.topologies, crowded)


def drawn(topology: Topology) -> tuple[Scene, Marks, Drawing]:
    scene = read_scene(topology, links_of(topology))
    marks = mark(scene, plan(topology).findings)
    return scene, marks, draw(scene, marks)


def rects(drawing: Drawing) -> list[Rect]:
    boxes = [box.rect for box in drawing.boxes]
    tabs = [tab.rect for tab in drawing.tabs]
    return [*boxes, *tabs, *(pill.rect for pill in drawing.pills)]


def overlap(one: Rect, other: Rect) -> bool:
    beside = one.right <= other.x or other.right <= one.x
    return not (beside or one.bottom <= other.y or other.bottom <= one.y)


def runs_through(segment: Any, rect: Rect) -> bool:
    (x1, y1), (x2, y2) = segment
    left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    beside = right <= rect.x or left >= rect.right
    return not (beside or bottom <= rect.y or top >= rect.bottom)


@settings(max_examples=25, deadline=None)
@given(any_topology)
def test_nothing_covers_anything_else(topology):
    _, _, drawing = drawn(topology)

    for one, other in combinations(rects(drawing), 2):
        assert not overlap(one, other)


@settings(max_examples=25, deadline=None)
@given(any_topology)
def test_everything_is_on_the_canvas(topology):
    _, _, drawing = drawn(topology)

    for rect in rects(drawing):
        assert rect.x >= 0
        assert rect.y >= 0
        assert rect.right <= drawing.width
        assert rect.bottom <= drawing.height
    for each in drawing.marks:
        assert 9 <= each.x <= drawing.width - 9
        assert 9 <= each.y <= drawing.height - 9
    for path in drawing.wires:
        for (x1, y1), (x2, y2) in segments(path):
            assert 0 <= min(x1, x2) <= max(x1, x2) <= drawing.width
            assert 0 <= min(y1, y2) <= max(y1, y2) <= drawing.height


@settings(max_examples=25, deadline=None)
@given(any_topology)
def test_no_wire_runs_through_a_box(topology):
    _, _, drawing = drawn(topology)

    for path in drawing.wires:
        for segment in segments(path):
            assert not any(runs_through(segment, rect) for rect in rects(drawing))


@settings(max_examples=25, deadline=None)
@given(any_topology)
def test_every_pool_and_reverse_proxy_stands_in_one_box(topology):
    scene, _, _ = drawn(topology)

    places = [place for box in scene.boxes for place in box.places]

    assert sorted(places) == sorted(
        [f"pools[{i}]" for i in range(len(topology.pools))]
        + [f"reverse_proxies[{i}]" for i in range(len(topology.reverse_proxies))]
    )


@settings(max_examples=25, deadline=None)
@given(any_topology)
def test_no_finding_is_lost(topology):
    findings = plan(topology).findings
    scene = read_scene(topology, links_of(topology))

    marks = mark(scene, findings)

    marked = {finding for each in marks.at.values() for finding in each.findings}
    assert marked | set(marks.elsewhere) == set(findings)


@settings(max_examples=25, deadline=None)
@given(any_topology)
def test_every_mark_is_drawn_and_listed(topology):
    scene, marks, drawing = drawn(topology)
    listed = outline(scene, marks)

    assert {each.mark for each in drawing.marks} == set(marks.at.values())
    sites = {(site.title, site.mark) for site in (*listed.perimeter, *listed.inside)}
    boxes = [box for site in (*listed.perimeter, *listed.inside) for box in site.boxes]
    found = {mark for _, mark in sites} | {box.mark for box in boxes}
    found |= {line.mark for box in boxes for line in box.lines}
    found |= {wire.mark for box in boxes for wire in box.wires}
    assert {each.mark for each in drawing.marks} <= found


@settings(max_examples=25, deadline=None)
@given(any_topology)
def test_the_same_topology_is_always_drawn_the_same(topology):
    assert drawn(topology) == drawn(topology)


def test_an_estate_of_2000_pools_has_a_bounded_picture():
    roles = list(Role)
    sites = tuple(a_site(f"Site {number}") for number in range(500))
    pools = [
        a_pool(f"pool{i}.contoso.net", role=roles[i % len(roles)], site=f"Site {i % 500}")
        for i in range(2000)
    ]
    topology = a_topology(*pools, sites=sites)

    scene, _, drawing = drawn(topology)

    assert len(scene.stripes) == MOST_SITES
    assert scene.stripes[-1].title == f"{500 - MOST_SITES + 1} more sites"
    assert len(drawing.boxes) <= MOST_SITES * len(roles) + 1


def test_twelve_pools_have_a_box_each_and_thirteen_a_box_a_role_and_site():
    pools = [a_pool(f"pool{number}.contoso.net") for number in range(MOST_POOLS + 1)]

    each, _, _ = drawn(a_topology(*pools[:MOST_POOLS]))
    folded, _, _ = drawn(a_topology(*pools))

    assert len([box for box in each.boxes if box.key.startswith("pools")]) == MOST_POOLS
    assert "13 Front End pools" in [box.title for box in folded.boxes]


def test_one_proxy_and_one_pool_beside_each_other_have_a_straight_wire():
    _, _, drawing = drawn(a_topology(a_pool(), reverse_proxies=(a_reverse_proxy(),)))

    inner = [path for path in drawing.wires if len(list(segments(path))) == 1]

    assert len(inner) == 3  # users outside to the listener, listener to pool, users inside


def test_a_tab_for_each_edge_service_stands_at_the_left_of_its_box():
    access = an_edge_service("sip.contoso.com", "131.107.155.10", "131.107.155.11")
    _, _, drawing = drawn(a_topology(an_edge_pool(external=edge_services(access=access))))

    labels = [tab.label for tab in drawing.tabs]

    assert "131.107.155.10, 131.107.155.11" in labels
    [box] = [box for box in drawing.boxes if box.label.endswith("Edge pool")]
    assert (
        sum(tab.rect.right == box.rect.x and overlap_y(tab.rect, box.rect) for tab in drawing.tabs)
        == 3
    )


def overlap_y(one: Rect, other: Rect) -> bool:
    return one.y >= other.y and one.bottom <= other.bottom


def test_text_that_does_not_fit_is_cut():
    assert fitting("pool01.contoso.net", 100, 10) == "pool01.co…"
    assert fitting("pool01", 100, 10) == "pool01"


@given(st.lists(st.integers(0, 300), max_size=6))
def test_places_are_spread_in_their_order(wanted):
    found = spread(wanted, 10, 200, 24)

    assert all(10 <= y <= 200 for y in found)
    assert all(b - a >= 24 for a, b in zip(sorted(found), sorted(found)[1:], strict=False))
