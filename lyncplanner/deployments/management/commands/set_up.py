"""What a server needs before its first start; on every further one it changes nothing."""

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.core.management import BaseCommand, CommandParser, call_command
from django.db import transaction

from lyncplanner.accounts.models import User
from lyncplanner.deployments.sample import sample_topology
from lyncplanner.deployments.storing import create_deployment

SAID_ONCE = """
The first account, said only this once:

  name      {name}
  password  {password}
"""


class Command(BaseCommand):
    help = "Bring the database up to date; where nobody has an account, make the first and a sample"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="admin", help="of the first account")
        parser.add_argument("--email", default="admin@localhost", help="of the first account")

    def handle(self, *args: object, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if User.objects.exists():
            return
        password = secrets.token_urlsafe(12)
        _first_account(options["name"], options["email"], password)
        self.stdout.write(SAID_ONCE.format(name=options["name"], password=password))


@transaction.atomic
def _first_account(name: str, email: str, password: str) -> None:
    person = User.objects.create_superuser(name, email, password)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    sample = sample_topology()
    create_deployment(sample.name, person, sample, what="Created from the sample")
