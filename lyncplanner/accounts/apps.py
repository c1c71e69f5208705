from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lyncplanner.accounts"

    def ready(self) -> None:
        from lyncplanner.accounts import checks  # noqa: F401 - registers them
