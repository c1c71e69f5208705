"""Rows of the pool form while it is edited."""

from django.http import QueryDict

from lyncplanner.deployments.editing import form_rows
from lyncplanner.deployments.editing.pool_fields import ServerForm

SERVERS = ServerForm.kind


def with_row(data):
    return form_rows.with_row(data, SERVERS)


def with_removed(data, row):
    return form_rows.with_removed(data, SERVERS, row)


def with_put_back(data, row):
    return form_rows.with_put_back(data, SERVERS, row)


def with_pasted(data, row, text):
    return form_rows.with_pasted(data, SERVERS, row, text)


def posted(**fields):
    data = QueryDict(mutable=True)
    data["servers-TOTAL_FORMS"] = "2"
    data["servers-0-fqdn"], data["servers-0-addresses"] = "fe01.contoso.net", "192.168.10.91"
    data["servers-1-fqdn"] = data["servers-1-addresses"] = ""
    for name, value in fields.items():
        data[name] = value
    return data


def rows(data):
    return [
        (data.get(f"servers-{row}-fqdn", ""), data.get(f"servers-{row}-addresses", ""))
        for row in range(int(data["servers-TOTAL_FORMS"]))
    ]


def test_adding_appends_an_empty_row():
    assert rows(with_row(posted())) == [("fe01.contoso.net", "192.168.10.91"), ("", ""), ("", "")]


def test_removing_marks_a_row_and_putting_back_unmarks_it():
    removed = with_removed(posted(), 0)

    assert removed["servers-0-DELETE"] == "on"
    assert "servers-0-DELETE" not in with_put_back(removed, 0)


def test_pasted_lines_fill_the_empty_row_and_make_more():
    text = "fe02.contoso.net\t192.168.10.92\r\nfe03.contoso.net 192.168.10.93, 2001:db8::93\n\n"

    assert rows(with_pasted(posted(), 1, text))[1:] == [
        ("fe02.contoso.net", "192.168.10.92"),
        ("fe03.contoso.net", "192.168.10.93 2001:db8::93"),
    ]


def test_pasted_names_never_replace_a_name():
    assert rows(with_pasted(posted(), 0, "fe02.contoso.net\nfe03.contoso.net"))[0] == (
        "fe01.contoso.net",
        "192.168.10.91",
    )


def test_a_pasted_column_of_addresses_fills_the_rows_downwards():
    found = rows(with_pasted(posted(), 0, "192.168.10.81\n192.168.10.82"))

    assert found == [("fe01.contoso.net", "192.168.10.81"), ("", "192.168.10.82")]


def test_ten_thousand_pasted_lines_stay_within_what_a_form_holds():
    found = with_pasted(posted(), 1, "\n".join(f"fe{n}.contoso.net" for n in range(10_000)))

    assert int(found["servers-TOTAL_FORMS"]) == 1000


def test_a_count_of_rows_that_is_none_counts_as_none():
    assert int(with_row(posted(**{"servers-TOTAL_FORMS": "x"}))["servers-TOTAL_FORMS"]) == 1
