"""The names that each certificate needs; they follow from the same topology as the records.

Sources: Certificate summary - Reverse proxy; Certificate requirements for external user access;
Certificate requirements for internal servers; the certificate summaries of the Director.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning import names
from lyncplanner.planning.choices import Choices, access_of, external_name
from lyncplanner.planning.topology import (
    Component,
    LoadBalancing,
    Pool,
    Role,
    SignIn,
    Topology,
)


class CertificateKind(StrEnum):
    """Where a certificate goes."""

    REVERSE_PROXY = "reverse-proxy"
    EDGE_EXTERNAL = "edge-external"
    EDGE_INTERNAL = "edge-internal"
    DIRECTOR = "director"
    FRONT_END = "front-end"
    STANDARD_EDITION = "standard-edition"
    OFFICE_WEB_APPS = "office-web-apps"


class Issuer(StrEnum):
    """Who issues it: everybody has to trust it, or only one's own computers."""

    PUBLIC = "public"
    INTERNAL = "internal"


class NameKind(StrEnum):
    """Why a name stands on a certificate."""

    POOL = "pool"
    SERVER = "server"
    INTERNAL_WEB = "internal-web"
    EXTERNAL_WEB = "external-web"
    SIMPLE_URL = "simple-url"
    AUTODISCOVER = "autodiscover"
    OFFICE_WEB_APPS = "office-web-apps"
    ACCESS_EDGE = "access-edge"
    WEB_CONFERENCING = "web-conferencing"
    SIGN_IN = "sign-in"
    XMPP = "xmpp"


BECAUSE = {
    NameKind.POOL: "The name of the pool.",
    NameKind.SERVER: "The server's own name.",
    NameKind.INTERNAL_WEB: "The pool's web services inside.",
    NameKind.EXTERNAL_WEB: "The external web services FQDN of a pool.",
    NameKind.SIMPLE_URL: "The host of a simple URL.",
    NameKind.AUTODISCOVER: "Clients ask Autodiscover by this name.",
    NameKind.OFFICE_WEB_APPS: "The name of an Office Web Apps farm outside.",
    NameKind.ACCESS_EDGE: "The Access Edge service.",
    NameKind.WEB_CONFERENCING: "The Web Conferencing Edge service.",
    NameKind.SIGN_IN: "Clients and partners come in by this name.",
    NameKind.XMPP: "XMPP partners check this name.",
}


class CertificateName(NamedTuple):
    name: str
    kind: NameKind


class Certificate(NamedTuple):
    kind: CertificateKind
    owner: str
    """The pool, by FQDN, or the reverse proxy, by name."""
    place: str
    """The owner's path in the topology document."""
    servers: tuple[str, ...]
    """The servers that hold it; none of a reverse proxy."""
    subject: str
    names: tuple[CertificateName, ...]
    """The subject alternative names, each once; the subject is the first."""
    issuer: Issuer
    source: str

    @property
    def sans(self) -> tuple[str, ...]:
        """The subject alternative names as they are requested."""
        return tuple(name.name for name in self.names)


def certificates(topology: Topology) -> Iterator[Certificate]:
    """Every certificate: reverse proxies, Edge pools (outside, inside), pools, farms.

    Names that are no host names stand on none: they are findings of the plan. A certificate
    without a name for its subject can't be requested and is left out.
    """
    choices = Choices(topology)
    yield from _reverse_proxies(choices)
    for edge in choices.edges:
        yield from _edge_external(choices, edge)
        yield from _edge_internal(choices, edge)
    pools = _Pools(choices)
    for pool in choices.web_pools:
        yield from pools.certificate(pool)
    for farm in choices.farms:
        yield from _farm(choices, farm)


_Wanted = Iterable[tuple[str, NameKind]]


def _named(subject: str, wanted: _Wanted) -> tuple[CertificateName, ...]:
    """The names that a certificate can hold, each once, for the first reason that was given."""
    found: dict[str, NameKind] = {}
    for name, kind in wanted:
        if names.is_hostname(name):
            found.setdefault(name, kind)
    first = {subject: found[subject]} if subject in found else {}
    return tuple(CertificateName(name, kind) for name, kind in (first | found).items())


# Reverse proxies


def _reverse_proxies(choices: Choices) -> Iterator[Certificate]:
    """The published hosts; the subject is the first pool's external web services FQDN."""
    published: dict[int, list[tuple[str, NameKind]]] = {}
    for host, kind in _published(choices):
        for index in choices.listener(host).proxies:
            published.setdefault(index, []).append((host, kind))
    for i, proxy in enumerate(choices.topology.reverse_proxies):
        hosts = published.get(i)
        if not hosts:
            continue
        subject = hosts[0][0]
        yield Certificate(
            CertificateKind.REVERSE_PROXY,
            proxy.name,
            f"reverse_proxies[{i}]",
            (),
            subject,
            _named(subject, hosts),
            Issuer.PUBLIC,
            choices.source("RPCERT"),
        )


def _published(choices: Choices) -> Iterator[tuple[str, NameKind]]:
    """The hosts that reverse proxies publish: pools' web services first, Directors' after them."""
    pools = sorted(choices.web_pools, key=lambda pool: pool.role is Role.DIRECTOR)
    wanted = [(p.external_web.fqdn, NameKind.EXTERNAL_WEB) for p in pools if p.external_web]
    wanted += [
        (u.host, NameKind.SIMPLE_URL)
        for u in choices.urls
        if u.url.component is not Component.ADMIN
    ]
    wanted += [(f"lyncdiscover.{d.name}", NameKind.AUTODISCOVER) for d in choices.served]
    wanted += [(n, NameKind.OFFICE_WEB_APPS) for f in choices.farms if (n := external_name(f))]
    return (found for found in dict.fromkeys(wanted) if names.is_hostname(found[0]))


# Edge pools


def _servers(pool: Pool) -> tuple[str, ...]:
    return tuple(server.fqdn for server in pool.servers if names.is_hostname(server.fqdn))


def _edge_external(choices: Choices, edge: Pool) -> Iterator[Certificate]:
    """One for Access, Web Conferencing and A/V Edge, with one key on all servers.

    The A/V Edge FQDN is not on it.
    """
    access = access_of(edge)
    if access is None or edge.external is None or not names.is_hostname(access.fqdn):
        return
    wanted = [(access.fqdn, NameKind.ACCESS_EDGE)]
    if edge.external.web_conferencing is not None:
        wanted.append((edge.external.web_conferencing.fqdn, NameKind.WEB_CONFERENCING))
    wanted += [(f"sip.{domain.name}", NameKind.SIGN_IN) for domain in choices.served]
    if edge is choices.xmpp_edge:
        for domain in choices.served:
            if choices.has_xmpp(domain):
                wanted += [(f"xmpp.{domain.name}", NameKind.XMPP), (domain.name, NameKind.XMPP)]
    yield Certificate(
        CertificateKind.EDGE_EXTERNAL,
        edge.fqdn,
        choices.place(edge),
        _servers(edge),
        access.fqdn,
        _named(access.fqdn, wanted),
        Issuer.PUBLIC,
        choices.source("CERTEXT"),
    )


def _edge_internal(choices: Choices, edge: Pool) -> Iterator[Certificate]:
    """The pool FQDN alone."""
    if names.is_hostname(edge.fqdn):
        yield Certificate(
            CertificateKind.EDGE_INTERNAL,
            edge.fqdn,
            choices.place(edge),
            _servers(edge),
            edge.fqdn,
            (CertificateName(edge.fqdn, NameKind.POOL),),
            Issuer.INTERNAL,
            choices.source("CERTEXT"),
        )


# Directors, Front End pools, Standard Edition servers

_KINDS = {
    Role.DIRECTOR: CertificateKind.DIRECTOR,
    Role.FRONT_END: CertificateKind.FRONT_END,
    Role.STANDARD_EDITION: CertificateKind.STANDARD_EDITION,
}
_DIRECTOR_TOPICS = {
    LoadBalancing.SINGLE: "CERTDIR1",
    LoadBalancing.DNS: "CERTDIR2",
    LoadBalancing.HARDWARE: "CERTDIR3",
}


class _Pools:
    """One certificate a pool: default, web services internal and external."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._hosts: dict[str | None, list[tuple[str, NameKind]]] = {}
        for url in choices.urls:
            self._hosts.setdefault(url.url.site, []).append((url.host, NameKind.SIMPLE_URL))
        self._autodiscover = [
            (f"{label}.{domain.name}", NameKind.AUTODISCOVER)
            for domain in choices.served
            for label in ("lyncdiscoverinternal", "lyncdiscover")
        ]

    def certificate(self, pool: Pool) -> Iterator[Certificate]:
        if not names.is_hostname(pool.fqdn):
            return
        topic = _DIRECTOR_TOPICS[pool.balancing] if pool.role is Role.DIRECTOR else "CERTINT"
        yield Certificate(
            _KINDS[pool.role],
            pool.fqdn,
            self._choices.place(pool),
            _servers(pool),
            pool.fqdn,
            _named(pool.fqdn, self._wanted(pool)),
            Issuer.INTERNAL,
            self._choices.source(topic),
        )

    def _wanted(self, pool: Pool) -> Iterator[tuple[str, NameKind]]:
        yield pool.fqdn, NameKind.POOL
        yield from ((server, NameKind.SERVER) for server in _servers(pool))
        yield pool.internal_web_fqdn, NameKind.INTERNAL_WEB
        if pool.external_web is not None:
            yield pool.external_web.fqdn, NameKind.EXTERNAL_WEB
        yield from self._hosts.get(None, ())
        # A site's own URLs never lead to another site's pools.
        if (site := self._choices.site_of(pool)) is not None:
            yield from self._hosts.get(site, ())
        yield from self._autodiscover
        if pool is self._choices.sign_in_pool:
            yield from self._sign_in()

    def _sign_in(self) -> Iterator[tuple[str, NameKind]]:
        by_srv = self._choices.dns.sign_in is SignIn.SRV
        for domain in self._choices.served:
            yield f"sip.{domain.name}", NameKind.SIGN_IN
            host = self._choices.srv_host_inside(domain.name) if by_srv else None
            if host is not None:
                yield host, NameKind.SIGN_IN


def _farm(choices: Choices, farm: Pool) -> Iterator[Certificate]:
    if names.is_hostname(farm.fqdn):
        servers = _servers(farm)
        wanted = [
            (farm.fqdn, NameKind.POOL),
            *((server, NameKind.SERVER) for server in servers),
        ]
        yield Certificate(
            CertificateKind.OFFICE_WEB_APPS,
            farm.fqdn,
            choices.place(farm),
            servers,
            farm.fqdn,
            _named(farm.fqdn, wanted),
            Issuer.INTERNAL,
            choices.source("OWA"),
        )
