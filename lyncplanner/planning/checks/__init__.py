"""Every check: what is wrong with a topology. One function a check, one line in the table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from lyncplanner.planning.checks import (
    addresses,
    conflicts,
    edge,
    federation,
    ipv6,
    load_balancing,
    missing,
    names,
    outside,
    pairs,
    pool_names,
    records,
    references,
    simple_url_scopes,
    simple_urls,
    sip_domains,
    trace,
    web_services,
    zones,
)
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity

Check = Callable[[Draft], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    names.hostnames,
    names.too_long,
    pool_names.duplicate,
    pool_names.pool_is_server,
    pool_names.standard_edition,
    pool_names.computer_name,
    sip_domains.none,
    sip_domains.is_sip_domain,
    sip_domains.reserved_tld,
    references.unknown,
    references.site_missing,
    conflicts.conflict,
    conflicts.beside_alias,
    records.target_is_alias,
    records.target_not_planned,
    records.autodiscover_alias,
    missing.addresses,
    missing.edge_services,
    missing.sign_in_pool,
    missing.several_sign_in_pools,
    addresses.private_outside,
    addresses.documentation,
    addresses.link_local,
    addresses.shared,
    ipv6.only,
    ipv6.partial,
    ipv6.scope,
    load_balancing.balancing,
    load_balancing.standard_edition,
    load_balancing.mediation,
    load_balancing.pool_size,
    load_balancing.two_servers,
    web_services.dns_balanced,
    web_services.internal_not_unique,
    web_services.external_not_unique,
    web_services.external_is_internal,
    web_services.not_published,
    web_services.standard_edition_override,
    web_services.is_edge_name,
    outside.nothing_outside,
    outside.no_listener,
    outside.loops,
    outside.ambiguous_publisher,
    outside.unknown_host,
    outside.listener_is_edge,
    edge.port_clash,
    edge.shared_address,
    edge.access_port,
    edge.nat_with_hardware,
    edge.mixed_nat,
    edge.same_names,
    edge.next_hop,
    edge.address_count,
    federation.several,
    federation.other_pool,
    federation.absent,
    federation.hybrid,
    federation.not_in_product,
    federation.xmpp_of_domains,
    simple_urls.form,
    simple_urls.prefix,
    simple_urls.host,
    simple_urls.admin_shares_host,
    simple_url_scopes.missing,
    simple_url_scopes.several,
    simple_url_scopes.site_incomplete,
    simple_url_scopes.site_failover,
    pairs.unsupported,
    pairs.several,
    pairs.one_sided,
    pairs.geo_without_pair,
    zones.not_served,
    zones.shadows_public,
    zones.alias_at_apex,
    trace.trace,
)
"""Findings are put in order, so the order here is free."""

_MOST_MESSAGES = 4
_SEVERITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def findings_of(draft: Draft, checks: Iterable[Check] = CHECKS) -> tuple[Finding, ...]:
    """What the checks say, in any order: one finding for each code and subject, errors first."""
    said: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for check in checks:
        for finding in check(draft):
            said[finding.code, finding.subject].append(finding)
    findings = [one[0] if len(one) == 1 else _joined(one) for one in said.values()]
    findings.sort(key=lambda f: (_SEVERITY[f.severity], f.code, f.subject))
    return tuple(findings)


def _joined(findings: list[Finding]) -> Finding:
    """One finding in place of several: their messages, of very many the first, and all places."""
    ordered = sorted(findings, key=lambda f: (_SEVERITY[f.severity], f.message, f.places))
    messages = list(dict.fromkeys(finding.message for finding in ordered))
    shown = messages[:_MOST_MESSAGES]
    if len(messages) > len(shown):
        shown.append(f"And {len(messages) - len(shown)} more like these.")
    fixes = list(dict.fromkeys(finding.fix for finding in ordered))[:_MOST_MESSAGES]
    places = dict.fromkeys(place for finding in ordered for place in finding.places)
    return ordered[0]._replace(message=" ".join(shown), fix=" ".join(fixes), places=tuple(places))
