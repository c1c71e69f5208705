"""A new name reaches everything that refers to the object, and nothing else."""

from dataclasses import replace

import pytest

from lyncplanner.planning.domain_renaming import rename_sip_domain
from lyncplanner.planning.plan import plan
from lyncplanner.planning.renaming import (
    CannotRename,
    rename_pool,
    rename_reverse_proxy,
    rename_server,
    rename_site,
)
from lyncplanner.planning.rewriting import rewritten
from lyncplanner.planning.topology import InternalWeb, PublishedHost, Role, SiteKind
from tests.builders import (
    a_left_out,
    a_pool,
    a_reverse_proxy,
    a_server,
    a_simple_url,
    a_sip_domain,
    a_site,
    a_standard_edition_server,
    a_topology,
    an_edge_pool,
    an_office_web_apps_farm,
    dns_options,
)


def changed(before, after):
    """Where something changed, and to what."""
    return [(".".join(r.path), r.subject, r.after) for r in rewritten(before, after)]


def test_a_pool_is_called_by_its_new_name_wherever_it_is_referred_to():
    topology = a_topology(
        a_pool(),
        a_pool("pool02.contoso.net", servers=(), paired_with="pool01.contoso.net"),
        an_edge_pool(next_hop="pool01.contoso.net"),
        left_out=(a_left_out(name="pool01.contoso.net"),),
    )

    renamed = rename_pool(topology, 0, "pool09.contoso.net")

    assert changed(topology, renamed) == [
        ("fqdn", "pool01.contoso.net", "pool09.contoso.net"),
        ("paired_with", "pool02.contoso.net", "pool09.contoso.net"),
        ("next_hop", "lsedge.contoso.net", "pool09.contoso.net"),
        ("name", "pool01.contoso.net", "pool09.contoso.net"),
    ]


def test_no_finding_comes_of_a_rename():
    topology = a_topology(a_pool(), an_edge_pool())

    renamed = rename_pool(topology, 0, "pool09.contoso.net")

    assert len(plan(renamed).findings) == len(plan(topology).findings)


def test_a_standard_edition_server_is_renamed_with_its_pool():
    renamed = rename_pool(a_topology(a_standard_edition_server()), 0, "se02.contoso.net")

    assert renamed.pools[0].fqdn == renamed.pools[0].servers[0].fqdn == "se02.contoso.net"


def test_a_pool_called_like_its_server_is_renamed_with_the_server():
    topology = a_topology(a_standard_edition_server())

    assert rename_server(topology, 0, 0, "se02.contoso.net") == rename_pool(
        topology, 0, "se02.contoso.net"
    )


def test_a_server_of_a_pool_leaves_the_pool_its_name():
    topology = a_topology(dns=dns_options(time_server="fe01.contoso.net"))

    renamed = rename_server(topology, 0, 0, "fe09.contoso.net")

    assert changed(topology, renamed) == [
        ("time_server", "", "fe09.contoso.net"),
        ("servers.fe01.contoso.net.fqdn", "pool01.contoso.net", "fe09.contoso.net"),
    ]


def test_a_computer_that_serves_two_pools_is_renamed_in_both():
    topology = a_topology(
        a_pool(servers=(a_server("fe01.contoso.net"),)),
        a_pool("med.contoso.net", role=Role.MEDIATION, servers=(a_server("fe01.contoso.net"),)),
    )

    renamed = rename_server(topology, 0, 0, "fe09.contoso.net")

    assert [pool.servers[0].fqdn for pool in renamed.pools] == ["fe09.contoso.net"] * 2


def test_a_farm_that_is_published_by_its_own_name_stays_published():
    topology = a_topology(
        an_office_web_apps_farm(),
        reverse_proxies=(
            a_reverse_proxy(publishes=(PublishedHost("owa01.contoso.net", ("131.107.155.41",)),)),
        ),
    )

    renamed = rename_pool(topology, 0, "owa02.contoso.net")

    assert renamed.reverse_proxies[0].publishes == (
        PublishedHost("owa02.contoso.net", ("131.107.155.41",)),
    )


def test_a_simple_url_on_the_pools_own_name_keeps_its_path():
    topology = a_topology(
        a_standard_edition_server(),
        simple_urls=(a_simple_url("meet", "https://se01.contoso.net:443/Meet"),),
    )

    renamed = rename_pool(topology, 0, "se02.contoso.net")

    assert renamed.simple_urls[0].url == "https://se02.contoso.net:443/Meet"


def test_of_two_pools_with_one_name_one_is_renamed_and_references_stay():
    topology = a_topology(a_pool(), a_pool(servers=()), an_edge_pool())

    renamed = rename_pool(topology, 1, "pool02.contoso.net")

    assert changed(topology, renamed) == [("fqdn", "pool01.contoso.net", "pool02.contoso.net")]


def test_an_internal_web_name_that_is_the_pools_own_follows_it():
    topology = a_topology(a_pool(internal_web=InternalWeb("pool01.contoso.net")))

    renamed = rename_pool(topology, 0, "pool02.contoso.net")

    assert renamed.pools[0].internal_web == InternalWeb("pool02.contoso.net")


def test_a_site_takes_its_branches_pools_and_urls_along():
    topology = a_topology(
        sites=(a_site(), a_site("Bellevue", kind=SiteKind.BRANCH, parent="Redmond")),
        simple_urls=(a_simple_url(site="Redmond"),),
    )

    renamed = rename_site(topology, 0, "Seattle")

    assert [where for where, _, _ in changed(topology, renamed)] == [
        "name",
        "parent",
        "site",
        "site",
        "site",
    ]
    assert plan(renamed).records == plan(topology).records


def test_nothing_but_the_reverse_proxy_has_its_name():
    topology = a_topology()

    renamed = rename_reverse_proxy(topology, 0, "tmg09")

    assert changed(topology, renamed) == [("name", "tmg01", "tmg09")]


@pytest.mark.parametrize(
    ("rename", "said"),
    [
        (lambda t: rename_pool(t, 0, "pool01.contoso.net"), "called pool01.contoso.net already"),
        (lambda t: rename_pool(t, 0, "lsedge.contoso.net"), "There is a pool called lsedge"),
        (lambda t: rename_pool(t, 1, "fe01.contoso.net"), "A server of pool01.contoso.net"),
        (lambda t: rename_server(t, 0, 0, "fe02.contoso.net"), "A server of pool01.contoso.net"),
        (lambda t: rename_server(t, 0, 0, "pool01.contoso.net"), "There is a pool called pool01"),
        (lambda t: rename_site(t, 0, "Chicago"), "Another site is called Chicago"),
        (lambda t: rename_reverse_proxy(t, 0, "tmg01"), "called tmg01 already"),
        (
            lambda t: rename_sip_domain(t, 0, "fabrikam.com", names_too=True),
            "fabrikam.com is a SIP domain already",
        ),
    ],
)
def test_a_name_that_is_taken_is_refused(rename, said):
    topology = a_topology(
        sites=(a_site(), a_site("Chicago")),
        sip_domains=(a_sip_domain(), a_sip_domain("fabrikam.com")),
    )

    with pytest.raises(CannotRename, match=said):
        rename(topology)


def test_a_sip_domain_takes_its_outside_names_along():
    topology = a_topology(
        dns=dns_options(external_zones=("contoso.com",), internal_zones=("contoso.net",)),
        reverse_proxies=(a_reverse_proxy(publishes=(PublishedHost("webext.contoso.com"),)),),
        left_out=(a_left_out(name="lyncdiscover.contoso.com"),),
    )

    renamed = rename_sip_domain(topology, 0, "fabrikam.com", names_too=True)

    assert [after for _, _, after in changed(topology, renamed)] == [
        "fabrikam.com",
        "fabrikam.com",
        "webext.fabrikam.com",
        "sip.fabrikam.com",
        "webcon.fabrikam.com",
        "av.fabrikam.com",
        "webext.fabrikam.com",
        "https://meet.fabrikam.com",
        "fabrikam.com",
        "https://dialin.fabrikam.com",
        "https://admin.fabrikam.com",
        "lyncdiscover.fabrikam.com",
    ]
    assert not any("contoso.com" in record.name for record in plan(renamed).records)


def test_a_sip_domain_alone_leaves_the_names_and_keeps_their_zone():
    topology = a_topology(dns=dns_options(external_zones=("contoso.com",)))

    renamed = rename_sip_domain(topology, 0, "fabrikam.com", names_too=False)

    assert renamed.pools == topology.pools
    assert renamed.dns.external_zones == ("contoso.com", "fabrikam.com")
    assert renamed.simple_urls[0] == replace(topology.simple_urls[0], sip_domain="fabrikam.com")


def test_computers_keep_their_names_when_their_domain_is_a_sip_domain_too():
    topology = a_topology(
        a_pool("pool01.contoso.com", servers=(a_server("fe01.contoso.com"),)),
        dns=dns_options(internal_zones=("contoso.com",)),
    )

    renamed = rename_sip_domain(topology, 0, "fabrikam.com", names_too=True)

    assert renamed.pools[0].fqdn == "pool01.contoso.com"
    assert renamed.dns.internal_zones == ("contoso.com", "fabrikam.com")


def test_names_in_a_sip_domain_below_stay_there():
    topology = a_topology(
        sip_domains=(a_sip_domain(), a_sip_domain("emea.contoso.com")),
        simple_urls=(
            a_simple_url("meet", "https://meet.emea.contoso.com", sip_domain="emea.contoso.com"),
        ),
    )

    renamed = rename_sip_domain(topology, 0, "fabrikam.com", names_too=True)

    assert renamed.simple_urls == topology.simple_urls
    assert renamed.sip_domains[1] == topology.sip_domains[1]
