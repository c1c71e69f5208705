"""Who comes, goes or gets another role: what waits for them follows."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from lyncplanner.deployments.models import Membership
from lyncplanner.reviews.inbox import Event, happened
from lyncplanner.reviews.models import Revision
from lyncplanner.reviews.models.revisions import OPEN_STATES
from lyncplanner.reviews.roles import DECIDING


@receiver(post_save, sender=Membership)
def _member_saved(instance: Membership, created: bool, raw: bool = False, **_: Any) -> None:
    if raw:
        return
    if not created:
        happened(Event.ROLE_CHANGED, instance.deployment, member=instance.user_id)
    if instance.role not in DECIDING:
        return
    proposals = Revision.objects.without_content().filter(
        deployment=instance.deployment_id, standing__state__in=OPEN_STATES
    )
    for revision in proposals.exclude(proposer=instance.user_id):
        happened(Event.JOINED, instance.deployment, member=instance.user_id, revision=revision)


@receiver(post_delete, sender=Membership)
def _member_removed(instance: Membership, **_: Any) -> None:
    happened(Event.LEFT, instance.deployment, member=instance.user_id)
