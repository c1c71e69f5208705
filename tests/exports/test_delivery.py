"""What reaches an exporter of a plan, and of what is deployed."""

import pytest

from lyncplanner.exports.delivery import Choice, deliver
from lyncplanner.planning.records import Record, Requirement
from tests.exports.builders import a_record, a_stamp

CROWD = [a_record("pool01.contoso.com", f"10.0.0.{n}") for n in range(1, 102)]
OPTIONAL = {"requirement": Requirement.OPTIONAL}


@pytest.mark.parametrize("to", ["nsupdate", "bind"])
def test_a_set_that_is_refused_is_named(to):
    refused = deliver(to, [*CROWD, a_record()], stamp=a_stamp()).refused

    assert [refusal.name for refusal in refused] == ["pool01.contoso.com"]


def test_a_set_that_is_refused_stays_as_it_is_deployed():
    before = [a_record("old.contoso.com"), *CROWD[:3]]

    assert deletions([*CROWD, a_record()], before) == ["old.contoso.com. A 131.107.155.10"]


def test_a_record_that_is_still_planned_and_not_chosen_stays_deployed():
    before = [a_record("admin.contoso.com"), a_record("old.contoso.com")]
    now = [a_record("admin.contoso.com", **OPTIONAL), a_record()]
    choice = Choice(requirements=frozenset({Requirement.REQUIRED}))

    assert deletions(now, before, choice) == ["old.contoso.com. A 131.107.155.10"]


def test_a_record_that_was_left_out_since_it_was_deployed_goes():
    before = [a_record("admin.contoso.com")]
    now = [a_record("admin.contoso.com", left_out="Nobody asks for it."), a_record()]

    assert deletions(now, before) == ["admin.contoso.com. A 131.107.155.10"]


def test_an_alias_that_is_refused_gives_way_to_what_is_exported_at_its_name():
    alias = a_record("meet.contoso.com", "sip.contoso.com")
    now = [alias, a_record("meet.contoso.com")]

    assert deletions(now, [alias]) == ["meet.contoso.com. CNAME"]


def deletions(now: list[Record], before: list[Record], choice: Choice | None = None) -> list[str]:
    """What a script for nsupdate deletes besides the sets that it then adds."""
    [file] = deliver(
        *("nsupdate", sorted(now)), stamp=a_stamp(), choice=choice, previous=sorted(before)
    ).files
    lines = b"".join(file.parts()).decode().splitlines()
    added = {(line.split()[2], line.split()[4]) for line in lines if line.startswith("update add")}
    found = [line.removeprefix("update delete ") for line in lines if "update delete" in line]
    return [line for line in found if tuple(line.split()) not in added]
