"""Findings beside the planning of the same records, and where a check could turn quadratic."""

import gc
import math
from collections.abc import Callable, Iterator

from bench.estates import hoster
from bench.rows import Row, cpu
from lyncplanner.planning.checks import findings_of
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft, draft
from lyncplanner.planning.plan import without_garbage_collection
from lyncplanner.planning.rules import RULES
from lyncplanner.planning.topology import (
    Component,
    ExternalWeb,
    InternalWeb,
    Pool,
    PublishedHost,
    ReverseProxy,
    Role,
    Server,
    SimpleUrl,
    SipDomain,
    Topology,
)

_RECORDS = 100_000
_GOAL_EXPONENT = 1.25
"""A quadratic check has 2; of small times a part is noise."""


def measure() -> Iterator[Row]:
    """Findings of a large plan, then of what there can be very many of, each with its growth."""
    topology = hoster(_RECORDS)
    planning, drafted = cpu(lambda: _drafted(topology))
    seconds = _seconds(topology)
    count = len(drafted.records)
    beside = f"{seconds / planning:.2f} × planning the records ({planning:.2f} s)"
    yield Row("findings of a large plan", count, seconds, goal=planning, beside=beside)
    yield from _growing("findings: simple URLs", 5_000, _simple_urls)
    yield from _growing("findings: hosts in publishes", 5_000, _published_hosts)
    yield from _growing("findings: pools", 2_000, _pools)
    yield from _growing("findings: SIP domains", 4_000, _sip_domains)


def _growing(what: str, size: int, estate: Callable[[int], Topology]) -> Iterator[Row]:
    few, many = _seconds(estate(size // 4)), _seconds(estate(size))
    exponent = math.log(many / few) / math.log(4)
    yield Row(what, size, many)
    yield Row("  growth, exponent", size, exponent, unit="", goal=_GOAL_EXPONENT)


def _drafted(topology: Topology) -> Draft:
    with without_garbage_collection():
        return draft(Choices(topology), RULES.values())


def _seconds(topology: Topology) -> float:
    """The fastest of three runs, each over a draft that nothing has been asked of yet.

    Without garbage collection, as `plan` runs them.
    """
    drafts = [_drafted(topology) for _ in range(3)]
    gc.disable()
    try:
        seconds, _ = cpu(lambda: findings_of(drafts.pop()))
    finally:
        gc.enable()
    return seconds


def _topology(**changes: object) -> Topology:
    values = {
        "sip_domains": (SipDomain("contoso.com"),),
        "pools": (_pool(0),),
        "reverse_proxies": (ReverseProxy("tmg01", ("131.107.155.40",)),),
        "simple_urls": (SimpleUrl(Component.DIALIN, "https://dialin.contoso.com"),),
    }
    return Topology(name="Contoso", **{**values, **changes})  # type: ignore[arg-type]


def _pool(number: int) -> Pool:
    servers = (Server(f"fe{number}a.contoso.net", (f"10.0.{number // 256}.{number % 256}",)),)
    return Pool(
        f"pool{number}.contoso.net",
        Role.FRONT_END,
        servers=(*servers, Server(f"fe{number}b.contoso.net", ("192.168.10.92",))),
        internal_web=InternalWeb(f"webint{number}.contoso.net", ("192.168.10.90",)),
        external_web=ExternalWeb(f"webext{number}.contoso.com"),
        paired_with="pool0.contoso.net",
    )


def _simple_urls(count: int) -> Topology:
    """All on one host, half of them the beginning of the next."""
    urls = (
        SimpleUrl(
            Component.MEET, f"https://lync.contoso.com/m{i // 2}{'/x' * (i % 2)}", f"d{i}.com"
        )
        for i in range(count)
    )
    return _topology(simple_urls=tuple(urls))


def _published_hosts(count: int) -> Topology:
    hosts = tuple(PublishedHost(f"www{i}.contoso.com", ("131.107.155.41",)) for i in range(count))
    return _topology(reverse_proxies=(ReverseProxy("tmg01", ("131.107.155.40",), publishes=hosts),))


def _pools(count: int) -> Topology:
    return _topology(pools=tuple(_pool(number) for number in range(count)))


def _sip_domains(count: int) -> Topology:
    return _topology(sip_domains=tuple(SipDomain(f"customer{i}.com") for i in range(count)))
