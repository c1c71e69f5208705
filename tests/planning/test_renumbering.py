"""A network moves to another prefix, with every host in its place."""

import pytest

from lyncplanner.planning.renumbering import (
    CannotRenumber,
    addresses_of,
    network,
    networks_in_use,
    renumber,
)
from lyncplanner.planning.rewriting import rewritten
from lyncplanner.planning.topology import PublishedHost
from tests.builders import (
    a_pool,
    a_reverse_proxy,
    a_server,
    a_topology,
    an_edge_pool,
    an_edge_service,
    edge_services,
)


def moved(topology, old, new):
    return renumber(topology, network(old), network(new))


def test_hosts_keep_their_bits_in_the_new_network():
    topology = a_topology(a_pool())

    [pool] = moved(topology, "192.168.10.0/24", "10.1.2.0/24").pools

    assert [server.addresses for server in pool.servers] == [
        ("10.1.2.91",),
        ("10.1.2.92",),
        ("10.1.2.93",),
    ]
    assert pool.internal_web.addresses == ("10.1.2.90",)


def test_ipv6_is_renumbered_in_its_short_form():
    topology = a_topology(a_pool(servers=(a_server("fe01.contoso.net", "2001:db8:10::91"),)))

    renumbered = moved(topology, "2001:db8:10::/64", "2001:db8:20::/64")

    assert renumbered.pools[0].servers[0].addresses == ("2001:db8:20::91",)


def test_every_kind_of_address_is_renumbered():
    topology = a_topology(
        a_pool(vip=("131.107.155.1",)),
        an_edge_pool(
            external=edge_services(
                access=an_edge_service(
                    "sip.contoso.com", "131.107.155.2", nat_addresses=("131.107.155.3",)
                )
            )
        ),
        reverse_proxies=(
            a_reverse_proxy(
                "tmg01",
                "131.107.155.4",
                internal_addresses=("131.107.155.5",),
                publishes=(PublishedHost("meet.contoso.com", ("131.107.155.6",)),),
            ),
        ),
    )

    renumbered = moved(topology, "131.107.155.0/24", "131.107.156.0/24")

    assert not any(address.startswith("131.107.155.") for address in addresses_of(renumbered))
    assert len(list(rewritten(topology, renumbered))) == 8


def test_what_lies_elsewhere_stays():
    topology = a_topology()

    renumbered = moved(topology, "192.168.10.91/32", "192.168.10.99/32")

    assert [(r.path, r.before, r.after) for r in rewritten(topology, renumbered)] == [
        (("servers", "fe01.contoso.net", "addresses"), "192.168.10.91", "192.168.10.99")
    ]
    assert renumbered.reverse_proxies is topology.reverse_proxies


def test_addresses_that_are_not_known_stay_so():
    topology = a_topology(
        a_pool(vip=("0.0.0.0",), servers=(a_server("fe01.contoso.net", "0.1.2.3"),))
    )

    [pool] = moved(topology, "0.0.0.0/8", "10.0.0.0/8").pools

    assert pool.vip == ("0.0.0.0",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("192.168.10.0/24", "2001:db8::/64", "IPv4 and .* IPv6"),
        ("192.168.10.0/24", "10.0.0.0/8", "not of one size. Type a network of length /24"),
        ("192.168.10.0/24", "192.168.10.0/24", "is the same network"),
        ("192.0.2.0/24", "10.0.0.0/24", "No address is in 192.0.2.0/24"),
        ("192.168.10.0/24", "172.25.33.0/24", "172.25.33.91 in 172.25.33.0/24 is in use already"),
    ],
)
def test_networks_that_cannot_take_each_others_place_are_refused(old, new, said):
    taken = an_edge_pool(servers=(a_server("lsedge.contoso.net", "172.25.33.91"),))

    with pytest.raises(CannotRenumber, match=said):
        moved(a_topology(a_pool(), taken), old, new)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("192.168.10.0", "with its length"),
        ("192.168.10.0/33", "is no network"),
        ("contoso.net/24", "is no network"),
        ("192.168.10.91/24", "is a host in 192.168.10.0/24. Type 192.168.10.0/24"),
        ("", "with its length"),
    ],
)
def test_text_that_is_no_network_is_refused(text, said):
    with pytest.raises(CannotRenumber, match=said):
        network(text)


def test_the_networks_in_use_are_told_the_fullest_first():
    found = [(str(network), count) for network, count in networks_in_use(a_topology())]

    assert found == [("192.168.10.0/24", 4), ("131.107.155.0/24", 4), ("172.25.33.0/24", 1)]
