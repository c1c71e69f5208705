"""Exports as the browser gets them."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.download import download
from lyncplanner.exports.files import File
from lyncplanner.planning.records import View
from tests.exports.builders import a_record, a_stamp


def test_one_file_is_downloaded_as_it_is():
    found = download(
        "csv", iter([File("records.csv", "a,b\n")]), a_stamp(revision=6, approvals_needed=0)
    )

    assert (found.name, found.content_type) == ("contoso-r6-csv.csv", "text/csv; charset=utf-8")


def test_a_revision_that_is_not_approved_says_draft():
    found = download("csv", iter([File("records.csv", "a,b\n")]), a_stamp(revision=6))

    assert found.name == "contoso-r6-DRAFT-csv.csv"
    assert b"".join(found.parts) == b"a,b\n"


def test_several_files_are_zipped_and_a_draft_says_so():
    records = [a_record(), a_record(view=View.INTERNAL)]
    found = download("bind", deliver("bind", records, stamp=a_stamp()).files, a_stamp())

    assert (found.name, found.content_type) == ("contoso-DRAFT-bind.zip", "application/zip")
    with ZipFile(BytesIO(b"".join(found.parts))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "external/contoso.com.zone",
            "internal/contoso.com.zone",
            "named.conf",
        ]


def test_the_same_files_give_the_same_bytes():
    def packed() -> bytes:
        files = [File("a", "x"), File("b", iter([b"y", b"z"]))]
        return b"".join(download("bind", iter(files), a_stamp()).parts)

    assert packed() == packed()


@pytest.mark.parametrize(
    ("deployment", "name"),
    [
        ('Zürich "2026"\r\nSet-Cookie: a', "z-rich-2026-set-cookie-a-DRAFT-bind.zip"),
        ("Контосо", "deployment-DRAFT-bind.zip"),
        ("../..", "deployment-DRAFT-bind.zip"),
        ("x" * 200, "x" * 60 + "-DRAFT-bind.zip"),
    ],
)
def test_a_download_has_a_plain_name_whatever_the_deployment_is_called(deployment, name):
    assert download("bind", iter([]), a_stamp(deployment=deployment)).name == name
