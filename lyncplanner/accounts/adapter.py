"""What allauth asks this product."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

INVITED = "invited"
"""In the session of who opened an invitation: they may make an account."""


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by staff, or by who opened an invitation; else by nobody."""
        return bool(request.session.get(INVITED))
