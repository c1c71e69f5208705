"""YAML as plain values: no anchors, no aliases, no tags, and numbers only where they look it.

The values are made from the parser's events, one after the other, so that neither depth nor
repetition in a file can cost more than the file's own length.
"""

import re
from collections.abc import Callable
from typing import TypeAlias, cast

import yaml

from lyncplanner.documents.errors import BadDocument, Problems, quoted, shown
from lyncplanner.documents.plain import (
    DEEPEST,
    REFUSED,
    Entries,
    Items,
    Limits,
    Plain,
    below,
    resolved,
    too_deep,
    too_many_values,
)

_BLANKS = re.compile(r"\s+")
_UNREADABLE = re.compile(
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""YAML 1.2, 5.1: the characters that can't stand in a file as they are."""


def read_yaml(text: str, problems: Problems, limits: Limits) -> Plain:
    """The value of a YAML text. What is refused is noted in `problems`, with its line.

    Raises `BadDocument` for what is no YAML, is too deep, or has too many values.
    """
    builder = _Builder(problems)
    try:
        for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
            if count > limits.values:
                raise too_many_values(limits)
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _no_yaml(error, text) from None
    except yaml.YAMLError:
        raise _unreadable_character(text) from None
    return builder.root


def _no_yaml(error: yaml.MarkedYAMLError, text: str) -> BadDocument:
    last = len(text.rstrip("\n").split("\n"))
    line = min(error.problem_mark.line + 1, last) if error.problem_mark is not None else None
    said = _one_line(error.problem or error.context or "it can't be read")
    return BadDocument.because(
        f"This is no YAML: {said}. Look at this line and the one above it.", line=line
    )


def _unreadable_character(text: str) -> BadDocument:
    found = _UNREADABLE.search(text)
    if found is None:
        return BadDocument.because("This is no YAML.")
    return BadDocument.because(
        f"This is no YAML: the character {quoted(found.group())} can't stand in it. Take it out.",
        line=text.count("\n", 0, found.start()) + 1,
    )


def _one_line(text: str) -> str:
    return shown(_BLANKS.sub(" ", text).strip().rstrip("."), longest=200)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


class _Builder:
    """Puts values together. `_keys` has, for each open mapping, the key whose value comes."""

    def __init__(self, problems: Problems) -> None:
        self.root: Plain = None
        self._problems = problems
        self._open: list[Entries | Items] = []
        self._keys: list[str | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        handler = _HANDLERS.get(type(event))
        if handler is not None:
            handler(self, event)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        line = _line(event)
        if self._wants_key():
            self._key(event.value, line, event)
            return
        value: Plain = resolved(event.value) if event.implicit[0] else event.value
        if event.anchor or event.tag:
            value = self._refuse_properties(event, line)
        self._put(value, line)
        self._done()

    def alias(self, event: yaml.AliasEvent) -> None:
        line = _line(event)
        if self._wants_key():
            raise BadDocument.because(
                f"The alias {quoted(event.anchor)} stands for a key. Write the key out.", line=line
            )
        self._problems.add(
            self._place(),
            line,
            f"The alias {quoted(event.anchor)} is not read. Write the value out here.",
        )
        self._put(REFUSED, line)
        self._done()

    def start_mapping(self, event: yaml.MappingStartEvent) -> None:
        self._start(Entries(_line(event)), event)

    def start_sequence(self, event: yaml.SequenceStartEvent) -> None:
        self._start(Items(), event)

    def end(self, event: yaml.Event) -> None:
        self._open.pop()
        self._keys.pop()
        self._done()

    def start_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise BadDocument.because(
                "A second document begins here. A file holds one document.",
                line=_line(event),
            )

    def _start(self, container: Entries | Items, event: yaml.CollectionStartEvent) -> None:
        line = _line(event)
        if self._wants_key():
            raise BadDocument.because("A key has to be text.", place=self._place(), line=line)
        if event.anchor or event.tag:
            self._refuse_properties(event, line)
        self._put(container, line)
        self._open.append(container)
        self._keys.append(None)
        if len(self._open) > DEEPEST:
            raise too_deep()

    def _wants_key(self) -> bool:
        return bool(self._open) and self._keys[-1] is None and isinstance(self._open[-1], Entries)

    def _key(self, key: str, line: int, event: yaml.ScalarEvent) -> None:
        entries = cast(Entries, self._open[-1])
        self._keys[-1] = key
        if event.anchor or event.tag:
            self._refuse_properties(event, line)
        if key in entries:
            first = entries.lines[key]
            self._problems.add(
                self._place(), line, f"This key stands here twice, first on line {first}. Keep one."
            )
            return
        entries.lines[key] = line

    def _refuse_properties(self, event: yaml.NodeEvent, line: int) -> Plain:
        if event.anchor:
            message = f"The anchor {quoted(event.anchor)} is not read. Leave it out."
            self._problems.add(self._place(), line, message)
        if tag := getattr(event, "tag", None):
            message = f"The tag {quoted(tag)} is not read. Leave it out."
            self._problems.add(self._place(), line, message)
        return REFUSED

    def _put(self, value: Plain, line: int) -> None:
        if not self._open:
            self.root = value
            return
        container = self._open[-1]
        if isinstance(container, Items):
            container.append(value)
            container.lines.append(line)
            return
        key = self._keys[-1]
        if key is not None:
            container.setdefault(key, value)  # of a key that stands there twice, the first counts

    def _done(self) -> None:
        if self._keys:
            self._keys[-1] = None

    def _place(self) -> str:
        """Where the value that comes next will stand."""
        place = ""
        for depth, (container, key) in enumerate(zip(self._open, self._keys, strict=True), 1):
            if isinstance(container, Items):
                begun = depth < len(self._open)
                place = f"{place}[{len(container) - begun}]"
            elif key is not None:
                place = below(place, key)
        return place


_Handler: TypeAlias = Callable[[_Builder, yaml.Event], None]
_HANDLERS = cast(
    dict[type[yaml.Event], _Handler],
    {
        yaml.ScalarEvent: _Builder.scalar,
        yaml.AliasEvent: _Builder.alias,
        yaml.MappingStartEvent: _Builder.start_mapping,
        yaml.SequenceStartEvent: _Builder.start_sequence,
        yaml.MappingEndEvent: _Builder.end,
        yaml.SequenceEndEvent: _Builder.end,
        yaml.DocumentStartEvent: _Builder.start_document,
    },
)
