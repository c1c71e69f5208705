"""What can be asked about in each question, and how a name that is typed is read."""

from difflib import get_close_matches

from lyncplanner.planning import names
from lyncplanner.planning.plan import Plan
from lyncplanner.planning.questions import Question

ABOUT = {
    Question.WHAT_BREAKS: "server, pool, site or reverse proxy",
    Question.WHO_DEPENDS: "planned record",
    Question.PARTNER_REACHES: "SIP domain",
}
_MOST_NAMED = 3


def name_asked(text: str, question: Question) -> str:
    """What is asked about: a DNS name in its form; sites and reverse proxies as they stand."""
    if question is Question.WHAT_BREAKS and "." not in text:
        return text
    try:
        return names.parse(text)
    except names.BadName:
        return text


def names_known(plan: Plan, question: Question) -> list[str]:
    """Everything that a question can be about."""
    topology = plan.topology
    match question:
        case Question.WHAT_BREAKS:
            pools = [pool.fqdn for pool in topology.pools]
            servers = [server.fqdn for pool in topology.pools for server in pool.servers]
            sites = [site.name for site in topology.sites]
            proxies = [proxy.name for proxy in topology.reverse_proxies]
            return [*pools, *servers, *sites, *proxies]
        case Question.WHO_DEPENDS:
            return sorted({record.name for record in plan.deployed})
        case Question.PARTNER_REACHES:
            return [domain.name for domain in topology.sip_domains]


def nearest(plan: Plan, question: Question, text: str) -> list[str]:
    """The names most like one that is unknown, at most three."""
    return get_close_matches(text, names_known(plan, question), _MOST_NAMED)
