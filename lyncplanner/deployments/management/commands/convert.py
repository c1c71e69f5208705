"""`convert FILE -o OUT`: any input as a topology document."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from lyncplanner.deployments.command_line import DONE, FileCommand
from lyncplanner.deployments.inputs import Unusable, topology_in, words
from lyncplanner.documents.topology_writer import write_json, write_yaml
from lyncplanner.exports.files import File
from lyncplanner.exports.writing import write


class Command(FileCommand):
    help = "Write any input as a topology document, which can be edited, kept and planned."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="a topology of any kind; - reads it from standard input"
        )
        parser.add_argument(
            "-o",
            dest="target",
            metavar="OUT",
            required=True,
            help="the file to write: JSON where its name ends in .json, else YAML; - prints YAML",
        )

    def work(self, options: dict[str, Any]) -> int:
        topology = topology_in(options["file"])
        if options["target"] == "-":
            self.show(write_yaml(topology))
            return DONE
        target = Path(options["target"])
        text = write_json(topology) if target.suffix.lower() == ".json" else write_yaml(topology)
        try:
            write([File(target.name, text)], target.parent)
        except (OSError, ValueError) as error:
            said = words(error) if isinstance(error, OSError) else str(error)
            raise Unusable(f"{target}: {said}; give a file that can be written") from None
        self.show(f"{topology.name} written to {target}\n")
        return DONE
