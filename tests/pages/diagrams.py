"""What tests of the diagram share: scenes of topologies, and how to read a path."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lyncplanner.pages.diagram.scene import Box, Links, Scene
from lyncplanner.planning.topology import Topology


def links_of(topology: Topology) -> Links:
    return Links(
        pools=tuple(f"/pool/{number}/" for number in range(len(topology.pools))),
        reverse_proxies=tuple(f"/proxy/{n}/" for n in range(len(topology.reverse_proxies))),
        pool_list="/pools/",
        reverse_proxy_list="/proxies/",
    )


def box_titled(scene: Scene, title: str) -> Box:
    [found] = [box for box in scene.boxes if box.title == title]
    return found


def texts(box: Box) -> list[str]:
    return [line.text for line in box.lines]


def segments(path: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The straight pieces of a path made of M, H and V."""
    for piece in path.split("M")[1:]:
        start, *steps = re.findall(r"[HV]?-?\d+(?: -?\d+)?", piece)
        x, y = map(int, start.split())
        corners = [(x, y)]
        for step in steps:
            x, y = (int(step[1:]), y) if step[0] == "H" else (x, int(step[1:]))
            corners.append((x, y))
        yield from pairwise(corners)
