"""A zone that others keep records in: what an export must not touch."""

from pathlib import Path

from tests.peers.bind import Served

ZONE = "contoso.com"
_TEXT = {
    ("contoso.com", "MX", 300, "10 mail.contoso.com"),
    ("contoso.com", "MX", 300, "20 mail.fabrikam.com"),
    ("contoso.com", "TXT", 300, '"v=spf1 mx -all"'),
    ("contoso.com", "TXT", 300, '"MS=ms12345678"'),
    ("contoso.com", "A", 300, "192.0.2.80"),
    ("contoso.com", "CAA", 300, '0 issue "ca.example.net"'),
    ("_dmarc.contoso.com", "TXT", 300, '"v=DMARC1; p=none"'),
    ("www.contoso.com", "A", 300, "192.0.2.80"),
    ("www.contoso.com", "AAAA", 300, "2001:db8::80"),
    ("shop.contoso.com", "CNAME", 300, "shops.fabrikam.com"),
    ("mail.contoso.com", "A", 300, "192.0.2.25"),
    ("mail.contoso.com", "A", 300, "192.0.2.26"),
    ("_imaps._tcp.contoso.com", "SRV", 300, "0 1 993 mail.contoso.com"),
    ("_kerberos._udp.contoso.com", "SRV", 300, "0 0 88 dc01.contoso.com"),
    ("dc01.contoso.com", "A", 300, "192.0.2.10"),
    ("vpn.contoso.com", "A", 300, "192.0.2.30"),
    ("*.apps.contoso.com", "A", 300, "192.0.2.40"),
    ("sip.contoso.com", "TXT", 300, '"owned by telephony"'),
    ("meet.contoso.com", "TXT", 300, '"verification=abc"'),
    ("sub.contoso.com", "NS", 300, "ns1.fabrikam.com"),
}
FOREIGN: set[Served] = set(_TEXT)
"""Twenty records of others, among them some at names of ours."""


def foreign_zone(file: Path, more: str = "") -> Path:
    """Write the zone as its owner has it, `more` with lines of theirs."""
    lines = [
        f"{name}. {ttl} IN {kind} {data}{'' if data.endswith(chr(34)) or kind in 'AAAA' else '.'}"
        for name, kind, ttl, data in sorted(FOREIGN)
    ]
    soa = "@ 300 IN SOA ns.fabrikam.com. root.contoso.com. 7 3600 600 86400 300\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"$ORIGIN {ZONE}.\n{soa}@ 300 NS ns.fabrikam.com.\n{more}" + "\n".join(lines) + "\n"
    )
    return file
