"""Which certificates have to be renewed because of a change, and with which names."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lyncplanner.planning.certificates import Certificate


class CertificateChange(NamedTuple):
    """A certificate that is not what it was; one of its two sides can be missing."""

    before: Certificate | None
    after: Certificate | None

    @property
    def added(self) -> tuple[str, ...]:
        """Names that it has to hold now and did not before: it has to be requested again."""
        return _besides(self.after, self.before)

    @property
    def removed(self) -> tuple[str, ...]:
        """Names that can go at its next renewal."""
        return _besides(self.before, self.after)


def certificate_changes(
    before: Iterable[Certificate], after: Iterable[Certificate]
) -> Iterator[CertificateChange]:
    """What differs in subject or names, by kind and owner; certificates that are gone come last."""
    old = {(certificate.kind, certificate.owner): certificate for certificate in before}
    for certificate in after:
        known = old.pop((certificate.kind, certificate.owner), None)
        if known is None or _content(known) != _content(certificate):
            yield CertificateChange(known, certificate)
    for certificate in old.values():
        yield CertificateChange(certificate, None)


def _content(certificate: Certificate) -> tuple[str, frozenset[str]]:
    return certificate.subject, frozenset(certificate.sans)


def _besides(one: Certificate | None, other: Certificate | None) -> tuple[str, ...]:
    known = set(other.sans) if other is not None else set()
    return tuple(name for name in one.sans if name not in known) if one is not None else ()
