"""The plan document in YAML, read back; and both forms by their schema."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lyncplanner.exports.delivery import deliver
from lyncplanner.exports.files import Options
from lyncplanner.exports.plan_document import ReadPlan, is_plan_document, read
from lyncplanner.planning.findings import Finding, Severity
from tests.exports.builders import a_reason, a_record, a_stamp
from tests.exports.conftest import planned_case
from tests.exports.hostile import HOSTILE

SCHEMA = Path(__file__).parents[2] / "docs/plan.schema.json"


def test_a_case_is_read_back_and_both_forms_say_the_same(case):
    plan = planned_case(case)

    from_json, from_yaml = exported(plan, "json"), exported(plan, "yaml")

    assert from_json == from_yaml
    assert read(from_yaml).records == tuple(r for r in plan.records if r.left_out is None)
    assert read(from_yaml)[1:] == plan[1:]


def test_a_case_is_what_the_schema_says(case):
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)

    Draft202012Validator(schema).validate(exported(planned_case(case), "json"))


@given(st.text())
def test_every_text_is_read_back(text):
    finding = Finding(text, Severity.INFO, text, text, text, text, (text,))
    record = a_record(reasons=(a_reason(subject=text, because=text, rule=text, source=text),))
    plan = ReadPlan((record,), (finding,), a_stamp(deployment=text, source=text))

    assert read(exported(plan, "yaml")) == plan


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_leaves_the_comment_above(hostile):
    plan = ReadPlan((), (), a_stamp(deployment=hostile, source=hostile))
    whole = hostile.replace("\ud800", "\ufffd")

    assert read(exported(plan, "yaml")).stamp == a_stamp(deployment=whole, source=whole)


def exported(plan: ReadPlan, to: str) -> object:
    options = Options(findings=plan.findings)
    [file] = deliver(to, plan.records, stamp=plan.stamp, options=options).files
    content = b"".join(file.parts())
    assert is_plan_document(content)
    return json.loads(content) if to == "json" else yaml.load(content, yaml.CSafeLoader)
