"""Signing in, in our words."""

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Name or e-mail"
        self.fields["remember"].label = "Stay signed in on this computer"
        for field in self.fields.values():
            # The label says it already.
            field.widget.attrs.pop("placeholder", None)
