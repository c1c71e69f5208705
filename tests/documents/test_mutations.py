"""Valid files, broken at random: a topology or a `BadDocument` comes out, nothing else."""

import random
from pathlib import Path

import pytest

from lyncplanner.documents.errors import BadDocument
from lyncplanner.documents.reading import read
from lyncplanner.documents.topology_writer import write_json, write_yaml

TESTS = Path(__file__).parents[1]
FILES = [
    *sorted((TESTS / "documents" / "samples").iterdir()),
    *sorted((TESTS / "cases").glob("*/topology.yaml"))[:3],
]
PIECES = [
    *(b'"', b"'", b"<", b">", b"/>", b"&", b"&amp;", b": ", b"- ", b"{", b"}", b"[", b"]", b"\n"),
    *(b"*a", b"&a ", b"!!x ", b"0", b"-1", b"99999", b"null", b"\x00", b"\xff", b"\xed\xa0\x80"),
    *(b"\xef\xbb\xbf", b"\\ud800", b"::1%5", b"#", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"\t"),
    *(b"---\n", b"...\n", b"|", b"%", b"\r", b"\xe2\x80\xa8", b"  ", b"External", b"0.0.0.0"),
]


def broken(content: bytes, dice: random.Random) -> bytes:
    """The content with a few pieces put in, replaced, cut out or doubled."""
    for _ in range(dice.choice((1, 1, 2, 4))):
        at = dice.randrange(len(content) + 1)
        length = dice.choice((0, 1, 5, 40, 400))
        piece = dice.choice((dice.choice(PIECES), content[at : at + length], b""))
        content = content[:at] + piece + content[at + length * dice.randrange(2) :]
    return content


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_broken_file_is_read_or_refused(path):
    original = path.read_bytes()
    dice = random.Random(path.name)  # noqa: S311 - the same breaks on every run
    for _ in range(200):
        assert_read_or_refused(broken(original, dice))


def assert_read_or_refused(content: bytes) -> None:
    try:
        topology = read(content).topology
    except BadDocument as error:
        said = error.shown()
    else:
        assert read(write_yaml(topology).encode()).topology == topology
        assert read(write_json(topology).encode()).topology == topology
        return
    assert said
    assert all(line.isprintable() for line in said)
