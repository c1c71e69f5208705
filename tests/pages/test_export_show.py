"""The exports page and its downloads."""

import io
import zipfile

import pytest

from lyncplanner.exports import EXPORTERS


@pytest.fixture
def signed_in(client, contoso, alice):
    client.force_login(alice)
    return client


def download(client, query):
    answer = client.get(f"/contoso/exports/download/?{query}")
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_choices_stand_in_the_address(signed_in):
    html = signed_in.get("/contoso/exports/?to=bind&view=external").content.decode()

    assert "$ORIGIN contoso.com." in html
    assert "external/contoso.com.zone" in html
    assert "internal/" not in html
    assert "--to bind --view external" in html


def test_the_tabs_lead_to_the_other_files(signed_in):
    html = signed_in.get(
        "/contoso/exports/?to=bind&view=internal&file=internal/contoso.net.zone"
    ).content.decode()

    assert "$ORIGIN contoso.net." in html


def test_one_file_is_downloaded_as_it_is_with_draft_in_its_name(signed_in):
    answer, content = download(signed_in, "to=csv&view=external")

    assert answer["Content-Disposition"] == 'attachment; filename="contoso-DRAFT-csv.csv"'
    assert content.startswith(b"view,zone,name,type")
    assert b"internal," not in content


def test_several_files_are_downloaded_as_an_archive(signed_in):
    answer, content = download(signed_in, "to=bind&view=external&view=internal")

    assert answer["Content-Disposition"] == 'attachment; filename="contoso-DRAFT-bind.zip"'
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "external/contoso.com.zone" in names
    assert "named.conf" in names


def test_the_preview_is_the_file_byte_for_byte(signed_in):
    from html import unescape

    shown = unescape(signed_in.get("/contoso/exports/?to=csv").content.decode())
    _, content = download(signed_in, "to=csv")

    assert content.decode().replace("\r\n", "\n").strip() in shown.replace("\r\n", "\n")


def test_an_option_that_does_not_go_is_said_beside_it_and_not_downloaded(signed_in):
    html = signed_in.get("/contoso/exports/?to=bind&name_server=nonsense").content.decode()
    answer, _ = download(signed_in, "to=bind&name_server=nonsense")

    assert "Give the server&#x27;s full name" in html or "give the server&#x27;s full name" in html
    assert answer.status_code == 302


def test_a_name_server_inside_the_zone_needs_its_address(signed_in):
    html = signed_in.get("/contoso/exports/?to=bind&name_server=ns1.contoso.com").content.decode()

    assert "Correct the options to see the files." in html
    good = signed_in.get("/contoso/exports/?to=bind&name_server=ns1.contoso.com=192.0.2.1")
    assert "ns1.contoso.com." in good.content.decode()


def test_a_format_without_options_shows_none(signed_in):
    assert b'name="serial"' not in signed_in.get("/contoso/exports/?to=json").content


@pytest.mark.parametrize("query", ["to=nonsense", "view=nonsense", "zone=nowhere.com", "serial=x"])
def test_a_choice_that_is_none_breaks_nothing(signed_in, query):
    assert signed_in.get(f"/contoso/exports/?{query}").status_code == 200
    assert download(signed_in, query)[0].status_code == 302


@pytest.mark.parametrize("to", EXPORTERS)
def test_every_format_can_be_chosen_looked_at_and_downloaded(signed_in, to):
    html = signed_in.get(f"/contoso/exports/?to={to}&view=external").content.decode()
    answer, content = download(signed_in, f"to={to}&view=external")

    assert f'value="{to}" checked' in html
    assert f"contoso-DRAFT-{to}" in html
    assert f"contoso-DRAFT-{to}" in answer["Content-Disposition"]
    assert content


def test_options_of_a_format_are_on_the_command_line_too(signed_in):
    query = "to=nsupdate&server=192.0.2.53:5353"
    html = signed_in.get(f"/contoso/exports/?{query}").content.decode()

    assert "--to nsupdate --server 192.0.2.53:5353 -o out" in html


def test_a_provider_is_chosen_from_the_first(signed_in):
    html = signed_in.get("/contoso/exports/?to=terraform").content.decode()

    assert "--provider aws" in html
