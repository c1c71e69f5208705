"""Pages as the server makes them: the plan of very many records, and the effect beside a form."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.estates import hoster
from bench.rows import Row, cpu

_SIZES = (1_000, 10_000)
_PLAIN_FILES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def measure() -> Iterator[Row]:
    """Server time of a page, its size and its queries; in a database of its own, in memory."""
    with _database(), override_settings(STORAGES=_PLAIN_FILES, WHITENOISE_AUTOREFRESH=True):
        for size in _SIZES:
            yield from _of_size(size)


def _of_size(size: int) -> Iterator[Row]:
    # Models can't be imported before Django is set up, which `bench` does when it starts.
    from lyncplanner.accounts.models import User
    from lyncplanner.deployments.storing import create_deployment
    from tests.deployments.pool_posts import form_of

    person, _ = User.objects.get_or_create(username="alice")
    deployment = create_deployment(f"Hoster {size}", person, hoster(size))
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    plan = f"/{deployment.slug}/plan/"
    seconds, answer = cpu(partial(client.get, plan))
    yield Row("plan page", size, seconds * 1000, "ms", goal=300)
    yield Row("plan page, bytes", size, len(answer.content) / 1000, "kB", goal=250)
    yield Row("plan page, queries", size, _queries(client, plan), "queries")
    seconds, _ = cpu(partial(client.get, f"{plan}?q=sip"))
    yield Row("plan page, filtered by text", size, seconds * 1000, "ms", goal=300)

    pool = deployment.pools.get(role="front-end")
    typed = form_of(pool, external_web_fqdn="webext01.contoso.com")
    effect = f"/{deployment.slug}/pools/{pool.pk}/effect/"
    seconds, shown = cpu(partial(client.post, effect, typed))
    assert b"webext01" in shown.content  # noqa: S101 - a measurement of nothing is none
    goal = 100 if size <= 1_000 else None
    yield Row("effect beside the pool form", size, seconds * 1000, "ms", goal=goal)


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


@contextmanager
def _database() -> Iterator[None]:
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
