"""Seen ticks: each person's own, for as long as a record set stays as it was seen."""

from collections import Counter
from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from lyncplanner.accounts.models import User
from lyncplanner.planning.plan_hash import plan_hash
from lyncplanner.planning.set_changes import SetChange, set_changes
from lyncplanner.reviews.freezing import thaw_records
from lyncplanner.reviews.models import Revision, SeenTick
from lyncplanner.reviews.roles import EVERYBODY, turn
from lyncplanner.reviews.weighing import base_of


def changes_of(revision: Revision) -> tuple[SetChange, ...]:
    """What a revision changes, against the one that it is compared with."""
    base = base_of(revision)
    before = thaw_records(base.records) if base else ()
    return set_changes(before, thaw_records(revision.records))


def hash_of(change: SetChange) -> str:
    """Of what the set is now: a tick lasts as long as it stays so."""
    return plan_hash(change.after.records if change.after else ())


def tick(revision: Revision, by: User, keys: Collection[str], *, seen: bool = True) -> int:
    """Tick record sets as seen, or not; say how many of the revision's changes are ticked now."""
    changes = changes_of(revision)
    chosen = [change for change in changes if change.key in keys]
    with turn(revision.deployment, by, EVERYBODY):
        if seen:
            SeenTick.objects.bulk_create(
                [_tick(revision, by, change) for change in chosen], ignore_conflicts=True
            )
        else:
            _of(revision, by).filter(key__in=[change.key for change in chosen]).delete()
    return len(seen_by(revision, by, changes))


def seen_by(revision: Revision, person: User, changes: Sequence[SetChange]) -> set[str]:
    """The keys of the changes that the person has seen as they are."""
    ticks = set(_of(revision, person).values_list("key", "hash"))
    return {change.key for change in changes if (change.key, hash_of(change)) in ticks}


def unseen_by(revision: Revision, person: User) -> int:
    changes = changes_of(revision)
    return len(changes) - len(seen_by(revision, person, changes))


def progress(revision: Revision, changes: Sequence[SetChange]) -> dict[str, int]:
    """How many changes each person has seen, by name: everybody may know how far they are."""
    wanted = {(change.key, hash_of(change)) for change in changes}
    seen: Counter[str] = Counter()
    rows = SeenTick.objects.filter(deployment=revision.deployment_id)
    for name, key, hash in rows.values_list("person__username", "key", "hash"):
        if (key, hash) in wanted:
            seen[name] += 1
    return dict(seen)


def _tick(revision: Revision, by: User, change: SetChange) -> SeenTick:
    return SeenTick(
        deployment_id=revision.deployment_id, person=by, key=change.key, hash=hash_of(change)
    )


def _of(revision: Revision, person: User) -> QuerySet[SeenTick]:
    return SeenTick.objects.filter(deployment=revision.deployment_id, person=person)
