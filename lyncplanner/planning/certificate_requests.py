"""The requests for certificates as PowerShell lines for `Request-CsCertificate`.

Every name is a host name and stands in single quotes, where PowerShell expands nothing.
Source: Request-CsCertificate.
"""

from collections.abc import Iterable, Iterator

from lyncplanner.planning.certificates import Certificate, CertificateKind, Issuer, NameKind

_POOL_TYPES = "Default,WebServicesInternal,WebServicesExternal"
TYPES = {
    CertificateKind.EDGE_EXTERNAL: "AccessEdgeExternal,DataEdgeExternal,AudioVideoAuthentication",
    CertificateKind.EDGE_INTERNAL: "Internal",
    CertificateKind.DIRECTOR: _POOL_TYPES,
    CertificateKind.FRONT_END: _POOL_TYPES,
    CertificateKind.STANDARD_EDITION: _POOL_TYPES,
}
"""The certificates that the cmdlet requests; others are requested with the tools of their host."""
_ONE_KEY = frozenset({CertificateKind.EDGE_EXTERNAL, CertificateKind.EDGE_INTERNAL})
"""One certificate with its key on all servers of the pool."""
# PowerShell takes typographic quotes for plain ones (about_Quoting_Rules).
_QUOTES = "'\u2018\u2019\u201a\u201b"


def request_lines(found: Iterable[Certificate], *, authority: str | None = None) -> Iterator[str]:
    """A line for each server; comments say what the cmdlet can't do.

    `authority`: the internal certification authority, `host\\name`. Without it, and for public
    ones, the request is written to a file to send in.
    """
    for certificate in found:
        yield from _requests(certificate, authority)


def _requests(certificate: Certificate, authority: str | None) -> Iterator[str]:
    kind = certificate.kind
    if kind not in TYPES:
        yield f"# {kind}, {_comment(certificate.owner)}: not by this cmdlet; request it there with"
        yield f"# subject {certificate.subject}, names {','.join(certificate.sans)}"
        return
    servers = certificate.servers or (certificate.subject,)
    if kind in _ONE_KEY:
        yield _line(certificate, servers[0], certificate.sans, authority)
        if len(servers) > 1:
            yield f"# Import it with its private key on {', '.join(servers[1:])}."
        return
    for server in servers:
        yield _line(certificate, server, _names_on(certificate, server), authority)


def _names_on(certificate: Certificate, server: str) -> tuple[str, ...]:
    """The names without those of the pool's other servers."""
    return tuple(
        name.name
        for name in certificate.names
        if name.kind is not NameKind.SERVER or name.name == server
    )


def _line(
    certificate: Certificate, server: str, sans: tuple[str, ...], authority: str | None
) -> str:
    parts = [
        "Request-CsCertificate -New",
        f"-Type {TYPES[certificate.kind]}",
        f"-ComputerFqdn {quoted(server)}",
        f"-FriendlyName {quoted(f'{certificate.kind} {certificate.owner}')}",
        "-KeySize 2048",
        f"-PrivateKeyExportable ${'true' if certificate.kind in _ONE_KEY else 'false'}",
        f"-DomainName {quoted(','.join(sans))}",
    ]
    if authority is not None and certificate.issuer is Issuer.INTERNAL:
        parts.append(f"-CA {quoted(authority)}")
    else:
        parts.append(f"-Output {quoted(f'{server}-{certificate.kind}.req')}")
    return " ".join(parts)


def quoted(text: str) -> str:
    """Text as a PowerShell string in which nothing is expanded."""
    text = _comment(text)
    for quote in _QUOTES:
        text = text.replace(quote, quote * 2)
    return f"'{text}'"


def _comment(text: str) -> str:
    """Text that can't leave its line."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
