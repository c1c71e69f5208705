"""What a rename or a renumbering changes: value by value, in objects that stay where they are."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from lyncplanner.planning.changes import LISTS, ObjectKind, key_of
from lyncplanner.planning.topology import PublishedHost, Server, Topology


class Rewritten(NamedTuple):
    """One value that becomes another."""

    kind: ObjectKind
    subject: str
    """What the object is called, by its old name; empty for the DNS options."""
    path: tuple[str, ...]
    """The field, `("external", "access", "addresses")`; servers and hosts by their old names."""
    before: str
    """An address or a name; empty where a list only gets longer."""
    after: str


def rewritten(before: Topology, after: Topology) -> Iterator[Rewritten]:
    """Every value that differs, in the order of the document.

    Both topologies have the same objects in the same places; only lists of plain texts may differ
    in length.
    """
    for path, old, new in _values((), before.dns, after.dns):
        yield Rewritten(ObjectKind.DNS, "", path, old, new)
    for kind, attribute in LISTS.items():
        pairs = zip(getattr(before, attribute), getattr(after, attribute), strict=True)
        for item, changed in pairs:
            if item is not changed:
                for path, old, new in _values((), item, changed):
                    yield Rewritten(kind, _subject(item), path, old, new)


def _subject(item: Any) -> str:
    return " ".join(part for part in key_of(item) if part)


def _values(
    path: tuple[str, ...], before: Any, after: Any
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    if before == after:
        return
    if is_dataclass(before):
        for field in fields(before):
            yield from _values(
                (*path, field.name), getattr(before, field.name), getattr(after, field.name)
            )
    elif not isinstance(before, tuple):
        yield path, str(before or ""), str(after or "")
    elif before and isinstance(before[0], Server | PublishedHost):
        for inner, changed in zip(before, after, strict=True):
            name = inner.fqdn if isinstance(inner, Server) else inner.host
            yield from _values((*path, name), inner, changed)
    else:
        yield from _texts(path, before, after)


def _texts(
    path: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Entries of a list of plain texts: what takes whose place, and what is put beside."""
    if len(before) == len(after):
        for old, new in zip(before, after, strict=True):
            if old != new:
                yield path, old, new
        return
    yield from ((path, old, "") for old in before if old not in after)
    yield from ((path, "", new) for new in after if new not in before)
