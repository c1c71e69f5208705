"""Which entry of one list is which of another."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Entry = TypeVar("Entry")


def partners(
    old: Sequence[Entry], new: Sequence[Entry], *keys: Callable[[Entry], Hashable]
) -> list[int | None]:
    """For each entry of the new list, the place of its partner in the old one; `None`: it is new.

    The first key counts most: what it leaves alone, the next one tries. Entries that share a key
    are paired in their order. Each old entry is partner of one new entry at most.
    """
    found: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))
    for key in keys:
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place in free:
            waiting[key(old[place])].append(place)
        for number, entry in enumerate(new):
            if found[number] is None and (places := waiting.get(key(entry))):
                found[number] = places.popleft()
        for partner in found:
            free.pop(partner, None)  # type: ignore[arg-type]  # `None` is no place
    return found
