"""Names of files made from names of zones."""

import hashlib
import re

_UNSAFE = re.compile(r"[^a-z0-9._-]")
# Windows takes these for devices, whatever stands behind the first dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_LONGEST = 200
_KEPT = 180


def file_stem(zone: str) -> str:
    """A zone's name as the stem of a file's name: never hidden, a path, a device or too long."""
    stem = _UNSAFE.sub(_escaped, zone)
    if stem.startswith(".") or _DEVICE.match(stem) or not stem:
        stem = f"%{stem}"
    if len(stem) > _LONGEST:
        digest = hashlib.sha256(zone.encode("utf-8", "surrogatepass"))
        stem = f"{stem[:_KEPT]}-{digest.hexdigest()[:16]}"
    return stem


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02x}" for byte in found[0].encode("utf-8", "surrogatepass"))
