"""Records in, files out. One module a format; docs/extending.md tells how to add one."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from lyncplanner.exports import (
    bind,
    cloudflare,
    csv_table,
    dnscmd,
    dnscontrol,
    form_sheet,
    hosts,
    html_report,
    json_document,
    markdown,
    nsupdate,
    octodns,
    pdf_report,
    powershell,
    route53,
    terraform,
    xlsx,
    yaml_document,
)
from lyncplanner.exports.files import File, Options
from lyncplanner.exports.refusals import Refusal
from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.records import Record


class Exporter(Protocol):
    """What a format's module has."""

    TITLE: str
    """For lists: what receives the format."""
    OPTIONS: frozenset[str]
    """The fields of `Options` that it reads."""

    def refuse(self, records: Sequence[Record], *, options: Options) -> Iterator[Refusal]:
        """Record sets that the format can't hold."""

    def export(
        self,
        records: Sequence[Record],
        *,
        stamp: Stamp,
        options: Options,
        previous: Sequence[Record] = (),
    ) -> Iterator[File]:
        """The files for records in plan order, none of them left out or refused.

        `previous`: what is deployed now. Raises `BadOption`.
        """


EXPORTERS: dict[str, Exporter] = {
    "bind": bind,
    "csv": csv_table,
    "json": json_document,
    "yaml": yaml_document,
    "xlsx": xlsx,
    "form": form_sheet,
    "dnscmd": dnscmd,
    "dnscontrol": dnscontrol,
    "terraform": terraform,
    "route53": route53,
    "cloudflare": cloudflare,
    "markdown": markdown,
    "html": html_report,
    "pdf": pdf_report,
    "nsupdate": nsupdate,
    "powershell": powershell,
    "octodns": octodns,
    "hosts": hosts,
}
