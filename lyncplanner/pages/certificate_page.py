"""The certificates of a plan as the page shows them, with what a wildcard would do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lyncplanner.deployments.certificate_output import ISSUERS, KINDS
from lyncplanner.pages.topics import topic_url
from lyncplanner.planning import wildcards
from lyncplanner.planning.certificate_changes import CertificateChange, certificate_changes
from lyncplanner.planning.certificate_requests import request_lines
from lyncplanner.planning.certificates import (
    BECAUSE,
    Certificate,
    CertificateName,
    certificates,
)
from lyncplanner.planning.topology import Topology

MOST_NAMES = 25
"""More names of one certificate are shown where it stands alone."""
MOST_REQUESTS = 20_000
"""Longer request lines, in letters, are only downloaded."""


class Name(NamedTuple):
    name: str
    because: str


class Block(NamedTuple):
    """One certificate."""

    certificate: Certificate
    key: str
    kind: str
    issuer: str
    topic: str
    names: list[Name]
    more: int
    copied: str
    """The names to paste into a request; empty where they are too many to stand here."""
    change: CertificateChange | None
    verdict: wildcards.Verdict | None


@dataclass(frozen=True, slots=True)
class CertificatePage:
    blocks: list[Block]
    all: int
    alone: str
    """The certificate that is shown alone."""
    wildcard: str
    problem: str
    gone: list[Certificate]
    """Those of the version compared with that are needed no more."""

    @property
    def servers(self) -> int:
        return len({name for block in self.blocks for name in block.certificate.servers})


def key_of(certificate: Certificate) -> str:
    """What addresses and anchors call a certificate."""
    return f"{certificate.kind}~{certificate.owner}"


def certificate_page(
    topology: Topology, *, before: Topology | None = None, wildcard: str = "", alone: str = ""
) -> CertificatePage:
    """The certificates, and how they differ from those of the topology `before`."""
    found = list(certificates(topology))
    changes = changes_since(before, found) if before is not None else []
    changed = {key_of(change.after): change for change in changes if change.after is not None}
    asked, problem = _read(wildcard)
    verdicts = list(wildcards.verdicts(found, asked)) if asked else []
    by_key = {key_of(verdict.certificate): verdict for verdict in verdicts}
    keys = {key_of(certificate) for certificate in found}
    alone = alone if alone in keys else ""
    return CertificatePage(
        blocks=[
            _block(certificate, bool(alone), changed, by_key)
            for certificate in found
            if not alone or key_of(certificate) == alone
        ],
        all=len(found),
        alone=alone,
        wildcard=wildcard,
        problem=problem,
        gone=[c.before for c in changes if c.after is None and c.before is not None],
    )


def changes_since(before: Topology, found: Iterable[Certificate]) -> list[CertificateChange]:
    """Which certificates differ from those of another topology."""
    return list(certificate_changes(certificates(before), found))


def _read(wildcard: str) -> tuple[str, str]:
    """A wildcard as it is asked about, or what is wrong with it."""
    if not wildcard:
        return "", ""
    try:
        return wildcards.parse(wildcard), ""
    except wildcards.BadWildcard as bad:
        return "", str(bad)


def _block(
    certificate: Certificate,
    alone: bool,
    changed: dict[str, CertificateChange],
    verdicts: dict[str, wildcards.Verdict],
) -> Block:
    names = certificate.names if alone else certificate.names[:MOST_NAMES]
    more = len(certificate.names) - len(names)
    key = key_of(certificate)
    return Block(
        certificate=certificate,
        key=key,
        kind=KINDS[certificate.kind],
        issuer=ISSUERS[certificate.issuer],
        topic=topic_url(certificate.source),
        names=[_name(name) for name in names],
        more=more,
        copied="" if more else "\n".join(certificate.sans),
        change=changed.get(key),
        verdict=verdicts.get(key),
    )


def _name(name: CertificateName) -> Name:
    return Name(name.name, BECAUSE[name.kind])


def requests(found: Sequence[Certificate], authority: str) -> str:
    """The PowerShell lines that request them, with an internal authority where one is given."""
    return "".join(f"{line}\n" for line in request_lines(found, authority=authority or None))
