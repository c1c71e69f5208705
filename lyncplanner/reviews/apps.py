from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ReviewsConfig(AppConfig):
    name = "lyncplanner.reviews"

    def ready(self) -> None:
        from lyncplanner.reviews import memberships  # noqa: F401 - it listens
        from lyncplanner.reviews.triggers import keep_triggers

        post_migrate.connect(keep_triggers, sender=self)
