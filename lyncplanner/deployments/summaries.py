"""The counts that frame and lists show, kept beside each deployment so that none has to plan."""

from collections import Counter
from collections.abc import Collection, Iterable
from hashlib import sha256
from itertools import islice

from lyncplanner.deployments.loading import load_topology
from lyncplanner.deployments.models import Deployment, Summary
from lyncplanner.deployments.plans import plan_of
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.plan import PLANNER_VERSION, Plan
from lyncplanner.planning.topology import SipDomain, Topology

DOMAINS_NAMED = 3


def keep_summary(deployment: Deployment) -> Summary:
    """The counts of the working copy as it is stored; planned anew only where it has changed."""
    topology = load_topology(deployment)
    key = topology_hash(topology)
    kept = Summary.objects.filter(pk=deployment.pk).first()
    accepted = frozenset(deployment.accepted_findings.values_list("code", "subject"))
    nothing_accepted = not accepted and kept is not None and not kept.accepted
    if kept is not None and _is_of(kept, key) and nothing_accepted:
        return kept
    summary = counted(plan_of(topology), accepted)
    summary.deployment = deployment
    summary.topology_hash = key
    summary.planner_version = PLANNER_VERSION
    summary.save()
    return summary


def _is_of(kept: Summary, key: str) -> bool:
    return (kept.topology_hash, kept.planner_version) == (key, PLANNER_VERSION)


def keep_summaries(deployments: Iterable[Deployment]) -> dict[int, Summary]:
    """The counts for a list, by deployment: one query, and a plan only after a new planner."""
    wanted = {deployment.pk: deployment for deployment in deployments}
    fresh = Summary.objects.filter(pk__in=wanted, planner_version=PLANNER_VERSION)
    summaries = {summary.pk: summary for summary in fresh}
    for pk in wanted.keys() - summaries.keys():
        summaries[pk] = keep_summary(wanted[pk])
    return summaries


def topology_hash(topology: Topology) -> str:
    """What tells whether two topologies are the same; only for the counts kept here."""
    return sha256(repr(topology).encode("utf-8", "backslashreplace")).hexdigest()


def counted(planned: Plan, accepted: Collection[tuple[str, str]] = ()) -> Summary:
    """The counts of a plan, not saved; warnings that are `accepted`, by code and subject, apart."""
    topology = planned.topology
    lived_with = sum(is_lived_with(finding, accepted) for finding in planned.findings)
    severities = Counter(finding.severity for finding in planned.findings)
    return Summary(
        domain_names=_named(topology.sip_domains),
        sip_domains=len(topology.sip_domains),
        sites=len(topology.sites),
        pools=len(topology.pools),
        reverse_proxies=len(topology.reverse_proxies),
        simple_urls=len(topology.simple_urls),
        records=len(planned.records),
        record_sets=len({(record.view, record.name, record.type) for record in planned.records}),
        left_out=sum(record.left_out is not None for record in planned.records),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING] - lived_with,
        accepted=lived_with,
        infos=severities[Severity.INFO],
    )


def is_lived_with(finding: Finding, accepted: Collection[tuple[str, str]]) -> bool:
    """Whether a finding counts apart; what has become an error since does not."""
    return finding.severity is Severity.WARNING and (finding.code, finding.subject) in accepted


def _named(domains: tuple[SipDomain, ...]) -> str:
    first = ", ".join(domain.name for domain in islice(domains, DOMAINS_NAMED))
    more = len(domains) - DOMAINS_NAMED
    return f"{first} and {more} more" if more > 0 else first
