"""Files made to hurt: an error within seconds and bounded memory, never a crash."""

import time
import tracemalloc

import pytest

from lyncplanner.documents.errors import BadDocument
from lyncplanner.documents.reading import read

HEAD = "format: lyncplanner-topology/1\nname: Contoso\n"
MEGABYTE = 1_000_000
PUBLISHED = 'xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008"'

LAUGHS = "".join(
    f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" if n else "l0: &l0 [x, x]\n"
    for n in range(10)
)
BILLION = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))

TEXTS = {
    "100,000 brackets": ("[" * 100_000, "more than 40 deep"),
    "100,000 brackets in YAML": ("a: " + "[" * 100_000, "more than 40 deep"),
    "100,000 braces": ("{" * 100_000, "A key has to be text"),
    "100,000 objects": ('{"a":' * 100_000, "more than 40 deep"),
    "100,000 dashes": ("- " * 100_000, "more than 40 deep"),
    "closed brackets": ("[" * 50_000 + "]" * 50_000, "more than 40 deep"),
    "41 lists": ("a: " + "[" * 40 + "]" * 40, "more than 40 deep"),
    "aliases that explode": (HEAD + LAUGHS, 'The anchor "l0" is not read'),
    "an alias to itself": (f"{HEAD}sites: &s [*s]\n", 'The anchor "s" is not read'),
    "an alias as a key": (f"{HEAD}*a : 1\n", 'The alias "a" stands for a key'),
    "merged keys": (f"{HEAD}<<: {{name: x}}\n", "This key is not known here"),
    "a tag that runs code": (
        f"{HEAD}sites: !!python/object/apply:os.system [ls]\n",
        "is not read. Leave it out",
    ),
    "millions of commas": ("[" + "1," * 3_000_000 + "1]", "more than 2,000,000 values"),
    "millions of YAML values": (f"{HEAD}sites:\n" + "- \n" * 3_000_000, "more than 2,000,000"),
    "a number of five million digits": (
        f"{HEAD}dns: {{ttl: {'9' * 5_000_000}}}",
        "dns.ttl: This has to be a number",
    ),
    "a JSON number of five million digits": (
        '{"name": "a", "dns": {"ttl": ' + "9" * 5_000_000 + "}}",
        "dns.ttl: This has to be a number",
    ),
    "a key of five million characters": (f'{HEAD}? "{"k" * 5_000_000}"\n: 1', "not known here"),
    "a name of five million characters": (
        f"{HEAD}sip_domains: [{{name: {'a' * 5_000_000}}}]",
        "at most 1000 characters",
    ),
    "200,000 unknown keys": (
        HEAD + "".join(f"pool{n}: 1\n" for n in range(200_000)),
        "Did you mean pools?",
    ),
    "one key 200,000 times": (HEAD + "x: 1\n" * 200_000, "stands here twice"),
    "a null byte": (f"{HEAD}a: \0", "can't stand in it"),
    "an external entity": (
        '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><t>&x;</t>',
        "document type declaration",
    ),
    "a billion laughs": (f"<!DOCTYPE t [{BILLION}]><t>&l11;</t>", "document type declaration"),
    "a remote DTD": (
        '<!DOCTYPE t SYSTEM "http://127.0.0.1:1/x.dtd"><t/>',
        "document type declaration",
    ),
    "an unknown entity": (f"<Topology {PUBLISHED}>&nbsp;</Topology>", "no XML that can be read"),
    "100,000 elements in each other": ("<a>" * 100_000, "more than 40 deep"),
    "a million elements": (f"<a>{'<b/>' * 1_000_000}</a>", "more elements and attributes"),
    "a million attributes": (
        f"<a {' '.join(f'a{n}=' + chr(34) * 2 for n in range(1_100_000))}/>",
        "more elements and attributes",
    ),
    "a text of 15 MB": (f"<a>{'x' * 15 * MEGABYTE}</a>", "no XML that can be read"),
    "a namespace bomb": (
        f"<a {' '.join(f'xmlns:n{n}=' + chr(34) + 'u' + chr(34) for n in range(50_000))}/>",
        "is no topology",
    ),
    "XML that ends": (f"<Topology {PUBLISHED}><Sites>", "no XML that can be read"),
    "only a declaration": ("<?xml version='1.0'?>", "no XML that can be read"),
    "another program's XML": ("<html/>", '"html" is no topology'),
    "an XInclude": (
        f'<Topology {PUBLISHED}><x:include xmlns:x="http://www.w3.org/2001/XInclude" '
        'href="/etc/passwd"/></Topology>',
        "has no element Sites",
    ),
    "more than 20 MB": ("#" * (20 * MEGABYTE + 1), "at most 20 MB are read"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_hostile_file_is_refused_within_seconds(case):
    text, said = TEXTS[case]
    content = text.encode()
    begun = time.process_time()

    with pytest.raises(BadDocument) as caught:
        read(content)

    assert said in str(caught.value)
    assert time.process_time() - begun < 10
    assert len(str(caught.value)) < 100_000


@pytest.mark.parametrize(
    "case",
    ["100,000 brackets", "aliases that explode", "a billion laughs", "a million attributes"],
)
def test_a_small_hostile_file_takes_little_memory(case):
    content = TEXTS[case][0].encode()
    tracemalloc.start()

    with pytest.raises(BadDocument):
        read(content)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * MEGABYTE + 8 * len(content)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_document_type_is_found_in_utf_16_too(encoding):
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    content = marks[encoding] + TEXTS["a billion laughs"][0].encode(encoding)

    with pytest.raises(BadDocument, match="document type declaration"):
        read(content)
