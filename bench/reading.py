"""Reading a large topology document: bytes → Topology."""

from collections.abc import Iterator
from functools import partial

from bench.estates import hoster
from bench.rows import Row, cpu
from lyncplanner.documents.reading import read
from lyncplanner.documents.topology_writer import write_json, write_yaml
from lyncplanner.planning.topology import Pool, Role, Server, Topology

_POOLS = 10_000
_RECORDS = 100_000


def measure() -> Iterator[Row]:
    """An estate of very many pools and a hoster of very many SIP domains, in both forms."""
    for what, topology in (("pools", _estate()), ("SIP domains", hoster(_RECORDS))):
        count = len(topology.pools) if what == "pools" else len(topology.sip_domains)
        for form, write in (("YAML", write_yaml), ("JSON", write_json)):
            content = write(topology).encode()
            seconds, _ = cpu(partial(read, content), times=1)
            beside = f"{len(content) / 1e6:.1f} MB"
            yield Row(f"read {what}, {form}", count, seconds, beside=beside)


def _estate() -> Topology:
    return Topology(
        "Estate",
        pools=tuple(
            Pool(
                f"pool{number}.contoso.net",
                Role.FRONT_END,
                servers=(Server(f"fe{number}.contoso.net", (_address(number),)),),
            )
            for number in range(_POOLS)
        ),
    )


def _address(number: int) -> str:
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
