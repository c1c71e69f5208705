"""Ten thousand pools and four thousand SIP domains are ordinary: read within seconds."""

import time
from collections.abc import Callable

import pytest

from lyncplanner.documents.reading import read
from lyncplanner.documents.topology_writer import write_json, write_yaml
from lyncplanner.planning.topology import (
    Component,
    ExternalWeb,
    InternalWeb,
    Pool,
    Role,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Topology,
)

POOLS, DOMAINS = 10_000, 4_000
SECONDS = 15
"""Of processor time; two on the machine that this was written on, and others are slower."""
NAMESPACE = 'xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008"'


def a_hoster() -> Topology:
    return Topology(
        "Hoster",
        sip_domains=tuple(SipDomain(f"d{n}.example.com") for n in range(DOMAINS)),
        sites=(Site("Redmond"),),
        pools=tuple(
            Pool(
                f"pool{n}.contoso.net",
                Role.FRONT_END,
                site="Redmond",
                servers=tuple(
                    Server(f"fe{n}-{m}.contoso.net", (f"10.{n // 250}.{n % 250}.{m}",))
                    for m in range(3)
                ),
                internal_web=InternalWeb(f"webint{n}.contoso.net", ("192.168.10.90",)),
                external_web=ExternalWeb(f"webext{n}.contoso.com"),
            )
            for n in range(POOLS)
        ),
        simple_urls=tuple(
            SimpleUrl(Component.MEET, f"https://meet.d{n}.example.com", f"d{n}.example.com")
            for n in range(DOMAINS)
        ),
    )


@pytest.mark.parametrize("write", [write_yaml, write_json])
def test_a_large_document_is_written_and_read_within_seconds(
    write: Callable[[Topology], str],
):
    topology = a_hoster()
    begun = time.process_time()

    again = read(write(topology).encode()).topology

    assert time.process_time() - begun < SECONDS
    assert again == topology


def a_published_topology() -> bytes:
    services = (
        ("UserServices", ""),
        ("Registrar", ""),
        ("WebServices", '<WebService><ExternalSettings Host="web{n}.contoso.com"/></WebService>'),
    )
    parts = [f'<Topology {NAMESPACE}><InternalDomains DefaultDomain="d0.example.com">']
    parts += [f'<InternalDomain Name="d{n}.example.com"/>' for n in range(DOMAINS)]
    parts += ["</InternalDomains><Sites>"]
    parts += ['<CentralSite SiteId="1"><Name>Redmond</Name></CentralSite></Sites><Clusters>']
    parts += [
        f'<Cluster Fqdn="pool{n}.contoso.net"><ClusterId SiteId="1" Number="{n}"/>'
        f'<Machine Fqdn="fe{n}.contoso.net"/></Cluster>\n'
        for n in range(POOLS)
    ]
    parts += ["</Clusters><Services>"]
    parts += [
        f'<Service ServiceVersion="7"><ServiceId SiteId="1" RoleName="{role}" Instance="{n}"/>'
        f'<InstalledOn><ClusterId SiteId="1" Number="{n}"/></InstalledOn>'
        f"{inner.format(n=n)}</Service>\n"
        for n in range(POOLS)
        for role, inner in services
    ]
    parts += ["</Services></Topology>"]
    return "".join(parts).encode()


def test_a_large_published_topology_is_read_within_seconds():
    content = a_published_topology()
    begun = time.process_time()

    topology = read(content).topology

    assert time.process_time() - begun < SECONDS
    assert (len(topology.pools), len(topology.sip_domains)) == (POOLS, DOMAINS)


def test_a_large_file_in_which_everything_is_wrong_is_refused_within_seconds():
    content = a_published_topology().replace(b'Fqdn="', b'Fqdn="a ')
    begun = time.process_time()

    with pytest.raises(Exception, match="and 19,900 more problems"):
        read(content)

    assert time.process_time() - begun < SECONDS
