"""Planning and exporting, beside plain formatting of the same records and dnspython's reading."""

import math
from collections.abc import Iterator, Sequence
from functools import partial
from io import StringIO
from itertools import groupby
from operator import attrgetter

import dns.zone

from bench.estates import hoster
from bench.rows import Row, consume, cpu
from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import Options
from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import draft
from lyncplanner.planning.plan import Plan, plan, without_garbage_collection
from lyncplanner.planning.records import Record
from lyncplanner.planning.rules import RULES
from lyncplanner.planning.topology import Topology

SIZES = (1_000, 10_000, 100_000)
_GOAL = 1.0
_GOAL_EXPONENT = 1.05
_SLOW = frozenset({"xlsx", "pdf"})
"""Formats that are no text, without the goal of one second."""


def measure() -> Iterator[Row]:
    """Rows for each size, the exponents of growth, then every format at the largest size."""
    both = {}
    for size in SIZES:
        topology = hoster(size)
        planning, made = cpu(partial(plan, topology))
        plain, _ = cpu(partial(_plain, made.records))
        hashing, stamp = cpu(partial(_stamp, made))
        rendering, _ = cpu(partial(_export, "bind", made, stamp))
        count = len(made.records)
        both[count] = planning + rendering
        yield Row("plan", count, planning, beside=f"{planning / plain:.1f} × plain formatting")
        yield Row("  hash and counts", count, hashing, beside=f"{hashing / plain:.1f} × plain")
        yield Row("export bind", count, rendering, beside=f"{rendering / plain:.1f} × plain")
        goal = _GOAL if size == SIZES[-1] else None
        records, _ = cpu(partial(_records, topology))
        beside = f"{records:.4g} s and {rendering:.4g} s"
        yield Row(
            "records planned and exported", count, records + rendering, goal=goal, beside=beside
        )
        yield Row("  the same with all findings", count, both[count])
        yield Row("  plain formatting", count, plain)
        reading, _ = cpu(partial(_read_by_dnspython, made.records), times=1)
        beside = f"{reading / both[count]:.1f} × plan and export"
        yield Row("  reading by dnspython", count, reading, beside=beside)
    yield from _growth(both)
    for name in EXPORTERS:
        if name != "pdf":
            yield _format(name, made, stamp, plain)
    small = plan(hoster(SIZES[1]))
    yield _format("pdf", small, _stamp(small), plain * len(small.records) / count)


def _growth(seconds: dict[int, float]) -> Iterator[Row]:
    sizes = sorted(seconds)[-2:]
    exponent = math.log(seconds[sizes[1]] / seconds[sizes[0]]) / math.log(sizes[1] / sizes[0])
    yield Row(
        "growth of plan and export, exponent",
        sizes[1],
        exponent,
        unit="",
        goal=_GOAL_EXPONENT,
        beside=f"from {sizes[0]:,} records",
    )


def _format(name: str, made: Plan, stamp: Stamp, plain: float) -> Row:
    seconds, size = cpu(partial(_export, name, made, stamp), times=1)
    return Row(
        f"export {name}",
        len(made.records),
        seconds,
        goal=None if name in _SLOW else _GOAL,
        beside=f"{seconds / plain:.1f} × plain, {size / 1e6:.0f} MB",
    )


def _export(name: str, made: Plan, stamp: Stamp) -> int:
    options = Options(findings=made.findings, provider="aws")
    files = deliver(name, made.records, stamp=stamp, options=options).files
    return sum(consume(file.parts()) for file in files)


def _records(topology: Topology) -> int:
    """The records alone: findings have a goal of their own, see `bench.findings`."""
    with without_garbage_collection():
        return len(draft(Choices(topology), RULES.values()).records)


def _stamp(made: Plan) -> Stamp:
    return Stamp.of_plan(made.topology.name, made.records, made.findings, source="hoster.yaml")


def _plain(records: Sequence[Record]) -> int:
    return len("".join([f"{r.name}. {r.ttl} IN {r.type} {r.data}\n" for r in records]))


def _read_by_dnspython(records: Sequence[Record]) -> int:
    """The same records as zones of dnspython's objects: what the hot path avoids."""
    count = 0
    for (_, zone), group in groupby(records, attrgetter("view", "zone")):
        text = StringIO()
        for r in group:
            dot = "." if " " in r.data or r.type == "CNAME" else ""
            text.write(f"{r.name}. {r.ttl} IN {r.type} {r.data}{dot}\n")
        count += len(dns.zone.from_text(text.getvalue(), zone, check_origin=False).nodes)
    return count
