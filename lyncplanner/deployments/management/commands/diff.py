"""`diff OLD NEW`: what changes between two topologies' plans, and why."""

import json
from itertools import islice
from typing import Any

from django.core.management.base import CommandParser

from lyncplanner.deployments.command_line import DONE, SOMETHING_IS_WRONG, FileCommand
from lyncplanner.deployments.diff_output import diff_document, diff_text
from lyncplanner.deployments.inputs import each, topology_in
from lyncplanner.planning.causes import causes
from lyncplanner.planning.cut_over import cut_overs
from lyncplanner.planning.diff import compare
from lyncplanner.planning.plan import plan

MOST_CUT_OVERS = 10
"""Each is planned and traced on its own; domains that move together move alike."""


class Command(FileCommand):
    help = "Compare two topologies: the records that differ, each with the change that made it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", metavar="OLD", help="a topology; - reads it from standard input")
        parser.add_argument("new", metavar="NEW", help="the topology to compare it with")
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def work(self, options: dict[str, Any]) -> int:
        old, new = each((options["old"], options["new"]), topology_in)
        before, after = plan(old), plan(new)
        difference = compare(before, after)
        found = causes(before, after)
        moves = list(islice(cut_overs(before, new), MOST_CUT_OVERS))
        if options["format"] == "json":
            self.show(f"{json.dumps(diff_document(difference, found, moves))}\n")
        else:
            for line in diff_text(difference, found, moves, self.paint):
                self.show(f"{line}\n")
        return SOMETHING_IS_WRONG if difference.records_differ else DONE
