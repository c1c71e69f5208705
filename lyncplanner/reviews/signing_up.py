"""Who may make an account: allauth asks."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from lyncplanner.reviews.invitations import is_open

INVITED = "invitation"
"""In the session of who opened an invitation without an account: the invitation's key."""


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by staff, or by who has opened a good invitation; else by nobody."""
        invitation = request.session.get(INVITED)
        return invitation is not None and is_open(invitation)
