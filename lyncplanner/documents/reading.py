"""The one way in: the bytes of a file → a `Topology`, whatever form it has."""

import re
from dataclasses import dataclass
from enum import StrEnum

from lyncplanner.documents.builder.importing import import_xml
from lyncplanner.documents.errors import BadDocument, Problems
from lyncplanner.documents.imported import Imported
from lyncplanner.documents.plain import (
    TOPOLOGY_LIMITS,
    Limits,
    Plain,
    check_size,
    decoded,
)
from lyncplanner.documents.plain_json import read_json
from lyncplanner.documents.plain_yaml import read_yaml
from lyncplanner.documents.topology_reader import read_topology
from lyncplanner.planning.topology import Topology

_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_JSON = re.compile(r'\s*(?:\[|\{\s*["}])')


class Kind(StrEnum):
    """What a file turned out to be."""

    YAML = "yaml"
    JSON = "json"
    BUILDER = "topology-builder"
    PUBLISHED = "published-topology"


_KIND_OF_ROOT = {"TopologyBuilder": Kind.BUILDER, "Topology": Kind.PUBLISHED}


@dataclass(frozen=True, slots=True)
class Read:
    """A file that could be read."""

    kind: Kind
    topology: Topology
    imported: Imported | None = None
    """Of XML: what was understood, is missing, was left out, can be proposed."""


def read(content: bytes, *, name: str = "") -> Read:
    """The topology in a file. Its kind is told by its content, never by its `name`.

    Raises `BadDocument` with every problem of the file, and its name.
    """
    try:
        check_size(content, TOPOLOGY_LIMITS)
        return _xml(content) if _XML.match(content) else _document(content)
    except BadDocument as error:
        error.file = name
        raise


def _xml(content: bytes) -> Read:
    root, imported = import_xml(content)
    return Read(_KIND_OF_ROOT[root], imported.topology, imported)


def _document(content: bytes) -> Read:
    problems = Problems()
    try:
        kind, value = read_plain(content, problems, TOPOLOGY_LIMITS)
        topology = read_topology(value, problems)
    except BadDocument as error:
        problems.take(error)
    problems.raise_if_any()
    return Read(kind, topology)


def read_plain(content: bytes, problems: Problems, limits: Limits) -> tuple[Kind, Plain]:
    """The plain value of a YAML or JSON file, and which of them it is."""
    text = decoded(content)
    if not text.strip():
        raise BadDocument.because("The file is empty.")
    if _JSON.match(text):
        return Kind.JSON, read_json(text, problems, limits)
    return Kind.YAML, read_yaml(text, problems, limits)
