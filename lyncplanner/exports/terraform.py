"""Terraform configuration for AWS, Azure, Cloudflare or Google, a folder for each view.

Checked by python-hcl2 against the providers' documented arguments and limits; not tried with
Terraform and a provider.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import attrgetter

from lyncplanner.exports.files import BadOption, File, Options
from lyncplanner.exports.paths import file_stem
from lyncplanner.exports.refusals import Refusal, alias_conflicts
from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.terraform_providers import PROVIDERS, Provider
from lyncplanner.exports.wording import Explanations, stamp_lines
from lyncplanner.planning.records import Record, RecordSet, View, record_sets

TITLE = "Terraform configuration (--provider aws, azure, cloudflare or google)"
OPTIONS = frozenset({"provider"})
_SETS_AT_ONCE = 1000


def refuse(records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
    """What the provider's service doesn't take."""
    yield from alias_conflicts(records)
    yield from _provider(options).refuse(records)


def export(
    records: Sequence[Record], *, stamp: Stamp, options: Options, previous: Sequence[Record] = ()
) -> Iterator[File]:
    """`main.tf` with what has to be filled in, and a file for each zone, below each view.

    Terraform's own state knows what is no longer planned.
    """
    provider = _provider(options)
    head = "".join(f"# {line}\n" for line in stamp_lines(stamp))
    why = Explanations()
    for view, of_view in groupby(records, attrgetter("view")):
        yield File(f"{view}/main.tf", f"{head}{provider.main(view)}")
        for zone, group in groupby(of_view, attrgetter("zone")):
            content = _zone(view, zone, list(group), provider, why, head)
            # Zones get a prefix: one could be called "main".
            yield File(f"{view}/zone-{file_stem(zone)}.tf", content)


def _provider(options: Options) -> Provider:
    provider = PROVIDERS.get(options.provider or "")
    if provider is None:
        raise BadOption(f"--provider is missing: give one of {', '.join(PROVIDERS)}")
    return provider


def _zone(
    view: View,
    zone: str,
    records: list[Record],
    provider: Provider,
    why: Explanations,
    head: str,
) -> Iterator[str]:
    yield f"{head}# {len(records)} of them in this file: view {view}, zone {zone}\n"
    sets = record_sets(records)
    while some := list(islice(sets, _SETS_AT_ONCE)):
        yield "".join([_blocks(found, provider, why) for found in some])


def _blocks(found: RecordSet, provider: Provider, why: Explanations) -> str:
    comment = f"\n# {found.requirement}: {why[found.reasons]}\n"
    blocks = []
    for part in provider.parts(found):
        resource, arguments = provider.resource(part)
        lines = "\n  ".join(arguments)
        label = _label(part, provider)
        blocks.append(f'{comment}resource "{resource}" "{label}" {{\n  {lines}\n}}\n')
    return "".join(blocks)


def _label(found: RecordSet, provider: Provider) -> str:
    """A name for the resource: unique, and the same whatever else is planned."""
    identity = [found.zone, found.name, found.type]
    if provider.one_value_each:
        identity.append(found.records[0].data)
    digest = hashlib.sha256(" ".join(identity).encode()).hexdigest()[:10]
    return f"r_{found.name.replace('.', '_')}_{found.type.lower()}_{digest}"
