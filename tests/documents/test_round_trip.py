"""What is written reads back as it was; what is read and written again stays as it is."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from lyncplanner.documents.reading import Kind, read
from lyncplanner.documents.topology_writer import plain, write_json, write_yaml
from lyncplanner.planning.topology import ReverseProxy, Topology
from tests.documents.strategies import topologies

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/topology.yaml"))


@given(topologies())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_topology_reads_back_from_yaml_as_it_was_written(topology):
    text = write_yaml(topology)

    again = read(text.encode())

    assert again.kind is Kind.YAML
    assert again.topology == topology
    assert write_yaml(again.topology) == text


@given(topologies())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_topology_reads_back_from_json_as_it_was_written(topology):
    text = write_json(topology)

    again = read(text.encode())

    assert again.kind is Kind.JSON
    assert again.topology == topology
    assert write_json(again.topology) == text


@given(topologies())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_other_yaml_readers_see_the_same_values(topology):
    assert yaml.load(write_yaml(topology), Loader=yaml.CSafeLoader) == plain(topology)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_a_case_survives_both_forms(case):
    topology = read(case.read_bytes()).topology

    assert read(write_yaml(topology).encode()).topology == topology
    assert read(write_json(topology).encode()).topology == topology


def test_a_short_topology_makes_a_short_document():
    assert write_yaml(Topology(name="Contoso")) == "format: lyncplanner-topology/1\nname: Contoso\n"


def test_a_proxy_without_addresses_is_written_with_an_address_that_is_not_known():
    topology = Topology(name="Contoso", reverse_proxies=(ReverseProxy("tmg01", ()),))

    [proxy] = read(write_yaml(topology).encode()).topology.reverse_proxies

    assert proxy.external_addresses == ("0.0.0.0",)


def test_a_proxy_that_publishes_nothing_is_told_from_one_that_publishes_all():
    nothing = ReverseProxy("tmg01", ("131.107.155.40",), publishes=())
    everything = ReverseProxy("tmg02", ("131.107.155.41",))
    topology = Topology(name="Contoso", reverse_proxies=(nothing, everything))

    assert read(write_yaml(topology).encode()).topology == topology
    assert "publishes: []" in write_yaml(topology)


DOCUMENT = """\
format: lyncplanner-topology/1
name: Contoso
product: skype-for-business-2015
dns:
  split_brain: false
  zones:
    internal: [contoso.net, contoso.com]
sip_domains:
  - name: contoso.com
    default: true
sites:
  - name: Redmond
  - name: "Portland: branch"
    kind: branch
    parent: Redmond
pools:
  - fqdn: pool01.contoso.net
    role: front-end
    site: Redmond
    load_balancing: dns
    servers:
      - {fqdn: fe01.contoso.net, addresses: [192.168.10.91, "2001:db8::91"]}
      - {fqdn: fe02.contoso.net}
    internal_web: {}
    external_web: {fqdn: webext.contoso.com}
  - fqdn: lsedge.contoso.net
    role: edge
    external:
      access: {fqdn: sip.contoso.com, port: 5061, addresses: [10.45.16.10]}
      web_conferencing:
        fqdn: webcon.contoso.com
        addresses: [10.45.16.20]
        nat_addresses: [131.107.155.20, 131.107.155.21]
    federation: true
reverse_proxies:
  - name: tmg01
    external_addresses: [131.107.155.40]
    publishes:
      - meet.contoso.com
      - {host: webext.contoso.com, addresses: [131.107.155.41]}
simple_urls:
  - {component: meet, url: "https://meet.contoso.com", sip_domain: contoso.com}
left_out:
  - reason: No phones here
    rule: device-update
"""


def test_a_document_is_laid_out_as_people_write_it():
    assert write_yaml(read(DOCUMENT.encode()).topology) == DOCUMENT
