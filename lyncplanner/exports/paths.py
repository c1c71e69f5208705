"""Names of files made from names of zones."""

import hashlib
import re

# Windows takes these for devices, whatever stands behind the first dot.
_DEVICE = r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)"
_BEGINNING = rf"(?!{_DEVICE})[a-z0-9_%-]"
_SAFE_BEGINNING = re.compile(_BEGINNING)
_SAFE = re.compile(rf"(?!%){_BEGINNING}[a-z0-9._-]{{0,199}}")
_UNSAFE = re.compile(r"[^a-z0-9._-]")
_LONGEST = 200
_KEPT = 180


def file_stem(zone: str) -> str:
    """A zone's name as the stem of a file's name: never hidden, a path, a device or too long."""
    if _SAFE.fullmatch(zone):
        return zone
    stem = _UNSAFE.sub(_escaped, zone)
    if not _SAFE_BEGINNING.match(stem):
        stem = f"%{stem}"
    if len(stem) > _LONGEST:
        digest = hashlib.sha256(zone.encode("utf-8", "surrogatepass"))
        stem = f"{stem[:_KEPT]}-{digest.hexdigest()[:16]}"
    return stem


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02x}" for byte in found[0].encode("utf-8", "surrogatepass"))
