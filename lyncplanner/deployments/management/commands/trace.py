"""`trace FILE`: what a client asks DNS for, in order, and what the planned records answer."""

import json
from difflib import get_close_matches
from typing import Any

from django.core.management.base import CommandParser

from lyncplanner.deployments.command_line import DONE, SOMETHING_IS_WRONG, FileCommand
from lyncplanner.deployments.inputs import Unusable, topology_in
from lyncplanner.deployments.trace_output import trace_document, trace_text
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.clients import Client, Side
from lyncplanner.planning.lookup import trace
from lyncplanner.planning.owners import Owners
from lyncplanner.planning.plan import plan
from lyncplanner.planning.sip_uri import BadSipUri, sip_domain_of
from lyncplanner.planning.topology import Topology

_MOST_NAMED = 3


class Command(FileCommand):
    help = "Follow a client through the planned records, from its first question to where it ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", help="a topology; - reads it from standard input"
        )
        parser.add_argument("--client", required=True, choices=[*Client])
        parser.add_argument(
            "--from",
            dest="side",
            required=True,
            choices=[*Side],
            help="where the client is; partners always ask from outside",
        )
        parser.add_argument(
            "--user", required=True, metavar="URI", help="the user's SIP URI: sip:alice@contoso.com"
        )
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def work(self, options: dict[str, Any]) -> int:
        topology = topology_in(options["file"])
        domain = _sip_domain(topology, options["file"], options["user"])
        found = trace(plan(topology), Client(options["client"]), Side(options["side"]), domain)
        owners = Owners(topology)
        if options["format"] == "json":
            self.show(f"{json.dumps(trace_document(found, owners))}\n")
        else:
            user = one_line(options["user"])
            self.show("".join(f"{line}\n" for line in trace_text(found, user, owners, self.paint)))
        return DONE if found.result is not None else SOMETHING_IS_WRONG


def _sip_domain(topology: Topology, file: str, user: str) -> str:
    """The user's SIP domain, which has to be the deployment's.

    Another's is refused: a slip in typing must not look like a deployment that lets nobody in.
    """
    try:
        domain = sip_domain_of(user)
    except BadSipUri as bad:
        raise Unusable(f"--user {user}: {bad}") from None
    known = [sip_domain.name for sip_domain in topology.sip_domains]
    if domain in known:
        return domain
    nearest = get_close_matches(domain, known, _MOST_NAMED) or known[:_MOST_NAMED]
    instead = f"give a user of {' or '.join(nearest)}" if nearest else "add the SIP domain"
    raise Unusable(f"--user {user}: {file} has no SIP domain {domain}; {instead}")
