"""People."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Theme(models.TextChoices):
    SYSTEM = "system", "As the system"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class Mail(models.TextChoices):
    """How a person hears by e-mail of what waits for them."""

    AT_ONCE = "at-once", "At once"
    DAILY = "daily", "Once a day"
    NEVER = "never", "Not at all"


class User(AbstractUser):
    """A person who signs in, and their own choices."""

    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)
    shortcuts = models.BooleanField("keyboard shortcuts", default=True)
    time_zone = models.CharField(max_length=64, blank=True)
    """As in the IANA database; empty: the server's."""
    mail = models.CharField("e-mail", max_length=10, choices=Mail, default=Mail.AT_ONCE)
