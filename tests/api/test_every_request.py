"""schemathesis sends what the OpenAPI document allows, and what it doesn't."""

from functools import cache

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from lyncplanner.api.endpoints import api
from lyncplanner.api.models import Scope
from lyncplanner.api.tokens import make_token
from tests.reviews.proposals import an_approved_revision, rules

SECONDS = 10


def application(environ, start_response):
    """The server, begun when it is asked first: in a test, with a test's settings."""
    return _server()(environ, start_response)


@cache
def _server() -> WSGIHandler:
    return WSGIHandler()


schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = application
schema.location = "/api/v1/openapi.json"
STRICTER = frozenset({"POST /api/v1/deployments", "PUT /api/v1/deployments/{slug}/topology"})
"""They take topology documents, which have a schema and an error list of their own."""


@pytest.fixture(autouse=True)
def _one_connection():
    """A server closes its connection after an answer; the test's transaction has to live on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secret(contoso, alice, bob) -> str:
    """A token of the owner's, who has an approved revision."""
    rules(contoso)
    an_approved_revision(contoso, alice, bob)
    return make_token(alice, "schemathesis", tuple(Scope), days=1)[1]


@schema.parametrize()
@settings(
    max_examples=20,
    deadline=SECONDS * 1000,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_the_document_says(case, secret):
    if "slug" in case.path_parameters:
        case.path_parameters["slug"] = "contoso"

    case.call_and_validate(
        headers={"Authorization": f"Bearer {secret}"},
        excluded_checks=[positive_data_acceptance] if case.operation.label in STRICTER else [],
    )


def test_the_document_names_every_part():
    paths = api.get_openapi_schema()["paths"]

    assert set(paths) == {
        "/api/v1/deployments",
        "/api/v1/deployments/{slug}",
        "/api/v1/deployments/{slug}/topology",
        "/api/v1/deployments/{slug}/plan",
        "/api/v1/deployments/{slug}/approved",
        "/api/v1/deployments/{slug}/revisions",
        "/api/v1/deployments/{slug}/revisions/{number}",
        "/api/v1/deployments/{slug}/revisions/{number}/decisions",
        "/api/v1/deployments/{slug}/revisions/{number}/deployed",
        "/api/v1/deployments/{slug}/exports/{to}",
    }
    for operations in paths.values():
        for operation in operations.values():
            assert operation["security"] == [{"ByToken": []}]
            assert operation["description"]
