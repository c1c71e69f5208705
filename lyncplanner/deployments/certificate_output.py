"""Certificates as text for a terminal, as a table of cells, and as a document for scripts."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from lyncplanner.deployments.plan_text import Paint
from lyncplanner.exports.csv_table import cell
from lyncplanner.exports.wording import one_line
from lyncplanner.planning.certificates import BECAUSE, Certificate, CertificateKind, Issuer
from lyncplanner.planning.wildcards import Does, Verdict

FORMAT = "lyncplanner-certificates/1"
KINDS = {
    CertificateKind.REVERSE_PROXY: "Reverse proxy",
    CertificateKind.EDGE_EXTERNAL: "Edge, external",
    CertificateKind.EDGE_INTERNAL: "Edge, internal",
    CertificateKind.DIRECTOR: "Director",
    CertificateKind.FRONT_END: "Front End pool",
    CertificateKind.STANDARD_EDITION: "Standard Edition server",
    CertificateKind.OFFICE_WEB_APPS: "Office Web Apps farm",
}
ISSUERS = {
    Issuer.PUBLIC: "a public certification authority",
    Issuer.INTERNAL: "an internal or a public certification authority",
}
_DOES = {Does.YES: "does", Does.IN_PART: "does in part", Does.NO: "does not"}
_COLUMNS = (
    "certificate",
    "for",
    "servers",
    "subject",
    "subject_alternative_names",
    "issuer",
    "source",
)


def certificates_text(
    found: Sequence[Certificate], verdicts: Sequence[Verdict], wildcard: str | None, paint: Paint
) -> Iterator[str]:
    """The lines of all certificates; with what a wildcard does for each, where one is asked for."""
    for number, certificate in enumerate(found):
        if number:
            yield ""
        yield paint(f"{KINDS[certificate.kind]}: {one_line(certificate.owner)}", "heading")
        yield f"  subject  {certificate.subject}"
        for name in certificate.names:
            yield f"  name     {name.name}  ({BECAUSE[name.kind].removesuffix('.')})"
        if certificate.servers:
            yield f"  on       {', '.join(certificate.servers)}"
        yield f"  from     {ISSUERS[certificate.issuer]} [{certificate.source}]"
        if wildcard is not None:
            yield from _verdict(verdicts[number], wildcard, paint)


def _verdict(verdict: Verdict, wildcard: str, paint: Paint) -> Iterator[str]:
    role = "info" if verdict.does is not Does.NO else "warning"
    line = f"  {wildcard} {_DOES[verdict.does]}"
    if verdict.covered:
        line += f": it stands for {', '.join(verdict.covered)}"
    yield paint(line, role)
    if verdict.unsupported:
        yield f"  it is not supported for {', '.join(verdict.unsupported)}"
    if verdict.covered and verdict.remaining:
        yield f"  list besides: {', '.join(verdict.remaining)}"


def certificates_csv(found: Iterable[Certificate], verdicts: Sequence[Verdict]) -> str:
    """A row for each certificate."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_COLUMNS, "wildcard") if verdicts else _COLUMNS)
    for number, certificate in enumerate(found):
        row = (
            certificate.kind,
            cell(certificate.owner),
            "; ".join(certificate.servers),
            certificate.subject,
            "; ".join(certificate.sans),
            certificate.issuer,
            cell(certificate.source),
        )
        writer.writerow((*row, verdicts[number].does) if verdicts else row)
    return text.getvalue()


def certificates_document(
    found: Sequence[Certificate], verdicts: Sequence[Verdict]
) -> dict[str, object]:
    """The certificates as `lyncplanner-certificates/1`."""
    documents = [_certificate(certificate) for certificate in found]
    for document, verdict in zip(documents, verdicts, strict=False):
        document["wildcard"] = {
            "does": verdict.does,
            "covered": list(verdict.covered),
            "remaining": list(verdict.remaining),
            "unsupported": list(verdict.unsupported),
        }
    return {"format": FORMAT, "certificates": documents}


def _certificate(certificate: Certificate) -> dict[str, object]:
    return {
        "certificate": certificate.kind,
        "for": certificate.owner,
        "place": certificate.place,
        "servers": list(certificate.servers),
        "subject": certificate.subject,
        "sans": list(certificate.sans),
        "names": [
            {"name": name.name, "kind": name.kind, "because": BECAUSE[name.kind]}
            for name in certificate.names
        ],
        "issuer": certificate.issuer,
        "source": certificate.source,
    }
