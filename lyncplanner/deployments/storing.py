"""Topology → rows: everything or nothing, as one entry of history."""

from itertools import chain, count

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from lyncplanner.accounts.models import User
from lyncplanner.deployments import row_fields
from lyncplanner.deployments.bulk_rows import create_rows
from lyncplanner.deployments.changes import change
from lyncplanner.deployments.models import (
    RESERVED_SLUGS,
    Deployment,
    EdgeService,
    LeftOut,
    Membership,
    Pool,
    PublishedHost,
    ReverseProxy,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Zone,
)
from lyncplanner.planning.topology import Topology

LONGEST_SLUG = 50


def create_deployment(
    name: str, owner: User, topology: Topology, *, what: str = "Created"
) -> Deployment:
    """A new deployment of one's own with everything that a topology says but its name."""
    with transaction.atomic():
        deployment = _with_free_slug(name, row_fields.of_options(topology))
        with change(deployment, by=owner, what=what) as entry:
            Deployment.history.bulk_history_create(
                [deployment], default_user=owner, custom_historical_attrs={"change": entry}
            )
            Membership.objects.create(deployment=deployment, user=owner, role=Membership.Role.OWNER)
            store_rows(deployment, topology, by=owner)
    return deployment


def store_rows(deployment: Deployment, topology: Topology, *, by: User) -> None:
    """Give a deployment without rows a row for each entry of a topology, with history.

    To be called inside `change`.
    """
    _store_lists(deployment, topology, by)
    _store_pools(deployment, topology, by)
    _store_reverse_proxies(deployment, topology, by)


def _store_lists(deployment: Deployment, topology: Topology, by: User) -> None:
    for model, entries in (
        (Zone, row_fields.of_zones(topology.dns)),
        (SipDomain, row_fields.of_sip_domains(topology)),
        (Site, row_fields.of_sites(topology)),
        (SimpleUrl, row_fields.of_simple_urls(topology)),
        (LeftOut, row_fields.of_left_out(topology)),
    ):
        placed = row_fields.in_order(entries)
        create_rows([model(deployment=deployment, **fields) for fields in placed], by=by)


def _store_pools(deployment: Deployment, topology: Topology, by: User) -> None:
    placed = row_fields.in_order(map(row_fields.of_pool, topology.pools))
    pools = create_rows([Pool(deployment=deployment, **fields) for fields in placed], by=by)
    servers: list[Server] = []
    services: list[EdgeService] = []
    for row, pool in zip(pools, topology.pools, strict=True):
        placed = row_fields.in_order(row_fields.of_servers(pool))
        servers += [Server(pool=row, **fields) for fields in placed]
        placed = row_fields.in_order(row_fields.of_services(pool))
        services += [EdgeService(pool=row, **fields) for fields in placed]
    create_rows(servers, by=by)
    create_rows(services, by=by)


def _store_reverse_proxies(deployment: Deployment, topology: Topology, by: User) -> None:
    placed = row_fields.in_order(map(row_fields.of_reverse_proxy, topology.reverse_proxies))
    rows = [ReverseProxy(deployment=deployment, **fields) for fields in placed]
    hosts: list[PublishedHost] = []
    for row, proxy in zip(create_rows(rows, by=by), topology.reverse_proxies, strict=True):
        placed = row_fields.in_order(row_fields.of_hosts(proxy))
        hosts += [PublishedHost(reverse_proxy=row, **fields) for fields in placed]
    create_rows(hosts, by=by)


def _with_free_slug(name: str, options: row_fields.Fields) -> Deployment:
    base = slugify(name)[:LONGEST_SLUG].strip("-_") or "deployment"
    taken = set(Deployment.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    for slug in chain([base], (f"{base}-{number}" for number in count(2))):
        if slug in taken or slug in RESERVED_SLUGS:
            continue
        deployment = Deployment(name=name, slug=slug, **options)
        try:
            with transaction.atomic():
                # Its history begins inside the change that creates it.
                deployment.save_without_historical_record()  # type: ignore[attr-defined]  # history adds it
        except IntegrityError:
            continue  # somebody took the address since
        return deployment
    raise AssertionError("numbers don't end")
