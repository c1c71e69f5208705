"""SIP domains that live in Microsoft 365 altogether.

Source of every rule here: Disable hybrid to complete migration to the cloud.
"""

from collections.abc import Callable, Iterator

from lyncplanner.planning.choices import Choices
from lyncplanner.planning.records import Requirement, View
from lyncplanner.planning.rules._shapes import Wanted, alias, reason, service
from lyncplanner.planning.topology import SipDomain

SIGN_IN_HOST = "sipdir.online.lync.com"
FEDERATION_HOST = "sipfed.online.lync.com"
WEB_HOST = "webdir.online.lync.com"
MICROSOFT_365 = "online.lync.com"


def _in_views(
    choices: Choices,
    label: str,
    want: Callable[[View, str, Requirement, SipDomain], Wanted],
) -> Iterator[Wanted]:
    """Outside always; inside too where the inside DNS would else say that there is no such name."""
    for domain in choices.teams_only:
        name = f"{label}.{domain.name}"
        yield want(View.EXTERNAL, name, Requirement.REQUIRED, domain)
        if choices.held_inside(name):
            yield want(View.INTERNAL, name, Requirement.CONDITIONAL, domain)


def sign_in_srv(choices: Choices) -> Iterator[Wanted]:
    """`_sip._tls` leads clients to Microsoft 365."""

    def want(view: View, name: str, level: Requirement, domain: SipDomain) -> Wanted:
        because = f"Clients of {domain.name} sign in to Microsoft 365 by this record."
        why = reason(choices, "teams.sign-in-srv", domain.name, because, "SFB-TEAMS")
        return service(view, name, SIGN_IN_HOST, 443, level, why, priority=100, weight=1)

    return _in_views(choices, "_sip._tls", want)


def federation_srv(choices: Choices) -> Iterator[Wanted]:
    """`_sipfederationtls._tcp` leads partners to Microsoft 365."""

    def want(view: View, name: str, level: Requirement, domain: SipDomain) -> Wanted:
        because = f"Partners find {domain.name} in Microsoft 365 by this record."
        why = reason(choices, "teams.federation-srv", domain.name, because, "SFB-TEAMS")
        return service(view, name, FEDERATION_HOST, 5061, level, why, priority=100, weight=1)

    return _in_views(choices, "_sipfederationtls._tcp", want)


def sip(choices: Choices) -> Iterator[Wanted]:
    """`sip` is an alias of Microsoft 365's sign-in host."""

    def want(view: View, name: str, level: Requirement, domain: SipDomain) -> Wanted:
        because = f"Phones and old clients of {domain.name} find Microsoft 365 by this name."
        why = reason(choices, "teams.sip", domain.name, because, "SFB-TEAMS")
        return alias(view, name, SIGN_IN_HOST, level, why)

    return _in_views(choices, "sip", want)


def autodiscover(choices: Choices) -> Iterator[Wanted]:
    """`lyncdiscover` is an alias of Microsoft 365's Autodiscover host."""

    def want(view: View, name: str, level: Requirement, domain: SipDomain) -> Wanted:
        because = f"Clients of {domain.name} ask for this name first."
        why = reason(choices, "teams.autodiscover", domain.name, because, "SFB-TEAMS")
        return alias(view, name, WEB_HOST, level, why)

    return _in_views(choices, "lyncdiscover", want)
