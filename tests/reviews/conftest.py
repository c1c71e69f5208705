"""A deployment whose reviews begin."""

import pytest

from lyncplanner.reviews.delivering import mark_deployed
from lyncplanner.reviews.models import Deployed, Revision
from tests.reviews.proposals import (
    a_proposal,
    add_a_server,
    an_approved_revision,
    rules,
)

BOTH = (Deployed.Side.INTERNAL, Deployed.Side.EXTERNAL)


@pytest.fixture
def errors_do_not_hold(contoso):
    rules(contoso)


@pytest.fixture
def deployed(contoso, alice, bob, errors_do_not_hold) -> Revision:
    """Revision 1, which stands in DNS."""
    revision = an_approved_revision(contoso, alice, bob)
    mark_deployed(revision, alice, BOTH)
    return revision


@pytest.fixture
def proposed(deployed, contoso, alice) -> Revision:
    """Revision 2, with a further server."""
    add_a_server(contoso, alice)
    return a_proposal(contoso, alice, "Fourth Front End Server")
