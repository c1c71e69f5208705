"""What stands between the parts of the project, and what must not be forgotten."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from lyncplanner.documents.reading import read
from lyncplanner.planning.plan import plan
from lyncplanner.planning.rules import RULES

ROOT = Path(__file__).parent.parent
PRODUCT = ROOT / "lyncplanner"
PLANNING = PRODUCT / "planning"
TESTS = ROOT / "tests"
LONGEST_FILE = 500


def sources(folder: Path) -> Iterator[Path]:
    return folder.rglob("*.py")


def imported_by(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", sorted(sources(PLANNING)), ids=lambda path: path.stem)
def test_the_planner_imports_the_standard_library_and_itself(path):
    assert set(imported_by(path)) <= {*sys.stdlib_module_names, "lyncplanner"}


def test_every_rule_speaks_in_a_case_or_in_a_test_of_its_own():
    in_cases = {
        reason.rule
        for case in (TESTS / "cases").glob("*/topology.yaml")
        for record in plan(read(case.read_bytes()).topology).records
        for reason in record.reasons
    }
    in_tests = "\n".join(path.read_text() for path in sources(TESTS / "planning"))

    assert not [rule for rule in RULES if rule not in in_cases and f'"{rule}"' not in in_tests]


def test_every_finding_has_a_case():
    codes = {
        str(node.args[0].value)
        for path in sources(PLANNING / "checks")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Finding"
        and isinstance(node.args[0], ast.Constant)
    }
    in_cases = "\n".join(
        path.read_text() for path in (TESTS / "planning" / "finding_cases").glob("*.yaml")
    )

    assert codes
    assert not [code for code in sorted(codes) if f"code: {code}\n" not in in_cases]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_setting_is_documented_and_no_other():
    settings = (PRODUCT / "settings.py").read_text()
    read_from_environment = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', settings))
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), re.M))

    assert read_from_environment == documented


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
def test_every_link_and_picture_of_the_documentation_is_there(page):
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text())

    assert not [link for link in links if not (page.parent / link).exists()]


def test_no_file_is_longer_than_a_newcomer_reads():
    files = [*sources(PRODUCT), *sources(TESTS), *sources(ROOT / "bench")]
    written = [path for path in files if path.parent.name != "migrations"]
    lengths = {path: len(path.read_text().splitlines()) for path in written}

    assert not [path for path, length in lengths.items() if length > LONGEST_FILE]
