"""Names that no host can have."""

from collections.abc import Iterator

from lyncplanner.planning import names
from lyncplanner.planning.draft import Draft
from lyncplanner.planning.findings import Finding, Severity


def hostnames(draft: Draft) -> Iterator[Finding]:
    """`name.not-a-hostname` and `name.single-label`: such a name gets no record.

    Source: Domain Name System (DNS) infrastructure support; DNS requirements for Front End pool.
    """
    choices = draft.choices
    found = dict(draft.given)
    geo_dns = choices.dns.geo_dns
    if geo_dns is not None and not names.is_hostname(f"geo.{geo_dns}"):
        found[geo_dns] = [*found.get(geo_dns, ()), "dns.geo_dns"]
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
    for wanted in draft.too_long:
        if wanted.name in draft.given:
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
            tuple(draft.given.get(why.subject, ())),
        )
