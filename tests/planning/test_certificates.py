"""The names that each certificate needs, as Microsoft's certificate summaries have them."""

import time

import pytest
from hypothesis import given, settings

from lyncplanner.planning import wildcards
from lyncplanner.planning.certificate_changes import certificate_changes
from lyncplanner.planning.certificate_requests import quoted, request_lines
from lyncplanner.planning.certificates import Certificate, certificates
from lyncplanner.planning.names import is_hostname
from lyncplanner.planning.topology import (
    DomainMode,
    ExternalWeb,
    Product,
    SignIn,
    SignInHost,
    Topology,
)
from lyncplanner.planning.wildcards import Verdict
from tests import builders as a
from tests.planning.cases import the_case
from tests.planning.topologies import topologies

WEB = ("meet.contoso.com", "dialin.contoso.com", "admin.contoso.com")
AUTODISCOVER = ("lyncdiscoverinternal.contoso.com", "lyncdiscover.contoso.com")


def the_certificate(topology: Topology, kind: str, owner: str | None = None) -> Certificate:
    [found] = [c for c in certificates(topology) if c.kind == kind and owner in (None, c.owner)]
    return found


def test_the_reverse_proxy_has_the_published_hosts_and_the_first_pool_as_subject():
    farm = a.an_office_web_apps_farm(external_web=ExternalWeb("office.contoso.com"))
    topology = a.a_topology(a.a_director(), a.a_pool(), a.an_edge_pool(), farm)

    found = the_certificate(topology, "reverse-proxy")

    assert (found.owner, found.issuer, found.servers) == ("tmg01", "public", ())
    assert found.subject == "webext.contoso.com"
    assert found.sans == (
        "webext.contoso.com",
        "webdirext.contoso.com",
        "meet.contoso.com",
        "dialin.contoso.com",
        "lyncdiscover.contoso.com",
        "office.contoso.com",
    )
    assert found.source == "Certificate summary - Reverse proxy"


def test_each_reverse_proxy_has_what_it_publishes():
    topology = the_case(12)

    assert the_certificate(topology, "reverse-proxy", "rp1").sans == (
        "webext.contoso.com",
        "meet.contoso.com",
        "dialin.contoso.com",
        "lyncdiscover.contoso.com",
    )
    assert the_certificate(topology, "reverse-proxy", "rp2").subject == "webext2.contoso.com"


def test_a_reverse_proxy_that_publishes_nothing_needs_none():
    idle = a.a_reverse_proxy("idle", publishes=())
    topology = a.a_topology(reverse_proxies=(a.a_reverse_proxy(), idle))

    assert [c.owner for c in certificates(topology) if c.kind == "reverse-proxy"] == ["tmg01"]


def test_the_edge_outside_has_access_web_conferencing_and_sip_of_each_domain_not_av():
    domains = (
        a.a_sip_domain(),
        a.a_sip_domain("fabrikam.com", mode=DomainMode.HYBRID),
        a.a_sip_domain("litwareinc.com", mode=DomainMode.TEAMS_ONLY),
    )
    access = a.an_edge_service("access.contoso.com", "131.107.155.10")
    edge = a.an_edge_pool(external=a.edge_services(access=access))

    found = the_certificate(a.a_topology(a.a_pool(), edge, sip_domains=domains), "edge-external")

    assert (found.subject, found.issuer) == ("access.contoso.com", "public")
    assert found.sans == (
        "access.contoso.com",
        "webcon.contoso.com",
        "sip.contoso.com",
        "sip.fabrikam.com",
    )


def test_xmpp_adds_its_host_and_the_sip_domain_itself():
    domains = (a.a_sip_domain(), a.a_sip_domain("fabrikam.com", xmpp=False))
    pools = (a.a_pool(), a.an_edge_pool(xmpp=True))

    sans = the_certificate(a.a_topology(*pools, sip_domains=domains), "edge-external").sans

    assert {"xmpp.contoso.com", "contoso.com"} <= set(sans)
    assert not {"xmpp.fabrikam.com", "fabrikam.com"} & set(sans)
    newer = a.a_topology(*pools, product=Product.SKYPE_SE)
    assert "contoso.com" not in the_certificate(newer, "edge-external").sans


def test_the_edge_inside_has_the_pool_name_alone():
    found = the_certificate(the_case(3), "edge-internal")

    assert found.sans == (found.subject,) == (found.owner,)
    assert len(found.servers) > 1


def test_a_front_end_pool_that_signs_in_has_everything():
    found = the_certificate(a.a_topology(), "front-end")

    assert found.subject == "pool01.contoso.net"
    assert found.sans == (
        "pool01.contoso.net",
        "fe01.contoso.net",
        "fe02.contoso.net",
        "fe03.contoso.net",
        "webint.contoso.net",
        "webext.contoso.com",
        *WEB,
        *AUTODISCOVER,
        "sip.contoso.com",
    )
    assert found.source == "Certificate requirements for internal servers"


def test_where_a_director_signs_in_the_pool_has_no_sip_name():
    topology = a.a_topology(a.a_director(), a.a_pool(), a.an_edge_pool())

    assert "sip.contoso.com" not in the_certificate(topology, "front-end").sans
    director = the_certificate(topology, "director")
    assert director.sans == (
        "dir01.contoso.net",
        "webdirext.contoso.com",
        *WEB,
        *AUTODISCOVER,
        "sip.contoso.com",
    )
    assert director.source == "Certificate summary - Single Director"


def test_the_host_of_the_sign_in_srv_record_is_on_the_sign_in_pool():
    dns = a.dns_options(sign_in_host=SignInHost.POOL)
    sans = the_certificate(a.a_topology(dns=dns), "front-end").sans

    assert sans[-2:] == ("sip.contoso.com", "pool01.contoso.com")
    by_policy = a.dns_options(sign_in_host=SignInHost.POOL, sign_in=SignIn.GROUP_POLICY)
    assert (
        "pool01.contoso.com" not in the_certificate(a.a_topology(dns=by_policy), "front-end").sans
    )


def test_a_standard_edition_server_names_itself_once():
    found = the_certificate(a.a_topology(a.a_standard_edition_server()), "standard-edition")

    assert found.sans[:2] == ("se01.contoso.net", "webext.contoso.com")
    assert found.servers == ("se01.contoso.net",)


def test_a_site_s_own_simple_urls_are_on_its_own_pools_only():
    london = a.a_pool("pool02.contoso.net", site="London", servers=(), internal_web=None)
    urls = (
        *a.simple_urls(),
        a.a_simple_url("meet", "https://meet-london.contoso.com", site="London"),
    )
    topology = a.a_topology(
        a.a_pool(), london, sites=(a.a_site(), a.a_site("London")), simple_urls=urls
    )

    hosts = {
        owner: "meet-london.contoso.com" in the_certificate(topology, "front-end", owner).sans
        for owner in ("pool01.contoso.net", "pool02.contoso.net")
    }
    assert hosts == {"pool01.contoso.net": False, "pool02.contoso.net": True}


def test_a_farm_has_its_name_and_its_servers():
    farm = a.an_office_web_apps_farm(
        servers=(
            a.a_server("owa11.contoso.net", "192.168.10.120"),
            a.a_server("owa12.contoso.net", "192.168.10.121"),
        ),
        external_web=ExternalWeb("office.contoso.com"),
    )
    found = the_certificate(a.a_topology(a.a_pool(), farm), "office-web-apps")

    assert found.sans == ("owa01.contoso.net", "owa11.contoso.net", "owa12.contoso.net")


def test_names_that_no_host_can_have_stand_on_no_certificate():
    topology = a.a_topology(a.a_pool(external_web=ExternalWeb("web_ext.contoso.com")))

    assert not any("web_ext.contoso.com" in c.sans for c in certificates(topology))
    assert the_certificate(topology, "reverse-proxy").subject == "meet.contoso.com"


# Would this wildcard do?


def verdict(topology: Topology, kind: str, wildcard: str = "*.contoso.com") -> Verdict:
    [found] = [
        v
        for v in wildcards.verdicts(certificates(topology), wildcard)
        if v.certificate.kind == kind
    ]
    return found


def test_on_a_reverse_proxy_a_wildcard_stands_for_simple_urls_and_autodiscover():
    found = verdict(a.a_topology(), "reverse-proxy")

    assert found.does == "yes"
    assert found.covered == (
        "meet.contoso.com",
        "dialin.contoso.com",
        "lyncdiscover.contoso.com",
    )
    assert found.remaining == ()


def test_other_names_have_to_be_listed_besides():
    domains = (a.a_sip_domain(), a.a_sip_domain("fabrikam.com"))
    found = verdict(a.a_topology(a.a_director(), a.a_pool(), sip_domains=domains), "reverse-proxy")

    assert found.does == "in-part"
    assert found.remaining == ("webdirext.contoso.com", "lyncdiscover.fabrikam.com")
    assert found.unsupported == ("webdirext.contoso.com",)


@pytest.mark.parametrize("kind", ["edge-external", "edge-internal"])
def test_on_an_edge_pool_no_wildcard_does(kind):
    assert verdict(a.a_topology(), kind).does == "no"
    assert verdict(a.a_topology(), kind, "*.contoso.net").does == "no"


def test_a_wildcard_stands_for_one_label_only():
    urls = (a.a_simple_url("meet", "https://meet.lync.contoso.com"),)
    found = verdict(a.a_topology(simple_urls=urls), "reverse-proxy")

    assert "meet.lync.contoso.com" in found.remaining


@pytest.mark.parametrize("text", ["contoso.com", "*", "*contoso.com", "*.*.com", "a.*.com", ""])
def test_what_is_no_wildcard_is_refused_with_an_example(text):
    with pytest.raises(wildcards.BadWildcard, match=r"\*\.contoso\.com"):
        wildcards.parse(text)


def test_a_wildcard_is_read_as_people_type_it():
    assert wildcards.parse(" *.Contoso.com. ") == "*.contoso.com"


# What changes


def test_a_sip_domain_more_adds_its_names_to_the_certificates_that_hold_them():
    before = list(certificates(a.a_topology()))
    more = a.a_topology(sip_domains=(a.a_sip_domain(), a.a_sip_domain("fabrikam.com")))

    changes = {c.after.kind: c for c in certificate_changes(before, certificates(more))}
    assert changes["edge-external"].added == ("sip.fabrikam.com",)
    assert changes["reverse-proxy"].added == ("lyncdiscover.fabrikam.com",)
    assert "edge-internal" not in changes
    assert all(change.removed == () for change in changes.values())


def test_a_certificate_that_is_not_needed_any_more_comes_last():
    before = list(certificates(a.a_topology()))
    changes = list(certificate_changes(before, certificates(a.a_topology(a.a_pool()))))

    assert [(c.before.kind, c.after) for c in changes[-2:]] == [
        ("edge-external", None),
        ("edge-internal", None),
    ]
    assert list(certificate_changes(before, before)) == []


# Request-CsCertificate


def test_each_server_of_a_pool_asks_with_its_own_name_and_no_other_s():
    lines = [line for line in request_lines(certificates(a.a_topology())) if "'fe0" in line]

    assert len(lines) == 3
    assert lines[0] == (
        "Request-CsCertificate -New -Type Default,WebServicesInternal,WebServicesExternal"
        " -ComputerFqdn 'fe01.contoso.net' -FriendlyName 'front-end pool01.contoso.net'"
        " -KeySize 2048 -PrivateKeyExportable $false"
        " -DomainName 'pool01.contoso.net,fe01.contoso.net,webint.contoso.net,webext.contoso.com,"
        "meet.contoso.com,dialin.contoso.com,admin.contoso.com,lyncdiscoverinternal.contoso.com,"
        "lyncdiscover.contoso.com,sip.contoso.com' -Output 'fe01.contoso.net-front-end.req'"
    )


def test_an_edge_pool_asks_once_with_a_key_that_goes_to_the_other_servers():
    lines = [
        line
        for line in request_lines(certificates(the_case(3)))
        if "AccessEdgeExternal" in line or line.startswith("# Import")
    ]

    assert "-PrivateKeyExportable $true" in lines[0]
    assert "Import it with its private key on" in lines[1]


def test_internal_certificates_go_to_the_authority_and_public_ones_into_a_file():
    lines = list(request_lines(certificates(a.a_topology()), authority="ca01\\contoso's CA"))

    by_kind = {
        kind: next(x for x in lines if f"'{kind} " in x) for kind in ("front-end", "edge-external")
    }
    assert by_kind["front-end"].endswith("-CA 'ca01\\contoso''s CA'")
    assert "-Output" in by_kind["edge-external"]


def test_a_reverse_proxy_is_not_asked_for_by_this_cmdlet_and_no_name_leaves_its_comment():
    proxy = a.a_reverse_proxy("tmg01\nRemove-Item C:\\")
    lines = list(request_lines(certificates(a.a_topology(reverse_proxies=(proxy,)))))

    assert lines[0] == (
        "# reverse-proxy, tmg01 Remove-Item C:\\: not by this cmdlet; request it there with"
    )
    assert all(line.startswith(("#", "Request-CsCertificate ")) for line in lines)


@pytest.mark.parametrize("quote", ["'", "’", "‘", "‚", "‛"])
def test_no_quote_ends_a_string(quote):
    assert quoted(f"a{quote}; rm") == f"'a{quote}{quote}; rm'"


# Size, and whatever comes


def test_many_simple_urls_and_publishing_rules_cost_no_square():
    hosts = [f"meet{i}.contoso.com" for i in range(5000)]
    topology = a.a_topology(
        reverse_proxies=(
            a.a_reverse_proxy(publishes=tuple(a.a_published_host(host) for host in hosts)),
        ),
        simple_urls=tuple(a.a_simple_url("meet", f"https://{host}") for host in hosts),
    )

    began = time.process_time()
    assert len(the_certificate(topology, "reverse-proxy").sans) == 5000
    assert time.process_time() - began < 2


@settings(max_examples=80, deadline=None)
@given(topologies)
def test_any_topology_has_certificates_of_host_names_each_once(topology):
    found = list(certificates(topology))
    for certificate in found:
        assert certificate.sans[0] == certificate.subject
        assert len(set(certificate.sans)) == len(certificate.sans)
        assert all(map(is_hostname, certificate.sans))
    for line in request_lines(found):
        assert "\n" not in line
    assert len(list(wildcards.verdicts(found, "*.contoso.com"))) == len(found)
