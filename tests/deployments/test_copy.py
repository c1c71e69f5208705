"""A new deployment as a copy of one that a person is a member of."""

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment, Membership
from tests.builders import a_topology


def test_a_copy_says_what_the_original_says(client, alice, contoso):
    client.force_login(alice)

    client.post("/new/copy/", {"of": "contoso", "name": "Contoso 2019"})

    copy = Deployment.objects.get(name="Contoso 2019")
    assert load_topology(copy).pools == a_topology().pools
    assert copy.changes.get().what == "Copied from Contoso"


def test_who_copies_owns_the_copy_and_nobody_else_is_in_it(client, victor, contoso):
    client.force_login(victor)

    client.post("/new/copy/", {"of": "contoso", "name": "Mine"})

    [membership] = Deployment.objects.get(name="Mine").memberships.all()
    assert (membership.user, membership.role) == (victor, Membership.Role.OWNER)


def test_the_list_leads_to_the_copy_of_one(client, alice, contoso):
    client.force_login(alice)

    page = client.get("/new/copy/?of=contoso").content.decode()

    assert "Copy of Contoso" in page
    assert 'value="contoso" selected' in page


def test_a_stranger_copies_nothing(client, charlie, contoso):
    client.force_login(charlie)

    answer = client.post("/new/copy/", {"of": "contoso", "name": "Mine"})

    assert "Contoso" not in client.get("/new/copy/?of=contoso").content.decode()
    assert answer.status_code == 200
    assert Deployment.objects.count() == 1
