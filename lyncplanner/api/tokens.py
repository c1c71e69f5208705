"""Making tokens, and finding whose a token is."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256

from django.db.models import Q
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.api.models import Scope, Token
from lyncplanner.deployments.models import Deployment

PREFIX = "ldp_"
"""By which a leaked token is recognised."""
_USED_EVERY = timedelta(minutes=5)


def make_token(
    person: User,
    name: str,
    scopes: Collection[Scope],
    *,
    days: int,
    deployment: Deployment | None = None,
) -> tuple[Token, str]:
    """A token and its secret, which is told this once."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        person=person,
        name=name,
        hash=_hash(secret),
        scopes=[scope.value for scope in Scope if scope in scopes],
        deployment=deployment,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token, secret


def valid_token(secret: str) -> Token | None:
    """The token, if it has not expired and its person may sign in. Notes that it was used."""
    now = timezone.now()
    token = (
        Token.objects.select_related("person")
        .filter(hash=_hash(secret), expires_at__gt=now, person__is_active=True)
        .first()
    )
    if token is not None:
        stale = Q(used_at=None) | Q(used_at__lt=now - _USED_EVERY)
        Token.objects.filter(stale, pk=token.pk).update(used_at=now)
    return token


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
