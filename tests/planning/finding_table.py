"""The table of findings: for each code topologies where it has to appear, and their sound twins.

A case is a base topology with changes. A change is a path in the document and its new value:
`pools[0].vip: [192.168.10.90]`. `null` removes what is there, `pools[+]` adds to a list. Changes
under `given` hold for both twins, `wrong` makes the mistake, `sound` the nearest thing without it.
`also` lists what the same mistake brings with it, `both` what both twins have, as `code subject`.
"""

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lyncplanner.documents.reading import read
from lyncplanner.planning.topology import Topology

FOLDER = Path(__file__).parent / "finding_cases"
_STEP = re.compile(r"[^.\[\]]+|\[\d+\]|\[\+\]")


@dataclass(frozen=True)
class FindingCase:
    code: str
    severity: str
    subject: str
    wrong: Topology
    sound: Topology
    also: frozenset[tuple[str, str]]
    both: frozenset[tuple[str, str]]
    name: str

    @property
    def group(self) -> str:
        """What comes before the dot of the code, with the dot."""
        return f"{self.code.partition('.')[0]}."


def finding_cases() -> list[FindingCase]:
    bases = {
        path.stem: yaml.safe_load(path.read_text()) for path in (FOLDER / "bases").glob("*.yaml")
    }
    return [
        _case(entry, bases[entry.get("base", "contoso")])
        for path in sorted(FOLDER.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text())
    ]


def _case(entry: Mapping[str, Any], base: Mapping[str, Any]) -> FindingCase:
    given = entry.get("given", {})
    return FindingCase(
        code=entry["code"],
        severity=entry["severity"],
        subject=str(entry["subject"]),
        wrong=_changed(base, given, entry["wrong"]),
        sound=_changed(base, given, entry["sound"]),
        also=_told(entry.get("also", ())),
        both=_told(entry.get("both", ())),
        name=f"{entry['code']} {entry.get('about', entry['subject'])}",
    )


def _told(lines: Any) -> frozenset[tuple[str, str]]:
    return frozenset((line.partition(" ")[0], line.partition(" ")[2]) for line in lines)


def _changed(base: Mapping[str, Any], *changes: Mapping[str, Any]) -> Topology:
    document = deepcopy(dict(base))
    for change in changes:
        for path, value in change.items():
            _put(document, _STEP.findall(path), deepcopy(value))
    return read(json.dumps(document).encode(), name="case.json").topology


def _put(document: Any, steps: list[str], value: Any) -> None:
    *before, last = (_key(step) for step in steps)
    for step in before:
        document = document.setdefault(step, {}) if isinstance(document, dict) else document[step]
    if last == "+" or last == len(document):
        document.append(value)
    elif value is None:
        del document[last]
    else:
        document[last] = value


def _key(step: str) -> str | int:
    inner = step.strip("[]")
    return int(inner) if step.startswith("[") and inner != "+" else inner
