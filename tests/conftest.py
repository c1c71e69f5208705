"""The cast: alice owns Contoso, eve edits, bob reviews, victor reads; charlie is a stranger."""

from collections.abc import Callable
from typing import Any

import pytest

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import Deployment, Membership
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_topology

PASSWORD = "correct horse battery staple"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate", action="store_true", help="write the golden files anew; read their diff"
    )
    parser.addoption(
        "--only-database",
        action="store_true",
        help="only tests that use the database, but no browser: for a second kind of database",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    if config.getoption("--only-database"):
        others = [item for item in items if not _needs_just_the_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = filter(_needs_just_the_database, items)


def _needs_just_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    return (marked or bool(fixtures & {"db", "transactional_db"})) and "chromium" not in fixtures


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files(django_test_environment):
    """Pages find their style without `collectstatic` having run."""
    from django.conf import settings

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file, as it is run: in memory its tables lock each other between threads."""
    from django.db import connection

    if connection.vendor == "sqlite":
        file = tmp_path_factory.getbasetemp() / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(autouse=True)
def _deployments_go_first(request):
    """A database can't be emptied of revisions while their deployments are there."""
    marker = request.node.get_closest_marker("django_db")
    emptied = marker is not None and marker.kwargs.get("transaction")
    if not emptied and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    Deployment.objects.all().delete()


@pytest.fixture
def a_person(db) -> Callable[..., User]:
    def make(name: str, **fields: Any) -> User:
        email = f"{name}@contoso.com"
        person: User = User.objects.create_user(name, email, PASSWORD, **fields)
        return person

    return make


@pytest.fixture
def alice(a_person) -> User:
    """The UC admin: owner of Contoso."""
    return a_person("alice")


@pytest.fixture
def eve(a_person, contoso) -> User:
    """An editor of Contoso."""
    return _member(a_person("eve"), contoso, Membership.Role.EDITOR)


@pytest.fixture
def bob(a_person, contoso) -> User:
    """A reviewer of Contoso."""
    return _member(a_person("bob"), contoso, Membership.Role.REVIEWER)


@pytest.fixture
def victor(a_person, contoso) -> User:
    """A viewer of Contoso: the DNS operator."""
    return _member(a_person("victor"), contoso, Membership.Role.VIEWER)


@pytest.fixture
def charlie(a_person) -> User:
    """A stranger."""
    return a_person("charlie")


@pytest.fixture
def contoso(alice) -> Deployment:
    """Alice's deployment."""
    return create_deployment("Contoso", alice, a_topology())


def _member(person: User, deployment: Deployment, role: Membership.Role) -> User:
    Membership.objects.create(deployment=deployment, user=person, role=role)
    return person
