"""`plan FILE…`: the records that a deployment needs, and what is wrong with it."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser

from lyncplanner.deployments.command_line import DONE, SOMETHING_IS_WRONG, FileCommand
from lyncplanner.deployments.inputs import each, plan_in
from lyncplanner.deployments.plan_text import plan_text
from lyncplanner.exports import csv_table
from lyncplanner.exports.json_document import document
from lyncplanner.exports.plan_document import ReadPlan
from lyncplanner.planning.findings import Severity


class Command(FileCommand):
    help = "Plan the DNS records of deployments: records with their reasons, and findings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="a topology; - reads it from standard input"
        )
        parser.add_argument(
            "--format",
            choices=("table", "json", "csv"),
            default="table",
            help="json: a document a line, in the files' order; csv: records that are not left out",
        )
        parser.add_argument(
            "--strict", action="store_true", help="exit with 1 where a finding is an error"
        )

    def work(self, options: dict[str, Any]) -> int:
        plans = each(options["files"], plan_in)
        for part in self._parts(plans, options["format"]):
            self.show(part)
        wrong = any(f.severity is Severity.ERROR for plan in plans for f in plan.findings)
        return SOMETHING_IS_WRONG if options["strict"] and wrong else DONE

    def _parts(self, plans: list[ReadPlan], form: str) -> Iterator[str]:
        if form == "csv":
            yield from csv_table.header()
        for number, plan in enumerate(plans):
            if form == "json":
                yield from document(plan.records, plan.findings, plan.stamp)
            elif form == "csv":
                yield from csv_table.table([r for r in plan.records if r.left_out is None])
            else:
                yield "\n" if number else ""
                yield from (f"{line}\n" for line in plan_text(plan, self.paint))
