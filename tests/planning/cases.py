"""The cases of the specification, as topologies."""

from pathlib import Path

from lyncplanner.documents.reading import read
from lyncplanner.planning.topology import Topology

FOLDER = Path(__file__).parents[1] / "cases"
CASES = sorted(FOLDER.iterdir())


def the_case(number: int) -> Topology:
    """The topology of a case, by its number."""
    [folder] = FOLDER.glob(f"{number:02}-*")
    return read((folder / "topology.yaml").read_bytes(), name=folder.name).topology
