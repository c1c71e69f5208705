"""A BIND of our own on loopback: started with given zones, asked, and stopped again by the test.

Nothing of the machine's own BIND is read or touched: its own folder, port and keys, no control
channel.
"""

import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import dns.name
import dns.query
import dns.rdatatype
import dns.tsigkeyring
import dns.xfr
import dns.zone

ADDRESS = "127.0.0.1"
SECRET = "bG9vcGJhY2sgb25seSwgbm8gc2VjcmV0IGF0IGFsbCE="
_SECONDS = 30

Served = tuple[str, str, int, str]
"""Name, type, TTL and data, as a plan writes them."""


@dataclass
class Bind:
    """A running `named`; several views are told apart by TSIG keys that are named like them."""

    folder: Path
    port: int
    views: tuple[str, ...]
    log: list[str] = field(default_factory=list)

    def transfer(self, zone: str, view: str | None = None) -> dns.zone.Zone:
        """The zone by AXFR."""
        copy = dns.zone.Zone(dns.name.from_text(zone), relativize=False)
        keyring = dns.tsigkeyring.from_text({view: SECRET}) if view else None
        query, _ = dns.xfr.make_query(copy, keyring=keyring)
        dns.query.inbound_xfr(ADDRESS, copy, query, port=self.port, timeout=_SECONDS)
        return copy

    def records(self, zone: str, view: str | None = None) -> set[Served]:
        """What a transfer holds besides the zone's own SOA and NS."""
        return {
            served
            for served in served_records(self.transfer(zone, view))
            if served[:2] not in {(zone, "SOA"), (zone, "NS")}
        }


def served_records(zone: dns.zone.Zone) -> Iterator[Served]:
    """Every record of a transferred zone."""
    for name, ttl, value in zone.iterate_rdatas():
        text = value.to_text().lower() if value.rdtype != dns.rdatatype.TXT else value.to_text()
        kind = dns.rdatatype.to_text(value.rdtype)
        yield name.to_text(omit_final_dot=True).lower(), kind, ttl, text.removesuffix(".")


@contextmanager
def serving(
    folder: Path,
    views: Mapping[str, Mapping[str, Path]],
    *,
    keyed: bool = True,
    dynamic: bool = False,
    include: str = "",
) -> Iterator[Bind]:
    """Run `named` with views of zones, each zone a file; `include` adds to its configuration.

    Not `keyed`: the first view is everybody's. `dynamic`: who has a view's key can update zones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    bind = Bind(folder, port, tuple(views))
    configuration = folder / "named.conf"
    configuration.write_text(
        _options(folder, port)
        + "".join(_view(name, zones, keyed, dynamic) for name, zones in views.items())
        + include
    )
    process = subprocess.Popen(
        ["/usr/sbin/named", "-g", "-n", "1", "-c", str(configuration)],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_until_running(process, bind.log)
        yield bind
    finally:
        process.terminate()
        process.wait(_SECONDS)


def free_port() -> int:
    """A port that nothing listens on, by TCP or UDP."""
    while True:
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind((ADDRESS, 0))
            port: int = tcp.getsockname()[1]
            try:
                udp.bind((ADDRESS, port))
            except OSError:
                continue
            return port


def _wait_until_running(process: "subprocess.Popen[str]", log: list[str]) -> None:
    running = threading.Event()

    def follow() -> None:
        assert process.stderr is not None
        with process.stderr as lines:
            for line in lines:
                log.append(line)
                if line.rstrip().endswith(" running") and " zone " not in line:
                    running.set()
        running.set()

    threading.Thread(target=follow, daemon=True).start()
    assert running.wait(_SECONDS), "named did not start in time:\n" + "".join(log)
    assert process.poll() is None, "named ended:\n" + "".join(log)


def _options(folder: Path, port: int) -> str:
    return f"""
options {{
  directory "{folder}";
  pid-file "{folder}/named.pid";
  session-keyfile "{folder}/session.key";
  managed-keys-directory "{folder}";
  listen-on port {port} {{ {ADDRESS}; }};
  listen-on-v6 {{ none; }};
  recursion no;
  notify no;
  dnssec-validation no;
  empty-zones-enable no;
  allow-query {{ any; }};
  allow-transfer {{ any; }};
}};
controls {{ }};
"""


def _view(name: str, zones: Mapping[str, Path], keyed: bool, dynamic: bool) -> str:
    update = f' allow-update {{ key "{name}"; }};' if dynamic else ""
    lines = [
        f'zone "{zone}" {{ type primary; file "{path}";{update} }};' for zone, path in zones.items()
    ]
    clients = f'key "{name}";' if keyed else "any;"
    return (
        f'key "{name}" {{ algorithm hmac-sha256; secret "{SECRET}"; }};\n'
        f'view "{name}" {{\nmatch-clients {{ {clients} }};\n' + "\n".join(lines) + "\n};\n"
    )
