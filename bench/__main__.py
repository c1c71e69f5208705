"""Measure everything, or the parts that are named: `python -m bench exporting`."""

import os
import sys
from importlib import import_module

import django

from bench.rows import table

PARTS = ("exporting", "findings", "reading", "serving")
"""Modules of this package, in their order; each has `measure() -> Iterator[Row]`."""


def main(chosen: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyncplanner.settings")
    django.setup()
    unknown = [part for part in chosen if part not in PARTS]
    if unknown:
        print(f"There is no part {unknown[0]}; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    modules = [import_module(f"bench.{part}") for part in chosen or PARTS]
    for line in table(row for module in modules for row in module.measure()):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
