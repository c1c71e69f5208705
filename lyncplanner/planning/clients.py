"""What each client asks of DNS, in its order, to find its servers.

Sources: Determine DNS requirements; DNS requirements for mobility; DNS summary - SIP, XMPP
federation, and public instant messaging.
"""

from enum import StrEnum
from typing import NamedTuple

from lyncplanner.planning.records import RecordType


class Side(StrEnum):
    """Where a client is."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class Client(StrEnum):
    LYNC_2013_DESKTOP = "lync-2013-desktop"
    LYNC_2010_DESKTOP = "lync-2010-desktop"
    SFB_DESKTOP = "sfb-desktop"
    LYNC_MOBILE = "lync-mobile"
    SFB_MOBILE = "sfb-mobile"
    LYNC_STORE_APP = "lync-store-app"
    FEDERATED_PARTNER = "federated-partner"
    XMPP_PARTNER = "xmpp-partner"
    PHONE = "phone"


CLIENT_NAMES = {
    Client.LYNC_2013_DESKTOP: "Lync 2013 desktop",
    Client.LYNC_2010_DESKTOP: "Lync 2010 desktop",
    Client.SFB_DESKTOP: "Skype for Business desktop",
    Client.LYNC_MOBILE: "Lync mobile",
    Client.SFB_MOBILE: "Skype for Business mobile",
    Client.LYNC_STORE_APP: "Lync Windows Store app",
    Client.FEDERATED_PARTNER: "Federated partner",
    Client.XMPP_PARTNER: "XMPP partner",
    Client.PHONE: "Lync phone",
}
MOBILE = frozenset({Client.LYNC_MOBILE, Client.SFB_MOBILE})
PARTNERS = frozenset({Client.FEDERATED_PARTNER, Client.XMPP_PARTNER})
"""They always ask from outside."""


def sides_of(client: Client) -> tuple[Side, ...]:
    """The sides from which a client asks."""
    return (Side.OUTSIDE,) if client in PARTNERS else (Side.INSIDE, Side.OUTSIDE)


class Purpose(StrEnum):
    """What a client wants of a name."""

    AUTODISCOVER = "autodiscover"
    """To be told where to sign in."""
    SIGN_IN = "sign-in"
    UNENCRYPTED = "unencrypted"
    """SIP over plain TCP, which no server offers: the client skips the question."""
    FIRMWARE = "firmware"
    CLOCK = "clock"

    @property
    def beside_sign_in(self) -> bool:
        """Asked whether or not the client has signed in, and never where it signs in."""
        return self in (Purpose.FIRMWARE, Purpose.CLOCK)


class Question(NamedTuple):
    label: str
    """What stands before the SIP domain."""
    type: RecordType
    """A stands for A and AAAA."""
    purpose: Purpose


def _host(label: str, purpose: Purpose = Purpose.SIGN_IN) -> Question:
    return Question(label, RecordType.A, purpose)


def _service(label: str, purpose: Purpose = Purpose.SIGN_IN) -> Question:
    return Question(label, RecordType.SRV, purpose)


INSIDE_AUTODISCOVER = "lyncdiscoverinternal"
OUTSIDE_AUTODISCOVER = "lyncdiscover"

_AUTODISCOVER = (
    _host(INSIDE_AUTODISCOVER, Purpose.AUTODISCOVER),
    _host(OUTSIDE_AUTODISCOVER, Purpose.AUTODISCOVER),
)
_INSIDE = _service("_sipinternaltls._tcp")
_UNENCRYPTED = _service("_sipinternal._tcp", Purpose.UNENCRYPTED)
_OUTSIDE = _service("_sip._tls")
_BARE = (_host("sipinternal"), _host("sip"), _host("sipexternal"))

QUESTIONS: dict[Client, tuple[Question, ...]] = {
    Client.LYNC_2013_DESKTOP: (*_AUTODISCOVER, _INSIDE, _UNENCRYPTED, _OUTSIDE, *_BARE),
    # Before the update of November 2011; later ones ask as Lync 2013 does.
    Client.LYNC_2010_DESKTOP: (_INSIDE, _UNENCRYPTED, _OUTSIDE, *_BARE),
    Client.SFB_DESKTOP: (*_AUTODISCOVER, _INSIDE, _OUTSIDE, *_BARE),
    Client.LYNC_MOBILE: _AUTODISCOVER,
    Client.SFB_MOBILE: _AUTODISCOVER,
    Client.LYNC_STORE_APP: _AUTODISCOVER,
    Client.FEDERATED_PARTNER: (_service("_sipfederationtls._tcp"),),
    Client.XMPP_PARTNER: (_service("_xmpp-server._tcp"),),
    Client.PHONE: (
        _INSIDE,
        _OUTSIDE,
        _host("sip"),
        _host("ucupdates-r2", Purpose.FIRMWARE),
        _service("_ntp._udp", Purpose.CLOCK),
    ),
}
