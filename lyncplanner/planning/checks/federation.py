"""Federation, hybrid domains, and what the product no longer has."""

from collections.abc import Iterator

from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.choices import NO_XMPP_OR_PERSISTENT_CHAT, access_of
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.names import parent
from lyncplanner.planning.topology import DomainMode, Role


def several(draft: Draft) -> Iterator[Finding]:
    """`federation.several`: one Edge pool is used. Source: Define your edge topology."""
    choices = draft.choices
    federated = [edge for edge in choices.edges if edge.federation]
    if len(federated) < 2:
        return
    yield Finding(
        "federation.several",
        Severity.WARNING,
        choices.topology.name,
        f"{listed(edge.fqdn for edge in federated)} have federation, and only"
        f" {federated[0].fqdn} is used: several SRV records by priority are no failover, so"
        " partners don't reach you when it is down.",
        f"Leave federation on {federated[0].fqdn} alone.",
        choices.source("EDGEDEF"),
        tuple(f"{choices.place(edge)}.federation" for edge in federated),
    )


def other_pool(draft: Draft) -> Iterator[Finding]:
    """`federation.other-pool`: partners are led to an Edge pool that carries no federation.

    Source: Define your edge topology.
    """
    choices = draft.choices
    edge = choices.federation_edge
    access = access_of(edge) if edge is not None else None
    if edge is None or access is None:
        return
    index = {domain.name: i for i, domain in enumerate(choices.topology.sip_domains)}
    for domain in choices.served:
        target = choices.edge_of(domain.name)
        if target is None or target.federation or parent(access.fqdn) == domain.name:
            continue
        yield Finding(
            "federation.other-pool",
            Severity.ERROR,
            domain.name,
            f"Partners of {domain.name} are led to sip.{domain.name}, which is {target.fqdn}, and"
            f" federation is on {edge.fqdn}: they don't get through.",
            f"Turn federation on for {target.fqdn} instead, or give the Access Edge service of"
            f" {edge.fqdn} a name in {domain.name}.",
            choices.source("EDGEDEF"),
            (f"sip_domains[{index[domain.name]}].name", f"{choices.place(edge)}.federation"),
        )


def absent(draft: Draft) -> Iterator[Finding]:
    """`federation.none`: what is not there without it.

    Source: DNS summary - SIP, XMPP federation, and public instant messaging.
    """
    choices = draft.choices
    if not choices.edges or choices.federation_edge is not None:
        return
    yield Finding(
        "federation.none",
        Severity.INFO,
        choices.topology.name,
        "No Edge pool has federation: partners don't find you, and there is no push notification"
        " for mobile clients, no hosted voice mail and no hybrid with Microsoft 365.",
        "Turn federation on for one Edge pool if you want any of these.",
        choices.source("FED"),
        tuple(f"{choices.place(edge)}.federation" for edge in choices.edges),
    )


def hybrid(draft: Draft) -> Iterator[Finding]:
    """`hybrid.no-federation`: a shared SIP domain lives on federation.

    Source: Planning for hybrid deployments.
    """
    choices = draft.choices
    if choices.federation_edge is not None:
        return
    index = {domain.name: i for i, domain in enumerate(choices.topology.sip_domains)}
    for domain in choices.sip_domains:
        if domain.mode is DomainMode.HYBRID:
            yield Finding(
                "hybrid.no-federation",
                Severity.ERROR,
                domain.name,
                f"{domain.name} is shared with Microsoft 365, and no Edge pool has federation: its"
                " users there and here can't reach each other.",
                "Turn federation on for an Edge pool.",
                choices.source("HYB"),
                (
                    f"sip_domains[{index[domain.name]}].mode",
                    *(f"{choices.place(edge)}.federation" for edge in choices.edges),
                ),
            )


def not_in_product(draft: Draft) -> Iterator[Finding]:
    """`xmpp.not-in-product`, `persistent-chat.not-in-product`.

    Source: What's deprecated from Skype for Business Server 2019.
    """
    choices = draft.choices
    if choices.product not in NO_XMPP_OR_PERSISTENT_CHAT:
        return
    for i, pool in enumerate(choices.topology.pools):
        if pool.role is Role.EDGE and pool.xmpp:
            yield Finding(
                "xmpp.not-in-product",
                Severity.ERROR,
                pool.fqdn,
                f"{pool.fqdn} has XMPP federation, which this product no longer has: it gets no"
                " records, and XMPP partners don't reach you.",
                "Turn XMPP federation off.",
                choices.source("SFB-DEPR"),
                (f"pools[{i}].xmpp",),
            )
        if pool.role is Role.PERSISTENT_CHAT:
            yield Finding(
                "persistent-chat.not-in-product",
                Severity.ERROR,
                pool.fqdn,
                f"{pool.fqdn} is a Persistent Chat pool, a role that this product no longer has:"
                " it gets no records, and nobody reaches its chat rooms.",
                "Remove the pool.",
                choices.source("SFB-DEPR"),
                (f"pools[{i}].role",),
            )


def xmpp_of_domains(draft: Draft) -> Iterator[Finding]:
    """`xmpp.not-in-product` of SIP domains, where no Edge pool has it said already.

    Source: What's deprecated from Skype for Business Server 2019.
    """
    choices = draft.choices
    if choices.product not in NO_XMPP_OR_PERSISTENT_CHAT or any(e.xmpp for e in choices.edges):
        return
    for i, domain in enumerate(choices.topology.sip_domains):
        if domain.xmpp:
            yield Finding(
                "xmpp.not-in-product",
                Severity.ERROR,
                domain.name,
                f"{domain.name} has XMPP federation, which this product no longer has: it gets no"
                " records, and XMPP partners don't reach it.",
                "Turn XMPP off for the domain.",
                choices.source("SFB-DEPR"),
                (f"sip_domains[{i}].xmpp",),
            )
