"""What changed between two topologies, as single changes that can be done and undone alone.

A change is a field of one object, an object added, removed or renamed, or the order of a list,
which counts where a rule says "the first". Servers are objects of their own within their pool.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import NamedTuple, TypeVar

from lyncplanner.planning.topology import (
    DnsOptions,
    LeftOut,
    Pool,
    ReverseProxy,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Topology,
)

Item = SipDomain | Site | Pool | Server | ReverseProxy | SimpleUrl | LeftOut
_Item = TypeVar("_Item", bound=Item)
_Value = TypeVar("_Value")


class ObjectKind(StrEnum):
    TOPOLOGY = "topology"
    DNS = "dns"
    SIP_DOMAIN = "sip-domain"
    SITE = "site"
    POOL = "pool"
    SERVER = "server"
    REVERSE_PROXY = "reverse-proxy"
    SIMPLE_URL = "simple-url"
    LEFT_OUT = "left-out"


class ChangeKind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    REORDERED = "reordered"


LISTS: dict[ObjectKind, str] = {
    ObjectKind.SIP_DOMAIN: "sip_domains",
    ObjectKind.SITE: "sites",
    ObjectKind.POOL: "pools",
    ObjectKind.REVERSE_PROXY: "reverse_proxies",
    ObjectKind.SIMPLE_URL: "simple_urls",
    ObjectKind.LEFT_OUT: "left_out",
}
"""The lists of a topology, by what is in them. Servers are in a pool's list."""


class Key(NamedTuple):
    """What an object is known by in its list."""

    name: tuple[str, ...]
    """Its name; of a simple URL what it is for; of records left out what they match."""
    number: int
    """Of several that share a name, which."""


class Target(NamedTuple):
    """An object of a topology, or with no key a list of them."""

    kind: ObjectKind
    key: Key | None = None
    pool: Key | None = None
    """Of a server, or a list of servers: its pool."""


class Change(NamedTuple):
    kind: ChangeKind
    target: Target
    place: str
    """The path of the object, field or list in the document: the new one, or where it was."""
    field: tuple[str, ...] = ()
    """Of a changed object: the path of the field in it, `external.access.port`."""
    before: object = None
    after: object = None
    """The field's values; objects added and removed themselves; of a rename the names."""


def key_of(item: Item) -> tuple[str, ...]:
    """What an object is known by."""
    match item:
        case Pool() | Server():
            return (item.fqdn,)
        case SipDomain() | Site() | ReverseProxy():
            return (item.name,)
        case SimpleUrl():
            return (item.component, item.sip_domain or "", item.site or "")
        case LeftOut():
            keys = (item.view, item.name, item.type, item.rule, item.requirement)
            return tuple(key or "" for key in keys)


def keyed(items: Iterable[_Item]) -> dict[Key, _Item]:
    """The objects of a list by their keys, in order."""
    counts: dict[tuple[str, ...], int] = {}
    found = {}
    for item in items:
        name = key_of(item)
        number = counts[name] = counts.get(name, -1) + 1
        found[Key(name, number)] = item
    return found


# What changed


def changes_between(before: Topology, after: Topology) -> Iterator[Change]:
    """Every single change, renames apart (`renames` takes them out first)."""
    yield from _fields(Target(ObjectKind.TOPOLOGY), "", before, after, ("name", "product"))
    yield from _fields(Target(ObjectKind.DNS), "dns", before.dns, after.dns, _names_of(DnsOptions))
    for kind, attribute in LISTS.items():
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old != new:
            yield from _list_changes(Target(kind), attribute, old, new)


def _names_of(kind: type[DnsOptions]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _list_changes(
    of: Target, place: str, before: Sequence[_Item], after: Sequence[_Item]
) -> Iterator[Change]:
    old, new = keyed(before), keyed(after)
    removed = [(index, key) for index, key in enumerate(old) if key not in new]
    # Of several that share a name the last first, so that the others keep their numbers.
    for index, key in sorted(removed, key=lambda one: -one[1].number):
        target = of._replace(key=key)
        yield Change(ChangeKind.REMOVED, target, f"{place}[{index}]", before=old[key])
    for index, (key, item) in enumerate(new.items()):
        target = of._replace(key=key)
        here = f"{place}[{index}]"
        if key not in old:
            yield Change(ChangeKind.ADDED, target, here, after=item)
        elif old[key] != item:
            yield from _item_changes(target, here, old[key], item)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Change(ChangeKind.REORDERED, of, place)


def _item_changes(target: Target, place: str, before: Item, after: Item) -> Iterator[Change]:
    names = tuple(field.name for field in fields(after) if field.name != "servers")
    yield from _fields(target, place, before, after, names)
    if isinstance(before, Pool) and isinstance(after, Pool) and before.servers != after.servers:
        servers = Target(ObjectKind.SERVER, pool=target.key)
        yield from _list_changes(servers, f"{place}.servers", before.servers, after.servers)


def _fields(
    target: Target, place: str, before: object, after: object, names: Iterable[str]
) -> Iterator[Change]:
    for name in names:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            for path, was, now in _deep(old, new, (name,)):
                here = ".".join((place, *path)) if place else ".".join(path)
                yield Change(ChangeKind.CHANGED, target, here, path, was, now)


def _deep(
    old: object, new: object, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], object, object]]:
    """Into web services and Edge services that are there before and after."""
    if not is_dataclass(old) or not is_dataclass(new):
        yield path, old, new
        return
    for field in fields(new):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was != now:
            yield from _deep(was, now, (*path, field.name))


# Doing and undoing


def with_change(topology: Topology, change: Change, like: Topology) -> Topology:
    """A topology in which what a change is about is as it is in another.

    Of the later topology, like the earlier: the change undone. The reverse: that change alone.
    """
    target = change.target
    if target.kind is ObjectKind.TOPOLOGY:
        return _with_field(topology, change.field, _value(like, change.field))
    if target.kind is ObjectKind.DNS:
        dns = _with_field(topology.dns, change.field, _value(like.dns, change.field))
        return replace(topology, dns=dns)
    if target.kind is ObjectKind.SERVER:
        return _with_server_change(topology, change, like)
    attribute = LISTS[target.kind]
    items = _with_list_change(getattr(topology, attribute), change, getattr(like, attribute))
    return _with_field(topology, (attribute,), items)


def _with_server_change(topology: Topology, change: Change, like: Topology) -> Topology:
    key = change.target.pool
    pools, others = keyed(topology.pools), keyed(like.pools)
    if key is None or key not in pools or key not in others:
        return topology
    servers = _with_list_change(pools[key].servers, change, others[key].servers)
    pools[key] = replace(pools[key], servers=servers)
    return replace(topology, pools=tuple(pools.values()))


def _with_list_change(
    items: Sequence[_Item], change: Change, like: Sequence[_Item]
) -> tuple[_Item, ...]:
    found, others = keyed(items), keyed(like)
    key = change.target.key
    if key is None:
        return tuple(_in_order_of(found, others).values())
    if change.kind is ChangeKind.CHANGED:
        if key in found and key in others:
            found[key] = _with_field(found[key], change.field, _value(others[key], change.field))
        return tuple(found.values())
    if key in others and key not in found:
        return tuple(_with_item(found, key, others).values())
    if key in found and key not in others:
        del found[key]
    return tuple(found.values())


def _with_item(found: dict[Key, _Item], key: Key, others: dict[Key, _Item]) -> dict[Key, _Item]:
    """With an object behind the nearest of those before it, as its own list has them."""
    before = None
    for other in others:
        if other == key:
            break
        if other in found:
            before = other
    if before is None:
        return {key: others[key], **found}
    result: dict[Key, _Item] = {}
    for each, item in found.items():
        result[each] = item
        if each == before:
            result[key] = others[key]
    return result


def _in_order_of(found: dict[Key, _Item], others: dict[Key, _Item]) -> dict[Key, _Item]:
    """The objects that both have in the other's order; the rest stay where they are."""
    ordered = iter([key for key in others if key in found])
    return {
        key: found[key] for key in (next(ordered) if each in others else each for each in found)
    }


def _value(holder: object, path: tuple[str, ...]) -> object:
    return reduce(getattr, path, holder)


def _with_field(holder: _Value, path: tuple[str, ...], value: object) -> _Value:
    name, *rest = path
    if rest:
        inner = getattr(holder, name)
        if inner is None:
            return holder
        value = _with_field(inner, tuple(rest), value)
    changed: _Value = replace(holder, **{name: value})  # type: ignore[type-var]
    return changed
