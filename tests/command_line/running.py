"""Commands as people and scripts run them: a process of its own, without an environment."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases"
CASE = CASES / "02-single-edge-nat/topology.yaml"


def run(
    *arguments: object, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run `manage.py` and return the finished process, its output as text."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd or ROOT,
        env=environment,
        timeout=60,
    )
    errors = done.stderr.decode()
    assert "Traceback" not in errors
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), errors)
