"""`certificates FILE`: the names that each certificate needs."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandParser

from lyncplanner.deployments.certificate_output import (
    certificates_csv,
    certificates_document,
    certificates_text,
)
from lyncplanner.deployments.command_line import DONE, FileCommand
from lyncplanner.deployments.inputs import Unusable, topology_in
from lyncplanner.planning import wildcards
from lyncplanner.planning.certificate_requests import request_lines
from lyncplanner.planning.certificates import certificates


class Command(FileCommand):
    help = "List the certificates that a deployment needs: subject, names, who issues them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="a topology; - reads it from standard input"
        )
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
        parser.add_argument("--wildcard", metavar="NAME", help="would this do? like *.contoso.com")
        parser.add_argument(
            "--powershell",
            action="store_true",
            help="print the Request-CsCertificate lines instead, one for each server",
        )
        parser.add_argument(
            "--ca",
            metavar="HOST\\NAME",
            help="with --powershell: the internal certification authority to send requests to",
        )

    def work(self, options: dict[str, Any]) -> int:
        wildcard = _wildcard(options["wildcard"])
        found = list(certificates(topology_in(options["file"])))
        if options["powershell"]:
            self._show_lines(request_lines(found, authority=options["ca"]))
            return DONE
        verdicts = list(wildcards.verdicts(found, wildcard)) if wildcard is not None else []
        if options["format"] == "json":
            self.show(f"{json.dumps(certificates_document(found, verdicts))}\n")
        elif options["format"] == "csv":
            self.show(certificates_csv(found, verdicts))
        else:
            self._show_lines(certificates_text(found, verdicts, wildcard, self.paint))
        return DONE

    def _show_lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.show(f"{line}\n")


def _wildcard(text: str | None) -> str | None:
    try:
        return None if text is None else wildcards.parse(text)
    except wildcards.BadWildcard as bad:
        raise Unusable(f"--wildcard: {bad}") from None
