"""Records and findings as the bytes that a revision keeps, and back. They are never changed."""

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import Reason, Record, RecordType, Requirement, View

Frozen: TypeAlias = bytes | memoryview
"""As SQLite and PostgreSQL give bytes back."""

_LEVEL = 3
_VIEWS = {view.value: view for view in View}
_TYPES = {kind.value: kind for kind in RecordType}
_REQUIREMENTS = {requirement.value: requirement for requirement in Requirement}


def freeze_records(records: Iterable[Record]) -> bytes:
    """The records with all that they know; reasons that many share are written once."""
    reasons: dict[Reason, int] = {}
    whys: dict[tuple[Reason, ...], int] = {}
    rows = []
    for record in records:
        why = whys.get(record.reasons)
        if why is None:
            why = whys[record.reasons] = len(whys)
            for reason in record.reasons:
                reasons.setdefault(reason, len(reasons))
        rows.append([*record[:7], why, record.left_out])
    numbered = [[reasons[reason] for reason in why] for why in whys]
    return _packed({"reasons": list(reasons), "whys": numbered, "records": rows})


def thaw_records(frozen: Frozen) -> tuple[Record, ...]:
    """The records as they were frozen, in the same order."""
    content = _unpacked(frozen)
    reasons = [Reason(*fields) for fields in content["reasons"]]
    whys = [tuple(reasons[number] for number in why) for why in content["whys"]]
    return tuple(
        Record(
            _VIEWS[view],
            zone,
            name,
            _TYPES[kind],
            data,
            ttl,
            _REQUIREMENTS[requirement],
            whys[why],
            left_out,
        )
        for view, zone, name, kind, data, ttl, requirement, why, left_out in content["records"]
    )


def freeze_findings(findings: Sequence[Finding]) -> bytes:
    return _packed(findings)


def thaw_findings(frozen: Frozen) -> tuple[Finding, ...]:
    return tuple(
        Finding(code, Severity(severity), subject, message, fix, source, tuple(places))
        for code, severity, subject, message, fix, source, places in _unpacked(frozen)
    )


def _packed(content: object) -> bytes:
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return zlib.compress(text.encode("ascii"), _LEVEL)


def _unpacked(frozen: Frozen) -> Any:
    return json.loads(zlib.decompress(frozen))
