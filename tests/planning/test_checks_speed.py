"""No check looks at everything once for each thing."""

import gc
import time

import pytest

from lyncplanner.planning.checks import CHECKS, findings_of
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft, draft
from lyncplanner.planning.rules import RULES
from lyncplanner.planning.topology import Component, Role, SimpleUrl, Topology
from tests import builders as a

FEW, MANY = 250, 2000
MOST_GROWTH = 24
"""Eight times is linear, 64 times quadratic; the rest is noise."""


def hoster(count: int) -> Topology:
    names = [f"customer{i}.com" for i in range(count)]
    urls = (SimpleUrl(Component.MEET, f"https://meet.{name}", name) for name in names)
    return a.a_topology(
        sip_domains=tuple(map(a.a_sip_domain, names)),
        simple_urls=(*urls, a.a_simple_url("dialin", "https://dialin.customer0.com")),
    )


def one_host_for_all_urls(count: int) -> Topology:
    urls = (
        SimpleUrl(Component.MEET, f"https://lync.contoso.com/{'x/' * (i % 60)}{i // 60}", "x.com")
        for i in range(count)
    )
    return a.a_topology(simple_urls=tuple(urls))


def urls_without_an_address(count: int) -> Topology:
    urls = (
        SimpleUrl(Component.MEET, f"https://lync.contoso.com/{i}", f"{i}.com") for i in range(count)
    )
    pool = a.a_standard_edition_server(servers=(a.a_server("se01.contoso.net", "::"),))
    return a.a_topology(pool, simple_urls=tuple(urls))


def hosts_of_proxies(count: int) -> Topology:
    hosts = tuple(a.a_published_host(f"www{i}.contoso.com", "10.0.0.1") for i in range(count))
    proxies = (a.a_reverse_proxy("one", publishes=hosts), a.a_reverse_proxy("two", publishes=hosts))
    return a.a_topology(reverse_proxies=proxies)


def pools(count: int) -> Topology:
    many = (
        a.a_pool(
            f"pool{i}.contoso.net",
            servers=tuple(a.a_server(f"fe{i}-{j}.contoso.net", "192.168.10.91") for j in (1, 2)),
            paired_with="pool0.contoso.net",
        )
        for i in range(count)
    )
    return a.a_topology(*many, a.an_edge_pool())


def edge_pools(count: int) -> Topology:
    edges = (a.an_edge_pool(f"edge{i}.contoso.net", role=Role.EDGE) for i in range(count))
    return a.a_topology(a.a_pool(), *edges)


def sites(count: int) -> Topology:
    urls = (SimpleUrl(Component.DIALIN, f"https://d{i}.a.com", site=f"S{i}") for i in range(count))
    return a.a_topology(
        sites=tuple(a.a_site(f"S{i}") for i in range(count)),
        sip_domains=tuple(a.a_sip_domain(f"customer{i}.com") for i in range(count)),
        simple_urls=tuple(urls),
    )


ESTATES = (
    hoster,
    one_host_for_all_urls,
    urls_without_an_address,
    hosts_of_proxies,
    pools,
    edge_pools,
    sites,
)


def drafted(topology: Topology) -> Draft:
    return draft(Choices(topology), RULES.values())


def seconds(estate, count: int) -> float:
    """The faster of two runs over drafts that nothing has been asked of yet."""
    found = []
    for _ in range(2):
        fresh = drafted(estate(count))
        began = time.process_time()
        findings_of(fresh)
        found.append(time.process_time() - began)
    return min(found)


@pytest.fixture(autouse=True)
def _without_garbage_collection():
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("estate", ESTATES, ids=lambda estate: estate.__name__)
def test_the_time_grows_with_the_size_alone(estate):
    few, many = seconds(estate, FEW), seconds(estate, MANY)

    assert many < MOST_GROWTH * few


def test_findings_take_less_time_than_records():
    topology = hoster(3000)
    planning, finding = zip(*(_planning_and_finding(topology) for _ in range(3)), strict=True)

    assert min(finding) < min(planning)


def _planning_and_finding(topology: Topology) -> tuple[float, float]:
    began = time.process_time()
    fresh = drafted(topology)
    planned = time.process_time()
    findings_of(fresh, CHECKS)
    return planned - began, time.process_time() - planned
