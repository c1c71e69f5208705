"""Every change to a deployment: who, when, which object, which field, before and after."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from lyncplanner.accounts.models import User
from lyncplanner.deployments.models import (
    Change,
    Deployment,
    EdgeService,
    LeftOut,
    Membership,
    Pool,
    PublishedHost,
    ReverseProxy,
    Server,
    SimpleUrl,
    SipDomain,
    Site,
    Zone,
)
from lyncplanner.reviews.models import AcceptedFinding, ReviewRules

TOPOLOGY: tuple[type[Any], ...] = (
    *(Deployment, Zone, SipDomain, Site, SimpleUrl, LeftOut),
    *(Pool, Server, EdgeService, ReverseProxy, PublishedHost),
)
"""What describes a deployment; what others belong to stands before them."""
AROUND: tuple[type[Any], ...] = (Membership, ReviewRules, AcceptedFinding)
REMEMBERED = TOPOLOGY + AROUND
PARENTS: dict[type[Any], tuple[str, type[Any], str]] = {
    Server: ("pool_id", Pool, "fqdn"),
    EdgeService: ("pool_id", Pool, "fqdn"),
    PublishedHost: ("reverse_proxy_id", ReverseProxy, "name"),
}
"""The field that says what a row belongs to, its model, and the name to show."""
MOST_OBJECTS = 12
"""Of one change on the list; its own page shows more."""
_UNTOLD = {"id", "version", "deployment", "pool", "reverse_proxy", "deleted_at", "created_at"}
_TOLD_BY_NAME = {"position", "user", "person"}
"""What the line of an object that comes or goes says already, or needn't."""
_CREATED, _CHANGED, _DELETED = "+", "~", "-"


class FieldChange(NamedTuple):
    label: str
    before: str
    after: str
    """ "" where there is nothing."""


class ObjectChange(NamedTuple):
    sign: str
    """`+` created, `~` changed, `-` deleted."""
    kind: str
    name: str
    belongs_to: str
    key: str
    """`pool~12`, to filter by."""
    fields: tuple[FieldChange, ...]


class HistoryLine(NamedTuple):
    change: Change
    objects: list[ObjectChange]
    more: int
    """Objects that are not listed here."""
    undoable: bool


class HistoryFilter(NamedTuple):
    person: str = ""
    object: str = ""
    since: date | None = None
    until: date | None = None


def changes_of(deployment: Deployment, chosen: HistoryFilter) -> QuerySet[Change]:
    """The changes that a filter leaves, the newest first."""
    changes = Change.objects.filter(deployment=deployment).select_related("person")
    if chosen.person:
        changes = changes.filter(person__username=chosen.person)
    if chosen.since:
        changes = changes.filter(at__date__gte=chosen.since)
    if chosen.until:
        changes = changes.filter(at__date__lte=chosen.until)
    if chosen.object:
        changes = changes.filter(_touching(chosen.object))
    return changes


def people_of(deployment: Deployment) -> list[str]:
    """Who has changed something, by name."""
    names = Change.objects.filter(deployment=deployment, person__isnull=False)
    return sorted(set(names.values_list("person__username", flat=True)))


def told(changes: Sequence[Change], *, most: int = MOST_OBJECTS) -> list[HistoryLine]:
    """The changes with what each did; as many queries for one change as for a page of them."""
    counts: dict[int, int] = defaultdict(int)
    undoable = {change.pk: False for change in changes}
    objects: dict[int, list[ObjectChange]] = defaultdict(list)
    for model in REMEMBERED:
        for change, number in _counted(model, changes):
            counts[change] += number
            undoable[change] = undoable[change] or model in TOPOLOGY
        room = [c for c in changes if counts[c.pk] and len(objects[c.pk]) < most]
        if room:
            for change, told_object in _objects(model, room, most):
                objects[change].append(told_object)
    return [
        HistoryLine(
            change,
            objects[change.pk][:most],
            max(0, counts[change.pk] - most),
            undoable[change.pk] and not is_creation(change),
        )
        for change in changes
    ]


def is_creation(change: Change) -> bool:
    """Whether the change made the deployment itself: there is nothing to go back to."""
    return bool(Deployment.history.filter(change=change, history_type=_CREATED).exists())


def fields_between(model: type[Any], before: Any, after: Any) -> Iterator[str]:
    """The names of the fields that two states of a row differ in, but for the row's version."""
    for field in model._meta.concrete_fields:
        if field.name in _UNTOLD or not hasattr(after, field.attname):
            continue
        if getattr(before, field.attname) != getattr(after, field.attname):
            yield field.attname


def _touching(key: str) -> Q:
    """Changes of one object or of what belongs to it."""
    kind, _, pk = key.partition("~")
    found = Q(pk__in=[])
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return found
    for model in REMEMBERED:
        if model._meta.model_name == kind:
            same = {model._meta.pk.attname: pk}
            found |= Q(pk__in=model.history.filter(**same).values("change"))
        field, parent, _ = PARENTS.get(model, ("", None, ""))
        if parent is not None and parent._meta.model_name == kind:
            found |= Q(pk__in=model.history.filter(**{field: pk}).values("change"))
    return found


def _counted(model: type[Any], changes: Sequence[Change]) -> Iterable[tuple[int, int]]:
    rows = model.history.filter(change__in=changes).order_by().values("change")
    return rows.annotate(number=Count("pk")).values_list("change", "number")  # type: ignore[no-any-return]  # of a history


def _objects(
    model: type[Any], changes: Sequence[Change], most: int
) -> Iterator[tuple[int, ObjectChange]]:
    rows = list(_rows(model, changes, most))
    if not rows:
        return
    earlier = {row.pk: row for row in model.history.filter(pk__in=[r.earlier for r in rows])}
    names = _names_of_parents(model, rows)
    people = _people(rows) if model is Membership else {}
    for row in rows:
        yield row.change_id, _object(model, row, earlier.get(row.earlier), names, people)


def _rows(model: type[Any], changes: Sequence[Change], most: int) -> QuerySet[Any]:
    pk = model._meta.pk.attname
    same = model.history.filter(**{pk: OuterRef(pk)}, history_id__lt=OuterRef("history_id"))
    before = same.order_by("-history_id").values("history_id")[:1]
    rows = model.history.filter(change__in=changes).annotate(earlier=Subquery(before))
    found: QuerySet[Any] = rows.order_by("history_id")[: most * len(changes)]
    return found


def _object(
    model: type[Any],
    row: Any,
    earlier: Any,
    names: Mapping[int, str],
    people: Mapping[int, str],
) -> ObjectChange:
    parent_field = PARENTS[model][0] if model in PARENTS else ""
    name = people.get(row.user_id, "somebody") if model is Membership else str(row.instance)
    return ObjectChange(
        sign=row.history_type,
        kind=str(model._meta.verbose_name),
        name=name,
        belongs_to=names.get(getattr(row, parent_field), "") if parent_field else "",
        key=f"{model._meta.model_name}~{getattr(row, model._meta.pk.attname)}",
        fields=tuple(_fields(model, earlier, row)),
    )


def _fields(model: type[Any], earlier: Any, row: Any) -> Iterator[FieldChange]:
    if row.history_type == _CHANGED and earlier is not None:
        for name in fields_between(model, earlier, row):
            field = model._meta.get_field(name.removesuffix("_id"))
            yield FieldChange(_label(field), shown(field, earlier), shown(field, row))
        return
    for field in model._meta.concrete_fields:
        if field.name in _UNTOLD | _TOLD_BY_NAME or not field.editable:
            continue
        value = shown(field, row) if getattr(row, field.attname, None) else ""
        if not value or value == str(row.instance):
            continue
        if row.history_type == _CREATED:
            yield FieldChange(_label(field), "", value)
        else:
            yield FieldChange(_label(field), value, "")


def shown(field: Any, row: Any) -> str:
    """A field's value in words; "" for nothing."""
    value = getattr(row, field.attname)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "On" if value else "Off"
    if isinstance(value, tuple):
        return " ".join(value)
    if field.name == "position":
        return str(value + 1)
    return "" if value is None else str(value)


def _label(field: Any) -> str:
    words = "place in the list" if field.name == "position" else str(field.verbose_name)
    return words[:1].upper() + words[1:]


def _names_of_parents(model: type[Any], rows: Sequence[Any]) -> dict[int, str]:
    if model not in PARENTS:
        return {}
    field, parent, name = PARENTS[model]
    wanted = {getattr(row, field) for row in rows}
    # Also of what is deleted by now; the latest name counts.
    found = parent.history.filter(id__in=wanted).order_by("history_id").values_list("id", name)
    return dict(found)


def _people(rows: Sequence[Any]) -> dict[int, str]:
    people = User.objects.filter(pk__in={row.user_id for row in rows})
    return dict(people.values_list("pk", "username"))
