"""What stands over the records of one cause: the object, the field, what was and what is."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from lyncplanner.planning.causes import Cause
from lyncplanner.planning.change_wording import field_label, title_of, value_text
from lyncplanner.planning.changes import Change, ChangeKind, ObjectKind, Target
from lyncplanner.planning.topology import LeftOut, Server, SimpleUrl

_MOST_SENTENCES = 4
_TITLES = {
    ObjectKind.TOPOLOGY: "The deployment",
    ObjectKind.DNS: "DNS options",
    ObjectKind.SIP_DOMAIN: "SIP domains",
    ObjectKind.SITE: "Sites",
    ObjectKind.POOL: "Pools",
    ObjectKind.REVERSE_PROXY: "Reverse proxies",
    ObjectKind.SIMPLE_URL: "Simple URLs",
    ObjectKind.LEFT_OUT: "Records left out",
}


class Heading(NamedTuple):
    title: str
    label: str = ""
    """The field."""
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    was_empty: bool = False
    words: tuple[str, ...] = ()
    """In place of values: sentences."""
    target: Target | None = None


def heading(cause: Cause) -> Heading:
    """The heading of a cause; a cause of no named change is all changes together."""
    if not cause.changes:
        return Heading("Several changes together")
    if len(cause.changes) > 1:
        return _of_several(cause)
    return _OF_KIND[cause.changes[0].kind](cause.changes[0])


def _of_several(cause: Cause) -> Heading:
    """All changes of one object, where there are too many to take one by one."""
    first = cause.changes[0].target
    target = (
        first._replace(kind=ObjectKind.POOL, key=first.pool, pool=None) if first.pool else first
    )
    labels = [heading(Cause((change,), (), (), ())) for change in cause.changes[:_MOST_SENTENCES]]
    words = tuple(dict.fromkeys(found.label for found in labels if found.label))
    more = len(cause.changes) - _MOST_SENTENCES
    rest = (f"and {more} more changes",) if more > 0 else ()
    return Heading(_title(target), words=words + rest, target=target)


def _changed(change: Change) -> Heading:
    label = field_label(change)
    label = label[:1].upper() + label[1:]
    before, after = _values(change.before), _values(change.after)
    return Heading(
        _title(change.target),
        label,
        kept=tuple(value for value in after if value in before),
        gone=tuple(value for value in before if value not in after),
        new=tuple(value for value in after if value not in before),
        was_empty=not before,
        target=change.target,
    )


def _added(change: Change) -> Heading:
    title, label, values = _object(change.target, change.after)
    label = label or ("Added" if values else "")
    return Heading(title, label, new=values or ("Added",), target=change.target)


def _removed(change: Change) -> Heading:
    title, label, values = _object(change.target, change.before)
    label = label or ("Removed" if values else "")
    return Heading(title, label, gone=values or ("Removed",), target=change.target)


def _renamed(change: Change) -> Heading:
    gone, new = str(change.before), str(change.after)
    return Heading(new, "Renamed", gone=(gone,), new=(new,), target=change.target)


def _reordered(change: Change) -> Heading:
    return Heading(
        _title(change.target), "Order", words=("in another order",), target=change.target
    )


_OF_KIND: dict[ChangeKind, Callable[[Change], Heading]] = {
    ChangeKind.CHANGED: _changed,
    ChangeKind.ADDED: _added,
    ChangeKind.REMOVED: _removed,
    ChangeKind.RENAMED: _renamed,
    ChangeKind.REORDERED: _reordered,
}


def _title(target: Target) -> str:
    title = title_of(target) if target.key is not None or target.pool is not None else ""
    title = title or _TITLES.get(target.kind, "")
    return title[:1].upper() + title[1:] if " " in title else title


def _object(target: Target, item: object) -> tuple[str, str, tuple[str, ...]]:
    """The title, field and values of an object that came or went."""
    if isinstance(item, Server) and target.pool is not None:
        return target.pool.name[0], "Servers", (" ".join((item.fqdn, *item.addresses)),)
    if isinstance(item, SimpleUrl):
        return _title(target), "", (item.url,)
    if isinstance(item, LeftOut):
        return _title(target), "", (item.reason,)
    return _title(target), "", ()


def _values(value: object) -> tuple[str, ...]:
    if value is None or value == ():
        return ()
    if isinstance(value, bool):
        return ("On" if value else "Off",)
    if isinstance(value, Sequence) and not isinstance(value, str | Enum):
        return tuple(value_text(item) for item in value)
    return (value_text(value),)
