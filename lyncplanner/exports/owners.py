"""Owner names as formats want them: relative to the zone."""

from lyncplanner.planning.records import Record, RecordSet


def relative(record: Record | RecordSet, *, apex: str = "@") -> str:
    """The name without its zone; `apex` for the zone's own name."""
    if record.name == record.zone:
        return apex
    return record.name.removesuffix(f".{record.zone}")
