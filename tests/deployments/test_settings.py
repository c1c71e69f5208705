"""The settings page: a deployment's name, and its end."""

import pytest
from django.apps import apps

from lyncplanner.deployments.models import Change, Deployment, Membership, Pool, Server
from lyncplanner.deployments.models.history import Remembered
from lyncplanner.deployments.settings.deleting import delete_for_good, what_goes
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_topology

PAGE = "/contoso/settings/"


@pytest.fixture
def owner(client, alice, contoso):
    client.force_login(alice)
    return client


def rename(client, name, version=1):
    return client.post(PAGE, {"name": name, "version": version})


def test_an_owner_renames_a_deployment_and_its_address_stays(owner, contoso):
    answer = rename(owner, "Contoso Europe")

    contoso.refresh_from_db()
    assert answer.headers["Location"] == PAGE
    assert (contoso.name, contoso.slug, contoso.version) == ("Contoso Europe", "contoso", 2)
    assert Change.objects.latest("pk").what == "Renamed the deployment to Contoso Europe"


def test_a_deployment_without_a_name_is_refused_beside_the_field(owner, contoso):
    page = rename(owner, " ").content.decode()

    assert "Give the deployment a name." in page
    assert '<h2 id="delete-h">Delete Contoso</h2>' in page


def test_who_renames_second_is_told_and_can_insist(owner, contoso):
    rename(owner, "Contoso Europe")

    page = rename(owner, "Contoso Asia").content.decode()
    assert "it is called Contoso Europe now" in page
    assert 'value="Contoso Asia"' in page
    assert Change.objects.filter(what__contains="Asia").count() == 0

    rename(owner, "Contoso Asia", version=2)
    contoso.refresh_from_db()
    assert contoso.name == "Contoso Asia"


def test_saving_the_same_name_changes_nothing(owner, contoso):
    before = Change.objects.count()

    rename(owner, "Contoso")

    assert Change.objects.count() == before


def test_the_page_names_what_goes_with_a_deployment(owner, contoso, bob):
    page = owner.get(PAGE).content.decode()

    assert "2 pools with 4 servers" in page
    assert "1 reverse proxy" in page
    assert f"{contoso.summary.records} planned records" in page
    assert "1 other person" in what_goes(contoso)[-1]


@pytest.mark.parametrize("typed", ["", "contoso", "Contoso Europe"])
def test_a_deployment_is_not_deleted_without_its_name(owner, contoso, typed):
    page = owner.post(f"{PAGE}delete/", {"typed": typed}).content.decode()

    assert "Type Contoso to delete it." in page
    assert owner.get("/contoso/").status_code == 200


def test_a_deleted_deployment_is_seen_by_nobody(owner, client, contoso, bob):
    owner.post(f"{PAGE}delete/", {"typed": "Contoso"})

    assert owner.get("/contoso/").status_code == 404
    client.force_login(bob)
    assert client.get("/contoso/plan/").status_code == 404


def test_deleting_can_be_undone_at_once(owner, contoso):
    page = owner.post(f"{PAGE}delete/", {"typed": "Contoso"}, follow=True).content.decode()
    assert f'action="{PAGE}put-back/"' in page

    answer = owner.post(f"{PAGE}put-back/")

    assert answer.headers["Location"] == "/contoso/"
    assert owner.get("/contoso/").status_code == 200
    assert contoso.pools.count() == 2


def test_a_deleted_deployment_waits_on_a_page_of_its_owner(owner, client, contoso, bob):
    owner.post(f"{PAGE}delete/", {"typed": "Contoso"})

    assert "Put Contoso back" in owner.get("/account/deleted/").content.decode()
    client.force_login(bob)
    assert "Contoso" not in client.get("/account/deleted/").content.decode()


def test_a_deployment_that_is_there_can_not_be_deleted_for_good(owner, contoso):
    assert owner.post(f"{PAGE}delete-for-good/", {"typed": "Contoso"}).status_code == 404
    assert Deployment.objects.filter(pk=contoso.pk).exists()


def test_it_is_deleted_for_good_only_by_its_name(owner, contoso):
    owner.post(f"{PAGE}delete/", {"typed": "Contoso"})
    field = f"{contoso.pk}-typed"

    page = owner.post(f"{PAGE}delete-for-good/", {field: "Fabrikam"}).content.decode()
    assert "That is not the name." in page
    assert Deployment.objects.filter(pk=contoso.pk).exists()

    owner.post(f"{PAGE}delete-for-good/", {field: "Contoso"})
    assert not Deployment.objects.filter(pk=contoso.pk).exists()


def test_deleting_for_good_takes_its_history_and_leaves_that_of_others(contoso, alice):
    other = create_deployment("Fabrikam", alice, a_topology())
    others = {model: model._base_manager.count() / 2 for model in _histories()}

    delete_for_good(contoso)

    assert {model: model._base_manager.count() for model in _histories()} == others
    assert Pool.history.filter(deployment_id=other.pk).count() == 2
    assert Server.objects.count() == 4
    assert Change.objects.filter(deployment=other).count() == 1


def _histories():
    return [model for model in apps.get_models() if issubclass(model, Remembered)]


@pytest.mark.parametrize("person", ["eve", "bob", "victor"])
def test_others_read_the_settings_and_change_nothing(client, request, contoso, person):
    client.force_login(request.getfixturevalue(person))

    page = client.get(PAGE).content.decode()
    statuses = [
        client.post(PAGE + each, {"typed": "Contoso"}).status_code for each in ("", "delete/")
    ]

    assert "Owners change these." in page
    assert "Type the name" not in page
    assert statuses == [403, 403]


@pytest.mark.parametrize("person", ["eve", "bob", "victor", "charlie"])
@pytest.mark.parametrize("address", ["put-back/", "delete-for-good/"])
def test_only_owners_reach_what_is_deleted(owner, client, request, contoso, person, address):
    member = request.getfixturevalue(person)
    owner.post(f"{PAGE}delete/", {"typed": "Contoso"})
    client.force_login(member)

    answer = client.post(PAGE + address, {f"{contoso.pk}-typed": "Contoso"})

    assert answer.status_code == 404
    assert Deployment.objects.get(pk=contoso.pk).deleted_at is not None


def test_a_stranger_gets_a_404(client, contoso, charlie):
    client.force_login(charlie)

    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}delete/", {"typed": "Contoso"}).status_code == 404
    assert Membership.objects.filter(deployment=contoso).exists()
