"""What the names of a plan hold, gathered in one pass over its records."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from lyncplanner.planning.records import Record, RecordType, View

_A, _AAAA, _CNAME = RecordType.A, RecordType.AAAA, RecordType.CNAME


class PlannedNames:
    """The names of a plan that a check looks at; a large plan has few of them.

    Records left out are not deployed: of them, only the names count.
    """

    def __init__(self, records: Sequence[Record]) -> None:
        self.aliases: list[Record] = []
        self.services: list[Record] = []
        self.beside_aliases: list[Record] = []
        """Records that stand beside an alias, or are one beside others."""
        self.only_ipv6: list[Record] = []
        """The first record of each name with AAAA and no A."""
        self._names: dict[View, set[str]] = {view: set() for view in View}
        self._differing: dict[tuple[View, str], list[Record]] = {}
        for view, group in groupby(records, itemgetter(0)):
            self._gather(view, group)
        self._collect_differing(records)

    def has(self, view: View, name: str) -> bool:
        """Whether the plan has any record of this name in the view."""
        return name in self._names[view]

    @property
    def differing(self) -> list[list[Record]]:
        """Address records of one name that not all have the same reasons."""
        return list(self._differing.values())

    def _gather(self, view: View, records: Iterable[Record]) -> None:
        # Records of one name stand together, A before AAAA before CNAME before SRV.
        names = self._names[view]
        previous: Record | None = None
        for record in records:
            names.add(record[2])
            if record[8] is not None:
                continue
            before = previous if previous is not None and previous[2] == record[2] else None
            previous = record
            kind = record[3]
            if kind is not _A and kind is not _AAAA:
                self._take(record, before)
            elif before is None:
                if kind is _AAAA:
                    self.only_ipv6.append(record)
            elif record[7] != before[7]:
                self._differing[view, record[2]] = []

    def _take(self, record: Record, before: Record | None) -> None:
        if record.type is _CNAME:
            self.aliases.append(record)
            beside = before is not None
        else:
            self.services.append(record)
            beside = before is not None and before.type is _CNAME
        if beside:
            self.beside_aliases.append(record)

    def _collect_differing(self, records: Sequence[Record]) -> None:
        if not self._differing:
            return
        for record in records:
            if record[3] is _A or record[3] is _AAAA:
                found = self._differing.get((record[0], record[2]))
                if found is not None and record[8] is None:
                    found.append(record)
