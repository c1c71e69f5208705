"""Objects that were renamed: one removed and one added that are equal but for the name."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import NamedTuple, TypeVar

from lyncplanner.planning.changes import (
    LISTS,
    Change,
    ChangeKind,
    Item,
    Key,
    ObjectKind,
    Target,
    keyed,
)
from lyncplanner.planning.topology import Topology

_Value = TypeVar("_Value")
_NOBODY = "\0"
_ANYWHERE = ("dns", "sip_domains", "pools", "reverse_proxies", "simple_urls", "left_out")
"""Where a DNS name can stand. Names of sites and reverse proxies are free text."""
_KINDS = (
    ObjectKind.SITE,
    ObjectKind.SIP_DOMAIN,
    ObjectKind.POOL,
    ObjectKind.REVERSE_PROXY,
)


class Renamed(NamedTuple):
    """The renames between two topologies, and the earlier one with the new names."""

    changes: tuple[Change, ...]
    before: Topology


def take_renames(before: Topology, after: Topology) -> Renamed:
    """Find what was renamed; each rename is done throughout before the next is looked for."""
    found: list[Change] = []
    for kind in _KINDS:
        for change in list(_renames(kind, before, after)):
            before = rename(before, change)
            found.append(change)
    for change in list(_server_renames(before, after)):
        before = rename(before, change)
        found.append(change)
    return Renamed(tuple(found), before)


def rename(topology: Topology, change: Change, *, back: bool = False) -> Topology:
    """A topology with one object's new name (or its old one) throughout."""
    old, new = str(change.before), str(change.after)
    if back:
        old, new = new, old
    match change.target.kind:
        case ObjectKind.SITE:
            return _rename_site(topology, old, new)
        case ObjectKind.REVERSE_PROXY:
            proxies = tuple(
                replace(proxy, name=new) if proxy.name == old else proxy
                for proxy in topology.reverse_proxies
            )
            return replace(topology, reverse_proxies=proxies)
        case _:
            places = {name: _replaced(getattr(topology, name), old, new) for name in _ANYWHERE}
            return replace(topology, **places)


def _rename_site(topology: Topology, old: str, new: str) -> Topology:
    return replace(
        topology,
        sites=_replaced(topology.sites, old, new),
        pools=tuple(
            replace(pool, site=new) if pool.site == old else pool for pool in topology.pools
        ),
        simple_urls=tuple(
            replace(url, site=new) if url.site == old else url for url in topology.simple_urls
        ),
    )


def _renames(kind: ObjectKind, before: Topology, after: Topology) -> Iterator[Change]:
    attribute = LISTS[kind]
    pairs = _pairs(getattr(before, attribute), getattr(after, attribute))
    for old, new, index in pairs:
        yield _change(Target(kind, new), f"{attribute}[{index}]", old, new)


def _server_renames(before: Topology, after: Topology) -> Iterator[Change]:
    old_pools = keyed(before.pools)
    for i, (key, pool) in enumerate(keyed(after.pools).items()):
        if key not in old_pools or old_pools[key].servers == pool.servers:
            continue
        for old, new, index in _pairs(old_pools[key].servers, pool.servers):
            target = Target(ObjectKind.SERVER, new, key)
            yield _change(target, f"pools[{i}].servers[{index}]", old, new)


def _change(target: Target, place: str, old: Key, new: Key) -> Change:
    return Change(ChangeKind.RENAMED, target, place, before=old.name[0], after=new.name[0])


def _pairs(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[Key, Key, int]]:
    """Old key, new key and new position of each renamed object; in order where several fit."""
    old, new = keyed(before), keyed(after)
    added: dict[Item, list[tuple[Key, int]]] = {}
    for index, (key, item) in enumerate(new.items()):
        if key not in old and key.number == 0:
            added.setdefault(_nameless(item, key), []).append((key, index))
    if not added:
        return
    for key, item in old.items():
        fitting = added.get(_nameless(item, key)) if key not in new and key.number == 0 else None
        if fitting:
            renamed, index = fitting.pop(0)
            yield key, renamed, index


def _nameless(item: Item, key: Key) -> Item:
    return _replaced(item, key.name[0], _NOBODY)


def _replaced(value: _Value, old: str, new: str) -> _Value:
    """A value with one text instead of another, wherever it stands; members of enums stay."""
    result: object = value
    if type(value) is str:
        result = new if value == old else value
    elif isinstance(value, tuple):
        result = tuple(_replaced(item, old, new) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for field in fields(value):
            was = getattr(value, field.name)
            now = _replaced(was, old, new)
            if now != was:
                changed[field.name] = now
        result = replace(value, **changed) if changed else value
    return result  # type: ignore[return-value]
