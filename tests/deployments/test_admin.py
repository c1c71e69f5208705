"""The admin: staff look at deployments, and change none."""

import pytest
from django.contrib import admin
from django.urls import reverse

from lyncplanner.deployments.models import Deployment, Director, EdgePool, Membership, Pool
from lyncplanner.deployments.storing import create_deployment
from tests.builders import a_director, a_left_out, a_pool, a_topology, an_edge_pool

OURS = [model for model in admin.site._registry if model._meta.app_label == "deployments"]


@pytest.fixture
def everything(alice) -> Deployment:
    """A deployment with a row of every kind."""
    topology = a_topology(a_pool(), a_director(), an_edge_pool(), left_out=(a_left_out(),))
    return create_deployment("Contoso", alice, topology)


@pytest.fixture
def staff(client, a_person):
    client.force_login(a_person("root", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_staff_look_at_rows_of_every_kind(staff, everything, model):
    kind = f"admin:deployments_{model._meta.model_name}"
    assert staff.get(reverse(f"{kind}_changelist")).status_code == 200

    for row in model.objects.all():
        page = staff.get(reverse(f"{kind}_change", args=[row.pk]))
        assert page.status_code == 200
        assert 'name="_save"' not in page.content.decode()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_not_even_a_superuser_adds_rows(staff, model):
    address = reverse(f"admin:deployments_{model._meta.model_name}_add")

    assert staff.get(address).status_code == 403


def test_not_even_a_superuser_changes_or_deletes_a_pool(staff, everything):
    pool = Pool.objects.get(role="front-end")

    for action in ("change", "delete"):
        address = reverse(f"admin:deployments_pool_{action}", args=[pool.pk])
        assert staff.post(address, {"fqdn": "other.contoso.net"}).status_code == 403
    pool.refresh_from_db()
    assert pool.fqdn == "pool01.contoso.net"


def test_staff_without_further_rights_look_too(client, a_person, everything):
    client.force_login(a_person("helpdesk", is_staff=True))

    assert client.get("/admin/deployments/deployment/").status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 403


def test_members_who_are_not_staff_have_no_admin(client, alice, everything):
    client.force_login(alice)

    assert client.get("/admin/deployments/deployment/").status_code == 302


def test_a_director_has_no_fields_of_an_edge_pool(staff, everything):
    director = staff.get(
        reverse("admin:deployments_director_change", args=[Director.objects.get().pk])
    ).content.decode()
    edge = staff.get(
        reverse("admin:deployments_edgepool_change", args=[EdgePool.objects.get().pk])
    ).content.decode()

    assert "External web services FQDN" in director
    assert "SIP federation" not in director
    assert "SIP federation" in edge
    assert "External web services FQDN" not in edge


def test_staff_make_accounts(staff, django_user_model):
    staff.post(
        "/admin/accounts/user/add/",
        {
            "username": "dave",
            "email": "dave@contoso.com",
            "usable_password": "true",
            "password1": "correct horse battery staple",
            "password2": "correct horse battery staple",
        },
    )

    assert django_user_model.objects.get(username="dave").email == "dave@contoso.com"
    assert not Membership.objects.filter(user__username="dave").exists()
