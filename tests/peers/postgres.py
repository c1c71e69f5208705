"""A PostgreSQL cluster of our own on loopback, gone when the tests are.

`python -m tests.peers.postgres COMMAND…` runs a command with DATABASE_URL pointing at it.
Nothing of the machine's own PostgreSQL is read or touched: its own folder, port and sockets.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADDRESS = "127.0.0.1"
USER = "postgres"


@contextmanager
def postgres() -> Iterator[str]:
    """The DATABASE_URL of an empty database in a running cluster."""
    # PostgreSQL refuses to run as root: then the cluster belongs to the user that Debian made.
    as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="lyncplanner-postgres-"))
    if as_user:
        shutil.chown(folder, USER, USER)
    port = _free_port()
    try:
        _run(*as_user, _program("initdb"), *_initial_options(folder))
        _run(*as_user, _program("pg_ctl"), "-w", *_start_options(folder, port))
        try:
            yield f"postgresql://{USER}@{ADDRESS}:{port}/{USER}"
        finally:
            stop = ("-w", "-m", "immediate", "-D", str(folder / "cluster"), "stop")
            _run(*as_user, _program("pg_ctl"), *stop)
    finally:
        shutil.rmtree(folder)


def _initial_options(folder: Path) -> list[str]:
    return ["-D", str(folder / "cluster"), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"]


def _start_options(folder: Path, port: int) -> list[str]:
    settings = {
        "listen_addresses": ADDRESS,
        "port": str(port),
        "unix_socket_directories": str(folder),
        # Nobody misses this cluster after a power cut.
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return ["-D", str(folder / "cluster"), "-l", str(folder / "log"), "-o", options, "start"]


def _program(name: str) -> str:
    """Debian keeps PostgreSQL's programs by version, off everybody's PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    if found:
        return str(found[-1])
    elsewhere = shutil.which(name)
    if elsewhere is None:
        raise FileNotFoundError(f"{name} is not here. Install Debian's postgresql.")
    return elsewhere


def _version(program: Path) -> int:
    return int(program.parts[-3])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def main() -> int:
    with postgres() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
