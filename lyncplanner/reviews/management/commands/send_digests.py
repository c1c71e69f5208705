"""E-mail to those who want it once a day; to be run so often by the clock."""

from django.core.management import BaseCommand

from lyncplanner.reviews.mail import mail_digests


class Command(BaseCommand):
    help = "Send everybody who wants e-mail once a day what waits for them and is new"

    def handle(self, *args: object, **options: object) -> None:
        people = mail_digests()
        self.stdout.write(f"Mail to {people} {'person' if people == 1 else 'people'}.")
