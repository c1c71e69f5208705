"""Plain values → `Pool`: the part of a topology document with the most keys."""

from lyncplanner.documents.errors import Problems
from lyncplanner.documents.fields import Fields, Item
from lyncplanner.planning.topology import (
    EdgeService,
    EdgeServices,
    ExternalWeb,
    InternalWeb,
    LoadBalancing,
    Pool,
    Role,
    Server,
)

POOL_KEYS = (
    "fqdn",
    "role",
    "site",
    "load_balancing",
    "servers",
    "vip",
    "internal_web",
    "external_web",
    "sign_in",
    "paired_with",
    "external",
    "next_hop",
    "federation",
    "xmpp",
    "published",
)
SERVER_KEYS = ("fqdn", "addresses")
INTERNAL_WEB_KEYS = ("fqdn", "addresses")
EXTERNAL_WEB_KEYS = ("fqdn",)
EDGE_KEYS = ("access", "web_conferencing", "av")
EDGE_SERVICE_KEYS = ("fqdn", "port", "addresses", "nat_addresses")
HTTPS = 443


def read_pool(item: Item, problems: Problems) -> Pool | None:
    """One entry of `pools`; nothing where it lacks what a pool needs."""
    pool = Fields(item, POOL_KEYS, problems)
    pool.require("fqdn", "the pool's FQDN")
    fqdn = pool.name("fqdn")
    pool.require("role", "the pool's role, like front-end or edge")
    role = pool.optional_word("role", Role)
    read = Pool(
        fqdn=fqdn or "",
        role=role or Role.FRONT_END,
        site=pool.text("site"),
        load_balancing=pool.optional_word("load_balancing", LoadBalancing),
        servers=tuple(pool.each("servers", _server, "servers, each with its fqdn")),
        vip=pool.addresses("vip"),
        internal_web=_internal_web(pool, problems),
        external_web=_external_web(pool, problems),
        sign_in=pool.flag("sign_in", default=False),
        paired_with=pool.name("paired_with"),
        external=_edge_services(pool, problems),
        next_hop=pool.name("next_hop"),
        federation=pool.flag("federation", default=False),
        xmpp=pool.flag("xmpp", default=False),
        published=pool.flag("published", default=False),
    )
    return None if fqdn is None or role is None else read


def _server(item: Item, problems: Problems) -> Server | None:
    server = Fields(item, SERVER_KEYS, problems)
    server.require("fqdn", "the server's FQDN")
    fqdn = server.name("fqdn")
    addresses = server.addresses("addresses")
    return None if fqdn is None else Server(fqdn, addresses)


def _internal_web(pool: Fields, problems: Problems) -> InternalWeb | None:
    item = pool.item("internal_web")
    if item is None:
        return None
    web = Fields(item, INTERNAL_WEB_KEYS, problems)
    return InternalWeb(web.name("fqdn"), web.addresses("addresses"))


def _external_web(pool: Fields, problems: Problems) -> ExternalWeb | None:
    item = pool.item("external_web")
    if item is None:
        return None
    web = Fields(item, EXTERNAL_WEB_KEYS, problems)
    web.require("fqdn", "the external web services FQDN")
    fqdn = web.name("fqdn")
    return None if fqdn is None else ExternalWeb(fqdn)


def _edge_services(pool: Fields, problems: Problems) -> EdgeServices | None:
    item = pool.item("external")
    if item is None:
        return None
    services = Fields(item, EDGE_KEYS, problems)
    return EdgeServices(
        access=_edge_service(services, "access", problems),
        web_conferencing=_edge_service(services, "web_conferencing", problems),
        av=_edge_service(services, "av", problems),
    )


def _edge_service(services: Fields, key: str, problems: Problems) -> EdgeService | None:
    item = services.item(key)
    if item is None:
        return None
    service = Fields(item, EDGE_SERVICE_KEYS, problems)
    service.require("fqdn", "the FQDN that this Edge service has outside")
    fqdn = service.name("fqdn")
    port = service.number("port", default=HTTPS, least=1, most=65535)
    addresses = service.addresses("addresses")
    nat_addresses = service.addresses("nat_addresses")
    return None if fqdn is None else EdgeService(fqdn, port, addresses, nat_addresses)
