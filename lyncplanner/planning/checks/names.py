"""Names that no host can have."""

from collections import defaultdict
from collections.abc import Iterator

from lyncplanner.planning import names
from lyncplanner.planning.choices import Choices
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.topology import WEB_ROLES, Pool, Role


def given_names(choices: Choices) -> dict[str, list[str]]:
    """Every FQDN, SIP domain and simple URL host of the topology, with its places."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, place in _given(choices):
        found[name].append(place)
    return found


def _given(choices: Choices) -> Iterator[tuple[str, str]]:
    topology = choices.topology
    for i, domain in enumerate(topology.sip_domains):
        yield domain.name, f"sip_domains[{i}].name"
    for i, pool in enumerate(topology.pools):
        yield from _pool_names(pool, f"pools[{i}]")
    for i, proxy in enumerate(topology.reverse_proxies):
        if proxy.fqdn is not None:
            yield proxy.fqdn, f"reverse_proxies[{i}].fqdn"
    for url in choices.urls:
        yield url.host or url.url.url, url.place
    if topology.dns.time_server is not None:
        yield topology.dns.time_server, "dns.time_server"


def _pool_names(pool: Pool, place: str) -> Iterator[tuple[str, str]]:
    yield pool.fqdn, f"{place}.fqdn"
    for i, server in enumerate(pool.servers):
        yield server.fqdn, f"{place}.servers[{i}].fqdn"
    if pool.role in WEB_ROLES and pool.internal_web is not None and pool.internal_web.fqdn:
        yield pool.internal_web.fqdn, f"{place}.internal_web.fqdn"
    if pool.role in WEB_ROLES | {Role.OFFICE_WEB_APPS} and pool.external_web is not None:
        yield pool.external_web.fqdn, f"{place}.external_web.fqdn"
    if pool.role is Role.EDGE and pool.external is not None:
        for key, service in pool.external.named():
            yield service.fqdn, f"{place}.external.{key}.fqdn"


def hostnames(draft: Draft) -> Iterator[Finding]:
    """`name.not-a-hostname` and `name.single-label`: such a name gets no record.

    Source: Domain Name System (DNS) infrastructure support; DNS requirements for Front End pool.
    """
    choices = draft.choices
    found = given_names(choices)
    geo_dns = choices.dns.geo_dns
    if geo_dns is not None and not names.is_hostname(f"geo.{geo_dns}"):
        found.setdefault(geo_dns, []).append("dns.geo_dns")
    for name, places in found.items():
        if names.is_hostname(name):
            continue
        if "." not in name and names.is_hostname(f"{name}.example") and places != ["dns.geo_dns"]:
            yield Finding(
                "name.single-label",
                Severity.ERROR,
                name,
                f"{name} has no dot: it is no full name, so DNS can't hold a record for it and"
                " nobody finds it.",
                f"Give the full name, like {name}.contoso.com.",
                choices.source("FEPOOL"),
                tuple(places),
            )
        else:
            yield Finding(
                "name.not-a-hostname",
                Severity.ERROR,
                name,
                f"{name} can't be the name of a host: {_why(name)}. DNS servers refuse it, so it"
                " gets no record and nobody finds it.",
                "Use letters, digits and hyphens, in labels of 1 to 63 characters between dots.",
                choices.source("INFRA"),
                tuple(places),
            )


def _why(name: str) -> str:
    if len(name) > names.LONGEST_NAME:
        return f"it has {len(name)} characters, {names.LONGEST_NAME} are the limit"
    strange = sorted({c for c in name if not (c.isascii() and c.isalnum()) and c not in "-."})
    if strange:
        return f"it contains {' '.join(strange[:8])}"
    labels = name.split(".")
    if "" in labels:
        return "there is nothing between two dots"
    if any(len(label) > names.LONGEST_LABEL for label in labels):
        return f"a part between dots has over {names.LONGEST_LABEL} characters"
    return "a part between dots begins or ends with a hyphen"


def too_long(draft: Draft) -> Iterator[Finding]:
    """`name.not-a-hostname` of names that the rules make. Source: RFC 1123."""
    given = given_names(draft.choices)
    for wanted in draft.too_long:
        if wanted.name in given:
            continue
        why = wanted.reasons[0]
        yield Finding(
            "name.not-a-hostname",
            Severity.ERROR,
            wanted.name,
            f"{wanted.name} is needed for {why.subject} and can't be a name: {_why(wanted.name)}."
            " It gets no record.",
            "Choose a shorter name to make it from.",
            draft.choices.source("RFC 1123"),
            _made_from(draft.choices, why.subject),
        )


def _made_from(choices: Choices, subject: str) -> tuple[str, ...]:
    return tuple(given_names(choices).get(subject, ()))
