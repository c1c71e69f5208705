"""Reading elements and attributes, and telling each one that is missing or can't be read."""

from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from lyncplanner.documents.builder.safe_xml import line_of
from lyncplanner.documents.errors import Problems, quoted, shown
from lyncplanner.documents.fields import (
    LONGEST_TEXT,
    Item,
    dns_name,
    free_text,
    ip_address,
)
from lyncplanner.planning.topology import UNKNOWN_ADDRESSES


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return etree.QName(element).localname


def children(element: etree._Element, *path: str) -> Iterator[etree._Element]:
    """The elements under each other by these names, whatever their namespaces."""
    name, *rest = path
    for child in element.iterchildren(f"{{*}}{name}"):
        if rest:
            yield from children(child, *rest)
        else:
            yield child


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """The first of such elements, or nothing."""
    return next(children(element, *path), None)


def is_true(element: etree._Element | None, attribute: str) -> bool:
    """Whether an attribute says true, in any case."""
    return element is not None and element.get(attribute, "").strip().lower() == "true"


class Elements:
    """Takes attributes; what is wrong is noted in `problems`, with element and line."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def problem(self, element: etree._Element, message: str, attribute: str = "") -> None:
        """Note a problem with an element or its attribute."""
        place = "" if self.problems.full else _place(element, attribute)
        self.problems.add(place, line_of(element), message)

    def required_child(self, element: etree._Element, *path: str) -> etree._Element | None:
        """The first element by these names; where it is missing, that is a problem."""
        found = child(element, *path)
        if found is None:
            said = f"{local_name(element)} has no element {'/'.join(path)}."
            self.problem(element, f"{said} Export the topology again, whole.")
        return found

    def required(self, element: etree._Element, attribute: str) -> str | None:
        """An attribute's text, trimmed; where it is missing or empty, that is a problem."""
        text = element.get(attribute, "").strip()
        if not text:
            self._missing(element, attribute)
        return text or None

    def text(self, element: etree._Element, attribute: str, *, longest: int) -> str | None:
        """A required text of one line."""
        text = self.required(element, attribute)
        if text is None:
            return None
        return self._checked(element, attribute, text, partial(free_text, longest=longest))

    def content(self, element: etree._Element, *, longest: int = LONGEST_TEXT) -> str | None:
        """The required text between an element's tags."""
        check = partial(free_text, longest=longest)
        return self._checked(element, "", element.text or "", check)

    def name(self, element: etree._Element, attribute: str) -> str | None:
        """A required DNS name."""
        if self.required(element, attribute) is None:
            return None
        return self.optional_name(element, attribute)

    def optional_name(self, element: etree._Element | None, attribute: str) -> str | None:
        """A DNS name, or nothing where the element or attribute is absent or empty."""
        text = "" if element is None else element.get(attribute, "").strip()
        if element is None or not text:
            return None
        return self._checked(element, attribute, text, dns_name)

    def address(self, element: etree._Element, attribute: str) -> str | None:
        """An address as it stands; nothing where the attribute is absent or empty."""
        text = element.get(attribute, "").strip()
        return self._checked(element, attribute, text, ip_address) if text else None

    def number(
        self, element: etree._Element, attribute: str, *, default: int, least: int, most: int
    ) -> int:
        """A whole number between two; the default where the attribute is absent or empty."""
        text = element.get(attribute, "").strip()
        if not text:
            return default
        if text.isascii() and text.isdigit() and len(text) < len(str(most)) + 1:
            number = int(text)
            if least <= number <= most:
                return number
        said = f"{quoted(text)} has to be a number from {least} to {most}."
        self.problem(element, said, attribute)
        return default

    def _checked(
        self,
        element: etree._Element,
        attribute: str,
        text: str,
        check: Callable[[Item, Problems], str | None],
    ) -> str | None:
        # An element's place is long to make, and most have no problem.
        found = Problems()
        value = check(Item(text, "", None), found)
        for message in found.messages():
            self.problem(element, message, attribute)
        return value

    def _missing(self, element: etree._Element, attribute: str) -> None:
        said = f"{local_name(element)} lacks its attribute {attribute}."
        self.problem(element, f"{said} Export the topology again, whole.", attribute)


def known(address: str | None) -> bool:
    """Whether an address is there and is not one that stands for "not known"."""
    return address is not None and address not in UNKNOWN_ADDRESSES


def _place(element: etree._Element, attribute: str = "") -> str:
    steps = [_step(element)]
    steps += [_step(ancestor) for ancestor in element.iterancestors()]
    path = "/".join(reversed(steps))
    return f"{path}/@{attribute}" if attribute else path


def _step(element: etree._Element) -> str:
    name = local_name(element)
    before = sum(1 for _ in element.itersiblings(f"{{*}}{name}", preceding=True))
    alone = before == 0 and next(element.itersiblings(f"{{*}}{name}"), None) is None
    step = shown(name)
    return step if alone else f"{step}[{before + 1}]"
