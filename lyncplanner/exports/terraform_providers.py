"""How each Terraform provider wants a record set."""

from collections.abc import Callable, Iterator, Sequence
from json.encoder import encode_basestring_ascii
from typing import NamedTuple

from lyncplanner.exports.limits import (
    HIGHEST_TTL_AT_CLOUDFLARE,
    LOWEST_TTL_AT_CLOUDFLARE,
    MOST_AT_AZURE,
    MOST_AT_GOOGLE,
    MOST_AT_ROUTE_53,
    pin_point_zones,
    ttl_outside,
)
from lyncplanner.exports.owners import relative
from lyncplanner.exports.refusals import Refusal, too_many
from lyncplanner.planning.records import Record, RecordSet, RecordType, View

Resource = tuple[str, list[str]]
"""The resource's type and the lines of its arguments."""

_CNAME, _SRV = RecordType.CNAME, RecordType.SRV


class Provider(NamedTuple):
    source: str
    """In the registry; with the version where the arguments depend on it."""
    variable: str
    """What has to be filled in, as HCL."""
    resource: Callable[[RecordSet], Resource]
    refuse: Callable[[Sequence[Record]], Iterator[Refusal]]
    one_value_each: bool = False
    """Whether each value of a set is a resource of its own."""

    def main(self, view: View) -> str:
        """The configuration's head."""
        required = f"terraform {{\n  required_providers {{\n    {self.source}\n  }}\n}}\n"
        return f"{_NOTES.get(view, '')}\n{required}\n{self.variable}"

    def parts(self, found: RecordSet) -> Iterator[RecordSet]:
        """The set, or sets of one value each."""
        if not self.one_value_each:
            yield found
            return
        for record in found.records:
            yield found._replace(records=(record,))


_INSIDE = "# This view is for inside. Give private zones, which only your own networks see.\n"
_NOTES = {View.INTERNAL: _INSIDE, View.PERIMETER: _INSIDE}
_ZONE_IDS = """\
variable "zone_ids" {
  type        = map(string)
  description = "The zone's id at the provider, by the zone's name."
}
"""


def _string(text: str) -> str:
    """A quoted string in which nothing is a template."""
    quoted = encode_basestring_ascii(text)
    return quoted.replace("${", "$${").replace("%{", "%%{") if "{" in quoted else quoted


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join([_string(text) for text in texts])}]"


def _values(found: RecordSet) -> list[str]:
    dot = "." if found.type is _CNAME or found.type is _SRV else ""
    return [f"{record.data}{dot}" for record in found.records]


def _aws(found: RecordSet) -> Resource:
    return "aws_route53_record", [
        f"zone_id = var.zone_ids[{_string(found.zone)}]",
        f"name    = {_string(found.name)}",
        f'type    = "{found.type}"',
        f"ttl     = {found.records[0].ttl}",
        f"records = {_list(_values(found))}",
    ]


def _refuse_aws(records: Sequence[Record]) -> Iterator[Refusal]:
    why = f"Route 53 takes at most {MOST_AT_ROUTE_53} values at one name and type"
    yield from too_many(records, most=MOST_AT_ROUTE_53, why=why)


def _azure(found: RecordSet) -> Resource:
    # Private zones are resources of another type.
    private = "" if found.view is View.EXTERNAL else "private_"
    lines = [
        f"name                = {_string(relative(found))}",
        f"zone_name           = {_string(found.zone)}",
        "resource_group_name = var.resource_group_name",
        f"ttl                 = {found.records[0].ttl}",
    ]
    if found.type is _SRV:
        lines.extend(line for record in found.records for line in _azure_service(record))
    elif found.type is _CNAME:
        lines.append(f"record              = {_string(found.records[0].data)}")
    else:
        lines.append(f"records             = {_list([r.data for r in found.records])}")
    return f"azurerm_{private}dns_{found.type.lower()}_record", lines


def _azure_service(record: Record) -> list[str]:
    priority, weight, port, target = record.data.split(" ")
    return [
        "record {",
        f"  priority = {priority}",
        f"  weight   = {weight}",
        f"  port     = {port}",
        f"  target   = {_string(target)}",
        "}",
    ]


def _refuse_azure(records: Sequence[Record]) -> Iterator[Refusal]:
    why = f"Azure DNS takes at most {MOST_AT_AZURE} values at one name and type"
    yield from too_many(records, most=MOST_AT_AZURE, why=why)
    yield from ttl_outside(records, least=1, whose="Azure DNS")


def _google(found: RecordSet) -> Resource:
    return "google_dns_record_set", [
        f"managed_zone = var.managed_zones[{_string(found.zone)}]",
        f"name         = {_string(f'{found.name}.')}",
        f'type         = "{found.type}"',
        f"ttl          = {found.records[0].ttl}",
        f"rrdatas      = {_list(_values(found))}",
    ]


def _refuse_google(records: Sequence[Record]) -> Iterator[Refusal]:
    why = f"Cloud DNS takes at most {MOST_AT_GOOGLE} values at one name and type"
    yield from too_many(records, most=MOST_AT_GOOGLE, why=why)


def _cloudflare(found: RecordSet) -> Resource:
    [record] = found.records
    lines = [
        f"zone_id = var.zone_ids[{_string(found.zone)}]",
        f"name    = {_string(found.name)}",
        f'type    = "{found.type}"',
        f"ttl     = {record.ttl}",
        # Spelled out: behind Cloudflare's own addresses SIP does not work.
        "proxied = false",
    ]
    if found.type is not _SRV:
        return "cloudflare_dns_record", [*lines, f"content = {_string(record.data)}"]
    priority, weight, port, target = record.data.split(" ")
    # The priority stands in both places, else no plan ever settles.
    lines.append(f"priority = {priority}")
    lines.append("data = {")
    lines.append(f"  priority = {priority}")
    lines.append(f"  weight   = {weight}")
    lines.append(f"  port     = {port}")
    lines.append(f"  target   = {_string(target)}")
    lines.append("}")
    return "cloudflare_dns_record", lines


def _refuse_cloudflare(records: Sequence[Record]) -> Iterator[Refusal]:
    yield from pin_point_zones(records, whose="Cloudflare")
    yield from ttl_outside(
        records,
        least=LOWEST_TTL_AT_CLOUDFLARE,
        most=HIGHEST_TTL_AT_CLOUDFLARE,
        whose="Cloudflare",
    )


PROVIDERS = {
    "aws": Provider('aws = { source = "hashicorp/aws" }', _ZONE_IDS, _aws, _refuse_aws),
    "azure": Provider(
        'azurerm = { source = "hashicorp/azurerm" }',
        'variable "resource_group_name" {\n  type        = string\n'
        '  description = "The resource group of the zones. '
        'Azure throttles: run terraform with -parallelism=5."\n}\n',
        _azure,
        _refuse_azure,
    ),
    "cloudflare": Provider(
        'cloudflare = { source = "cloudflare/cloudflare", version = ">= 5.0" }',
        _ZONE_IDS,
        _cloudflare,
        _refuse_cloudflare,
        one_value_each=True,
    ),
    "google": Provider(
        'google = { source = "hashicorp/google" }',
        'variable "managed_zones" {\n  type        = map(string)\n'
        "  description = \"The managed zone's resource name, by the zone's name.\"\n}\n",
        _google,
        _refuse_google,
    ),
}
