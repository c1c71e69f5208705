"""SIP domains in Microsoft 365, and pairs behind GeoDNS."""

from lyncplanner.planning.topology import DomainMode, ExternalWeb, InternalWeb, WithoutSplitBrain
from tests import builders as a
from tests.planning.planned import data, levels, names, subjects


def teams_only(**changes):
    domains = (a.a_sip_domain(), a.a_sip_domain("fabrikam.com", mode=DomainMode.TEAMS_ONLY))
    return a.a_topology(sip_domains=domains, **changes)


def a_pair(**changes):
    second = a.a_pool(
        "pool02.contoso.net",
        servers=(a.a_server("fe11.contoso.net", "192.168.20.91"),),
        internal_web=InternalWeb("webint2.contoso.net", ("192.168.20.90",)),
        external_web=ExternalWeb("webext2.contoso.com"),
        paired_with="pool01.contoso.net",
    )
    pools = (a.a_pool(paired_with="pool02.contoso.net"), second)
    options = {"geo_dns": "geo.contoso.com", **changes}
    return a.a_topology(*pools, dns=a.dns_options(**options))


def test_a_teams_only_domain_leads_to_microsoft_365():
    topology = teams_only()

    assert data(topology, "external", "_sip._tls.fabrikam.com") == [
        "SRV 100 1 443 sipdir.online.lync.com"
    ]
    assert data(topology, "external", "_sipfederationtls._tcp.fabrikam.com") == [
        "SRV 100 1 5061 sipfed.online.lync.com"
    ]
    assert data(topology, "external", "sip.fabrikam.com") == ["CNAME sipdir.online.lync.com"]
    assert data(topology, "external", "lyncdiscover.fabrikam.com") == [
        "CNAME webdir.online.lync.com"
    ]


def test_a_teams_only_domain_gets_none_of_the_rules_for_domains_here():
    inside = names(teams_only(), "internal")

    assert not {"lyncdiscoverinternal.fabrikam.com", "sipinternal.fabrikam.com"} & inside


def test_inside_a_teams_only_domain_is_repeated_where_an_internal_zone_holds_it():
    assert levels(teams_only(), "internal", "sip.fabrikam.com") == {"conditional"}
    apart = teams_only(dns=a.dns_options(internal_zones=("contoso.com", "contoso.net")))
    assert "sip.fabrikam.com" not in names(apart, "internal")


def test_a_teams_only_domain_is_planned_even_where_there_is_no_outside():
    topology = a.a_topology(
        a.a_pool(),
        sip_domains=(a.a_sip_domain("fabrikam.com", mode=DomainMode.TEAMS_ONLY),),
        reverse_proxies=(),
    )

    assert "sip.fabrikam.com" in names(topology, "external")


def test_an_alias_to_microsoft_365_at_its_zones_own_name_is_an_error():
    topology = teams_only(dns=a.dns_options(external_zones=("sip.fabrikam.com", "contoso.com")))

    assert data(topology, "external", "sip.fabrikam.com") == []
    assert subjects(topology, "cname.at-apex") == ["sip.fabrikam.com"]


def test_paired_pools_are_reached_by_an_alias_in_each_view():
    topology = a_pair()

    assert data(topology, "internal", "meet.contoso.com") == ["CNAME meet-int.geo.contoso.com"]
    assert data(topology, "external", "meet.contoso.com") == ["CNAME meet-ext.geo.contoso.com"]
    assert data(topology, "internal", "meet-int.geo.contoso.com") == [
        "A 192.168.10.90",
        "A 192.168.20.90",
    ]
    assert data(topology, "external", "meet-ext.geo.contoso.com") == ["A 131.107.155.40"]
    assert data(topology, "perimeter", "meet.contoso.com") == [
        "A 192.168.10.90",
        "A 192.168.20.90",
    ]


def test_autodiscover_is_geo_balanced_on_its_own_side():
    topology = a_pair()

    assert data(topology, "internal", "lyncdiscoverinternal.contoso.com") == [
        "CNAME lyncdiscoverint-int.geo.contoso.com"
    ]
    assert "lyncdiscover.contoso.com" not in names(topology, "internal")
    assert "lyncdiscoverinternal.contoso.com" not in names(topology, "external")


def test_the_admin_url_is_never_geo_balanced():
    assert data(a_pair(), "internal", "admin.contoso.com") == ["A 192.168.10.90"]


def test_without_a_pair_geo_dns_changes_nothing():
    topology = a.a_topology(dns=a.dns_options(geo_dns="geo.contoso.com"))

    assert data(topology, "internal", "meet.contoso.com") == ["A 192.168.10.90"]


def test_a_pin_point_zone_holds_the_addresses_instead_of_the_alias():
    topology = a_pair(split_brain=False, without_split_brain=WithoutSplitBrain.PIN_POINT)

    assert data(topology, "internal", "meet.contoso.com") == [
        "A 192.168.10.90",
        "A 192.168.20.90",
    ]
    assert not any(name.endswith(".geo.contoso.com") for name in names(topology, "internal"))


def test_a_label_that_grows_too_long_is_a_finding():
    long = f"{'a' * 50}.{'b' * 20}.contoso.com"
    sites = (a.a_site(), a.a_site("Tokyo"))
    tokyo = a.a_pool(
        "pool03.contoso.net",
        site="Tokyo",
        servers=(a.a_server("fe31.contoso.net", "192.168.30.1"),),
        internal_web=InternalWeb("webint3.contoso.net", ("192.168.30.9",)),
        external_web=None,
        paired_with="pool02.contoso.net",
    )
    base = a_pair()
    urls = (
        a.a_simple_url("meet", f"https://{'a' * 50}.contoso.com"),
        a.a_simple_url("dialin", f"https://{long}", site="Tokyo"),
    )
    topology = a.a_topology(
        *base.pools, tokyo, dns=base.dns, sites=sites, simple_urls=urls, reverse_proxies=()
    )

    label = long.replace(".", "-")
    assert f"{label}-int.geo.contoso.com" in subjects(topology, "name.not-a-hostname")
