"""The first start makes an account and the sample; later ones change nothing."""

import re
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command

from lyncplanner.accounts.models import User
from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment
from lyncplanner.deployments.sample import sample_topology
from lyncplanner.planning.findings import Severity
from lyncplanner.planning.plan import plan

pytestmark = pytest.mark.django_db


def set_up(**options: str) -> str:
    """What the command says."""
    said = StringIO()
    call_command("set_up", stdout=said, **options)
    return said.getvalue()


def test_the_first_start_says_name_and_password_of_an_account_that_works(client):
    said = set_up()

    [(name, password)] = re.findall(r"name +(\S+)\n +password +(\S+)", said)
    client.post("/accounts/login/", {"login": name, "password": password})
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_the_second_start_says_nothing_and_loses_nothing():
    set_up()
    before = User.objects.get().password

    assert set_up() == ""
    assert User.objects.get().password == before
    assert Deployment.objects.count() == 1


def test_the_first_account_is_staff_and_owns_the_sample():
    set_up(name="uc", email="uc@contoso.com")

    person = User.objects.get()
    assert (person.username, person.is_staff) == ("uc", True)
    [sample] = Deployment.objects.visible_to(person)
    assert sample.role == "owner"
    assert load_topology(sample) == sample_topology()


def test_the_first_accounts_address_counts_as_verified():
    set_up(email="uc@contoso.com")

    assert EmailAddress.objects.get(email="uc@contoso.com").verified


def test_a_deleted_sample_does_not_come_back():
    set_up()
    Deployment.objects.all().delete()

    set_up()

    assert not Deployment.objects.exists()


def test_the_sample_is_sound():
    planned = plan(sample_topology())

    assert planned.records
    assert not [f for f in planned.findings if f.severity is not Severity.INFO]
