"""The reports that a DNS team is handed: Markdown, HTML, PDF."""

import re
from html.parser import HTMLParser

import pytest

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import BadOption, Options
from lyncplanner.planning.certificates import (
    Certificate,
    CertificateKind,
    CertificateName,
    Issuer,
    NameKind,
)
from lyncplanner.planning.findings import Finding, Severity
from lyncplanner.planning.records import View
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE

SRV = ("_sip._tls.contoso.com", "0 0 443 sip.contoso.com")
PERSON = "[Bob](javascript:x) <b>&amp;</b>"


def test_markdown_holds_every_record_of_a_case(case):
    plan = planned_case(case)

    text = exported("markdown", plan.records, stamp=plan.stamp).decode()

    assert rows_of_markdown(text) == planned(plan.records)


def test_html_holds_every_record_of_a_case(case):
    plan = planned_case(case)

    reader = read(exported("html", plan.records, stamp=plan.stamp))

    assert reader.records == planned(plan.records)


@pytest.mark.parametrize("to", ["markdown", "html"])
def test_each_team_has_a_part_and_certificates_and_findings_follow(to):
    records = [a_record(), a_record(view=View.INTERNAL), a_record(view=View.PERIMETER)]

    text = exported(to, sorted(records), **everything()).decode()

    places = [
        text.index(part)
        for part in (
            "NOT APPROVED",
            "For the team that keeps the public DNS",
            "For the team that keeps the DNS servers inside",
            "For whoever keeps the DNS or the HOSTS files of the perimeter",
            "A public authority",
            "Says.",
        )
    ]
    assert places == sorted(places)


def test_a_plan_without_findings_says_so():
    assert b"Nothing is wrong with this plan" in exported("markdown", [a_record()])
    assert b"Nothing is wrong with this plan" in exported("html", [a_record()])


@pytest.mark.parametrize("hostile", [*HOSTILE, PERSON], ids=range(len(HOSTILE) + 1))
def test_no_text_is_markup_in_html(hostile):
    reader = read(hostile_export("html", hostile))

    assert reader.tags == read(hostile_export("html", "plain text")).tags
    assert {key for _, attributes in reader.attributes for key in attributes} <= {
        *("lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "scope"),
        *("role", "aria-label", "tabindex"),
    }
    assert all(a["href"].startswith("#") for _, a in reader.attributes if "href" in a)


@pytest.mark.parametrize("hostile", [*HOSTILE, PERSON], ids=range(len(HOSTILE) + 1))
def test_no_text_is_markup_in_markdown(hostile):
    text = hostile_export("markdown", hostile).decode()
    plain = hostile_export("markdown", "plain text").decode()

    assert text.count("\n") == plain.count("\n")
    assert len(re.findall(r"(?<!\\)\|", text)) == len(re.findall(r"(?<!\\)\|", plain))
    for special in ("[", "<", "`", "*", "~", "$", "&", "://", "www."):
        unescaped = rf"(?<!\\){re.escape(special)}"
        assert len(re.findall(unescaped, text)) == len(re.findall(unescaped, plain)), special


@pytest.mark.parametrize("hostile", [*HOSTILE, PERSON, '#text()[*x*] $x$ @x <x> #eval("1")'])
def test_no_text_breaks_the_pdf(hostile):
    content = hostile_export("pdf", hostile)

    assert content.startswith(b"%PDF-")
    assert b"/JavaScript" not in content


def test_more_records_than_a_pdf_can_hold_are_refused_before_anything_is_made():
    records = [a_record(data=f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}") for n in range(20_001)]

    with pytest.raises(BadOption, match="20,001: choose a view"):
        deliver("pdf", records, stamp=a_stamp())


def test_the_same_plan_gives_the_same_pdf():
    assert exported("pdf", [a_record()], **everything()) == (
        exported("pdf", [a_record()], **everything())
    )


def everything() -> dict:
    """A stamp, findings and certificates."""
    certificate = Certificate(
        *(CertificateKind.EDGE_EXTERNAL, "lsedge.contoso.net", "pools[0]", ("lsedge.contoso.net",)),
        *("sip.contoso.com", (CertificateName("sip.contoso.com", NameKind.ACCESS_EDGE),)),
        *(Issuer.PUBLIC, "Certificate summary"),
    )
    finding = Finding("lb.two-servers", Severity.ERROR, "pool01", "Says.", "Do.", "Title")
    return {
        "stamp": a_stamp(revision=6, source=None),
        "options": Options(findings=(finding,), certificates=(certificate,)),
    }


def hostile_export(to: str, text: str) -> bytes:
    reason = a_reason(subject=text, because=text, rule=text, source=text)
    finding = Finding(text, Severity.ERROR, text, text, text, text)
    certificate = everything()["options"].certificates[0]._replace(owner=text, source=text)
    options = Options(findings=(finding,), certificates=(certificate,))
    stamp = a_stamp(deployment=text, source=text)
    records = [a_record(*SRV, reasons=(reason,)), a_record(reasons=(reason,))]
    return exported(to, records, stamp=stamp, options=options)


def exported(to: str, records, *, stamp=None, options=None) -> bytes:
    [file] = deliver(to, records, stamp=stamp or a_stamp(), options=options).files
    return b"".join(file.parts())


def planned(records) -> set[tuple[str, str, str, str, int]]:
    return {(r.view, r.name, r.type, r.data, r.ttl) for r in records if r.left_out is None}


def rows_of_markdown(text: str) -> set[tuple[str, str, str, str, int]]:
    found, view = set(), ""
    for line in text.splitlines():
        if heading := re.match(r"## (\w+) view$", line):
            view = heading[1].lower()
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 6 and cells[3].isdigit() and view:
            name, kind, values, ttl, *_ = cells
            for value in values.split("<br>"):
                found.add((view, name.strip("`"), kind, value.strip("`"), int(ttl)))
    return found


class Reader(HTMLParser):
    """Tags, attributes, and the records of the tables."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str]]] = []
        self.records: set[tuple[str, str, str, str, int]] = set()
        self._view = ""
        self._cells: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag == "section":
            self._view = dict(attrs)["id"]
        elif tag == "tr":
            self._cells = []
        elif tag in {"td", "th"}:
            self._cells.append("")
        elif tag == "br":
            self._cells[-1] += "\n"

    def handle_endtag(self, tag):
        if tag == "tr" and len(self._cells) == 6 and self._cells[3].isdigit():
            name, kind, values, ttl, *_ = self._cells
            if self._view in {"external", "internal", "perimeter"}:
                self.records |= {(self._view, name, kind, v, int(ttl)) for v in values.split("\n")}

    def handle_data(self, data):
        if self._cells:
            self._cells[-1] += data


def read(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode())
    reader.close()
    return reader
