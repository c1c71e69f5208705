"""Records as lines of a zone file, to read and to copy."""

from lyncplanner.planning.records import Record, RecordSet, RecordType

_TARGETS = frozenset({RecordType.CNAME, RecordType.SRV})


def zone_line(record: Record) -> str:
    """One record as a zone file has it."""
    dot = "." if record.type in _TARGETS else ""
    return f"{record.name}. {record.ttl} IN {record.type} {record.data}{dot}"


def zone_lines(found: RecordSet) -> str:
    """A record set, a line each."""
    return "\n".join(map(zone_line, found.records))


def target(found: RecordSet) -> str:
    """The name that an alias or a service leads to; empty for addresses."""
    return found.records[0].data.rpartition(" ")[2] if found.type in _TARGETS else ""
