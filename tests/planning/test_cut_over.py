"""The way of a SIP domain to Teams Only, in an order that keeps every user able to sign in."""

from dataclasses import replace

import pytest

from lyncplanner.planning.clients import Client, Side
from lyncplanner.planning.cut_over import CutOver, CutOverStep, StepKind, cut_over, cut_overs
from lyncplanner.planning.cut_over_wording import title, why
from lyncplanner.planning.plan import plan
from lyncplanner.planning.set_changes import set_changes
from lyncplanner.planning.topology import DomainMode, Topology, WithoutSplitBrain
from tests import builders as a
from tests.planning.cases import CASES, the_case

DOMAINS = (a.a_sip_domain(), a.a_sip_domain("fabrikam.com", mode=DomainMode.HYBRID))
TOPOLOGY = a.a_topology(sip_domains=DOMAINS)


def the_cut_over(topology: Topology = TOPOLOGY, sip_domain: str = "fabrikam.com") -> CutOver:
    return cut_over(plan(topology), sip_domain)


def the_step(found: CutOver, kind: str) -> CutOverStep:
    [step] = [step for step in found.steps if step.kind == kind]
    return step


def keys(step: CutOverStep) -> list[str]:
    return [change.key for change in step.sets]


def test_a_hybrid_domain_is_cut_over_in_this_order():
    assert [step.kind for step in the_cut_over().steps] == [
        "lower-ttl",
        "move-users",
        "add-inside",
        "autodiscover",
        "services",
        "sip-outside",
        "autodiscover-inside",
        "sign-in-inside",
        "sip-inside",
        "remains",
        "raise-ttl",
        "end-sharing",
    ]


def test_a_domain_on_premises_is_shared_first():
    kinds = [step.kind for step in the_cut_over(sip_domain="contoso.com").steps]

    assert kinds.index(StepKind.SHARE) < kinds.index(StepKind.MOVE_USERS)


def test_the_ttl_is_lowered_as_long_before_as_it_lasts():
    step = the_cut_over().steps[0]

    assert (step.kind, step.wait) == ("lower-ttl", 3600)
    assert "internal~lyncdiscoverinternal.fabrikam.com~A" in keys(step)
    assert "internal~lyncdiscover.fabrikam.com~CNAME" not in keys(step)
    assert "3600 seconds" in why(step, the_cut_over())


def test_a_low_ttl_stays():
    kinds = {s.kind for s in the_cut_over(replace(TOPOLOGY, dns=a.dns_options(ttl=120))).steps}

    assert not kinds & {StepKind.LOWER_TTL, StepKind.RAISE_TTL}


def test_the_srv_records_leave_sip_before_it_becomes_an_alias():
    found = the_cut_over()

    assert keys(the_step(found, "services")) == [
        "external~_sip._tls.fabrikam.com~SRV",
        "external~_sipfederationtls._tcp.fabrikam.com~SRV",
    ]
    assert keys(the_step(found, "sip-outside")) == [
        "external~sip.fabrikam.com~A",
        "external~sip.fabrikam.com~CNAME",
    ]


def test_nobody_is_stranded_at_any_step():
    assert all(step.stranded == () for step in the_cut_over().steps)


def test_xmpp_partners_are_stranded_and_it_is_said():
    topology = replace(TOPOLOGY, pools=(a.a_pool(), a.an_edge_pool(xmpp=True)))

    stranded = the_step(the_cut_over(topology), "remains").stranded
    assert stranded == ((Client.XMPP_PARTNER, Side.OUTSIDE),)


def test_where_no_zone_inside_holds_the_domain_all_its_names_leave_at_once():
    dns = a.dns_options(split_brain=False, without_split_brain=WithoutSplitBrain.PIN_POINT)
    found = the_cut_over(replace(TOPOLOGY, dns=dns))

    assert {c.there.view for c in the_step(found, "leave-inside").sets} == {"internal"}
    assert "add-inside" not in {step.kind for step in found.steps}
    assert all(step.stranded == () for step in found.steps)


def test_what_stands_in_the_way_is_named():
    errors = the_cut_over(sip_domain="contoso.com").errors

    assert ("cname.beside-other-data", "sip.contoso.com") in {(e.code, e.subject) for e in errors}
    assert the_cut_over().errors == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_all_steps_together_are_the_whole_change_and_strand_nobody(case):
    topology = the_case(int(case.name[:2]))
    served = [d for d in topology.sip_domains if d.mode is not DomainMode.TEAMS_ONLY]
    before = plan(topology)

    for domain in served:
        found = cut_over(before, domain.name)
        domains = tuple(
            replace(d, mode=DomainMode.TEAMS_ONLY) if d is domain else d
            for d in topology.sip_domains
        )
        after = plan(replace(topology, sip_domains=domains))
        whole = {change.key for change in set_changes(before.deployed, after.deployed)}
        steps = [s for s in found.steps if s.kind not in ("lower-ttl", "raise-ttl")]
        done = [key for step in steps for key in keys(step)]
        assert sorted(done) == sorted(whole)
        assert not [
            who for step in steps for who in step.stranded if who[0] is not Client.XMPP_PARTNER
        ]
        assert all(title(step, found) and why(step, found) for step in found.steps)


def test_two_versions_have_a_cut_over_for_each_domain_that_moves():
    after = replace(
        TOPOLOGY, sip_domains=tuple(replace(d, mode=DomainMode.TEAMS_ONLY) for d in DOMAINS)
    )

    assert [c.sip_domain for c in cut_overs(plan(TOPOLOGY), after)] == [
        "contoso.com",
        "fabrikam.com",
    ]
    assert list(cut_overs(plan(after), TOPOLOGY)) == []
