"""Deleting a deployment: hidden at once, kept until an owner deletes it for good."""

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from lyncplanner.accounts.models import User
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.models import Deployment, Pool, ReverseProxy, Server
from lyncplanner.deployments.models.history import Remembered


def what_goes(deployment: Deployment) -> list[str]:
    """What a deployment consists of, counted, as people read it: `2 pools with 5 servers`."""
    pools = deployment.pools.count()
    servers = Server.objects.filter(pool__deployment=deployment).count()
    others = deployment.memberships.count() - 1
    summary = deployment.summary
    said = [
        f"{_counted(pools, 'pool')} with {_counted(servers, 'server')}" if pools else "",
        _counted(summary.reverse_proxies, "reverse proxy", "reverse proxies"),
        _counted(summary.sip_domains, "SIP domain"),
        _counted(summary.simple_urls, "simple URL"),
        _counted(summary.records, "planned record"),
        _counted(deployment.changes.count(), "entry of history", "entries of history"),
        _counted(others, "other person's access", "other people's access"),
    ]
    return [each for each in said if each]


def _counted(number: int, one: str, several: str = "") -> str:
    if not number:
        return ""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def delete(deployment: Deployment, *, by: User) -> None:
    """Hide a deployment from everybody. Nothing of it is lost."""
    _mark(deployment, timezone.now(), by, "Deleted the deployment")


def put_back(deployment: Deployment, *, by: User) -> None:
    """Let its members see a deleted deployment again, as it was."""
    _mark(deployment, None, by, "Put the deployment back")


def _mark(deployment: Deployment, moment: Any, by: User, what: str) -> None:
    with change(deployment, by=by, what=what):
        # As it is stored now: what others saved since it was read stays.
        stored = Deployment.objects.get(pk=deployment.pk)
        stored.deleted_at = moment
        stored.save(update_fields=["deleted_at"])


@transaction.atomic
def delete_for_good(deployment: Deployment) -> None:
    """Delete everything of a deployment, its history as well."""
    pk = deployment.pk
    owners = {
        "pool_id": set(Pool.history.filter(deployment_id=pk).values_list("id", flat=True)),
        "reverse_proxy_id": set(
            ReverseProxy.history.filter(deployment_id=pk).values_list("id", flat=True)
        ),
        "deployment_id": {pk},
    }
    deployment.delete()
    Deployment.history.filter(id=pk).delete()
    for model in apps.get_models():
        if issubclass(model, Remembered):
            _forget(model, owners)


def _forget(history: type[Any], owners: dict[str, set[int]]) -> None:
    """Delete the rows of history that belonged to any of these."""
    columns = {field.attname for field in history._meta.concrete_fields}
    wanted = models.Q()
    for column in columns & owners.keys():
        wanted |= models.Q(**{f"{column}__in": owners[column]})
    if wanted:
        history._base_manager.filter(wanted).delete()
