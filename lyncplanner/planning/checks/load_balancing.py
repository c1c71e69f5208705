"""Whether a pool's servers can be balanced as the topology says."""

from collections.abc import Iterator

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import LoadBalancing, Pool, Product, Role

_MOST_EDGE_SERVERS = 12
_MOST_FRONT_ENDS = {
    Product.LYNC_2013: 12,
    Product.SKYPE_2015: 12,
    Product.SKYPE_2019: 16,
    Product.SKYPE_SE: 16,
}
_DNS_BALANCED_WEB = frozenset({Role.FRONT_END, Role.DIRECTOR})


def lacks_web_vip(pool: Pool) -> bool:
    """DNS load balancing with nothing to balance HTTPS: `web.dns-lb-needs-vip`."""
    if pool.role not in _DNS_BALANCED_WEB or pool.balancing is not LoadBalancing.DNS:
        return False
    addresses = pool.internal_web.addresses if pool.internal_web is not None else ()
    return not addresses and not pool.vip


def missing_vips(choices: Choices) -> frozenset[str]:
    """The places of virtual IPs whose absence a finding of its own tells."""
    places = set()
    for pool in choices.pools:
        if pool.balancing is LoadBalancing.HARDWARE and not pool.vip:
            places.add(f"{choices.place(pool)}.vip")
        elif lacks_web_vip(pool):
            places.add(f"{choices.place(pool)}.internal_web.addresses")
    return frozenset(places)


def balancing(draft: Draft) -> Iterator[Finding]:
    """`lb.single-with-several-servers`, `lb.hardware-needs-vip`.

    Source: Load balancing requirements; Hardware load balancer requirements.
    """
    choices = draft.choices
    for pool in choices.pools:
        if pool.role is Role.STANDARD_EDITION:
            continue
        place = choices.place(pool)
        if pool.balancing is LoadBalancing.SINGLE and len(pool.servers) > 1:
            yield Finding(
                "lb.single-with-several-servers",
                Severity.ERROR,
                pool.fqdn,
                f"{pool.fqdn} has {len(pool.servers)} servers and no load balancing: all clients"
                f" go to {pool.servers[0].fqdn}, and nobody gets in when it is down.",
                "Choose DNS or hardware load balancing, or leave one server.",
                choices.source("LBREQ"),
                (f"{place}.load_balancing",),
            )
        # Of a Mediation pool `lb.mediation` says that there must be no balancer at all.
        if (
            pool.balancing is LoadBalancing.HARDWARE
            and not pool.vip
            and pool.role is not Role.MEDIATION
        ):
            yield Finding(
                "lb.hardware-needs-vip",
                Severity.ERROR,
                pool.fqdn,
                f"{pool.fqdn} is behind a hardware load balancer whose virtual IP is not given:"
                " its names get no records, and nobody reaches the pool.",
                "Enter the load balancer's virtual IP.",
                choices.source("HLB"),
                (f"{place}.vip",),
            )


def standard_edition(draft: Draft) -> Iterator[Finding]:
    """`lb.standard-edition`: one server that is a pool by itself.

    Source: Configure DNS Host records.
    """
    choices = draft.choices
    for pool in choices.pools:
        several = len(pool.servers) > 1
        balanced = pool.balancing is not LoadBalancing.SINGLE
        if pool.role is not Role.STANDARD_EDITION or not (several or balanced):
            continue
        place = choices.place(pool)
        what = f"{len(pool.servers)} servers" if several else "a load balancer"
        yield Finding(
            "lb.standard-edition",
            Severity.ERROR,
            pool.fqdn,
            f"{pool.fqdn} is a Standard Edition server with {what}: it is one server by itself and"
            " can't be load balanced, so clients can land where no user is homed.",
            "Leave one server without load balancing, or make it a Front End pool.",
            choices.source("HOSTREC"),
            (f"{place}.servers" if several else f"{place}.load_balancing",),
        )


def mediation(draft: Draft) -> Iterator[Finding]:
    """`lb.mediation`: a Mediation pool takes DNS load balancing only.

    Source: Define a Mediation Server in Topology Builder.
    """
    choices = draft.choices
    for pool in choices.pools:
        if pool.role is Role.MEDIATION and pool.balancing is LoadBalancing.HARDWARE:
            yield Finding(
                "lb.mediation",
                Severity.ERROR,
                pool.fqdn,
                f"The Mediation pool {pool.fqdn} is behind a hardware load balancer, which"
                " Mediation Servers don't support: calls to and from the telephone network fail.",
                "Choose DNS load balancing, and give each server its addresses.",
                choices.source("MED"),
                (f"{choices.place(pool)}.load_balancing",),
            )


def pool_size(draft: Draft) -> Iterator[Finding]:
    """`lb.pool-size`: more servers than the product supports in one pool.

    Source: Define and configure a Front End pool or Standard Edition server; Choosing a topology;
    Capacity planning for Skype for Business Server 2019.
    """
    choices = draft.choices
    front_ends = _MOST_FRONT_ENDS[choices.product]
    limits = {
        Role.EDGE: (_MOST_EDGE_SERVERS, "EDGETOP"),
        Role.FRONT_END: (front_ends, "SFB-CAP" if front_ends > 12 else "DEFFE"),
    }
    for pool in choices.pools:
        most, topic = limits.get(pool.role, (len(pool.servers), "LBREQ"))
        if len(pool.servers) > most:
            yield Finding(
                "lb.pool-size",
                Severity.ERROR,
                pool.fqdn,
                f"{pool.fqdn} has {len(pool.servers)} servers, and {most} is the most that is"
                " supported: its users can lose service under load or when servers fail.",
                f"Leave {most} servers in the pool, and add a pool for the others.",
                choices.source(topic),
                (f"{choices.place(pool)}.servers",),
            )


def two_servers(draft: Draft) -> Iterator[Finding]:
    """`lb.two-servers`: a Front End pool of 2019 can't have exactly two.

    Source: Front End Pool high availability and management.
    """
    choices = draft.choices
    if choices.product is not Product.SKYPE_2019:
        return
    for pool in choices.pools:
        if pool.role is Role.FRONT_END and len(pool.servers) == 2:
            yield Finding(
                "lb.two-servers",
                Severity.ERROR,
                pool.fqdn,
                f"The Front End pool {pool.fqdn} has exactly two servers: Skype for Business"
                " Server 2019 can't publish such a topology, so the pool can't be set up.",
                "Add a third server, or leave one.",
                choices.source("SFB-HA"),
                (f"{choices.place(pool)}.servers",),
            )
