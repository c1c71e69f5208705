"""The configuration as HCL's grammar and the providers' documents have it."""

import re
from collections import Counter

import hcl2
import pytest
from hcl2 import SerializationOptions

from lyncplanner.exports.delivery import Delivery, deliver
from lyncplanner.exports.files import BadOption, Options
from lyncplanner.exports.terraform_providers import PROVIDERS
from lyncplanner.planning.records import Record, View
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE

CASES = ("02-single-edge-nat", "10-pin-point-zones", "12-geo-dns", "13-dual-stack")
INTERNAL = {"view": View.INTERNAL}
PLAIN = SerializationOptions(strip_string_quotes=True, with_meta=False, with_comments=False)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("name", CASES)
def test_a_case_is_read_back_as_planned(name, provider):
    records = [r for r in planned_case(name).records if r.left_out is None]

    delivery = exported(records, provider)

    refused = {refusal[:3] for refusal in delivery.refused}
    assert planned(delivery) == {r[:6] for r in records if (r.view, r.name, r.type) not in refused}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_resource_has_a_name_of_its_own(provider):
    names = ["a.b.contoso.com", "a_b.contoso.com", "a-b.contoso.com", "1.contoso.com"]
    records = [
        a_record(name, data) for name in names for data in ("10.0.0.1", "10.0.0.2", "2001:db8::1")
    ]

    labels = Counter(label for _, _, label, _ in resources(exported(records, provider)))

    assert set(labels.values()) == {1}
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_-]*", label) for label in labels)
    assert len(labels) == (12 if provider == "cloudflare" else 8)


def test_a_resource_keeps_its_name_when_other_values_change():
    one, two = (
        [label for *_, label, _ in resources(exported([a_record(data=data)], "aws"))]
        for data in ("10.0.0.1", "10.0.0.2")
    )

    assert one == two


@pytest.mark.parametrize(
    ("provider", "most"), [("aws", 400), ("azure", 20), ("google", 100), ("cloudflare", 1000)]
)
def test_a_set_of_more_values_than_the_service_takes_is_refused(provider, most):
    crowd = [a_record(data=f"10.0.{n >> 8}.{n & 255}") for n in range(most)]
    one_more = [*crowd, a_record(data="10.9.9.9")]

    assert exported(crowd, provider).refused == ()
    refused = exported(one_more, provider).refused
    assert [refusal.name for refusal in refused] == ["sip.contoso.com"] * (provider != "cloudflare")


@pytest.mark.parametrize(
    ("provider", "ttl", "taken"),
    [
        ("azure", 0, False),
        ("azure", 1, True),
        ("aws", 0, True),
        ("google", 0, True),
        ("cloudflare", 59, False),
        ("cloudflare", 60, True),
        ("cloudflare", 86_401, False),
    ],
)
def test_a_ttl_that_the_service_doesn_t_take_is_refused(provider, ttl, taken):
    assert (not exported([a_record(ttl=ttl)], provider).refused) == taken


def test_a_pin_point_zone_is_for_inside_and_cloudflare_is_not():
    name = "sip.fabrikam.com"
    records = [
        a_record(name, zone=name, **INTERNAL),
        a_record(**INTERNAL),
        a_record(name, zone=name),
    ]

    assert [r[:2] for r in exported(records, "cloudflare").refused] == [("internal", name)]
    assert exported(records, "azure").refused == ()


def test_azure_has_other_resources_for_what_is_inside():
    kinds = {
        (view, kind)
        for view, kind, *_ in resources(exported([a_record(), a_record(**INTERNAL)], "azure"))
    }

    assert kinds == {
        ("external", "azurerm_dns_a_record"),
        ("internal", "azurerm_private_dns_a_record"),
    }


def test_nothing_at_cloudflare_is_proxied():
    records = [
        a_record(),
        a_record("m.contoso.com", "a.b.c"),
        a_record("_s._tls.contoso.com", "1 2 3 a.b"),
    ]

    for *_, arguments in resources(exported(records, "cloudflare")):
        assert arguments["proxied"] is False
        assert arguments.get("priority") == (1 if arguments["type"] == "SRV" else None)


def test_a_provider_has_to_be_chosen():
    with pytest.raises(BadOption, match="aws, azure, cloudflare, google"):
        deliver("terraform", [a_record()], stamp=a_stamp())


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_leaves_its_comment(hostile):
    reason = a_reason(subject=hostile, because=hostile, rule=hostile)

    delivery = exported([a_record(reasons=(reason,))], "aws", deployment=hostile, source=hostile)

    assert parsed(delivery) == parsed(exported([a_record()], "aws"))


def exported(records: list[Record], provider: str, **stamp) -> Delivery:
    options = Options(provider=provider)
    return deliver("terraform", sorted(records), stamp=a_stamp(**stamp), options=options)


def parsed(delivery: Delivery) -> dict[str, dict]:
    files = {file.path: b"".join(file.parts()).decode() for file in delivery.files}
    return {path: hcl2.loads(text, serialization_options=PLAIN) for path, text in files.items()}


def resources(delivery: Delivery) -> list[tuple[str, str, str, dict]]:
    """View, type, name and arguments of every resource."""
    return [
        (path.partition("/")[0], kind.strip('"'), label.strip('"'), arguments)
        for path, content in parsed(delivery).items()
        for block in content.get("resource", [])
        for kind, named in block.items()
        for label, arguments in named.items()
    ]


def planned(delivery: Delivery) -> set:
    found = set()
    for view, kind, _, arguments in resources(delivery):
        provider = kind.partition("_")[0]
        zone, name = READERS[provider](arguments)
        type_ = arguments.get("type") or kind.split("_")[-2].upper()
        for value in values(arguments):
            found.add((view, zone, name, type_, value, arguments["ttl"]))
    return found


def in_brackets(reference: str) -> str:
    match = re.search(r'\["?([^"\]]+)"?\]', reference)
    assert match
    return match[1]


def of_azure(arguments: dict) -> tuple[str, str]:
    zone, label = arguments["zone_name"], arguments["name"]
    return zone, zone if label == "@" else f"{label}.{zone}"


READERS = {
    "aws": lambda a: (in_brackets(a["zone_id"]), a["name"]),
    "azurerm": of_azure,
    "cloudflare": lambda a: (in_brackets(a["zone_id"]), a["name"]),
    "google": lambda a: (in_brackets(a["managed_zone"]), a["name"].removesuffix(".")),
}


def values(arguments: dict) -> list[str]:
    """The values of a resource, in a plan's form."""
    single = arguments.get("content")
    if isinstance(single, str):
        return [single]
    if "data" in arguments:
        return [service(arguments["data"])]
    record = arguments.get("record")
    if isinstance(record, str):
        return [record]
    if record:
        return [service(fields) for fields in record]
    texts = arguments.get("records") or arguments["rrdatas"]
    return [text.removesuffix(".") for text in texts]


def service(fields: dict) -> str:
    return f"{fields['priority']} {fields['weight']} {fields['port']} {fields['target']}"
