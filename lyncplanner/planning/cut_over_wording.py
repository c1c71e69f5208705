"""The steps of a cut-over in words. Source: Disable hybrid to complete migration to the cloud."""

from lyncplanner.planning.cut_over import LOW_TTL, CutOver, CutOverStep, StepKind


def title(step: CutOverStep, found: CutOver) -> str:
    """What to do, in one sentence that begins with a verb."""
    return _TITLES[step.kind].format(domain=found.sip_domain, ttl=found.ttl, low=LOW_TTL)


def why(step: CutOverStep, found: CutOver) -> str:
    """What for, and what to heed."""
    return _WHY[step.kind].format(domain=found.sip_domain, ttl=found.ttl, low=LOW_TTL)


_TITLES = {
    StepKind.LOWER_TTL: "Lower the TTL of the records that will change to {low} seconds.",
    StepKind.SHARE: "Share {domain} with Microsoft 365 (hybrid), so that users can be moved.",
    StepKind.MOVE_USERS: "Move every user of {domain} to Teams Only.",
    StepKind.ADD_INSIDE: "Add the records inside that lead to Microsoft 365.",
    StepKind.AUTODISCOVER: "Lead Autodiscover outside to Microsoft 365.",
    StepKind.SERVICES: "Lead sign-in and federation outside to Microsoft 365.",
    StepKind.SIP_OUTSIDE: "Make sip.{domain} outside an alias of Microsoft 365.",
    StepKind.AUTODISCOVER_INSIDE: "Remove lyncdiscoverinternal.{domain} inside.",
    StepKind.SIGN_IN_INSIDE: "Remove the sign-in record inside.",
    StepKind.SIP_INSIDE: "Make sip.{domain} inside an alias of Microsoft 365.",
    StepKind.LEAVE_INSIDE: "Remove the records of {domain} inside, with the zones made for them.",
    StepKind.REMAINS: "Remove what nobody asks for any more.",
    StepKind.RAISE_TTL: "Put the TTL back to {ttl} seconds.",
    StepKind.END_SHARING: "Turn off the shared SIP address space, and the hosting provider.",
}
_WHY = {
    StepKind.LOWER_TTL: (
        "Resolvers keep the old answer for {ttl} seconds: wait that long before the first change."
        " Afterwards each change reaches everybody within {low} seconds."
    ),
    StepKind.SHARE: "It needs the federation record of {domain} on these servers until the end.",
    StepKind.MOVE_USERS: (
        "Until all are moved, the names have to lead to these servers, which send on those who"
        " are moved; the other way round nobody is sent."
    ),
    StepKind.ADD_INSIDE: (
        "Nobody asks for them yet: the names that are asked first still answer. Wait until a"
        ' resolver that has kept "no such name" forgets it: the zone\'s negative TTL.'
    ),
    StepKind.AUTODISCOVER: "Clients ask for it first. An address and an alias can't stand side by"
    " side: change them in one go.",
    StepKind.SERVICES: (
        "Before sip.{domain} becomes an alias, since no SRV record may lead to an alias."
        " Replace each record, so that no client finds both."
    ),
    StepKind.SIP_OUTSIDE: "Nothing leads to it any more but clients that ask for it themselves."
    " Replace the addresses in one go.",
    StepKind.AUTODISCOVER_INSIDE: (
        "Clients inside ask for it first; without it they go on to lyncdiscover.{domain}."
    ),
    StepKind.SIGN_IN_INSIDE: "Old clients and phones inside go on to _sip._tls.{domain}.",
    StepKind.SIP_INSIDE: "For clients that ask for this name themselves.",
    StepKind.LEAVE_INSIDE: (
        "All in one go: without the zones, clients inside are answered by public DNS, while a zone"
        " that is left would hide {domain} from them."
    ),
    StepKind.REMAINS: "They lead to servers that no user of {domain} is on.",
    StepKind.RAISE_TTL: "The new records stay.",
    StepKind.END_SHARING: (
        "Last, once the organisation's coexistence mode is Teams Only:"
        " Set-CsTenantFederationConfiguration -SharedSipAddressSpace $false, then"
        " Set-CsHostingProvider -Enabled $false. SIP domains that are still shared need both."
    ),
}
