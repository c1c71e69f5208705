"""Filters for times and counts, as the interface words them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django import template
from django.utils import timezone

from lyncplanner.planning.findings import Finding, Severity

register = template.Library()

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@register.filter
def when(moment: datetime) -> str:
    """ "25 minutes ago" within a day, then "23 Nov 14:05"; with the year in other years."""
    now = timezone.now()
    passed = now - moment
    if passed < _MINUTE:
        return "just now"
    if passed < _HOUR:
        return f"{counted(passed // _MINUTE, 'minute')} ago"
    if passed < _DAY:
        return f"{counted(passed // _HOUR, 'hour')} ago"
    local = timezone.localtime(moment)
    if local.year != timezone.localtime(now).year:
        return f"{local.day} {local:%b %Y}"
    return f"{local.day} {local:%b %H:%M}"


@register.filter
def counted(number: int, noun: str) -> str:
    """`1 record`, `1,200 records`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    """What a mapping has under a key, or nothing."""
    return mapping.get(key)


@register.filter
def severity_word(severity: str) -> str:
    """Error, Warning, Note."""
    return "Note" if severity == Severity.INFO else severity.capitalize()


@register.filter
def anchor(finding: Finding) -> str:
    """The id of a finding on the findings page: it is known by its code and subject."""
    return f"{finding.code}~{finding.subject}"


@register.filter
def spaced(value: str | Sequence[str] | None) -> str:
    """Addresses as they are typed: with blanks between."""
    return value if isinstance(value, str) else " ".join(value or ())


@register.filter
def by_severity(findings: Iterable[Finding]) -> list[tuple[Severity, int]]:
    """How many findings of each severity there are, the worst first."""
    counts = Counter(finding.severity for finding in findings)
    return [(severity, counts[severity]) for severity in Severity if counts[severity]]
