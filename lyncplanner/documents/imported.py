"""What came of another program's file: the topology, what it lacks, and what was not taken."""

from typing import NamedTuple

from lyncplanner.planning.topology import SimpleUrl, Topology


class Fact(NamedTuple):
    """Something that was understood."""

    subject: str
    """A name, or what it is about: `Product`."""
    text: str


class Gap(NamedTuple):
    """Something that the file can't say and a person has to fill in."""

    place: str
    """The path in the topology document: `pools[0].vip`."""
    subject: str
    text: str


class Omission(NamedTuple):
    """Something that the file holds and the topology does not."""

    subject: str
    reason: str


class Proposal(NamedTuple):
    """A simple URL that is not in the file, as deployments usually have it."""

    simple_url: SimpleUrl
    reason: str


class Imported(NamedTuple):
    """A file of another program, understood. The proposals are not in the topology."""

    topology: Topology
    understood: tuple[Fact, ...]
    missing: tuple[Gap, ...]
    left_out: tuple[Omission, ...]
    proposals: tuple[Proposal, ...]
