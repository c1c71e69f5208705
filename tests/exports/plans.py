"""Random records that a plan can have: hypothesis strategies."""

from hypothesis import strategies as st

from lyncplanner.planning.names import is_hostname, is_service_name
from lyncplanner.planning.records import Reason, Record, RecordType, Requirement, View

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_TTLS = st.sampled_from([60, 300, 3600, 86_400])


def labels() -> st.SearchStrategy[str]:
    """Labels of host names, some as long as they may be, some that look like something else."""
    inner = st.text(f"{_LETTERS}-", max_size=61)
    ends = st.sampled_from(_LETTERS)
    odd = st.sampled_from(
        ["1", "on", "no", "null", "a" * 63, "0x1", "1e3", "xn--mnchen-3ya", "com"]
    )
    return odd | ends | st.builds(lambda a, b, c: a + b + c, ends, inner, ends)


def zones() -> st.SearchStrategy[str]:
    """Zones of two labels or more."""
    return st.lists(labels(), min_size=2, max_size=3).map(".".join).filter(is_hostname)


def texts() -> st.SearchStrategy[str]:
    """What people write."""
    return st.text(max_size=30)


def hosts(zone: str) -> st.SearchStrategy[str]:
    """Host names in a zone, the zone's own among them."""
    inside = st.lists(labels(), max_size=2).map(lambda found: ".".join([*found, zone]))
    return inside.filter(is_hostname)


def _services(zone: str) -> st.SearchStrategy[str]:
    kinds = st.sampled_from(["_sip._tls", "_sipfederationtls._tcp", "_sipinternaltls._tcp"])
    found = st.builds(lambda kind, host: f"{kind}.{host}", kinds, hosts(zone))
    return found.filter(is_service_name)


@st.composite
def _sets(draw: st.DrawFn, zone: str) -> list[Record]:
    kind = draw(st.sampled_from(RecordType))
    name = draw(_services(zone) if kind is RecordType.SRV else hosts(zone))
    # A zone of its own for a name, as pin-point mode makes them.
    own = draw(st.booleans()) and kind is not RecordType.CNAME
    reasons = (Reason(draw(texts()), draw(texts()), draw(texts()), draw(texts())),)
    fields = (draw(st.sampled_from(View)), name if own else zone, name, kind)
    values = draw(
        st.lists(_values(kind), min_size=1, max_size=1 if kind == "CNAME" else 3, unique=True)
    )
    level, ttl = draw(st.sampled_from(Requirement)), draw(_TTLS)
    return [Record(*fields, value, ttl, level, reasons) for value in values]


def _values(kind: RecordType) -> st.SearchStrategy[str]:
    if kind is RecordType.A:
        return st.ip_addresses(v=4).map(str)
    if kind is RecordType.AAAA:
        return st.ip_addresses(v=6).map(str)
    targets = zones().flatmap(hosts)
    if kind is RecordType.CNAME:
        return targets
    numbers = st.integers(0, 65_535)
    return st.builds("{} {} {} {}".format, numbers, numbers, numbers, targets)


@st.composite
def plans(draw: st.DrawFn) -> list[Record]:
    """Records in plan order, each set once and in one zone."""
    found: dict[tuple[str, str, str], list[Record]] = {}
    zone_of: dict[tuple[str, str], str] = {}
    for zone in draw(st.lists(zones(), min_size=1, max_size=3, unique=True)):
        for records in draw(st.lists(_sets(zone), max_size=4)):
            first = records[0]
            home = zone_of.setdefault((first.view, first.name), first.zone)
            if home == first.zone:
                found.setdefault((first.view, first.name, first.type), records)
    return sorted(record for records in found.values() for record in records)
