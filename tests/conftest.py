"""The cast: alice owns Contoso, eve edits, bob reviews, victor reads; charlie is a stranger."""

from collections.abc import Callable

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


@pytest.fixture
def a_person(db) -> Callable[[str], User]:
    def make(name: str, **fields) -> User:
        return User.objects.create_user(
            name, email=f"{name}@contoso.com", password=PASSWORD, **fields
        )

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
