"""Uploaded files, kept between looking at what they hold and creating a deployment of it."""

import secrets
import zlib
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from lyncplanner.accounts.models import User

KEPT_FOR = timedelta(days=1)
MOST_A_PERSON = 5


def _new_key() -> str:
    return secrets.token_urlsafe(16)


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, person: User) -> "UploadQuerySet":
        """The person's own, as long as they are kept."""
        return self.filter(person=person, at__gt=timezone.now() - KEPT_FOR)

    def keep(self, person: User, *, name: str, content: bytes) -> "Upload":
        """Keep a file for a day. Older ones go, and all but the person's newest few."""
        with transaction.atomic():
            upload = self.create(
                person=person, name=name[:200], compressed=zlib.compress(content, 6)
            )
            newest = self.of(person).order_by("-at", "-pk").values_list("pk", flat=True)
            self.filter(person=person).exclude(pk__in=list(newest[:MOST_A_PERSON])).delete()
            self.filter(at__lte=timezone.now() - KEPT_FOR).delete()
        return upload


class Upload(models.Model):
    """A topology's file. Only the person who sent it gets at it."""

    key = models.CharField(max_length=40, unique=True, default=_new_key)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads", editable=False
    )
    name = models.CharField()
    compressed = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)

    objects = UploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> bytes:
        return zlib.decompress(self.compressed)
