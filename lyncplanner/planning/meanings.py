"""What the steps of a trace mean, in sentences for people."""

from lyncplanner.planning.clients import (
    CLIENT_NAMES,
    INSIDE_AUTODISCOVER,
    MOBILE,
    PARTNERS,
    Client,
)
from lyncplanner.planning.names import first_label
from lyncplanner.planning.records import View
from lyncplanner.planning.steps import Step, Trace, Why

_WHOSE = {View.INTERNAL: "The DNS inside", View.EXTERNAL: "Public DNS"}

_SENTENCES = {
    Why.NO_RECORD: "{dns} has no such record.",
    Why.UNENCRYPTED: "Skipped: it asks for SIP without encryption, which is never planned.",
    Why.TELLS: "Autodiscover answers here and tells the client to go to {leads_to}.",
    Why.TELLS_NOTHING: "Autodiscover answers here and has nowhere to send the client: {lack}.",
    Why.MICROSOFT_365: "Leads to Microsoft 365: {leads_to}, port {port}.",
    Why.NO_ADDRESS: "{dns} has no record of the name that Autodiscover told.",
    Why.ALIAS_NOWHERE: "The alias leads to {last}, which has no record.",
    Why.TOO_MANY_ALIASES: "It leads over more aliases than a client follows.",
    Why.TARGET_WITHOUT_ADDRESS: "The record leads to {target}, which has no address.",
    Why.TARGET_IN_OTHER_DOMAIN: (
        "The record leads to {target}, which is not directly in the SIP domain: clients with strict"
        " name matching refuse it."
    ),
    Why.OUT_OF_SERVICE: "Nothing answers there any more.",
}
_BESIDE = {
    Why.FIRMWARE: ("The phone fetches its firmware here.", "The phone finds no firmware."),
    Why.CLOCK: (
        "The phone sets its clock by {leads_to}.",
        "The phone sets its clock by another time server, or not at all.",
    ),
}


def meaning(step: Step, client: Client) -> str:
    """What a step means for this client."""
    if step.why is Why.SIGNS_IN:
        return _signs_in(step, client)
    if step.why in _BESIDE:
        found, missing = _BESIDE[step.why]
        return (found if step.leads_to else missing).format(leads_to=step.leads_to)
    return _SENTENCES[step.why].format(
        dns=_WHOSE[step.view],
        leads_to=step.leads_to,
        port=step.port,
        last=step.answers[-1] if step.answers else "",
        target=step.answers[0].rpartition(" ")[2] if step.answers else "",
        lack=_lack(step, client),
    )


def _signs_in(step: Step, client: Client) -> str:
    there = f"{step.leads_to}, port {step.port}"
    if client in PARTNERS:
        return f"The partner reaches you here: {there}."
    return f"Signs in here: {there}."


def _lack(step: Step, client: Client) -> str:
    if client in MOBILE:
        return "the home pool has no external web services FQDN"
    if first_label(step.query) == INSIDE_AUTODISCOVER:
        return "no pool homes users"
    return "no Edge pool has an Access Edge service"


def outcome(trace: Trace) -> str:
    """Where a trace ends, in one sentence."""
    name = CLIENT_NAMES[trace.client]
    result = trace.result
    if result is None:
        return f"{name}, {trace.sip_domain}, {trace.side}: ends nowhere."
    return f"{name}, {trace.sip_domain}, {trace.side}: {result.connects_to}, port {result.port}."
