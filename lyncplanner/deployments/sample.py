"""The sample deployment: Contoso, to look around in."""

from pathlib import Path

from lyncplanner.documents.reading import read
from lyncplanner.planning.topology import Topology

DOCUMENT = Path(__file__).with_name("sample.yaml")


def sample_topology() -> Topology:
    """What the sample's document says."""
    return read(DOCUMENT.read_bytes()).topology
