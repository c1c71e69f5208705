"""Pools that stand in for each other."""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning.checks._wording import listed
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import USER_ROLES, Pool


def _pairings(choices: Choices) -> Iterator[tuple[Pool, Pool]]:
    """Each pool that names a partner that exists, with the partner."""
    for pool in choices.pools:
        if pool.role in USER_ROLES and pool.paired_with is not None:
            partner = choices.pool_by_fqdn.get(pool.paired_with)
            if partner is not None:
                yield pool, partner


def _suitors(choices: Choices) -> dict[str, list[Pool]]:
    """For each partner, the other pools that name it."""
    found: dict[str, list[Pool]] = defaultdict(list)
    for pool, partner in _pairings(choices):
        if pool is not partner:
            found[partner.fqdn].append(pool)
    return found


def _place(choices: Choices, pool: Pool) -> str:
    return f"{choices.place(pool)}.paired_with"


def unsupported(draft: Draft) -> Iterator[Finding]:
    """`pair.unsupported`: with itself, or of different roles; once for the two of them.

    Source: Supported pool pairing options and best practices.
    """
    choices = draft.choices
    seen: set[frozenset[str]] = set()
    for pool, partner in _pairings(choices):
        both = frozenset((pool.fqdn, partner.fqdn))
        if both in seen or (pool is not partner and pool.role is partner.role):
            continue
        seen.add(both)
        if pool is partner:
            what = f"{pool.fqdn} is paired with itself"
        else:
            what = f"{pool.fqdn} ({pool.role}) is paired with {partner.fqdn} ({partner.role})"
        mutual = partner is not pool and partner.paired_with == pool.fqdn
        yield Finding(
            "pair.unsupported",
            Severity.ERROR,
            pool.fqdn,
            f"{what}: that is not supported, and its users have no pool to fail over to.",
            "Choose another pool of the same role, in another site.",
            choices.source("PAIR"),
            (_place(choices, pool), *((_place(choices, partner),) if mutual else ())),
        )


def several(draft: Draft) -> Iterator[Finding]:
    """`pair.unsupported`: two pools that are paired with one.

    Source: Supported pool pairing options and best practices.
    """
    choices = draft.choices
    for fqdn, pools in _suitors(choices).items():
        if len(pools) > 1:
            yield Finding(
                "pair.unsupported",
                Severity.ERROR,
                fqdn,
                f"{listed(pool.fqdn for pool in pools)} are paired with {fqdn}: a pool has one"
                " partner, and the users of the others have no pool to fail over to.",
                "Pair each pool with one of its own.",
                choices.source("PAIR"),
                tuple(_place(choices, pool) for pool in pools),
            )


def one_sided(draft: Draft) -> Iterator[Finding]:
    """`pair.one-sided`: the partner doesn't know. Not where the pairing itself is unsupported.

    Source: Deploying paired Front End pools for disaster recovery.
    """
    choices = draft.choices
    suitors = _suitors(choices)
    for pool, partner in _pairings(choices):
        if pool is partner or pool.role is not partner.role or len(suitors[partner.fqdn]) > 1:
            continue
        if partner.paired_with != pool.fqdn:
            yield Finding(
                "pair.one-sided",
                Severity.ERROR,
                pool.fqdn,
                f"{pool.fqdn} is paired with {partner.fqdn}, and {partner.fqdn} not with it: the"
                " two don't back each other up, and users of one have no service when it is down.",
                f"Pair {partner.fqdn} with {pool.fqdn}, or remove the pairing.",
                choices.source("PAIRDEP"),
                (_place(choices, pool), _place(choices, partner)),
            )


def geo_without_pair(draft: Draft) -> Iterator[Finding]:
    """`geo.no-pair`: a GeoDNS zone, and nothing to balance.

    Source: DNS requirements for simple URLs.
    """
    choices = draft.choices
    zone = choices.dns.geo_dns
    if zone is None or choices.geo_pairs:
        return
    yield Finding(
        "geo.no-pair",
        Severity.WARNING,
        zone,
        f"The GeoDNS zone {zone} is given, and no simple URL or Autodiscover name has a pair of"
        " pools: nothing is balanced, and people can't join meetings when the pool is down.",
        "Pair the pool with one in another site, or remove the GeoDNS zone.",
        choices.source("SURLDNS"),
        ("dns.geo_dns",),
    )
