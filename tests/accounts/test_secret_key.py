"""A server wants a key of its own; commands that only read files want nothing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from lyncplanner.accounts.checks import secret_key_check


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("server", ["lyncplanner.wsgi", "lyncplanner.asgi"])
def test_a_server_without_a_key_does_not_start_and_says_why(server):
    started = python("-c", f"import {server}")

    assert started.returncode != 0
    assert "SECRET_KEY is not set" in started.stderr


def test_a_server_with_a_key_starts():
    started = python("-c", "import lyncplanner.wsgi", SECRET_KEY="of our own")

    assert started.returncode == 0, started.stderr


def test_commands_work_without_any_setting():
    assert python("manage.py", "check").returncode == 0


def test_the_deployment_check_names_a_missing_key(settings):
    settings.SECRET_KEY_GIVEN = False
    assert [problem.id for problem in secret_key_check(None)] == ["accounts.E001"]

    settings.SECRET_KEY_GIVEN = True
    assert secret_key_check(None) == []
