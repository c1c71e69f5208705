"""Revisions: frozen in full, and kept by the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from lyncplanner.deployments.loading import load_topology
from lyncplanner.planning.plan import plan
from lyncplanner.planning.plan_hash import plan_hash
from lyncplanner.reviews.conversations import comment
from lyncplanner.reviews.delivering import mark_deployed
from lyncplanner.reviews.invitations import invite
from lyncplanner.reviews.models import Deployed, Revision, Thread
from lyncplanner.reviews.seeing import changes_of, tick
from lyncplanner.reviews.versions import Version
from tests.reviews.proposals import a_proposal, add_a_server, an_approved_revision, rules


@pytest.fixture
def revision(contoso, alice) -> Revision:
    return a_proposal(contoso, alice)


def refused(sql: str, *values: int) -> str:
    """What the database says when it is asked directly."""
    with (
        pytest.raises(DatabaseError) as error,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(error.value)


@pytest.mark.parametrize("column", ["title", "hash", "planner_version", "number", "deployment_id"])
def test_the_database_refuses_to_change_a_revision(revision, column):
    update = f"UPDATE reviews_revision SET {column} = {column} WHERE id = %s"  # noqa: S608 - ours

    assert "a revision never changes" in refused(update, revision.pk)


def test_saving_a_revision_again_is_refused(revision):
    revision.title = "Another"

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        revision.save()


def test_the_database_refuses_to_delete_a_revision(revision):
    assert "goes only with its deployment" in refused(
        "DELETE FROM reviews_revision WHERE id = %s", revision.pk
    )


def test_a_revision_cannot_be_replaced_under_its_number(revision):
    columns = [str(f.column) for f in Revision._meta.concrete_fields if not f.primary_key]
    verb = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    copy = " ".join(
        [verb, "reviews_revision (", names := ", ".join(columns), ") SELECT", names]
        + ["FROM reviews_revision WHERE id = %s"]
    )

    refused(copy, revision.pk)


def test_revisions_go_with_their_deployment(contoso, revision):
    contoso.delete()

    assert not Revision.objects.exists()


def test_all_that_was_said_and_done_goes_with_a_deployment(contoso, alice, bob):
    rules(contoso)
    revision = an_approved_revision(contoso, alice, bob)
    mark_deployed(revision, alice, [Deployed.Side.INTERNAL])
    comment(revision, bob, "@alice?", about=Thread.About.WHOLE)
    tick(revision, bob, {changes_of(revision)[0].key})
    invite(contoso, alice, "viewer")

    contoso.delete()

    assert not Revision.objects.exists()
    assert not Thread.objects.exists()


def test_a_deployment_does_not_take_another_ones_revisions_along(contoso, revision, alice):
    from lyncplanner.deployments.storing import create_deployment
    from tests.builders import a_topology

    create_deployment("Fabrikam", alice, a_topology()).delete()

    assert Revision.objects.count() == 1


def test_a_revision_keeps_what_the_working_copy_was(contoso, alice, revision):
    before = load_topology(contoso)
    planned = plan(before)

    add_a_server(contoso, alice)

    frozen = Version(contoso, Revision.objects.get())
    assert frozen.topology == before
    assert frozen.records == planned.records
    assert frozen.findings == planned.findings
    assert frozen.stamp.hash == plan_hash(planned.records)
    assert Revision.objects.get().summary.records == len(planned.records)


def test_revisions_are_numbered_by_deployment(contoso, alice, revision):
    from lyncplanner.deployments.storing import create_deployment
    from tests.builders import a_topology

    fabrikam = create_deployment("Fabrikam", alice, a_topology())

    assert a_proposal(contoso, alice).number == 2
    assert a_proposal(fabrikam, alice).number == 1
