"""Revisions, which never change, and all that people say and decide about them."""

from lyncplanner.reviews.models.conversations import Comment, SeenTick, Thread
from lyncplanner.reviews.models.people import Invitation
from lyncplanner.reviews.models.revisions import Decision, Deployed, Revision, Standing
from lyncplanner.reviews.models.rules import AcceptedFinding, ReviewRules
from lyncplanner.reviews.models.waiting import Entry

__all__ = [
    "AcceptedFinding",
    "Comment",
    "Decision",
    "Deployed",
    "Entry",
    "Invitation",
    "ReviewRules",
    "Revision",
    "SeenTick",
    "Standing",
    "Thread",
]
