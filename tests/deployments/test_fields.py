"""Names and addresses as people type them."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from lyncplanner.deployments.models import Pool, ReverseProxy


class PoolForm(forms.ModelForm):
    class Meta:
        model = Pool
        fields = ["fqdn", "vip"]


class ProxyForm(forms.ModelForm):
    class Meta:
        model = ReverseProxy
        fields = ["external_addresses"]


def field_of(form: type[forms.ModelForm], name: str) -> forms.Field:
    return form().fields[name]


@pytest.mark.parametrize(
    "typed", ["Pool01.Contoso.net.", "  pool01.contoso.net ", "POOL01.contoso.NET"]
)
def test_a_name_is_canonical_before_the_forms_own_checks(typed):
    assert field_of(PoolForm, "fqdn").clean(typed) == "pool01.contoso.net"


@pytest.mark.parametrize("typed", ["pool 01.contoso.net", "a" * 1001])
def test_what_can_be_no_name_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="like pool01.contoso.net"):
        field_of(PoolForm, "fqdn").clean(typed)


def test_letter_case_alone_is_no_change():
    assert not field_of(PoolForm, "fqdn").has_changed("pool01.contoso.net", "POOL01.contoso.net.")


@pytest.mark.parametrize(
    "typed",
    [
        "192.168.10.90 2001:DB8::0090",
        "192.168.10.90, 2001:db8::90",
        "192.168.10.90\n2001:db8:0::90\n",
    ],
)
def test_addresses_come_with_blanks_commas_or_line_ends(typed):
    assert field_of(PoolForm, "vip").clean(typed) == ("192.168.10.90", "2001:db8::90")


@pytest.mark.parametrize(
    "typed",
    ["192.168.10", "192.168.10.256", "10.0.0.1:443", "10.0.0.0/8", "fe80::1%eth0", "pool01"],
)
def test_what_is_no_address_is_named(typed):
    with pytest.raises(ValidationError, match="is no address") as refused:
        field_of(PoolForm, "vip").clean(f"192.168.10.90 {typed}")

    assert typed in str(refused.value)


def test_no_address_is_an_empty_list_where_one_may_be_missing():
    assert field_of(PoolForm, "vip").clean("") == ()
    with pytest.raises(ValidationError):
        field_of(ProxyForm, "external_addresses").clean("")


def test_a_form_shows_addresses_as_they_are_typed():
    pool = Pool(fqdn="pool01.contoso.net", vip=("192.168.10.90", "192.168.10.91"))

    assert 'value="192.168.10.90 192.168.10.91"' in str(PoolForm(instance=pool)["vip"])
