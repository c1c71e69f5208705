"""Files of an export on the disk."""

import pytest

from lyncplanner.exports.files import File
from lyncplanner.exports.paths import file_stem
from lyncplanner.exports.writing import write


def test_files_that_are_there_are_replaced_and_no_others_touched(tmp_path):
    (tmp_path / "external").mkdir()
    (tmp_path / "external/contoso.com.zone").write_text("old and longer")
    (tmp_path / "external/other.zone").write_text("theirs")

    write([File("external/contoso.com.zone", iter(["ne", "w"]))], tmp_path)

    assert {p.name: p.read_text() for p in (tmp_path / "external").iterdir()} == {
        "contoso.com.zone": "new",
        "other.zone": "theirs",
    }


def test_a_link_is_replaced_and_what_it_leads_to_is_not(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs")
    (tmp_path / "records.csv").symlink_to(theirs)

    write([File("records.csv", "ours")], tmp_path)

    assert theirs.read_text() == "theirs"
    assert (tmp_path / "records.csv").read_text() == "ours"


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path):
    (tmp_path / "records.csv").write_text("old")

    def parts():
        yield "new"
        raise OSError("No space left")

    with pytest.raises(OSError, match="No space"):
        write([File("records.csv", parts())], tmp_path)

    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("records.csv", "old")]


@pytest.mark.parametrize("path", ["../out", "/etc/passwd", "a/../../out", ""])
def test_no_path_leaves_the_folder(tmp_path, path):
    with pytest.raises(ValueError, match="leaves the folder"):
        write([File(path, "x")], tmp_path / "folder")


@pytest.mark.parametrize(
    ("zone", "stem"),
    [
        ("contoso.com", "contoso.com"),
        ("_sipinternaltls._tcp.contoso.com", "_sipinternaltls._tcp.contoso.com"),
        ("..", "%.."),
        ("a/b", "a%2fb"),
        ("con.contoso.com", "%con.contoso.com"),
        ("connect.contoso.com", "connect.contoso.com"),
        ("CON", "%43%4f%4e"),
        ("", "%"),
    ],
)
def test_a_zone_s_file_has_a_safe_name(zone, stem):
    assert file_stem(zone) == stem


def test_the_longest_zones_have_files_of_their_own():
    stems = {file_stem("a" * 60 + "." + "b" * 60 + "." + "c" * 100 + end) for end in ("1", "2")}

    assert len(stems) == 2
    assert max(map(len, stems)) < 200
