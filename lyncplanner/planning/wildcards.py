"""Would this wildcard do? Which names of a certificate a wildcard entry can stand for.

Source: Wildcard certificate support.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning import names
from lyncplanner.planning.certificates import Certificate, CertificateKind, NameKind

_WEB = frozenset({NameKind.SIMPLE_URL, NameKind.AUTODISCOVER})
SUPPORTED: dict[CertificateKind, frozenset[NameKind]] = {
    CertificateKind.REVERSE_PROXY: _WEB,
    CertificateKind.DIRECTOR: _WEB,
    CertificateKind.FRONT_END: _WEB,
    CertificateKind.STANDARD_EDITION: _WEB,
}
"""The names for which a wildcard entry is supported; on no other certificate is it."""


class BadWildcard(ValueError):
    """Text that is no wildcard name; the message says what one looks like."""


class Does(StrEnum):
    YES = "yes"
    """It stands for every name beside the subject."""
    IN_PART = "in-part"
    """The names that remain have to be listed besides."""
    NO = "no"


class Verdict(NamedTuple):
    """What a wildcard does for one certificate. The subject itself is never a wildcard."""

    certificate: Certificate
    does: Does
    covered: tuple[str, ...]
    """Need not be listed."""
    remaining: tuple[str, ...]
    """Have to be listed besides."""
    unsupported: tuple[str, ...]
    """Those of the remaining that the wildcard matches and where it is not supported."""


def parse(text: str) -> str:
    """The canonical form of a wildcard name, `*.contoso.com`. Raises `BadWildcard`."""
    try:
        wildcard = names.parse(text)
    except names.BadName as bad:
        raise BadWildcard(f"{bad}; give a wildcard like *.contoso.com") from None
    star, _, domain = wildcard.partition(".")
    if star != "*" or not names.is_hostname(domain):
        raise BadWildcard(f"{wildcard} is no wildcard; give one like *.contoso.com")
    return wildcard


def verdicts(found: Iterable[Certificate], wildcard: str) -> Iterator[Verdict]:
    """What a wildcard, as `parse` gives it, does for each certificate."""
    domain = names.parent(wildcard)
    for certificate in found:
        yield _verdict(certificate, domain)


def _verdict(certificate: Certificate, domain: str) -> Verdict:
    supported = SUPPORTED.get(certificate.kind, frozenset())
    besides = [name for name in certificate.names if name.name != certificate.subject]
    # It stands for one label: sip.contoso.com, but neither a.b.contoso.com nor contoso.com.
    matched = [name for name in besides if names.parent(name.name) == domain]
    covered = tuple(name.name for name in matched if name.kind in supported)
    remaining = tuple(name.name for name in besides if name.name not in set(covered))
    does = Does.IN_PART if remaining else Does.YES
    return Verdict(
        certificate,
        does if covered else Does.NO,
        covered,
        remaining,
        tuple(name.name for name in matched if name.kind not in supported),
    )
