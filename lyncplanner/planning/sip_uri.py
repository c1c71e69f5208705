"""SIP addresses as people type them: `sip:alice@contoso.com`, or without the `sip:`."""

import re

from lyncplanner.planning import names

LONGEST_INPUT = 1000
# RFC 3261, 19.1: user, host, and what a client may add: a port, parameters, headers.
_URI = re.compile(
    r"(?:sips?:)?[^@\s:;?<>\"]+@(?P<domain>[^@\s:;?<>\"]+)(?::\d{1,5})?(?:[;?]\S*)?", re.IGNORECASE
)


class BadSipUri(ValueError):
    """Text that is no SIP URI; the message says what one looks like."""


def sip_domain_of(text: str) -> str:
    """The SIP domain of a user, in the form of names."""
    uri = text.strip()
    match = _URI.fullmatch(uri) if len(uri) <= LONGEST_INPUT else None
    if match is None:
        raise BadSipUri("this is no SIP URI; give the user's, like sip:alice@contoso.com")
    try:
        return names.parse(match["domain"])
    except names.BadName as bad:
        raise BadSipUri(f"{bad}; give the user's SIP URI, like sip:alice@contoso.com") from None
