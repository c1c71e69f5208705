"""XML from strangers → elements: no DTD, no entities, nothing fetched, bounded size and depth."""

import re
from io import BytesIO
from typing import Any, cast

from lxml import etree

from lyncplanner.documents.errors import BadDocument, shown
from lyncplanner.documents.plain import TOPOLOGY_LIMITS, check_size

DEEPEST = 40
MOST_TAGS = 600_000
MOST_ATTRIBUTES = 1_000_000
_DOCTYPE = b"<!DOCTYPE"
_POSITION = re.compile(r", line \d+, column \d+$")
_LAST_KNOWN_LINE = 65_534
"""The parser counts lines in 16 bits."""


def parse(content: bytes) -> etree._Element:
    """The root element of an XML file, in UTF-8 or UTF-16, as its byte order mark tells.

    Raises `BadDocument` for what is no XML or may not be in it.
    """
    check_size(content, TOPOLOGY_LIMITS)
    _check_before_parsing(content)
    root: etree._Element | None = None
    depth = 0
    try:
        for event, element in etree.iterparse(
            BytesIO(content),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        ):
            depth += 1 if event == "start" else -1
            if root is None:
                root = element
                _check_doctype(root)
            if depth > DEEPEST:
                raise BadDocument.because(
                    f"Elements lie more than {DEEPEST} deep in each other.", line=line_of(element)
                )
    except etree.XMLSyntaxError as error:
        raise _no_xml(error) from None
    if root is None:
        raise BadDocument.because("The file has no XML element.")
    return root


def line_of(element: etree._Element) -> int | None:
    """The line that an element begins on, where the parser knows it."""
    line = cast(int | None, element.sourceline)
    return None if line is None or line > _LAST_KNOWN_LINE else line


def _check_before_parsing(content: bytes) -> None:
    """What would cost much before the parser gives the first element."""
    if _DOCTYPE in content or _DOCTYPE.decode().encode("utf-16-le") in content:
        raise _has_doctype()
    if content.count(b"<") > MOST_TAGS or content.count(b"=") > MOST_ATTRIBUTES:
        raise BadDocument.because(
            "The file has more elements and attributes than a topology can have: at most "
            f"{MOST_TAGS:,} tags and {MOST_ATTRIBUTES:,} attributes are read."
        )


def _check_doctype(root: etree._Element) -> None:
    docinfo = cast(Any, root.getroottree().docinfo)  # the stubs don't have its properties
    if docinfo.doctype:
        raise _has_doctype()


def _has_doctype() -> BadDocument:
    return BadDocument.because(
        "The file has a document type declaration (<!DOCTYPE), which Topology Builder never "
        "writes. Take it out."
    )


def _no_xml(error: etree.XMLSyntaxError) -> BadDocument:
    said = _POSITION.sub("", " ".join((error.msg or "it ends too early").split()))
    return BadDocument.because(
        f"This is no XML that can be read: {shown(said, longest=200)}.", line=error.lineno
    )
