"""People."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Theme(models.TextChoices):
    SYSTEM = "system", "As the system"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class User(AbstractUser):
    """A person who signs in, and their own choices."""

    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)
    shortcuts = models.BooleanField("keyboard shortcuts", default=True)
