"""What a server needs before it starts, and commands that only read files do not."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

KEY_MISSING = (
    "SECRET_KEY is not set. Without a key of its own the server would sign everybody out at each "
    "restart. Set it to 50 random characters, as `make run` does in .env."
)


def require_secret_key() -> None:
    """Refuse to serve pages without a key of one's own; raises ImproperlyConfigured."""
    if not settings.SECRET_KEY_GIVEN:
        raise ImproperlyConfigured(KEY_MISSING)


@register(Tags.security, deploy=True)
def secret_key_check(app_configs: Any, **_: Any) -> list[CheckMessage]:
    return [] if settings.SECRET_KEY_GIVEN else [Error(KEY_MISSING, id="accounts.E001")]
