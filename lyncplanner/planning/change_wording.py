"""Changes of a topology in words: "pool02.contoso.net was added"."""

from enum import Enum

from lyncplanner.planning.changes import Change, ChangeKind, ObjectKind, Target
from lyncplanner.planning.topology import (
    EdgeService,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    PublishedHost,
)

_MOST_VALUES = 6
_COMPONENTS = {"meet": "Meet", "dialin": "Dial-in", "admin": "Admin", "scheduler": "scheduler"}
_LISTS = {
    ObjectKind.SIP_DOMAIN: "SIP domains",
    ObjectKind.SITE: "sites",
    ObjectKind.POOL: "pools",
    ObjectKind.SERVER: "servers",
    ObjectKind.REVERSE_PROXY: "reverse proxies",
    ObjectKind.SIMPLE_URL: "simple URLs",
    ObjectKind.LEFT_OUT: "records left out",
}
_FIELDS = {
    "name": "name",
    "product": "product",
    "ttl": "TTL",
    "split_brain": "split-brain DNS",
    "internal_zones": "internal zones",
    "external_zones": "external zones",
    "autodiscover": "form of Autodiscover",
    "sign_in": "sign-in",
    "without_split_brain": "sign-in without split-brain DNS",
    "sign_in_host": "host of the sign-in SRV record",
    "time_server": "time server",
    "geo_dns": "GeoDNS zone",
    "device_update": "Device Update",
    "default": "default",
    "xmpp": "XMPP federation",
    "mode": "mode",
    "kind": "kind",
    "parent": "central site",
    "role": "role",
    "site": "site",
    "load_balancing": "load balancing",
    "addresses": "addresses",
    "vip": "virtual IP",
    "paired_with": "backup pool",
    "next_hop": "next hop",
    "federation": "federation",
    "published": "publishing",
    "external_addresses": "external addresses",
    "internal_addresses": "internal addresses",
    "fqdn": "FQDN",
    "publishes": "published hosts",
    "url": "URL",
    "reason": "reason",
    "internal_web": "internal web services",
    "external_web": "external web services",
    "external": "Edge services",
    "access": "Access Edge",
    "web_conferencing": "Web Conferencing Edge",
    "av": "A/V Edge",
    "port": "port",
    "nat_addresses": "public addresses",
}
_WITHOUT_ARTICLE = frozenset({"split_brain", "sign_in", "without_split_brain", "device_update"})
_SIGN_IN_OF_POOL = "automatic sign-in"


def sentence(change: Change) -> str:
    """What changed, as what can follow "because"."""
    title = title_of(change.target)
    match change.kind:
        case ChangeKind.ADDED:
            return f"{title} was added{_to_pool(change.target, 'to')}"
        case ChangeKind.REMOVED:
            return f"{title} was removed{_to_pool(change.target, 'from')}"
        case ChangeKind.RENAMED:
            return f"{change.before} was renamed to {change.after}"
        case ChangeKind.REORDERED:
            return f"the order of {title} changed"
        case ChangeKind.CHANGED:
            return _changed(change, title)


def title_of(target: Target) -> str:
    """An object's name for people; of a list, what is in it."""
    if target.key is None:
        title = _LISTS.get(target.kind, "")
        return f"{title} of {target.pool.name[0]}" if target.pool is not None else title
    name = target.key.name
    if target.kind is ObjectKind.SIMPLE_URL:
        return _url_title(*name)
    if target.kind is ObjectKind.LEFT_OUT:
        return f"leaving out {' '.join(part for part in name if part)}"
    return name[0]


def _url_title(component: str, sip_domain: str, site: str) -> str:
    title = f"the {_COMPONENTS[component]} URL"
    if sip_domain:
        title += f" of {sip_domain}"
    return f"{title} in {site}" if site else title


def _to_pool(target: Target, word: str) -> str:
    return f" {word} {target.pool.name[0]}" if target.pool is not None else ""


def field_label(change: Change) -> str:
    """The changed field for people: "Access Edge port"."""
    if change.target.kind is ObjectKind.POOL and change.field == ("sign_in",):
        return _SIGN_IN_OF_POOL
    path = change.field
    if len(path) > 1 and path[0] == "external":
        path = path[1:]
    return " ".join(_FIELDS[name] for name in path)


def _changed(change: Change, title: str) -> str:
    label = field_label(change)
    what = f"{label} of {title}" if title else label
    if not title and change.field[0] not in _WITHOUT_ARTICLE:
        what = f"the {label}"
    before, after = change.before, change.after
    if isinstance(after, bool) and isinstance(before, bool):
        return f"{what} was turned {'on' if after else 'off'}"
    if before in (None, ()):
        return f"{what} was set to {value_text(after)}"
    if after in (None, ()):
        return f"{what} was cleared; it was {value_text(before)}"
    return f"{what} changed from {value_text(before)} to {value_text(after)}"


def value_text(value: object) -> str:
    """A field's value for people."""
    if value is None or value == ():
        return "nothing"
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        shown = [value_text(item) for item in value[:_MOST_VALUES]]
        more = len(value) - len(shown)
        return ", ".join(shown) + (f" and {more} more" if more else "")
    return _name_of(value)


def _name_of(value: object) -> str:
    """An object's name, where a field holds one."""
    match value:
        case InternalWeb():
            return value.fqdn or value_text(value.addresses)
        case ExternalWeb() | EdgeService():
            return value.fqdn
        case EdgeServices():
            return value_text(tuple(service.fqdn for _, service in value.named()))
        case PublishedHost():
            return value.host
        case _:
            return str(value)
