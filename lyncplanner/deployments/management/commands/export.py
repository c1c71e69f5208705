"""`export FILE --to FORMAT -o DIR`: the planned records as files to load or to read."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from lyncplanner.deployments.command_line import DONE, SOMETHING_IS_WRONG, FileCommand
from lyncplanner.deployments.export_flags import add_flags, chosen_options
from lyncplanner.deployments.inputs import Unusable, each, plan_in, words
from lyncplanner.exports import EXPORTERS
from lyncplanner.exports.delivery import Choice, Delivery, deliver
from lyncplanner.exports.files import BadOption, Options
from lyncplanner.exports.plan_document import ReadPlan
from lyncplanner.exports.wording import one_line
from lyncplanner.exports.writing import write
from lyncplanner.planning.certificates import certificates
from lyncplanner.planning.records import Requirement, View

_LIST = "list"


class Command(FileCommand):
    help = "Write the planned records as files, in a format that a DNS server or person loads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            metavar="FILE",
            help="a topology or a plan; - reads it from standard input",
        )
        parser.add_argument("--to", required=True, metavar="FORMAT", help="list: show the formats")
        parser.add_argument("-o", dest="folder", metavar="DIR", help="the folder to write to")
        parser.add_argument(
            "--view",
            action="append",
            default=[],
            choices=[view.value for view in View],
            help="only this view; can be repeated",
        )
        parser.add_argument(
            "--zone", action="append", default=[], help="only this zone; can be repeated"
        )
        parser.add_argument(
            "--requirement",
            action="append",
            default=[],
            choices=[level.value for level in Requirement],
            help="only records of this level; can be repeated",
        )
        parser.add_argument(
            "--previous", metavar="FILE", help="what is deployed now, so that dropped records go"
        )
        add_flags(parser)

    def work(self, options: dict[str, Any]) -> int:
        to = options["to"]
        if to == _LIST:
            self.show(
                "".join(f"{name:12}  {exporter.TITLE}\n" for name, exporter in EXPORTERS.items())
            )
            return DONE
        _refuse_arguments(options)
        plan, *previous = each(
            [path for path in (options["file"], options["previous"]) if path is not None], plan_in
        )
        delivery = _delivery(plan, previous, options)
        count = _write(delivery, Path(options["folder"]))
        for refusal in delivery.refused:
            self.stderr.write(one_line(f"{to} can't hold {refusal}"))
        self.show(f"{count} written below {options['folder']}\n")
        return SOMETHING_IS_WRONG if delivery.refused else DONE


def _refuse_arguments(options: dict[str, Any]) -> None:
    to = options["to"]
    if to not in EXPORTERS:
        raise Unusable(f"--to {to}: there is no such format; `--to list` shows them")
    if options["file"] is None:
        raise Unusable("FILE is missing: give a topology or a plan, before the options")
    if options["folder"] is None:
        raise Unusable("-o is missing: give the folder to write to")


def _delivery(plan: ReadPlan, previous: list[ReadPlan], options: dict[str, Any]) -> Delivery:
    choice = Choice(
        frozenset(map(View, options["view"])),
        frozenset(zone.lower().removesuffix(".") for zone in options["zone"]),
        frozenset(map(Requirement, options["requirement"])),
    )
    for zone in choice.zones - {record.zone for record in plan.records}:
        raise Unusable(f"--zone {zone}: the plan has no such zone")
    try:
        return deliver(
            options["to"],
            plan.records,
            stamp=plan.stamp,
            options=_options(plan, options),
            choice=choice,
            previous=previous[0].records if previous else (),
        )
    except BadOption as bad:
        raise Unusable(str(bad)) from None


def _options(plan: ReadPlan, given: dict[str, Any]) -> Options:
    found = () if plan.topology is None else tuple(certificates(plan.topology))
    chosen = chosen_options(given, given["to"])
    return replace(chosen, findings=plan.findings, certificates=found)


def _write(delivery: Delivery, folder: Path) -> str:
    try:
        count = len(write(delivery.files, folder))
    except OSError as error:
        raise Unusable(
            f"{error.filename or folder}: {words(error)}; give a folder that can be written"
        ) from None
    return "1 file" if count == 1 else f"{count} files"
