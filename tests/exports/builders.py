"""Records and stamps to export, complete by default."""

from typing import Any

from lyncplanner.exports.stamp import Stamp
from lyncplanner.planning.records import Reason, Record, RecordType, Requirement, View

REASON = Reason(
    rule="edge.sip-domain",
    subject="contoso.com",
    because="Users outside sign in by this name.",
    source="DNS Summary - Single consolidated edge with public IP addresses",
)


def a_record(name: str = "sip.contoso.com", data: str = "131.107.155.10", **changes: Any) -> Record:
    fields: dict[str, Any] = {
        "view": View.EXTERNAL,
        "zone": "contoso.com",
        "name": name,
        "type": _type_of(data),
        "data": data,
        "ttl": 3600,
        "requirement": Requirement.REQUIRED,
        "reasons": (REASON,),
    }
    return Record(**fields | changes)


def a_reason(**changes: str) -> Reason:
    return REASON._replace(**changes)


def a_stamp(*records: Record, **changes: Any) -> Stamp:
    fields: dict[str, Any] = {
        "deployment": "Contoso",
        "hash": "0" * 64,
        "source": "contoso.yaml",
        "records": len(records),
    }
    return Stamp(**fields | changes)


def _type_of(data: str) -> RecordType:
    if " " in data:
        return RecordType.SRV
    if ":" in data:
        return RecordType.AAAA
    return RecordType.A if data.replace(".", "").isdigit() else RecordType.CNAME
