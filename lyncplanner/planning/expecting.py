"""Which clients a deployment means to let in: for the others, no way in is no mistake."""

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.clients import MOBILE, Client, Side
from lyncplanner.planning.topology import DomainMode, SipDomain


def is_expected(choices: Choices, client: Client, side: Side, domain: SipDomain) -> bool:
    """Whether the topology has what lets this client in, from this side.

    Inside everybody signs in; outside it takes an Edge pool, a reverse proxy for mobile clients,
    and for partners an Edge pool that is told to serve them. In Microsoft 365, only XMPP is gone.
    """
    if domain.mode is DomainMode.TEAMS_ONLY:
        return client is not Client.XMPP_PARTNER
    match client:
        case Client.FEDERATED_PARTNER:
            return choices.federation_edge is not None
        case Client.XMPP_PARTNER:
            return choices.has_xmpp(domain)
        case _ if client in MOBILE:
            return bool(choices.topology.reverse_proxies)
        case _:
            return side is Side.INSIDE or bool(choices.edges)
