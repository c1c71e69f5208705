"""What people are told of a document that can't be read: the place, the line, what to do."""

import json

import pytest

from lyncplanner.documents.errors import MOST_KEPT, MOST_SHOWN, BadDocument, Problem
from lyncplanner.documents.reading import read

HEAD = "format: lyncplanner-topology/1\nname: Contoso\n"
ROLES = (
    "Write front-end, standard-edition, director, edge, mediation, persistent-chat, "
    "survivable-branch, trusted-application, office-web-apps, back-end or video-interop."
)
ADDRESSES = "Write one like 192.168.10.91 or 2001:db8::91."

DOCUMENTS = [
    ("", ["The file is empty."]),
    ("\n \n", ["The file is empty."]),
    (
        "hello",
        [
            "line 1: This is no topology document: it begins with the key format: "
            "lyncplanner-topology/1, and has keys like name, sip_domains and pools."
        ],
    ),
    (
        "format: lyncplanner-plan/1\nrecords: []\n",
        ["This is a plan. Give the topology that it was made from."],
    ),
    (
        "name: Contoso",
        ["line 1, format: This key is missing. Give lyncplanner-topology/1."],
    ),
    (
        "format: lyncplanner-topology/2\nname: Contoso",
        [
            'line 1, format: "lyncplanner-topology/2" is not read here. '
            "Write lyncplanner-topology/1."
        ],
    ),
    (
        "format: lyncplanner-topology/1",
        ["line 1, name: This key is missing. Give the deployment's name."],
    ),
    (
        f"{HEAD}a: b: c",
        [
            "line 3: This is no YAML: mapping values are not allowed in this context. "
            "Look at this line and the one above it."
        ],
    ),
    (
        f"{HEAD}pools: [",
        [
            "line 3: This is no YAML: did not find expected node content. "
            "Look at this line and the one above it."
        ],
    ),
    (
        f"{HEAD}sites: [{{name: a\x07b}}]",
        [
            'line 3: This is no YAML: the character "\\u0007" can\'t stand in it. Take it out.',
        ],
    ),
    (f"{HEAD}---\nname: a", ["line 3: A second document begins here. A file holds one document."]),
    (f"{HEAD}? [a]\n: b", ["line 3: A key has to be text."]),
]

ENTRIES = [
    ("name: Fabrikam", ["line 3, name: This key stands here twice, first on line 2. Keep one."]),
    (
        "sitse: []",
        ["line 3, sitse: This key is not known here. Did you mean sites?"],
    ),
    (
        "dns: {zones: {middle: []}}",
        ["line 3, dns.zones.middle: This key is not known here. Known are internal or external."],
    ),
    ("a b: 1", ['line 3, ["a b"]: This key is not known here.']),
    ("product: lync-server-2010", ['line 3, product: "lync-server-2010" is not known here.']),
    ("product: 2013", ["line 3, product: This has to be text, and is the number 2013. Put it in"]),
    ("sites: &s []", ['line 3, sites: The anchor "s" is not read. Leave it out.']),
    ("sites: *s", ['line 3, sites: The alias "s" is not read. Write the value out here.']),
    ("sites: !!set []", ['line 3, sites: The tag "tag:yaml.org,2002:set" is not read. Leave it']),
    ("sites:", ["line 3, sites: This key is empty. Give it a value, or leave it out."]),
    ("sites: {}", ["line 3, sites: This has to be a list of sites, and is a mapping."]),
    ("sites: [Redmond]", ["line 3, sites[0]: This has to be a mapping with keys like name, kind"]),
    ("sites: [{}]", ["line 3, sites[0].name: This key is missing. Give the site's name."]),
    ("sites: [{name: ''}]", ["line 3, sites[0].name: This text is empty."]),
    ("sites: [{name: 1}]", ["line 3, sites[0].name: This has to be text, and is the number 1."]),
    ("sites: [{name: 1.5}]", ["line 3, sites[0].name: This has to be text, and is the number 1.5"]),
    ("sites: [{name: yes, kind: no}]", ['line 3, sites[0].kind: "no" is not known here. Write']),
    ("sites: [{name: true}]", ["line 3, sites[0].name: This has to be text, and is true. Put it"]),
    (
        'sites: [{name: "a\\nb"}]',
        [
            'line 3, sites[0].name: "a\\u000ab" holds a line break or control character. '
            "Take it out."
        ],
    ),
    (
        f"sites: [{{name: {'a' * 201}}}]",
        ["line 3, sites[0].name: This text has 201 characters; at most 200 are kept."],
    ),
    (
        "sites:\n- name: Redmond\n- name: London\n- name: Redmond",
        ['line 6, sites[2].name: "Redmond" is the name of sites[0] too. Give one another name.'],
    ),
    (
        "sip_domains:\n- {name: a.com, default: true}\n- {name: b.com, default: true}",
        [
            'line 5, sip_domains[1].default: "a.com" is the default already. '
            "Only one SIP domain can be."
        ],
    ),
    (
        "sip_domains: [{name: a b.com}]",
        [
            'line 3, sip_domains[0].name: "a b.com" can\'t be a name: '
            "a name has no blanks or control characters."
        ],
    ),
    (
        "sip_domains: [{name: a.com, mode: teams}]",
        [
            'line 3, sip_domains[0].mode: "teams" is not known here. '
            "Write on-premises, hybrid or teams-only. Did you mean teams-only?"
        ],
    ),
    (
        "sip_domains: [{name: a.com, xmpp: no}]",
        ['line 3, sip_domains[0].xmpp: This has to be true or false, and is the text "no".'],
    ),
    ("dns: {ttl: -1}", ["line 3, dns.ttl: This has to be a number from 0 to 2147483647."]),
    ("dns: {ttl: 2147483648}", ["line 3, dns.ttl: This has to be a number from 0 to 2147483647."]),
    (f"dns: {{ttl: {'9' * 5000}}}", ["line 3, dns.ttl: This has to be a number from 0 to"]),
    (
        "dns: {ttl: 0x10}",
        [
            "line 3, dns.ttl: This has to be a whole number from 0 to 2147483647, "
            'and is the text "0x10".'
        ],
    ),
    (
        "dns: {ttl: 1.5}",
        ["line 3, dns.ttl: This has to be a whole number from 0 to 2147483647, and"],
    ),
    (
        "dns: {ttl: true}",
        ["line 3, dns.ttl: This has to be a whole number from 0 to 2147483647, and"],
    ),
    ("dns: {geo_dns: [a.com]}", ["line 3, dns.geo_dns: This has to be text, and is a list."]),
    (
        "pools: [{}]",
        [
            "line 3, pools[0].fqdn: This key is missing. Give the pool's FQDN.",
            "line 3, pools[0].role: This key is missing. Give the pool's role, "
            "like front-end or edge.",
        ],
    ),
    (
        "pools: [{fqdn: a.com, role: egde}]",
        [f'line 3, pools[0].role: "egde" is not known here. {ROLES} Did you mean edge?'],
    ),
    (
        "simple_urls: [{component: meet, url: 'https://meet.a.com'}]",
        [
            "line 3, simple_urls[0].sip_domain: This key is missing. "
            "Give the SIP domain that this Meet URL is for."
        ],
    ),
    (
        "reverse_proxies: [{name: tmg01, external_addresses: []}]",
        [
            "line 3, reverse_proxies[0].external_addresses: A reverse proxy needs external "
            "addresses. Where they are not known yet, write [0.0.0.0]."
        ],
    ),
    (
        "reverse_proxies: [{name: t, external_addresses: [10.0.0.1], publishes: [{}, 5]}]",
        [
            "line 3, reverse_proxies[0].publishes[0].host: This key is missing. "
            "Give the host name that is published.",
            "line 3, reverse_proxies[0].publishes[1]: This has to be a mapping with keys like "
            "host or addresses, and is the number 5.",
        ],
    ),
    (
        "left_out: [{reason: why}, {view: internal}]",
        [
            "line 3, left_out[0].reason: Say which records: give view, name, type, rule or "
            "requirement.",
            "line 3, left_out[1].reason: This key is missing. Give the reason why these records "
            "are not deployed.",
        ],
    ),
    (
        "left_out: [{reason: why, type: MX}]",
        ['line 3, left_out[0].type: "MX" is not known here. Write A, AAAA, CNAME or SRV.'],
    ),
]

IN_A_POOL = [
    ("servers: [fe01]", ["servers[0]: This has to be a mapping with keys like fqdn or addresses"]),
    ("servers: [{}]", ["servers[0].fqdn: This key is missing. Give the server's FQDN."]),
    (
        "vip: 10.0.0.1",
        ["vip: This has to be a list of addresses, like [192.168.10.91], and is the"],
    ),
    ("vip: [10.0.0.256]", [f'vip[0]: "10.0.0.256" is no IPv4 or IPv6 address. {ADDRESSES}']),
    ("vip: [010.0.0.1]", [f'vip[0]: "010.0.0.1" is no IPv4 or IPv6 address. {ADDRESSES}']),
    ("vip: [10.0.0]", [f'vip[0]: "10.0.0" is no IPv4 or IPv6 address. {ADDRESSES}']),
    ("vip: [10.0]", ["vip[0]: This has to be text, and is the number 10.0. Put it in quotes."]),
    ("vip: ['']", [f'vip[0]: "" is no IPv4 or IPv6 address. {ADDRESSES}']),
    ("vip: [~]", ["vip[0]: This has to be text, and is empty."]),
    ("vip: ['fe80::1%eth0']", ['vip[0]: "fe80::1%eth0" has a scope id. Leave out the percent']),
    ("vip: [10.0.0.0/8]", ['vip[0]: "10.0.0.0/8" has a prefix length. Leave out the slash and']),
    ("external_web: {}", ["external_web.fqdn: This key is missing. Give the external web"]),
    ("internal_web: {vip: []}", ["internal_web.vip: This key is not known here."]),
    ("external: {access: {}}", ["external.access.fqdn: This key is missing. Give the FQDN that"]),
    ("external: {av: {fqdn: a.b, port: 0}}", ["external.av.port: This has to be a number from 1"]),
    ("external: {av: {fqdn: a.b, port: 70000}}", ["external.av.port: This has to be a number"]),
    ("external: {av: {fqdn: a.b, port: '443'}}", ["external.av.port: This has to be a whole"]),
    ("federation: yes", ['federation: This has to be true or false, and is the text "yes".']),
    (
        "load_balancing: f5",
        ['load_balancing: "f5" is not known here. Write single, dns or hardware'],
    ),
]


def problems(text: str | bytes) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(BadDocument) as caught:
        read(content)
    return caught.value.shown()


def assert_said(text: str, expected: list[str]) -> None:
    said = problems(text)

    assert len(said) == len(expected), said
    for line, begins in zip(said, expected, strict=True):
        assert line.startswith(begins), line


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS)
def test_a_document_that_is_none_is_told_as_a_whole(text, expected):
    assert problems(text) == expected


@pytest.mark.parametrize(("entry", "expected"), ENTRIES, ids=[entry[:40] for entry, _ in ENTRIES])
def test_a_wrong_entry_is_told_with_place_and_line(entry, expected):
    assert_said(f"{HEAD}{entry}\n", expected)


@pytest.mark.parametrize(("entry", "expected"), IN_A_POOL, ids=[entry for entry, _ in IN_A_POOL])
def test_a_wrong_entry_of_a_pool_is_told_with_place_and_line(entry, expected):
    pool = f"{HEAD}pools:\n- fqdn: pool01.contoso.net\n  role: edge\n  {entry}\n"

    assert_said(pool, [f"line 6, pools[0].{said}" for said in expected])


def test_all_problems_are_told_at_once_in_the_order_of_lines():
    pools = "pools:\n- fqdn: a.com\n  role: egde\n  vip: [x]\n"
    text = f"{HEAD}sites: [{{}}]\n{pools}name: Again\ndns: 5\n"

    assert [line.split(":")[0] for line in problems(text)] == [
        "line 3, sites[0].name",
        "line 6, pools[0].role",
        "line 7, pools[0].vip[0]",
        "line 8, name",
        "line 9, dns",
    ]


def test_what_follows_a_syntax_error_is_not_guessed_at_but_what_came_before_is_told():
    said = problems(f"{HEAD}name: Again\nsites: [")

    assert said[0] == "line 3, name: This key stands here twice, first on line 2. Keep one."
    assert said[1].startswith("line 4: This is no YAML: ")
    assert len(said) == 2


def test_json_has_places_without_lines():
    document = {"format": "lyncplanner-topology/1", "name": "Contoso", "pools": [{"fqdn": "a b"}]}

    assert problems(json.dumps(document)) == [
        'pools[0].fqdn: "a b" can\'t be a name: a name has no blanks or control characters.',
        "pools[0].role: This key is missing. Give the pool's role, like front-end or edge.",
    ]


JSON = [
    ('{"name": "a", "name": "b"}', ["name: This key stands here twice. Keep one."]),
    ('{"dns": {"ttl": NaN}}', ["NaN is no number that JSON has. Write digits, or leave it out."]),
    ('{"dns": {"ttl": -Infinity}}', ["-Infinity is no number that JSON has."]),
    ('{"name": "a",}', ["line 1: This is no JSON: expecting property name enclosed in double"]),
    ('{"name": "a"}\n{"name": "b"}', ["line 2: Something follows the document's end."]),
    ('["a"]', ["line 1: This is no topology document"]),
]


@pytest.mark.parametrize(("text", "expected"), JSON, ids=[text for text, _ in JSON])
def test_json_that_is_none_or_says_a_key_twice(text, expected):
    said = problems(text)

    assert said[0].startswith(expected[0]), said


def test_half_of_a_character_in_json_is_told_at_its_place():
    said = problems(
        '{"format": "lyncplanner-topology/1", "name": "a\\ud800", "sites": [{"name": "\\udc00"}]}'
    )

    assert 'name: "a\\ud800" holds half of a character. Write it in full.' in said
    assert 'sites[0].name: "\\udc00" holds half of a character. Write it in full.' in said


def test_a_file_that_is_no_utf_8_names_the_byte_and_line():
    assert problems(HEAD.encode() + b"sites: [{name: Z\xfcrich}]") == [
        "line 3: The file is no UTF-8 text: byte 0xfc at position 61. Save it as UTF-8."
    ]


def test_a_yaml_file_in_utf_16_is_told_to_be_saved_as_utf_8():
    assert problems(HEAD.encode("utf-16")) == ["line 1: The file is UTF-16. Save it as UTF-8."]


def test_an_error_names_the_file_where_it_was_told():
    with pytest.raises(BadDocument) as caught:
        read(b"name: Contoso", name="contoso.yaml")

    assert str(caught.value).startswith("contoso.yaml: line 1, format: This key is missing.")
    assert caught.value.shown()[0].startswith("line 1, format: ")


def test_a_byte_order_mark_is_no_problem():
    assert read(b"\xef\xbb\xbf" + HEAD.encode()).topology.name == "Contoso"


def test_an_empty_list_is_the_same_as_an_absent_key():
    keys = ("sip_domains", "sites", "pools", "reverse_proxies", "simple_urls", "left_out")
    lists = "".join(f"{key}: []\n" for key in keys)

    assert read(f"{HEAD}{lists}".encode()) == read(HEAD.encode())


def test_a_message_never_holds_a_line_break_or_control_code():
    [said] = problems(f'{HEAD}product: "\\e[31m\\nline\\u2028\\u202e"')

    assert said.isprintable()


def test_only_the_first_problems_are_shown_and_the_others_counted():
    many = 5 * MOST_KEPT
    text = HEAD + "".join(f"key{n}: 1\n" for n in range(many))

    with pytest.raises(BadDocument) as caught:
        read(text.encode())

    shown = caught.value.shown()
    assert len(caught.value.problems) == MOST_KEPT
    assert caught.value.problems[0] == Problem("key0", 3, caught.value.problems[0].message)
    assert len(shown) == MOST_SHOWN + 1
    assert shown[-1] == f"and {many - MOST_SHOWN:,} more problems."


VALUES = [
    ("name: no", "no"),
    ("name: On", "On"),
    ("name: 012", "012"),
    ("name: 1:30", "1:30"),
    ("name: 2024-01-31", "2024-01-31"),
    ("name: 0x1F", "0x1F"),
    ("name: .nan", ".nan"),
    ("name: 1_000", "1_000"),
    ("name: '5'", "5"),
    ("name: <<", "<<"),
    ("name: Zürich", "Zürich"),
    ('name: "  Contoso\\t"', "Contoso"),
]


@pytest.mark.parametrize(("line", "name"), VALUES, ids=[line for line, _ in VALUES])
def test_what_only_yaml_1_1_takes_for_another_type_stays_text(line, name):
    assert read(f"format: lyncplanner-topology/1\n{line}\n".encode()).topology.name == name
