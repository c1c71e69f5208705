"""The part of named.conf that serves several views of one name: split-brain DNS."""

from collections.abc import Iterator, Sequence

from lyncplanner.exports.stamp import Stamp
from lyncplanner.exports.wording import stamp_lines
from lyncplanner.planning.records import View

# The first view that matches a client wins, so the one for everybody comes last.
_ORDER = (View.PERIMETER, View.INTERNAL, View.EXTERNAL)
_CLIENTS = {
    View.PERIMETER: "lyncplanner-perimeter;",
    View.INTERNAL: "lyncplanner-inside;",
    View.EXTERNAL: "any;",
}
_ACLS = {
    View.PERIMETER: 'acl "lyncplanner-perimeter" { none; };',
    View.INTERNAL: (
        'acl "lyncplanner-inside"'
        " { localhost; 10.0.0.0/8; 172.16.0.0/12; 192.168.0.0/16; fc00::/7; };"
    ),
}
_HEAD = """\
//
// Include this file from your named.conf, or take the views over into it. Change the lists of
// addresses to those of your networks. Once there is one view, every zone has to be in a view.
// The paths below are relative to the "directory" of the options.
"""


def named_conf(zones: Sequence[tuple[View, str, str]], stamp: Stamp) -> str:
    """The views with their zones, each as view, zone and path of its file."""
    views = [view for view in _ORDER if any(zone[0] is view for zone in zones)]
    lines = [f"// {line}\n" for line in stamp_lines(stamp)]
    lines.append(_HEAD)
    lines.extend(f"{_ACLS[view]}\n" for view in views if view in _ACLS)
    for view in views:
        lines.extend(_view(view, [zone for zone in zones if zone[0] is view]))
    return "".join(lines)


def _view(view: View, zones: Sequence[tuple[View, str, str]]) -> Iterator[str]:
    yield f'\nview "{view}" {{\n'
    yield f"\tmatch-clients {{ {_CLIENTS[view]} }};\n"
    if view is View.EXTERNAL:
        yield "\trecursion no;\n"
    for _, zone, path in zones:
        yield f'\tzone "{zone}" {{ type primary; file "{path}"; }};\n'
    yield "};\n"
