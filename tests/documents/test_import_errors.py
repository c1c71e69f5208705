"""What people are told of an XML file that lacks something: the element, the line, what to do."""

from pathlib import Path

import pytest

from lyncplanner.documents.errors import BadDocument
from lyncplanner.documents.reading import read

SAMPLES = Path(__file__).parent / "samples"
BUILDER, PUBLISHED = "contoso-2013.tbxml", "fabrikam-2019.xml"
WHOLE = "Export the topology again, whole."
PARTIAL = "TopologyBuilder/NewTopology/PartialTopology"

CHANGES = [
    (
        BUILDER,
        ' Fqdn="Pool01.contoso.net"',
        "",
        f"{PARTIAL}/CentralSites/CentralSite[1]/Clusters/Cluster[1]/@Fqdn: "
        f"Cluster lacks its attribute Fqdn. {WHOLE}",
    ),
    (
        BUILDER,
        'Fqdn="Pool01.contoso.net"',
        'Fqdn="pool 01"',
        f"{PARTIAL}/CentralSites/CentralSite[1]/Clusters/Cluster[1]/@Fqdn: "
        '"pool 01" can\'t be a name: a name has no blanks or control characters.',
    ),
    (
        BUILDER,
        'IPAddress="192.168.10.92"',
        'IPAddress="192.168.10.292"',
        f"{PARTIAL}/CentralSites/CentralSite[1]/Clusters/Cluster[1]/Machines/Machine[2]/"
        'NetInterface[1]/@IPAddress: "192.168.10.292" is no IPv4 or IPv6 address. '
        "Write one like 192.168.10.91 or 2001:db8::91.",
    ),
    (
        BUILDER,
        'InstalledOn="cluster-edge"',
        'InstalledOn="cluster-x"',
        f'{PARTIAL}/Services/Service[12]/@InstalledOn: "cluster-x" is the UniqueId of no '
        "Cluster or SqlInstance.",
    ),
    (
        BUILDER,
        'UniqueId="cluster-dir"',
        'UniqueId="cluster-pool01"',
        f"{PARTIAL}/CentralSites/CentralSite[1]/Clusters/Cluster[2]: "
        '"cluster-pool01" is the UniqueId of another element, too. Give each its own.',
    ),
    (
        BUILDER,
        'ActiveUrl="https://admin.contoso.com"',
        "",
        f"{PARTIAL}/SimpleUrlConfiguration/SimpleUrl[1]/@ActiveUrl: "
        f"SimpleUrl lacks its attribute ActiveUrl. {WHOLE}",
    ),
    (
        BUILDER,
        'Component="Cscp"',
        'Component="Chat"',
        f"{PARTIAL}/SimpleUrlConfiguration/SimpleUrl[1]/@Component: "
        '"Chat" is no component that has a simple URL: Meet, Dialin or Cscp.',
    ),
    (
        BUILDER,
        'Port="5269"',
        'Port="70000"',
        f"{PARTIAL}/Services/Service[12]/Ports/Port[8]/@Port: "
        '"70000" has to be a number from 1 to 65535.',
    ),
    (
        BUILDER,
        ">London<",
        ">Redmond<",
        f"{PARTIAL}/CentralSites/CentralSite[2]/Name: "
        '"Redmond" is the name of another site, too. Give each its own.',
    ),
    (
        BUILDER,
        "NewTopology>",
        "Topology>",
        f"TopologyBuilder: TopologyBuilder has no element NewTopology/PartialTopology. {WHOLE}",
    ),
    (
        PUBLISHED,
        "Sites>",
        "Places>",
        f"Topology: Topology has no element Sites. {WHOLE}",
    ),
    (
        PUBLISHED,
        "<Name>Oslo</Name>",
        "",
        f"Topology/Sites/CentralSite[1]: CentralSite has no element Name. {WHOLE}",
    ),
    (
        PUBLISHED,
        "<Name>Oslo</Name>",
        "<Name> </Name>",
        "Topology/Sites/CentralSite[1]/Name: This text is empty.",
    ),
    (
        PUBLISHED,
        '<ClusterId SiteId="1" Number="4" />\n      <Machine',
        '<ClusterId SiteId="7" Number="4" />\n      <Machine',
        'Topology/Clusters/Cluster[6]/ClusterId/@SiteId: "7" is the SiteId of no site.',
    ),
    (
        PUBLISHED,
        ' RoleName="EdgeServer" Instance="1" />\n      <DependsOn',
        ' Instance="1" />\n      <DependsOn',
        "Topology/Services/Service[13]/ServiceId/@RoleName: "
        f"ServiceId lacks its attribute RoleName. {WHOLE}",
    ),
    (
        PUBLISHED,
        'ServiceVersion="7"',
        'ServiceVersion="seven"',
        'Topology/Services/Service[14]/@ServiceVersion: "seven" has to be a number from 0 to 999.',
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), CHANGES)
def test_what_a_file_lacks_is_told_by_element_and_line(name, old, new, said):
    text = (SAMPLES / name).read_text("utf-8-sig")
    assert old in text
    text = text.replace(old, new)

    with pytest.raises(BadDocument) as caught:
        read(text.encode())

    first = caught.value.problems[0]
    element = first.place.partition("/@")[0].rpartition("/")[2].partition("[")[0]
    assert f"{first.place}: {first.message}" == said
    assert first.line is not None
    assert f"<{element}" in text.splitlines()[first.line - 1]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_lines():
    text = (SAMPLES / PUBLISHED).read_text()
    text = text.replace('IPAddress="10.1.0.11"', 'IPAddress="10.1.0.x"')
    text = text.replace('Host="web02.fabrikam.com"', 'Host="web 02"')
    text = text.replace('DefaultDomain="fabrikam.com"', "")

    with pytest.raises(BadDocument) as caught:
        read(text.encode())

    assert [problem.place.rpartition("@")[2] for problem in caught.value.problems] == [
        "DefaultDomain",
        "IPAddress",
        "Host",
    ]


def test_a_pool_without_machines_is_an_error_and_a_file_store_without_is_none():
    text = (SAMPLES / PUBLISHED).read_text()
    machine = '      <Machine OrdinalInCluster="1" Fqdn="files01.fabrikam.net" />\n'
    assert machine in text

    assert read(text.replace(machine, "").encode()).topology.pools

    start = text.index('      <Machine OrdinalInCluster="1" Fqdn="dir01')
    end = text.index("</Machine>\n", start) + len("</Machine>\n")
    with pytest.raises(BadDocument, match='Cluster "dir01.fabrikam.net" has no element Machine'):
        read((text[:start] + text[end:]).encode())
