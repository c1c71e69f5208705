"""What a row opens to."""

from lyncplanner.pages.record_detail import RecordDetail, record_detail
from lyncplanner.planning.plan import Plan, plan
from tests.builders import a_left_out, a_topology

PLAN = plan(a_topology())


def opened(key: str, planned: Plan = PLAN) -> RecordDetail:
    detail = record_detail(planned, key)
    assert detail is not None
    return detail


def test_a_set_opens_to_its_reasons_with_rule_subject_and_source():
    detail = opened("external~webext.contoso.com~A")

    [why] = detail.whys
    assert (why.reason.rule, why.reason.subject) == (
        "rp.external-web-services",
        "pool01.contoso.net",
    )
    assert why.url.startswith("https://learn.microsoft.com/")


def test_the_same_name_in_other_views_is_told():
    detail = opened("external~webext.contoso.com~A")

    assert [other.view for other in detail.elsewhere] == ["Internal", "Perimeter"]


def test_an_srv_record_tells_its_targets_addresses():
    detail = opened("external~_sip._tls.contoso.com~SRV")

    assert detail.target == "sip.contoso.com"
    assert detail.target_addresses == ["131.107.155.10"]


def test_zone_lines_end_targets_with_a_dot_and_addresses_without():
    assert opened("external~_sip._tls.contoso.com~SRV").lines == (
        "_sip._tls.contoso.com. 3600 IN SRV 0 0 443 sip.contoso.com."
    )
    assert opened("external~sip.contoso.com~A").lines.endswith("A 131.107.155.10")


def test_a_key_without_a_set_opens_nothing():
    for key in ("external~nowhere.contoso.com~A", "external", "~~", "external~sip.contoso.com~SRV"):
        assert record_detail(PLAN, key) is None


def test_a_set_that_is_left_out_says_why():
    planned = plan(a_topology(left_out=(a_left_out("no XMPP here", name="sip.contoso.com"),)))

    assert opened("external~sip.contoso.com~A", planned).left_out == ["no XMPP here"]


def test_a_name_leads_to_the_clients_that_ask_for_it():
    detail = opened("external~lyncdiscover.contoso.com~A")

    assert [asker.client for asker in detail.askers][:2] == [
        "Lync 2013 desktop",
        "Skype for Business desktop",
    ]
    assert "domain=contoso.com&side=outside#steps" in detail.askers[0].address


def test_a_name_that_nobody_asks_for_leads_to_no_client():
    assert opened("external~webext.contoso.com~A").askers == []


def test_a_name_leads_to_the_certificates_that_hold_it():
    detail = opened("external~webext.contoso.com~A")

    assert [(holder.kind, holder.owner) for holder in detail.certificates] == [
        ("Reverse proxy", "tmg01"),
        ("Front End pool", "pool01.contoso.net"),
    ]
